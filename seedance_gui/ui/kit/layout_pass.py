"""Puts widgets below and beside each other, from the top down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class Stack:
    """One pass over widgets that share a parent of `width` pixels. Hidden ones take no room.

    With `move` the widgets go where the pass puts them; without it only the `height` is worked out.
    """

    def __init__(self, width: int, *, move: bool) -> None:
        self.height = 0
        self._width = width
        self._move = move

    def below(self, widget: QWidget, *, gap: int) -> None:
        """Put a widget below what there is, as wide as there is room."""
        if not widget.isHidden():
            top = self._top(gap)
            self._put(widget, 0, top, self._width, _height(widget, self._width))

    def beside(self, widgets: Sequence[QWidget], *, gap: int) -> None:
        """Share the width among widgets side by side, each as high as it wants."""
        shown = [widget for widget in widgets if not widget.isHidden()]
        if not shown:
            return
        top = self._top(gap)
        each = (self._width - gap * (len(shown) - 1)) // len(shown)
        for place, widget in enumerate(shown):
            self._put(widget, place * (each + gap), top, each, _height(widget, each))

    def led(self, leading: Sequence[QWidget], widget: QWidget, *, gap: int, between: int) -> None:
        """Put small widgets like words into lines; behind them another one, where half the width is left."""
        left, top = 0, self._top(gap)
        for each in leading:
            size = each.sizeHint()
            if left and left + size.width() > self._width:
                left, top = 0, self.height + between
            self._put(each, left, top, size.width(), size.height())
            left += size.width() + between
        if widget.isHidden():
            return
        if left > self._width // 2:
            left, top = 0, self.height + between
        self._put(widget, left, top, self._width - left, _height(widget, self._width - left))

    def _top(self, gap: int) -> int:
        return self.height + gap if self.height else 0

    def put(self, widget: QWidget, rect: QRect) -> None:
        """Put a widget where it is said, left to right."""
        self.height = max(self.height, rect.bottom() + 1)
        if self._move:
            if widget.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                rect.moveLeft(self._width - rect.right() - 1)
            widget.setGeometry(rect)

    def _put(self, widget: QWidget, left: int, top: int, width: int, height: int) -> None:
        self.put(widget, QRect(left, top, width, height))


def _height(widget: QWidget, width: int) -> int:
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
