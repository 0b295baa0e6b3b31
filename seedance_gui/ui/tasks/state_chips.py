"""Small chips, quieter than those of the form: the list's filter by state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen

from seedance_gui.compat import override
from seedance_gui.ui.kit.chips import ChoiceChips
from seedance_gui.ui.kit.choice import ChoiceButton
from seedance_gui.ui.kit.theme import by_keyboard

if TYPE_CHECKING:
    from seedance_gui.ui.kit.choice import Choice


class _SmallChip(ChoiceButton):
    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font(strong=True)).horizontalAdvance(self.choice.label)
        return QSize(width + self.theme.px(18), self.theme.px(26))

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme, chosen = self.theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = plate.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or self.hovered:
            painter.setBrush(theme.color("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(plate, radius, radius)
        if by_keyboard(self):
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(theme.color("accent_text" if chosen else "text_secondary"))
        painter.setFont(self._font(strong=chosen))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.choice.label)

    def _font(self, *, strong: bool) -> QFont:
        font = self.theme.font("caption", tabular=True)
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Medium)
        return font


class StateChips(ChoiceChips):
    """Exclusive choices that wrap to the width; arrow keys."""

    @override
    def make_button(self, choice: Choice) -> ChoiceButton:
        return _SmallChip(self.theme, choice, self)

    @override
    def relayout(self) -> None:
        super().relayout()
        self._flow.set_gaps(self.theme.px(2), self.theme.px(2))
