"""Where a task stands, for every age and every share drawn; no clock runs here."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from seedance_gui.practice.timeline import PracticeTask, RenderProgress, Status, TaskState, state_at

START = 1_700_000_000.0
ORDER = list(Status)


def task(prompt: str = "A cat") -> PracticeTask:
    return PracticeTask("abc", {"prompt": prompt}, START)


def at(seconds: float, share: float = 1.0, prompt: str = "A cat", speed: float = 1) -> TaskState:
    drawing = RenderProgress(share, START + 3 if share == 1 else None)
    return state_at(task(prompt), START + seconds, speed, drawing)


def test_the_usual_course() -> None:
    assert at(0) == TaskState(Status.QUEUED, 0)
    assert at(2) == TaskState(Status.PROCESSING, 1)
    assert at(5) == TaskState(Status.PROCESSING, 50)
    assert at(7.99) == TaskState(Status.PROCESSING, 99)
    assert at(8) == TaskState(Status.COMPLETED, 100, int(START) + 8)
    assert at(800) == at(8)


def test_a_clock_set_back_waits() -> None:
    assert at(-1000) == TaskState(Status.QUEUED, 0)


def test_nothing_is_completed_before_it_is_drawn() -> None:
    assert at(100, 0.0) == TaskState(Status.PROCESSING, 1)
    assert at(100, 0.6) == TaskState(Status.PROCESSING, 60)
    assert at(100, 0.999) == TaskState(Status.PROCESSING, 99)


def test_speed_and_slowness() -> None:
    assert at(0.81, speed=10).status is Status.COMPLETED
    assert at(50.01, prompt="[slow]") == TaskState(Status.PROCESSING, 50)
    assert at(80, prompt="[slow]").completed_at == int(START) + 80


def test_a_film_that_can_not_be_drawn_fails() -> None:
    found = state_at(task(), START + 3, 1, RenderProgress(finished_at=START + 2.5, failure="Why."))
    assert found == TaskState(Status.FAILED, 99, int(START) + 2, "Why.")


@given(
    some.floats(-10, 100),
    some.floats(0, 100),
    some.floats(0, 1),
    some.sampled_from(["", "[slow]", "[fail]", "[stall]"]),
)
def test_it_never_goes_back(first: float, later: float, share: float, prompt: str) -> None:
    before, after = at(first, share, prompt), at(first + later, share, prompt)
    assert ORDER.index(before.status) <= ORDER.index(after.status)
    if after.status is not Status.FAILED:
        assert before.progress <= after.progress
    assert (after.progress == 100) == (after.status is Status.COMPLETED)
