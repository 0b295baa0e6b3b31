"""What assistive software is told of the program as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleObject, QGuiApplication

from seedance_gui.compat import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


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
