"""The arrows between a first and a last frame, which put each in the place of the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics

from seedance_gui.ui.kit.parts import IconButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.draft import Draft
    from seedance_gui.ui.kit.layout_pass import Stack
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.field import ReferenceField

_SIDE = 28  # pixels at 100 % text


class FrameSwap(IconButton):
    """Stands there while there are both frames, side by side."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "arrow-right-left", "", parent, size=_SIDE)
        self.set_name(self.tr("Swap first and last frame"))

    def lay(self, stack: Stack, frames: Sequence[ReferenceField], width: int, *, move: bool) -> None:
        """Put the frames beside each other with the arrows between them, or below one another."""
        px = self._theme.px
        beside = width >= 2 * px(124)
        both = beside and len(frames) > 1 and all(frame.items() for frame in frames)
        if beside:
            stack.beside(frames, gap=px(_SIDE + 12) if both else px(10))
        else:
            for frame in frames:
                stack.below(frame, gap=px(14))
        if move:
            self.setVisible(both)
        if move and both:
            picture = QRect(frames[0].geometry())
            picture.setHeight(picture.height() - QFontMetrics(self._theme.font("caption")).height() - px(4))
            at = QPoint((width - self.width()) // 2, picture.center().y() - self.height() // 2)
            self.setGeometry(QRect(at, self.size()))


def swapped(draft: Draft) -> Draft:
    """Return a draft whose frames have changed places."""
    return replace(draft, first_image=draft.last_image, last_image=draft.first_image)
