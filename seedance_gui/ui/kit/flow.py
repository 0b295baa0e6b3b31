"""A layout that flows like words: left to right, then the next line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from seedance_gui.compat import override

if TYPE_CHECKING:
    from collections.abc import Iterator


class FlowLayout(QLayout):
    """Lays items out in lines; its height follows its width. Follows the layout direction.

    `gap` and `line_gap` are pixels between items and lines. An item alone in its line is no higher than it
    needs to be. A widget's `hang`, in pixels, stands out before the beginning of a line, so that words begin
    below words whatever edge they have. One with `flush` set stands at the end of its line.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int, line_gap: int | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._gap = gap
        self._line_gap = gap if line_gap is None else line_gap
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)
        self.invalidate()

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int, /) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self.invalidate()
        return item

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    @override
    def heightForWidth(self, width: int, /) -> int:
        if width not in self._heights:  # a layout asks for the same again and again
            self._heights[width] = self._height_for(width)
        return self._heights[width]

    def _height_for(self, width: int) -> int:
        lines = list(self._lines(width))
        margins = self.contentsMargins()
        height = sum(line_height for _, line_height in lines) + self._line_gap * max(0, len(lines) - 1)
        return height + margins.top() + margins.bottom()

    @override
    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        mirrored = (parent := self.parentWidget()) is not None and (
            parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        )
        y = inner.y()
        for line, line_height in self._lines(rect.width()):
            x = inner.x() - _hang(line[0])
            for item in line:
                size = self._size(item, inner.width())
                size.setHeight(min(size.height(), line_height))
                if getattr(item.widget(), "flush", False):
                    x = max(x, inner.right() + 1 - size.width())
                left = inner.right() - (x - inner.x()) - size.width() + 1 if mirrored else x
                item.setGeometry(QRect(QPoint(left, y + (line_height - size.height()) // 2), size))
                x += size.width() + self._gap
            y += line_height + self._line_gap

    @override
    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return self._with_margins(QSize(width, max((size.height() for size in shown), default=0)))

    @override
    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        width = max((size.width() for size in sizes), default=0)
        return self._with_margins(QSize(width, max((size.height() for size in sizes), default=0)))

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    @staticmethod
    def _size(item: QLayoutItem, width: int) -> QSize:
        size = item.sizeHint()
        size.setWidth(max(item.minimumSize().width(), min(size.width(), width)))
        if item.hasHeightForWidth():
            size.setHeight(item.heightForWidth(size.width()))
        return size

    def _lines(self, width: int) -> Iterator[tuple[list[QLayoutItem], int]]:
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right()
        line: list[QLayoutItem] = []
        used = height = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = self._size(item, room)
            if line and used + self._gap + size.width() > room:
                yield line, _height(line, height)
                line, used, height = [], 0, 0
            used += (self._gap if line else 0) + size.width()
            line.append(item)
            height = max(height, size.height())
        if line:
            yield line, _height(line, height)


def _height(line: list[QLayoutItem], most: int) -> int:
    """Return the height of a line: what stands beside others is as high as it likes."""
    alone = line[0].widget() if len(line) == 1 else None
    if alone is None or alone.hasHeightForWidth():
        return most
    # Not the item's own least size: a style sheet's counts for it, and some say 0 there.
    return min(most, max(alone.minimumSizeHint().height(), alone.minimumHeight()))


def _hang(item: QLayoutItem) -> int:
    return int(getattr(item.widget(), "hang", 0))
