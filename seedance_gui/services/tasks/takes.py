"""Several videos of one draft, ordered with one press of Create: each a task and an order of its own."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_gui.domain.task import Take

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task

_APART = 1e-5
"""Seconds between their moments, by which the list keeps them in order."""


def takes_of(task: Task, count: int, key: str) -> list[tuple[Task, str]]:
    """Return so many new tasks like this one, each with its own idempotency key made of ``key``."""
    if count == 1:
        return [(task, key)]
    group = key or task.id
    return [
        (
            replace(
                task,
                id=uuid.uuid4().hex,
                created=task.created + number * _APART,
                take=Take(group, number, count),
            ),
            f"{group} {number} of {count}",
        )
        for number in range(1, count + 1)
    ]
