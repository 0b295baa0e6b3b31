"""Where a practice task stands: a pure function of its age."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from seedance_gui.domain.practice_messages import PracticeMessage
from seedance_gui.practice.fault_injection import Fault, find

QUEUED = 2.0
"""Seconds in the queue at speed 1."""

PROCESSING = 6.0
"""Seconds of work at speed 1."""

NO_TASK = 2.0
"""Seconds for which a task that asks for it is not found, at speed 1."""

STALLED = 42


class Status(StrEnum):
    """The service's own words [S]."""

    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PracticeTask:
    """A task as it is kept: `created_at` in unix seconds, `body` as sent, `cost` in pretend coins."""

    id: str
    body: dict[str, Any]
    created_at: float
    cost: int = 0
    faults: frozenset[Fault] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "faults", find(str(self.body.get("prompt", ""))))


@dataclass(frozen=True, slots=True)
class TaskState:
    """What a query answers. `progress` 0 to 100; times in unix seconds."""

    status: Status
    progress: int
    completed_at: int | None = None
    error: str = ""


def age(task: PracticeTask, now: float, speed: float) -> float:
    """Return the task's age in seconds of speed 1."""
    return max(0.0, now - task.created_at) * _pace(task, speed)


def state_at(task: PracticeTask, now: float, speed: float) -> TaskState:
    """Return where a task stands at `now` (unix seconds)."""
    passed = age(task, now, speed)
    if passed < QUEUED:
        return TaskState(Status.QUEUED, 0)
    share = (passed - QUEUED) / PROCESSING
    half = task.created_at + (QUEUED + PROCESSING / 2) / _pace(task, speed)
    whole = task.created_at + (QUEUED + PROCESSING) / _pace(task, speed)
    if Fault.FAIL in task.faults and share >= 0.5:
        return TaskState(Status.FAILED, 50, int(half), PracticeMessage.PRACTICE_FAILED.value)
    if Fault.STALL not in task.faults and share >= 1:
        return TaskState(Status.COMPLETED, 100, int(whole))
    highest = STALLED if Fault.STALL in task.faults else 99
    return TaskState(Status.PROCESSING, max(1, min(highest, int(share * 100))))


def _pace(task: PracticeTask, speed: float) -> float:
    return speed / 10 if Fault.SLOW in task.faults else speed
