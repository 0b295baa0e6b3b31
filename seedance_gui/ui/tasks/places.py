"""Where the videos stand: one below the other, or side by side as tiles, with a heading above each day."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.tasks.model import TaskModel

ROW: Final = 78
HEADING: Final = 34
FIRST_HEADING: Final = 26
TILE_WORDS: Final = 54
"""Pixels at 100 % text; the last one is the room of a tile's words and edges."""

STRIP_EDGE: Final = 5
"""Pixels at 100 % text round a picture of the strip."""


class Places:
    """Rectangles of rows, from the top left of all of them. Nothing of it takes longer for a longer list.

    In a list the heading belongs to the first row of its day. ``tile`` is the least width of a tile, 0 in a
    list; ``side`` is how wide it is, ``height`` how high a row or a tile.
    """

    def __init__(self, theme: Theme, model: TaskModel) -> None:
        self._theme, self._tasks = theme, model
        self._heading, self._first = theme.px(HEADING), theme.px(FIRST_HEADING)
        self.tile, self.columns, self.side, self.height = 0, 1, 0, theme.px(ROW)
        self.strip = False  # pictures alone, one below the other
        self._known: tuple[object, ...] = ()
        self._heads, self._tops, self._end = [0], [0], 0

    def fit(self, width: int) -> None:
        """Stand in so many pixels."""
        if self.strip:
            self.columns, self.side = 1, width
            self.height = round((width - 2 * self._theme.px(STRIP_EDGE)) * 9 / 16)
            self.height += 2 * self._theme.px(STRIP_EDGE)
            return
        self.columns = max(1, width // self.tile) if self.tile else 1
        self.side = width // self.columns
        self.height = (
            round(self.side * 9 / 16) + self._theme.px(TILE_WORDS) if self.tile else self._theme.px(ROW)
        )

    @property
    def end(self) -> int:
        """Where the last one ends."""
        self._lay()
        return self._end

    def rect(self, row: int) -> QRect:
        """Return where a row stands, in a list with the heading above it."""
        part, line, column = self._place(row)
        top, height = self._tops[part] + line * self.height, self.height
        if not self.tile and not line:
            height += (above := self._above(part))
            top -= above
        return QRect(column * self.side, top, self.side, height)

    def heading(self, row: int) -> QRect:
        """Return where the heading of a row's day stands; an empty one where there is none."""
        part = self._place(row)[0]
        above = self._above(part)
        return QRect(0, self._tops[part] - above, self.side * self.columns, above)

    def line_at(self, y: int) -> range:
        """Return the rows that stand at a height; the first ones above all, none below."""
        self._lay()
        part = max(0, bisect_right(range(len(self._tops)), y, key=self._begin) - 1)
        first, end = self._rows(part)
        begins = first + max(0, (y - self._tops[part]) // self.height) * self.columns
        return range(min(begins, end), min(begins + self.columns, end))

    def row_at(self, x: int, y: int) -> int:
        """Return the row at a place, or -1."""
        for row in self.line_at(y):
            if self.rect(row).contains(x, y):
                return row
        return -1

    def beside(self, row: int, lines: int) -> int:
        """Return the row so many lines (1 or -1) below or above another one, or that one where it ends."""
        part, line, column = self._place(row)
        first, end = self._rows(part)
        wanted = first + (line + lines) * self.columns
        if first <= wanted < end:
            return min(wanted + column, end - 1)
        if not 0 <= part + lines < len(self._heads):
            return row
        first, end = self._rows(part + lines)
        start = first if lines > 0 else first + (end - first - 1) // self.columns * self.columns
        return min(start + column, end - 1)

    def _place(self, row: int) -> tuple[int, int, int]:
        """Return the part, the line in it and the column of a row."""
        self._lay()
        part = bisect_right(self._heads, row) - 1
        return part, *divmod(row - self._heads[part], self.columns)

    def _rows(self, part: int) -> tuple[int, int]:
        after = self._heads[part + 1] if part + 1 < len(self._heads) else self._tasks.rowCount()
        return self._heads[part], after

    def _above(self, part: int) -> int:
        if self.strip or not self._tasks.heads:
            return 0
        return self._heading if part else self._first

    def _begin(self, part: int) -> int:
        return self._tops[part] - self._above(part)

    def _lay(self) -> None:
        heads, count = self._tasks.heads, self._tasks.rowCount()
        known = (heads, count, self.columns, self.height)
        if known == self._known:
            return
        self._known, self._heads, self._tops, y = known, heads or [0], [], 0
        for part in range(len(self._heads)):
            y += self._above(part)
            self._tops.append(y)
            first, end = self._rows(part)
            y += -(-(end - first) // self.columns) * self.height
        self._end = y
