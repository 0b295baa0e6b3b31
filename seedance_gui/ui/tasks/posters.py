"""Small pictures of finished videos, loaded when first drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QImageReader, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_gui.domain.task import Task

_MOST = 120  # of about 230 kB each
_WIDTH = 320


class Posters:
    """Keeps the pictures last used. ``path_of`` tells where a task's picture is, None while there is none."""

    def __init__(self, path_of: Callable[[Task], Path | None]) -> None:
        self._path_of = path_of
        self._kept: dict[str, QPixmap | None] = {}

    def of(self, task: Task) -> QPixmap | None:
        """Return a task's picture, at most 320 pixels wide, or None where there is none to read."""
        if task.id in self._kept:
            # Moved to the end: the front is what was not used for longest.
            known = self._kept[task.id] = self._kept.pop(task.id)
            return known
        path = self._path_of(task)
        if path is None:
            return None
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        size = reader.size()
        if size.width() > _WIDTH:
            reader.setScaledSize(QSize(_WIDTH, max(1, round(size.height() * _WIDTH / size.width()))))
        pixmap = QPixmap.fromImage(reader.read())
        if len(self._kept) >= _MOST:
            del self._kept[next(iter(self._kept))]
        # One that can't be read is not tried again for each painting.
        self._kept[task.id] = None if pixmap.isNull() else pixmap
        return self._kept[task.id]

    def forget(self, task_id: str) -> None:
        """Load a task's picture anew next time."""
        self._kept.pop(task_id, None)
