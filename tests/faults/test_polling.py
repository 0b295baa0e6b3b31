"""Polling keeps to one pace, and goes on beside everything else."""

from __future__ import annotations

import time

import pytest

from seedance_gui.domain.task import Status
from seedance_gui.services.tasks import poller
from tests.faults.killing import child
from tests.services.stage import QUERY, Stage, eventually
from tests.services.tasks.test_poller import watching


async def test_promise_08_one_rate_for_all(stage: Stage) -> None:
    watching(stage, 20)
    stage.server.on("GET", QUERY + "*", stage.running())
    stage.task_service = stage.open()
    stage.task_service._poller._gap = 0.2
    stage.start()
    await eventually(lambda: stage.server.seen_at(QUERY + "*"), 30)
    begun = time.monotonic()
    await eventually(lambda: len(stage.server.seen_at(QUERY + "*")) >= 20, 30)
    assert time.monotonic() - begun > 18 * 0.2, "no more than five a second, however many wait"


@pytest.mark.parametrize("days", [-2.0, 2.0, 8 / 24], ids=["two days back", "two days on", "a night"])
async def test_promise_09_a_jump_of_the_clock_brings_prompt_questions_and_no_storm(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, days: float
) -> None:
    """Whoever wakes after a sleep sees how far the videos are, at the one rate that all share."""
    monkeypatch.setattr(poller, "SLEPT", 0.4)
    watching(stage, 15)
    stage.server.on("GET", QUERY + "*", stage.running())
    stage.task_service = stage.open()
    asking = stage.task_service._poller
    asking._gap, asking._pace = 0.1, 3600.0
    stage.start()
    asked = stage.server.seen_at
    await eventually(lambda: len(asked(QUERY + "*")) == 15)
    await eventually(lambda: not any(pause.asking for pause in asking._pauses.values()))
    begun = time.monotonic()
    stage.hand.ahead = days * 86_400
    await eventually(lambda: len(asked(QUERY + "*")) >= 30)
    took = time.monotonic() - begun
    assert took > 13 * 0.1, "no more than ten a second"
    assert len({seen.path for seen in asked(QUERY + "*")[15:]}) == 15, "each one once"
    await eventually(lambda: not any(pause.asking for pause in asking._pauses.values()))
    assert len(asked(QUERY + "*")) == 30, "and then as seldom as before"
    assert {task.status for task in stage.task_service.tasks()} == {Status.PROCESSING}


async def test_promise_10_fifty_poll_beside_an_open_dialog(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", stage.running())
    with child("dialog", stage.folder, stage.server.address):
        await eventually(lambda: all(len(stage.server.seen_at(f"{QUERY}t{n}")) > 1 for n in range(1, 51)), 40)
    assert len(stage.posts()) == 50
