"""Videos that go on from one another: each begins with the last frame of the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_gui.domain.draft import InputMode

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.task import Task
    from seedance_gui.services.store.store import Store
    from seedance_gui.services.tasks.repository import TaskRepository

_KEY = "last frames"
_KEPT = 50
"""So many frames that were taken last may still be in the form, or come back into it."""


class Chains:
    """Knows of which videos the last frames were taken, and so what an order continues."""

    def __init__(self, store: Store, repository: TaskRepository) -> None:
        self._store, self._repository = store, repository

    def took(self, frame: str, task_id: str) -> None:
        """Note that a picture file is the last frame of a task's video. Any thread. Raises PersonError."""
        kept = {**self._store.get_setting(_KEY, {}), frame: task_id}
        self._store.set_setting(_KEY, dict(list(kept.items())[-_KEPT:]))

    def source_of(self, draft: Draft, before: Task | None = None) -> str:
        """Return our id of the task that a draft continues, empty where it continues none.

        ``before``: the task as it was, whose draft is changed.
        """
        first = draft.first_image if draft.start is InputMode.FRAMES else None
        if before is not None and first is not None and first == before.draft.first_image:
            return before.continues
        found = self._store.get_setting(_KEY, {}).get(first.file) if first is not None else None
        return found if isinstance(found, str) else ""

    def before(self, task: Task) -> Task | None:
        """Return the task that one continues, unless it was removed."""
        hidden = task.continues in self._repository.hidden
        return None if hidden else self._repository.get(task.continues)

    def chain(self, task: Task) -> list[Task]:
        """Return those that a task goes on from, first to last, and itself."""
        found = [task]
        while (before := self.before(found[0])) is not None and before not in found:
            found.insert(0, before)
        return found
