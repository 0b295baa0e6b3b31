"""Small pictures of finished videos, loaded when first drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QImageReader, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_gui.domain.task import Task

_MOST = 400


class Posters:
    """Keeps the pictures last used. ``path_of`` tells where a task's picture is, None while there is none."""

    def __init__(self, path_of: Callable[[Task], Path | None]) -> None:
        self._path_of = path_of
        self._kept: dict[str, QPixmap] = {}

    def of(self, task: Task) -> QPixmap | None:
        """Return a task's picture, at most 320 pixels wide, or None."""
        if (known := self._kept.get(task.id)) is not None:
            return known
        path = self._path_of(task)
        if path is None:
            return None
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        size = reader.size()
        if size.width() > 320:
            reader.setScaledSize(QSize(320, max(1, round(size.height() * 320 / size.width()))))
        pixmap = QPixmap.fromImage(reader.read())
        if pixmap.isNull():
            return None
        if len(self._kept) >= _MOST:
            del self._kept[next(iter(self._kept))]
        self._kept[task.id] = pixmap
        return pixmap

    def forget(self, task_id: str) -> None:
        """Load a task's picture anew next time."""
        self._kept.pop(task_id, None)
