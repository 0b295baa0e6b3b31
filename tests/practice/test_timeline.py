"""Where a task stands, for every age; no clock runs here."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from seedance_gui.practice.timeline import PracticeTask, Status, TaskState, state_at

START = 1_700_000_000.0
ORDER = list(Status)


def task(prompt: str = "A cat") -> PracticeTask:
    return PracticeTask("abc", {"prompt": prompt}, START)


def at(seconds: float, prompt: str = "A cat", speed: float = 1) -> TaskState:
    return state_at(task(prompt), START + seconds, speed)


def test_the_usual_course() -> None:
    assert at(0) == TaskState(Status.QUEUED, 0)
    assert at(2) == TaskState(Status.PROCESSING, 1)
    assert at(5) == TaskState(Status.PROCESSING, 50)
    assert at(7.99) == TaskState(Status.PROCESSING, 99)
    assert at(8) == TaskState(Status.COMPLETED, 100, int(START) + 8)
    assert at(800) == at(8)


def test_a_clock_set_back_waits() -> None:
    assert at(-1000) == TaskState(Status.QUEUED, 0)


def test_speed_and_slowness() -> None:
    assert at(0.81, speed=10).status is Status.COMPLETED
    assert at(50.01, prompt="[slow]") == TaskState(Status.PROCESSING, 50)
    assert at(80, prompt="[slow]").completed_at == int(START) + 80


@given(
    some.floats(-10, 100),
    some.floats(0, 100),
    some.sampled_from(["", "[slow]", "[fail]", "[stall]"]),
)
def test_it_never_goes_back(first: float, later: float, prompt: str) -> None:
    before, after = at(first, prompt), at(first + later, prompt)
    assert ORDER.index(before.status) <= ORDER.index(after.status)
    if after.status is not Status.FAILED:
        assert before.progress <= after.progress
    assert (after.progress == 100) == (after.status is Status.COMPLETED)
