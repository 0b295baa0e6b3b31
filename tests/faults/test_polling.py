"""Polling goes on beside everything else."""

from __future__ import annotations

from tests.faults.killing import child
from tests.services.stage import QUERY, Stage, eventually


async def test_promise_10_fifty_poll_beside_an_open_dialog(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", stage.running())
    with child("dialog", stage.folder, stage.server.address):
        await eventually(lambda: all(len(stage.server.seen_at(f"{QUERY}t{n}")) > 1 for n in range(1, 51)), 40)
    assert len(stage.posts()) == 50
