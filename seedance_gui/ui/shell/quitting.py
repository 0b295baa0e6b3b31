"""Quitting by the system: Cmd+Q, the dock, the end of the session, SIGTERM."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSocketNotifier

from seedance_gui.compat import override

if TYPE_CHECKING:
    from collections.abc import Callable


class QuitByClosing(QObject):
    """Turns the wish to quit into the closing of the window, so that the last of the work is still done.

    WORKAROUND for https://github.com/CabbageDevelopment/qasync/issues/39: Qt would stop the loop at once, and
    with it whatever has to be written yet.
    """

    def __init__(self, app: QCoreApplication, close: Callable[[], object]) -> None:
        super().__init__(app)
        self._close = close
        app.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Quit:
            return False
        self._close()
        return True


class QuitBySignal(QObject):
    """Turns SIGTERM and SIGHUP into the closing of the window, on systems that have them.

    Python runs its handlers between its own instructions, of which there may be none for a long time while Qt
    waits: the number of the signal comes through a socket that Qt watches.
    """

    def __init__(self, app: QCoreApplication, close: Callable[[], object]) -> None:
        super().__init__(app)
        self._close = close
        self._here, self._there = socket.socketpair()
        for end in (self._here, self._there):
            end.setblocking(False)
        signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: None)
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._came)

    def _came(self) -> None:
        numbers = self._here.recv(64)
        if set(numbers) & {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
            self._close()

    def release(self) -> None:
        """Listen no more."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        self._here.close()
        self._there.close()
