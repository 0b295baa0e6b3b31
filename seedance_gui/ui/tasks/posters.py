"""Small pictures of saved videos: read in a thread, for the rows in sight once they stand still."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from seedance_gui.domain.task import Task

_MOST = 120  # of about 230 kB each
_WIDTH = 320
_STILL_MS = 80
_LOOK_MS = 10


class Posters(QObject):
    """Keeps the pictures last used. ``ready`` carries our id of a task whose picture has come.

    ``path_of`` tells in a thread where a task's picture is, None while there is none; ``in_sight`` the tasks
    on the screen that show theirs.
    """

    ready = Signal(str)

    def __init__(
        self,
        path_of: Callable[[Task], Path | None],
        in_sight: Callable[[], Iterable[Task]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._path_of = path_of
        self._in_sight = in_sight
        self._kept: dict[str, QPixmap | None] = {}
        self._reading: dict[str, Future[QImage | None]] = {}
        # Not Qt's pool: that one waits for Python while it holds Python's lock when it is destroyed.
        self._pool = ThreadPoolExecutor(1, "posters")
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(lambda: self._ask(*self._in_sight()))
        # No signal out of the thread: its receiver may be being destroyed at that moment.
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._take)

    def of(self, task: Task, *, at_once: bool = False) -> QPixmap | None:
        """Return a task's picture, at most 320 pixels wide, or None where there is none or not yet.

        What is missing is read if it is in sight a moment later, or ``at_once``.
        """
        if task.id in self._kept:
            # Moved to the end: the front is what was not used for longest.
            known = self._kept[task.id] = self._kept.pop(task.id)
            return known
        if at_once:
            self._ask(task)
        elif not self._pause.isActive():
            self._pause.start(0)
        return None

    def hold(self) -> None:
        """Read nothing for a moment: the rows move."""
        self._pause.start(_STILL_MS)

    def forget(self, task_id: str) -> None:
        """Load a task's picture anew next time."""
        self._kept.pop(task_id, None)
        self._reading.pop(task_id, None)

    def _ask(self, *tasks: Task) -> None:
        for task in tasks:
            if task.id not in self._kept and task.id not in self._reading:
                self._reading[task.id] = self._pool.submit(_picture, self._path_of, task)
                self._look.start()

    def _take(self) -> None:
        """Keep what was read meanwhile."""
        for task_id, reading in [(key, reading) for key, reading in self._reading.items() if reading.done()]:
            del self._reading[task_id]
            if (image := reading.result()) is None:
                continue
            if len(self._kept) >= _MOST:
                del self._kept[next(iter(self._kept))]
            # One that can't be read is not tried again for each painting.
            self._kept[task_id] = None if image.isNull() else QPixmap.fromImage(image)
            self.ready.emit(task_id)
        if not self._reading:
            self._look.stop()


def _picture(path_of: Callable[[Task], Path | None], task: Task) -> QImage | None:
    if (path := path_of(task)) is None:
        return None
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() > _WIDTH:
        reader.setScaledSize(QSize(_WIDTH, max(1, round(size.height() * _WIDTH / size.width()))))
    return reader.read()
