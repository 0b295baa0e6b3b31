"""One program on one data folder: the second start raises the first one's window and ends."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE_MS = 2000


class SingleInstance(QObject):
    """The owner of a data folder.

    The lock file decides who owns it: a race of two local servers does not give one owner each time. The
    local server only carries the wish to be raised. A lock left by a killed program is taken over by Qt,
    which looks whether its process still lives.
    """

    raise_asked = Signal()

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

    def raise_owner(self) -> bool:
        """Ask the owner to show its window; False where it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(b"raise")
        socket.waitForBytesWritten(_PATIENCE_MS)
        socket.disconnectFromServer()
        return True

    def release(self) -> None:
        """Give the folder up."""
        self._server.close()
        self._lock.unlock()

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raise_asked.emit()
