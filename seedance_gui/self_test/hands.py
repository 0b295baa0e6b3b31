"""A person's hands and eyes: mouse, keys and drops on the real widgets of a window."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

Result = TypeVar("Result")
Named = TypeVar("Named", bound=QWidget)

_TICK = 0.02
_LEFT = Qt.MouseButton.LeftButton


async def eventually(condition: Callable[[], object], seconds: float, what: str) -> None:
    """Wait until a condition holds. TimeoutError, naming ``what`` was waited for, after ``seconds``."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:g} s for: {what}")
        await asyncio.sleep(_TICK)


async def at_ease(action: Callable[[], Result]) -> Result:
    """Call something from Qt's own loop, not from within a coroutine.

    Mouse and keys let Qt run other events before they return; inside a coroutine these would start the next
    step of another one, which asyncio refuses.
    """
    done: asyncio.Future[Result] = asyncio.get_running_loop().create_future()

    def call() -> None:
        try:
            result = action()
        except Exception as error:  # noqa: BLE001 - it is raised where it is awaited
            if not done.done():
                done.set_exception(error)
        else:
            if not done.done():
                done.set_result(result)

    QTimer.singleShot(0, call)
    return await done


class Hands:
    """Acts on the window that ``window`` returns now: it may be made anew, in another language."""

    def __init__(self, window: Callable[[], QWidget]) -> None:
        self._window = window

    def find(self, kind: type[Named], name: str) -> Named:
        """Return the visible widget of this ``objectName``. LookupError where there is none."""
        found = [widget for widget in self._window().findChildren(kind, name) if widget.isVisible()]
        if not found:
            raise LookupError(f"no visible {kind.__name__} called {name!r} in the window")
        return found[0]

    async def click(self, widget: QWidget, at: QPoint | None = None, *, double: bool = False) -> None:
        """Click in the middle of a widget, or at a point of it.

        The window system is given the click, so it goes to whatever is on top there. RuntimeError where that
        is something else, or where the widget is off.
        """
        await self.bring_into_sight(widget)

        def click() -> None:
            top, point = self._aim(widget, at)
            screen = _handle(top)
            press = QTest.mouseDClick if double else QTest.mouseClick
            QTest.mouseMove(screen, point)
            press(screen, _LEFT, Qt.KeyboardModifier.NoModifier, point)

        await at_ease(click)

    async def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll so that a widget can be seen."""

        def scroll() -> None:
            parent = widget.parentWidget()
            while parent is not None:
                if isinstance(parent, QScrollArea):
                    parent.ensureWidgetVisible(widget)
                parent = parent.parentWidget()

        await at_ease(scroll)

    async def type(self, words: str, into: QWidget) -> None:
        """Click into a field and type instead of what is there.

        RuntimeError where it did not take the keyboard.
        """
        await self.click(into)
        focused = _focused(into.window())
        if not (focused is into or into.isAncestorOf(focused)):
            raise RuntimeError(f"{into.objectName() or into} did not take the keyboard")

        def type_over() -> None:
            QTest.keySequence(focused, QKeySequence.StandardKey.SelectAll)
            QTest.keyClicks(focused, words)

        await at_ease(type_over)

    async def press(
        self,
        key: Qt.Key,
        *,
        on: QWidget | None = None,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key on what has the keyboard, or on one widget."""

        def press() -> None:
            target = _focused(self._window()) if on is None else on
            QTest.keyClick(target, key, modifiers)

        await at_ease(press)

    async def drop(self, target: QWidget, mime: QMimeData) -> None:
        """Drag something over the middle of a widget and let go. RuntimeError where it is not taken."""
        await self.bring_into_sight(target)

        def drop() -> None:
            widget, point = self._under(target)
            copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
            enter = QDragEnterEvent(point, copy, mime, _LEFT, none)
            # Qt itself goes from here up to the first widget that takes drops.
            QApplication.sendEvent(widget, enter)
            if not enter.isAccepted():
                raise RuntimeError(f"{target.objectName()} takes no {'/'.join(mime.formats())}")
            QApplication.sendEvent(widget, QDragMoveEvent(point, copy, mime, _LEFT, none))
            let_go = QDropEvent(QPointF(point), copy, mime, _LEFT, none, QEvent.Type.Drop)
            QApplication.sendEvent(widget, let_go)

        await at_ease(drop)

    def _aim(self, widget: QWidget, at: QPoint | None) -> tuple[QWidget, QPoint]:
        """Return the window and the point in it of a place on a widget that can be clicked."""
        if not widget.isVisible() or not widget.isEnabled():
            why = "is not to be seen" if widget.isEnabled() else "is off"
            reason = widget.accessibleDescription()
            raise RuntimeError(f"{widget.objectName() or widget} {why}" + (f": {reason}" if reason else ""))
        top = widget.window()
        point = widget.mapTo(top, widget.rect().center() if at is None else at)
        there = _child(top, point)
        if there is not widget and not widget.isAncestorOf(there):
            raise RuntimeError(f"{widget.objectName() or widget} is covered by {there.objectName() or there}")
        return top, point

    def _under(self, target: QWidget) -> tuple[QWidget, QPoint]:
        """Return the innermost widget in the middle of another, and that point in it."""
        top, point = self._aim(target, None)
        widget = _child(top, point)
        return widget, widget.mapFrom(top, point)


def _focused(top: QWidget) -> QWidget:
    """Return what has the keyboard in a window: the window itself where nothing else has."""
    focused = cast("QWidget | None", top.focusWidget())
    return top if focused is None else focused


def _child(top: QWidget, point: QPoint) -> QWidget:
    """Return what is on top at a point of a window."""
    child = top.childAt(point)
    return top if child is None else child


def _handle(top: QWidget) -> QWindow:
    handle = cast("QWindow | None", top.windowHandle())
    if handle is None:
        raise RuntimeError(f"{top.objectName() or top} is no window of the system's")
    return handle
