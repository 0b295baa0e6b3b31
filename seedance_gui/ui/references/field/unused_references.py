"""The references of a field that is off: one low row of small faint pictures, so that nothing seems lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.escape_html import plain_tooltip
from seedance_gui.ui.kit.painting import outline
from seedance_gui.ui.references.field.describing import display_name
from seedance_gui.ui.references.field.tile_look import paint_thumbnail

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Kind, Reference
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

_SIDE: Final = 22
_MOST: Final = 5


class UnusedReferences(QWidget):
    """Up to five small pictures, then "+3". Without references it has no size."""

    def __init__(self, theme: Theme, kind: Kind, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._thumbnails = thumbnails
        self._items: tuple[Reference, ...] = ()
        self._more = ""
        self.setFixedSize(0, 0)
        thumbnails.ready.connect(self.update)

    def show_items(self, items: tuple[Reference, ...]) -> None:
        """Show these references."""
        if items == self._items:
            return
        self._items = items
        self._more = f"+{len(items) - _MOST}" if len(items) > _MOST else ""
        names = ", ".join(display_name(item) for item in items[:20])
        self.setAccessibleName(names)
        self.setAccessibleDescription(names)  # else it would be the tooltip with its mark-up
        self.setToolTip(plain_tooltip(names))
        side, gap = self._theme.px(_SIDE), self._theme.px(4)
        width = max(0, min(len(items), _MOST) * (side + gap) - gap)
        if self._more:
            width += gap + self.fontMetrics().horizontalAdvance(self._more)
        self.setFixedSize(width, side if items else 0)
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        side, gap, radius = theme.px(_SIDE), theme.px(4), theme.px(theme.tokens.radius_small)
        rect = QRect(0, 0, side, side)
        painter.setOpacity(0.6)
        for item in self._items[:_MOST]:
            paint_thumbnail(painter, theme, rect, radius, self._kind, self._thumbnails.image(item), 12)
            outline(painter, rect, radius, QPen(theme.color("border_strong"), 1))
            rect.translate(side + gap, 0)
        if self._more:
            painter.setOpacity(1)
            painter.setPen(theme.color("text_faint"))
            rect.setWidth(self.width() - rect.left())
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(rect, flags, self._more)
