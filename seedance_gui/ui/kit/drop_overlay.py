"""What lies over that which takes what is dragged there: welcome, or better elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.painting import WRAPPED, outline, rounded

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme


class DropOverlay(QWidget):
    """A tinted sheet with a line of words. The mouse goes through it.

    With `at_foot` it is thin, so that what lies below is still aimed at, and the words stand at its foot.
    """

    def __init__(self, theme: Theme, parent: QWidget, *, at_foot: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parent = parent
        self._at_foot = at_foot
        self._fits = True
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def welcome(self, text: str, *, fits: bool = True) -> None:
        """Lie over the parent and say `text`; `fits` is false for what belongs elsewhere."""
        self.text, self._fits = text, fits
        self.setGeometry(self._parent.rect())
        self.raise_()
        self.show()
        self.update()

    def sign_rect(self) -> QRect:
        """Return where the words stand."""
        if not self._at_foot:
            return self.rect()
        px = self._theme.px
        room = QRect(0, 0, self.width() - px(48), self.height())
        words = QFontMetrics(self._theme.font("strong")).boundingRect(room, WRAPPED, self.text).height()
        height = words + px(36)
        return QRect(px(12), self.height() - px(8) - height, self.width() - px(24), height)

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme, sign = self._theme, self.sign_rect()
        color = theme.color("accent_text" if self._fits else "warning")
        sheet = theme.color("accent_soft" if self._fits else "warning_soft")
        radius, line = theme.px(theme.tokens.radius), QPen(color, 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._at_foot:
            tint = QColor(color)
            tint.setAlpha(28)
            painter.fillRect(self.rect(), tint)
            outline(painter, self.rect(), radius, line)
        else:
            sheet.setAlpha(240)
        painter.fillPath(rounded(sign, radius), sheet)
        outline(painter, sign, radius, line)
        margin = theme.px(8)
        room = sign.adjusted(margin, margin, -margin, -margin)
        font = theme.font("strong")
        if QFontMetrics(font).boundingRect(room, WRAPPED, self.text).height() > room.height():
            font = theme.font("caption")
        painter.setFont(font)
        painter.drawText(room, WRAPPED, self.text)
