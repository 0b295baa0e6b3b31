"""The line of those that wait to be sent."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from seedance_gui.domain.address import account_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedance_gui.domain.task import Task


class Line(QObject):
    """Knows which of them is sent when; ``changed``: some have another place now."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turns: dict[str, tuple[float, str]] = {}
        self._places: dict[str, int] | None = {}

    def reset(self, tasks: Iterable[Task]) -> None:
        """Note other tasks instead of all."""
        self._turns, self._places = {}, None
        self.note(tasks)

    def note(self, tasks: Iterable[Task]) -> None:
        """Note what tasks have become."""
        for task in tasks:
            if task.in_line:
                self._set(task.id, (task.turn, account_of(task.service)))
            else:
                self.drop(task.id)

    def drop(self, task_id: str) -> None:
        """Forget a task."""
        self._set(task_id, None)

    def place(self, task_id: str) -> int:
        """Return which of its account's it is, from 1; 0 where it doesn't wait to be sent, or alone."""
        if self._places is None:
            accounts = defaultdict[str, list[str]](list)
            for each, (_, account) in sorted(self._turns.items(), key=lambda item: item[1]):
                accounts[account].append(each)
            lines = (line for line in accounts.values() if len(line) > 1)
            self._places = {each: place for line in lines for place, each in enumerate(line, 1)}
        return self._places.get(task_id, 0)

    def _set(self, task_id: str, turn: tuple[float, str] | None) -> None:
        if self._turns.get(task_id) == turn:
            return
        if turn is None:
            del self._turns[task_id]
        else:
            self._turns[task_id] = turn
        self._places = None
        self.changed.emit()
