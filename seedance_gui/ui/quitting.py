"""Quitting by the system: Cmd+Q, the dock, the end of the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject

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
