"""Exclusive choices as chips that wrap, with a small drawing of a picture's shape where it helps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.choice import Choice, ChoiceButton, Choices
from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.theme import by_keyboard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor

    from seedance_gui.ui.kit.theme import Theme

_RATIO = re.compile(r"(\d+):(\d+)")


def ratio_of(value: str) -> float | None:
    """Return width / height of a value such as "16:9"; None for anything else."""
    found = _RATIO.fullmatch(value)
    return int(found[1]) / int(found[2]) if found and int(found[2]) else None


class _Chip(ChoiceButton):
    """One chip. A value of the form "16:9" gets its shape drawn."""

    @override
    def sizeHint(self) -> QSize:
        theme = self.theme
        width = QFontMetrics(theme.font("strong")).horizontalAdvance(self.choice.label) + theme.px(22)
        if self._glyph_width():
            width += self._glyph_width() + theme.px(6)
        return QSize(max(width, theme.px(44)), theme.px(30))

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme = self.theme
        on, chosen = self.isEnabled(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "accent_soft" if chosen and on else "hover" if (self.hovered and on) or chosen else "surface"
        edge = "accent_text" if chosen and on else "border_strong" if on else "border"
        pen = QPen(theme.color(edge), 1)
        if not on:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color(ground))
        radius = theme.px(7)
        plate = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(plate, radius, radius)
        if by_keyboard(self):
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        token = "text_off" if not on else "accent_text" if chosen else "text"
        self._paint_words(painter, theme.color(token), strong=chosen)

    def _paint_words(self, painter: QPainter, color: QColor, *, strong: bool) -> None:
        font = self.theme.font("strong" if strong else "body")
        painter.setFont(font)
        glyph = self._glyph_width()
        gap = self.theme.px(6) if glyph else 0
        words = QFontMetrics(font).horizontalAdvance(self.choice.label)
        x = (self.width() - glyph - gap - words) / 2
        if ratio_of(self.choice.value):
            self._paint_shape(painter, color, x)
        elif glyph:
            image = pixmap(self.theme, self.choice.icon, color, 14)
            painter.drawPixmap(round(x), (self.height() - glyph) // 2, image)
        painter.setPen(color)
        rest = QRectF(x + glyph + gap, 0, self.width(), self.height())
        painter.drawText(
            rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.choice.label
        )

    def _glyph_width(self) -> int:
        return (
            self.theme.px(16) if ratio_of(self.choice.value) else self.theme.px(14 if self.choice.icon else 0)
        )

    def _paint_shape(self, painter: QPainter, color: QColor, x: float) -> None:
        """Draw the ratio as a small frame, of much the same area for each, so that none looks bigger."""
        ratio = ratio_of(self.choice.value) or 1.0
        side = self.theme.px(16)
        area = (side * 0.72) ** 2
        width = min(side - 1.0, (area * ratio) ** 0.5)
        height = width / ratio
        if height > side - 1.0:
            height = side - 1.0
            width = height * ratio
        box = QRectF(x + (side - width) / 2, (self.height() - height) / 2, width, height)
        painter.setPen(QPen(color, max(1.4, self.theme.text_size * 1.4)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 1.8, 1.8)


class ChoiceChips(Choices):
    """Exclusive choices that wrap to the width; arrow keys; one may be off, its reason in the tooltip."""

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[Choice] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, parent)
        self._flow = FlowLayout(self)
        # Not Fixed: that would cut the height to the one line of sizeHint().
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_choices(choices)

    @override
    def make_button(self, choice: Choice) -> ChoiceButton:
        return _Chip(self.theme, choice, self)

    @override
    def relayout(self) -> None:
        self._flow.set_gaps(self.theme.px(6), self.theme.px(6))
        for button in self.buttons():
            if self._flow.indexOf(button) < 0:
                self._flow.addWidget(button)
            button.updateGeometry()
        self.updateGeometry()
