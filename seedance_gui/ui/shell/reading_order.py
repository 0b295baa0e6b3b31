"""Where Tab goes: through a window as one reads it, whatever was built first, shown later or moved.

Qt's own order is that in which widgets were made, and it ends at the first focus proxy that leads back to
where it began. A form that changes its fields would have to tell it of every change. Here nothing is kept:
the order is read off the places on the screen at each press of the key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtCore import QRect


def move_focus(window: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to the next control of a window, or the one before; tell whether there is one.

    A window's ``focusNextPrevChild`` is to return this. What has the keyboard may just have been switched off
    or hidden: it is gone on from there all the same. The control is scrolled into sight.
    """
    here = window.focusWidget()
    order = list(_walk(window, here))
    if not any(widget is not here for widget in order):
        return False
    if here not in order:
        place = 0 if forward else -1
    else:
        place = (order.index(here) + (1 if forward else -1)) % len(order)
    target = order[place]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_sight(target)
    return True


def stops(window: QWidget) -> list[QWidget]:
    """Return what Tab stops at in a window, in the order of reading."""
    return list(_walk(window, None))


def _walk(widget: QWidget, here: QWidget | None) -> Iterator[QWidget]:
    """Yield the stops below a widget, and `here` too, at which Tab begins."""
    children = [
        child
        for child in widget.children()
        if isinstance(child, QWidget)
        and not child.isWindow()
        and (child.isVisible() or (here is not None and (child is here or child.isAncestorOf(here))))
    ]
    for child in _as_read(children):
        if child is here or _is_stop(child):
            yield child
        yield from _walk(child, here)


def _is_stop(widget: QWidget) -> bool:
    if (
        not widget.isVisible()
        or not widget.isEnabled()
        or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        or widget.focusProxy() is not None
    ):
        return False
    # Something to scroll needs the keyboard where nothing in it takes it.
    return not isinstance(widget, QScrollArea) or (_scrolls(widget) and not stops(widget))


def _scrolls(area: QScrollArea) -> bool:
    return any(
        bar.maximum() > bar.minimum() for bar in (area.verticalScrollBar(), area.horizontalScrollBar())
    )


def _as_read(widgets: Iterable[QWidget]) -> list[QWidget]:
    """Sort widgets of one parent: line by line, each from its beginning to its end."""
    lines: list[list[QWidget]] = []
    for widget in sorted(widgets, key=lambda each: each.y()):
        if lines and _beside(lines[-1][0].geometry(), widget.geometry()):
            lines[-1].append(widget)
        else:
            lines.append([widget])
    return [widget for line in lines for widget in sorted(line, key=_beginning)]


def _beside(one: QRect, other: QRect) -> bool:
    """Whether two stand on one line: the middle of one is as high as the other."""
    return (
        one.top() <= other.center().y() <= one.bottom() or other.top() <= one.center().y() <= other.bottom()
    )


def _beginning(widget: QWidget) -> int:
    parent = widget.parentWidget()
    mirrored = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return -widget.geometry().right() if mirrored else widget.x()


def _bring_into_sight(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
