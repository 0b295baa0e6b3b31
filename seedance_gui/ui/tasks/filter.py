"""Which tasks are shown: by words and by state."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from seedance_gui.compat import override
from seedance_gui.domain.task import Status
from seedance_gui.ui.tasks.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.domain.task import Task


class Show(StrEnum):
    """The filter chips."""

    ALL = "all"
    GOING = "going"
    READY = "ready"
    TROUBLE = "trouble"
    FAVOURITES = "favourites"


_SHOWN: dict[Show, Callable[[Task], bool]] = {
    Show.ALL: lambda _: True,
    Show.GOING: lambda task: task.active,
    Show.READY: lambda task: task.status is Status.SAVED,
    Show.TROUBLE: lambda task: not task.active and task.status is not Status.SAVED,
    Show.FAVOURITES: lambda task: task.favourite,
}


class TaskFilter(QSortFilterProxyModel):
    """Lets through what has every word of the search in its prompt or model, and the wanted state."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._show = Show.ALL

    def search(self, text: str) -> None:
        """Show only what has all of these words."""
        self._words = tuple(text.casefold().split())
        self.invalidateFilter()

    def show_only(self, show: Show) -> None:
        """Show only tasks of this state."""
        self._show = show
        self.invalidateFilter()

    @property
    def narrowed(self) -> bool:
        """Whether something may be hidden."""
        return bool(self._words) or self._show is not Show.ALL

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:
        source = self.sourceModel()
        task: Task = source.index(source_row, 0, source_parent).data(Role.TASK)
        if not _SHOWN[self._show](task):
            return False
        text = f"{task.draft.prompt} {task.draft.model}".casefold() if self._words else ""
        return all(word in text for word in self._words)
