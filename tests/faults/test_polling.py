"""Polling keeps to one pace, and goes on beside everything else."""

from __future__ import annotations

import time

from tests.faults.killing import child
from tests.services.stage import QUERY, Stage, eventually
from tests.services.test_poller import watching


async def test_promise_08_one_rate_for_all(stage: Stage) -> None:
    watching(stage, 20)
    stage.server.on("GET", QUERY + "*", stage.running())
    stage.studio = stage.open()
    stage.studio._shop.poller._gap = 0.2
    stage.start()
    await eventually(lambda: stage.server.seen_at(QUERY + "*"), 30)
    begun = time.monotonic()
    await eventually(lambda: len(stage.server.seen_at(QUERY + "*")) >= 20, 30)
    assert time.monotonic() - begun > 18 * 0.2, "no more than five a second, however many wait"


async def test_promise_10_fifty_poll_beside_an_open_dialog(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", stage.running())
    with child("dialog", stage.folder, stage.server.address):
        await eventually(lambda: all(len(stage.server.seen_at(f"{QUERY}t{n}")) > 1 for n in range(1, 51)), 40)
    assert len(stage.posts()) == 50
