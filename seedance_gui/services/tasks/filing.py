"""What the person calls videos and files them under; each change is one step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from seedance_gui.services.tasks.repository import TaskRepository

MOST_OF_A_NAME = 120
MOST_OF_A_TAG = 40
MOST_OF_A_NOTE = 4000
"""Characters."""
_OWN = ("name", "note", "tags", "favourite")

Undo = Callable[[], None]


class Filing:
    """Names, notes, tags and stars, kept with the tasks. What changes nothing gives no ``Undo``.

    Taking a change back leaves alone what was changed once more since, and what is gone.
    """

    def __init__(self, repository: TaskRepository) -> None:
        self._repository = repository

    def describe(self, task_id: str, name: str, note: str) -> Undo | None:
        """Give a video a name and a note; empty ones take them away."""
        name = one_line(name, MOST_OF_A_NAME)
        note = _readable(note).strip()[:MOST_OF_A_NOTE]
        return self._change([task_id], lambda task: replace(task, name=name, note=note))

    def favour(self, task_ids: Collection[str], on: bool) -> Undo | None:
        """Mark tasks as favourites, or not, all at once."""
        return self._change(task_ids, lambda task: replace(task, favourite=on))

    def tag(self, task_ids: Collection[str], add: Collection[str], remove: Collection[str]) -> Undo | None:
        """Add tags to videos and take others away; the spelling of one that is there stays."""
        wanted = {tag.casefold(): tag for each in add if (tag := one_line(each, MOST_OF_A_TAG))}
        unwanted = {one_line(each, MOST_OF_A_TAG).casefold() for each in remove}

        def change(task: Task) -> Task:
            kept = {tag.casefold(): tag for tag in task.tags if tag.casefold() not in unwanted}
            return replace(task, tags=tuple(sorted((wanted | kept).values(), key=str.casefold)))

        return self._change(task_ids, change)

    def _change(self, task_ids: Collection[str], change: Callable[[Task], Task]) -> Undo | None:
        found = [task for task in map(self._repository.get, task_ids) if task is not None]
        changed = [(task, after) for task in found if (after := change(task)) != task]
        self._repository.put(*(after for _, after in changed))

        def undo() -> None:
            back = []
            for before, after in changed:
                if (now := self._repository.get(before.id)) is not None:
                    own = [name for name in _OWN if getattr(now, name) == getattr(after, name)]
                    back.append(replace(now, **{name: getattr(before, name) for name in own}))
            self._repository.put(*back)

        return undo if changed else None


def one_line(text: str, most: int) -> str:
    """Return a text as one line of at most ``most`` characters that can be written down."""
    return " ".join(_readable(text).split())[:most].rstrip()


def _readable(text: str) -> str:
    """Return a text without halves of characters, which no file takes."""
    return text.encode("utf-8", "ignore").decode("utf-8")
