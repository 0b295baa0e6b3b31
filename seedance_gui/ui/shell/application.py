"""The program as the system knows it: one on a data folder, ended by closing its window, and by its name.

And what the interpreter has to do in the window's thread.
"""

from __future__ import annotations

import gc
import hashlib
import linecache
import os
import shutil
import signal
import socket
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLockFile, QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleObject, QGuiApplication
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from seedance_gui.compat import override

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PATIENCE_MS = 2000
_COLLECT_MS = 1000


@contextmanager
def reachable_input_method() -> Iterator[None]:
    """Let Qt find fcitx5 while the application is made: it has no plugin for that, but one for ibus.

    fcitx5 takes the calls of ibus, and where ibus itself is not installed those of its portal. What is set
    here is not left for the programs that are started from this one.
    """
    environment = os.environ
    asked = environment.get("QT_IM_MODULES") or environment.get("QT_IM_MODULE", "")
    # Wayland's own way to input methods is taken where nothing is asked for.
    own_way = bool(asked or environment.get("WAYLAND_DISPLAY"))
    if sys.platform != "linux" or (own_way and "fcitx" not in asked.lower()):
        yield
        return
    before = dict(environment)
    environment["QT_IM_MODULES"] = "ibus;compose"
    if shutil.which("ibus-daemon") is None:
        environment.setdefault("IBUS_USE_PORTAL", "1")
    try:
        yield
    finally:
        for name in ("QT_IM_MODULES", "IBUS_USE_PORTAL"):
            environment.pop(name, None)
            if name in before:
                environment[name] = before[name]


class GarbageCollector(QObject):
    """Collects Python's garbage in this thread alone, as often as Python itself would.

    Python begins in whatever thread makes an object. An object of Qt that is destroyed there leaves its
    timers behind, and they fire at what is gone: the program crashes.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._frozen = False
        timer = QTimer(self, interval=_COLLECT_MS)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> None:
        """Collect the generation that is due, if any."""
        if not self._frozen:
            self._frozen = True
            linecache.clearcache()  # PySide and dataclasses had sources read
            gc.freeze()  # what was made for the start stays, and need not be looked through each time
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [number for number in (2, 1, 0) if counts[number] > thresholds[number]]
        if due:
            gc.collect(due[0])


class SingleInstance(QObject):
    """The owner of a data folder.

    The lock file decides who owns it: a race of two local servers does not give one owner each time. The
    local server only carries the wish to be raised. A lock left by a killed program is taken over by Qt,
    which looks whether its process still lives.
    """

    raise_asked = Signal(str)  # with the path of a file to open, or empty

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(folder / "seedance.lock"))
        self._lock.setStaleLockTime(0)
        # The name of a local socket is short on some systems, and a folder's is not.
        self._name = "seedance-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def own(self) -> bool:
        """Take the folder; False where another program has it."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)  # what a killed owner left behind
        self._server.listen(self._name)
        return True

    def raise_owner(self, file: Path | None = None) -> bool:
        """Ask the owner to show its window, and to open a file; False where it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(b"raise" if file is None else str(file).encode("utf-8", "surrogateescape"))
        socket.waitForBytesWritten(_PATIENCE_MS)
        socket.disconnectFromServer()
        return True

    def release(self) -> None:
        """Give the folder up."""
        self._server.close()
        self._lock.unlock()

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(partial(self._asked, socket))

    def _asked(self, socket: QLocalSocket) -> None:
        said = bytes(socket.readAll().data()).decode("utf-8", "surrogateescape")
        socket.deleteLater()
        self.raise_asked.emit(said if Path(said).is_absolute() else "")


class Application(QApplication):
    """Turns the wish to quit into the closing of the window, so that the last of the work is still done.

    ``quit_asked`` is called for it, once there is a window. No event filter: one on the application is called
    for each event of each object, and for the first of a class that Python doesn't know, PySide makes every
    class of Qt below QObject that there is (115 ms of the start).

    WORKAROUND for https://github.com/CabbageDevelopment/qasync/issues/39: Qt would stop the loop at once, and
    with it whatever has to be written yet.
    """

    quit_asked: Callable[[], object] | None = None

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.Quit and self.quit_asked is not None:
            self.quit_asked()
            return True
        return super().event(event)


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


class _Application(QAccessibleObject):
    """The program: its windows, and no description. Qt's own tells the path of the interpreter."""

    @override
    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Application

    @override
    def state(self) -> QAccessible.State:
        return QAccessible.State()

    @override
    def text(self, t: QAccessible.Text, /) -> str:
        return QGuiApplication.applicationName() if t is QAccessible.Text.Name else ""

    @override
    def parent(self) -> QAccessibleInterface:
        return None  # type: ignore[return-value] # it has none

    @override
    def childCount(self) -> int:
        return len(self._windows())

    @override
    def child(self, index: int, /) -> QAccessibleInterface:
        windows = self._windows()
        return windows[index] if 0 <= index < len(windows) else None  # type: ignore[return-value]

    @override
    def indexOfChild(self, child: QAccessibleInterface, /) -> int:
        objects = [window.object() for window in self._windows()]
        return objects.index(child.object()) if child.object() in objects else -1

    def _windows(self) -> list[QAccessibleInterface]:
        windows = [each for each in QGuiApplication.topLevelWindows() if each.type() != Qt.WindowType.Popup]
        roots: list[QAccessibleInterface | None] = [window.accessibleRoot() for window in windows]
        return [root for root in roots if root is not None]


def describe_application(app: QApplication) -> None:
    """Have assistive software told the program's name. Call it before any window is shown."""
    made: list[_Application] = []  # kept: Qt takes them, and Python would let go of them

    def find(_kind: str, thing: QObject | None) -> QAccessibleInterface | None:
        if thing is not app:
            return None
        made.append(_Application(app))
        return made[-1]

    QAccessible.installFactory(find)
