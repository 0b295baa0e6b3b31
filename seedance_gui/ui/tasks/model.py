"""The tasks as a list model. Only what changed is said to have changed."""

from __future__ import annotations

from bisect import bisect_left
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from seedance_gui.compat import override
from seedance_gui.ui.tasks import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedance_gui.domain.task import Task

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the model tells of a row beside its texts."""

    TASK = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2


class TaskModel(QAbstractListModel):
    """Tasks, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: list[Task] = []

    def set_tasks(self, tasks: Iterable[Task]) -> None:
        """Show these tasks instead."""
        self.beginResetModel()
        self._tasks = sorted(tasks, key=_place)
        self.endResetModel()

    def put(self, task: Task) -> None:
        """Show a task that is new or has changed."""
        row = self.row_of(task.id)
        if row is not None:
            self._tasks[row] = task
            index = self.index(row)
            self.dataChanged.emit(index, index)
            return
        row = bisect_left(self._tasks, _place(task), key=_place)
        self.beginInsertRows(QModelIndex(), row, row)
        self._tasks.insert(row, task)
        self.endInsertRows()

    def drop(self, task_id: str) -> None:
        """Show a task no longer."""
        row = self.row_of(task_id)
        if row is not None:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._tasks[row]
            self.endRemoveRows()

    def row_of(self, task_id: str) -> int | None:
        """Return the row of a task, or None."""
        return next((row for row, task in enumerate(self._tasks) if task.id == task_id), None)

    def task(self, task_id: str) -> Task | None:
        """Return a task by its id, or None."""
        row = self.row_of(task_id)
        return None if row is None else self._tasks[row]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._tasks)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        task = self._tasks[index.row()]
        if role == Role.TASK:
            return task
        if role == Role.ID:
            return task.id
        if role == Qt.ItemDataRole.DisplayRole:
            return words.prompt_line(task)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{words.prompt_line(task)}. {words.state_words(task)}"
        return None


def _place(task: Task) -> tuple[float, str]:
    return (-task.created, task.id)
