"""What lies over a field while something is dragged across it: welcome, or better elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from seedance_gui.compat import override
from seedance_gui.ui.references.field.painting import outline, rounded

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme


class DropOverlay(QWidget):
    """A tinted sheet with a line of words. The mouse goes through it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._fits = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def welcome(self, text: str, *, fits: bool) -> None:
        """Lie over the parent and say `text`; `fits` is false for what belongs elsewhere."""
        self._text, self._fits = text, fits
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(theme.tokens.radius)
        sheet = QColor(theme.color("accent_soft" if self._fits else "warning_soft"))
        sheet.setAlpha(240)
        painter.fillPath(rounded(self.rect(), radius), sheet)
        color = theme.color("accent_text" if self._fits else "warning")
        outline(painter, self.rect(), radius, QPen(color, 2))
        painter.setFont(theme.font("strong"))
        painter.setPen(color)
        margin = theme.px(8)
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        needed = QFontMetrics(theme.font("strong")).boundingRect(room, flags, self._text)
        if needed.height() > room.height():
            painter.setFont(theme.font("caption"))
        painter.drawText(QRect(room), flags, self._text)
