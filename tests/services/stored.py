"""What a store holds, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_gui.domain.address import DEFAULT_ADDRESS, PRACTICE

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from seedance_gui.services.store.store import Store


def stored_tasks(store: Store, service: str | None = None) -> list[Task]:
    """Return all tasks, practice ones too (or those of one service), newest first."""
    found = [task for world in (PRACTICE, DEFAULT_ADDRESS) for task in store.page(world, 100_000)[0]]
    own = [task for task in found if service in {None, task.service}]
    return sorted(own, key=lambda task: task.created, reverse=True)
