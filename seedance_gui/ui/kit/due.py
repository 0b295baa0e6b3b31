"""A queue that an event of Qt empties, for the steps of coroutines."""

from __future__ import annotations

import asyncio
import time
from collections import deque

from PySide6.QtCore import QObject, Qt, QTimerEvent, Signal, Slot

from seedance_gui.compat import override

_TURN = 0.005
"""Seconds after which all else has its turn: Qt paints nothing as long as events are posted."""


class Due(QObject):
    """Runs what is due in its order, before the window is painted, but for a few milliseconds at a time."""

    # Not an event made in Python: Qt deletes it without Python's lock, which has crashed (seen under X).
    _came = Signal()

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._came.connect(self._due, Qt.ConnectionType.QueuedConnection)
        self._loop = loop
        self._handles: deque[asyncio.Handle] = deque()
        self._told = False
        self._rest = 0  # the timer that runs while all else has its turn
        self._closed = False

    def add(self, handle: asyncio.Handle) -> None:
        """Have it run by this thread's loop; not at all once this is closed."""
        if not self._closed:
            self._handles.append(handle)
            self._tell()

    def close(self) -> None:
        """Run nothing any more, not even what is left."""
        self._closed = True
        self._handles.clear()

    @Slot()
    def _due(self) -> None:
        self._told = False
        if not self._rest:
            self._run()

    @override
    def timerEvent(self, event: QTimerEvent, /) -> None:
        self.killTimer(event.timerId())
        self._rest = 0
        self._run()

    def _tell(self) -> None:
        if not self._told and not self._rest:
            self._told = True
            self._came.emit()

    def _run(self) -> None:
        if asyncio.current_task(self._loop) is not None:
            # Qt had its posted events sent in the midst of a step. Another task's step would fail within it,
            # and that task never go on: the `_run` below this one runs what is left.
            return
        until = time.monotonic() + _TURN
        while self._handles:
            if time.monotonic() > until:
                self._rest = self._rest or self.startTimer(0)
                return
            handle = self._handles.popleft()
            if self._handles:
                self._tell()  # for what is left where this one fails, or runs a loop of its own
            if not handle.cancelled():
                handle._run()  # noqa: SLF001 - as each loop does
