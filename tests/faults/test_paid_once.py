"""A video is paid for once: the process is killed at each dangerous moment, and started again."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.task import Status
from tests.faults.killing import child
from tests.services.stage import Stage, eventually
from tests.services.tasks.test_walk import ENDINGS, Walk

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules


def reopen(stage: Stage) -> None:
    """Open what the killed process left behind."""
    stage.opened.store.close()
    stage.task_service = stage.open()


@pytest.mark.parametrize(
    ("where", "sent", "after"),
    [
        ("before the claim", 0, Status.WAITING),
        ("before send", 0, Status.NOT_CONFIRMED),
        ("before the id is stored", 1, Status.NOT_CONFIRMED),
        ("after the id is stored", 1, Status.QUEUED),
    ],
)
async def test_promise_02_killed(stage: Stage, where: str, sent: int, after: Status) -> None:
    with child(where, stage.folder, stage.server.address) as process:
        assert await asyncio.to_thread(process.wait, 30) == -signal.SIGKILL
    assert len(stage.posts()) == sent
    reopen(stage)
    (task,) = stage.task_service.tasks()
    assert task.status is after
    assert task.draft.prompt == "killed 0"
    task_service = stage.start()
    other = task_service.submit(stage.draft("another"))
    await stage.reaches(other, Status.SAVED)
    prompts = [post.json()["prompt"] for post in stage.posts()]
    if after is Status.NOT_CONFIRMED:
        assert "program ended while sending" in str(task_service.status_message(task))
        assert prompts.count("killed 0") == sent
    else:
        await stage.reaches(task, Status.SAVED)
        assert prompts.count("killed 0") == 1


class LongWalk(Walk):
    """The walk, with a clock that jumps and a disk that is full."""

    @rule(days=st.sampled_from([-2.0, 2.0, 0.0, 1 / 3]))
    def jump(self, days: float) -> None:
        self.stage.hand.ahead = days * 86400

    @rule(ending=st.sampled_from(ENDINGS))
    def order_on_a_full_disk(self, ending: str) -> None:
        self.ending = ending
        connection = self.stage.opened.store._connection

        async def work() -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
            task = None
            try:
                task = self.stage.task_service.submit(
                    self.stage.draft("full " * 2000), f"full {self.confirmed}"
                )
            except PersonError:
                assert not any("full full" in task.draft.prompt for task in self.stage.task_service.tasks())
            else:
                self.confirmed += 1
            await asyncio.sleep(0.05)
            connection.execute("PRAGMA max_page_count = 1000000")
            await eventually(self.stage.task_service._repository.write_behind)
            if task is not None:
                await self.settled(task)

        self.run(work())


@pytest.mark.timeout(300)
def test_promise_05_a_random_walk_with_jumps_and_a_full_disk(rules: Rules, film: bytes) -> None:
    kind = type("TheLongWalk", (LongWalk,), {"rules_of_routes": rules, "film": film})
    few = settings(
        max_examples=10, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(kind, settings=few)
