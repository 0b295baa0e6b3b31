"""Distances in a layout that grow with the text, also while the window stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSizePolicy, QSpacerItem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout, QLayout

    from seedance_gui.ui.kit.theme import Theme


class _Keeper(QObject):
    """Keeps one layout's distances for as long as the layout lives."""

    def __init__(
        self,
        theme: Theme,
        layout: QLayout,
        gap: float | None,
        edges: tuple[float, float, float, float] | None,
    ) -> None:
        super().__init__(layout)
        self._theme = theme
        self._layout = layout
        self._gap = gap
        self._edges = edges
        theme.changed.connect(self.apply)
        self.apply()

    def apply(self) -> None:
        px = self._theme.px
        if self._gap is not None:
            self._layout.setSpacing(px(self._gap))
        if self._edges is not None:
            left, top, right, bottom = self._edges
            self._layout.setContentsMargins(px(left), px(top), px(right), px(bottom))


class _Space(QObject):
    """Keeps the length of one empty place between two widgets."""

    def __init__(self, theme: Theme, column: QBoxLayout, length: float) -> None:
        super().__init__(column)
        self._theme = theme
        self._column = column
        self._length = length
        self._item = QSpacerItem(0, 0)
        column.addSpacerItem(self._item)
        theme.changed.connect(self.apply)
        self.apply()

    def apply(self) -> None:
        length, direction = self._theme.px(self._length), self._column.direction()
        across = direction in {direction.LeftToRight, direction.RightToLeft}
        fixed, least = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
        if across:
            self._item.changeSize(length, 0, fixed, least)
        else:
            self._item.changeSize(0, length, least, fixed)
        self._column.invalidate()


def set_spacing(
    theme: Theme,
    layout: QLayout,
    gap: float | None = None,
    edges: tuple[float, float, float, float] | float | None = None,
) -> None:
    """Set the distance between the items of a layout, and its edges.

    These are left, top, right and bottom, or one for all; in pixels at 100 % text size. What is not given
    stays as it is.
    """
    if isinstance(edges, int | float):
        edges = (edges, edges, edges, edges)
    _Keeper(theme, layout, gap, edges)


def add_space(theme: Theme, column: QBoxLayout, length: float) -> None:
    """Leave so many pixels, at 100 % text size, below or behind what a layout holds so far."""
    _Space(theme, column, length)
