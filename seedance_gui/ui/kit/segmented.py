"""A row of exclusive choices in one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.choice import Choice, ChoiceButton, Choices
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.theme import by_keyboard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.theme import Theme


class _Segment(ChoiceButton):
    """One segment: a raised plate when chosen. `compact` leaves out the icon."""

    compact = False

    @override
    def sizeHint(self) -> QSize:
        theme = self.theme
        width = QFontMetrics(theme.font("strong")).horizontalAdvance(self.choice.label) + theme.px(24)
        if self.choice.icon:
            width += theme.px(16 + 6)
        return QSize(width, theme.px(28))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(36), self.theme.px(28))

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = theme.px(5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setPen(QPen(theme.color("border_strong"), 1))
            painter.setBrush(theme.color("raised" if not theme.dark else "pressed"))
            painter.drawRoundedRect(plate, radius, radius)
        elif self.hovered and self.isEnabled():
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(plate, radius, radius)
        if by_keyboard(self):
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self.theme
        token = "text_off" if not self.isEnabled() else "text" if self.isChecked() else "text_secondary"
        font = theme.font("strong" if self.isChecked() else "body")
        painter.setFont(font)
        metrics = QFontMetrics(font)
        side = theme.px(16) if self.choice.icon and not self.compact else 0
        gap = theme.px(6) if side else 0
        room = self.width() - theme.px(12) - side - gap
        text = metrics.elidedText(self.choice.label, Qt.TextElideMode.ElideRight, room)
        width = side + gap + metrics.horizontalAdvance(text)
        x = (self.width() - width) // 2
        if side:
            tint = "accent_text" if self.isChecked() and self.isEnabled() else token
            painter.drawPixmap(
                QRect(x, (self.height() - side) // 2, side, side), pixmap(theme, self.choice.icon, tint)
            )
        painter.setPen(theme.color(token))
        words = QRect(x + side + gap, 0, self.width() - x - side - gap, self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


class SegmentedControl(Choices):
    """Two to five exclusive choices in a row; arrow keys; one may be off, its reason in the tooltip."""

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[Choice] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, parent)
        self._row = QHBoxLayout(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_choices(choices)

    @override
    def make_button(self, choice: Choice) -> ChoiceButton:
        button = _Segment(self.theme, choice, self)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    @override
    def relayout(self) -> None:
        edge = self.theme.px(3)
        self._row.setContentsMargins(edge, edge, edge, edge)
        self._row.setSpacing(2)
        for button in self.buttons():
            self._row.addWidget(button)
            button.updateGeometry()
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        wanted = sum(button.sizeHint().width() + 2 for button in self.buttons())
        compact = wanted + 2 * self.theme.px(3) > self.width()
        for button in self.buttons():
            if isinstance(button, _Segment):
                button.compact = compact

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("border"), 1))
        painter.setBrush(self.theme.color("sunken"))
        radius = self.theme.px(8)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
