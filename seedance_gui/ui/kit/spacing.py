"""Distances in a layout, at the text size in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout, QLayout

    from seedance_gui.ui.kit.theme import Theme


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
    if gap is not None:
        layout.setSpacing(theme.px(gap))
    if edges is not None:
        sides = edges if isinstance(edges, tuple) else (edges, edges, edges, edges)
        layout.setContentsMargins(*map(theme.px, sides))


def add_space(theme: Theme, column: QBoxLayout, length: float) -> None:
    """Leave so many pixels, at 100 % text size, below or behind what a layout holds so far."""
    column.addSpacing(theme.px(length))
