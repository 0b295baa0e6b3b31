"""Exclusive choices below each other, for a popup."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.choice import ButtonShape, ChoiceButton, Choices
from seedance_gui.ui.kit.icons import pixmap

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class ChoiceRow(ChoiceButton):
    """One choice, with its note at the right and a tick where it is chosen."""

    @override
    def sizeHint(self) -> QSize:
        size, px = super().sizeHint(), self._theme.px
        words = QFontMetrics(self._theme.font("caption")).horizontalAdvance(self.choice.note)
        return QSize(size.width() + px(16 + 8) + (words + px(16) if words else 0), size.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        tick = QRect(self.width() - px(10 + 16), (self.height() - px(16)) // 2, px(16), px(16))
        if self.isChecked():
            painter.drawPixmap(tick, pixmap(theme, "check", "accent_text"))
        left = px(self._shape.edges) + self._beside() + self._metrics().horizontalAdvance(self.choice.label)
        room = QRect(left, 0, tick.left() - px(8) - left, self.height())
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text_secondary"))
        shown = painter.fontMetrics().elidedText(self.choice.note, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), shown)


class ChoiceRows(Choices):
    """Arrows go from row to row and choose nothing; Enter, Space or a click chooses, also what is chosen."""

    picked = Signal()
    shape: ClassVar = ButtonShape("row", height=32, edges=20)
    button_type: ClassVar = ChoiceRow

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._group.buttonClicked.connect(lambda _: self.picked.emit())

    @override
    def place(self, button: ChoiceButton) -> None:
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.installEventFilter(self)
        self._column.addWidget(button)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._buttons:
            here, last = self._buttons.index(watched), len(self._buttons) - 1
            key = Qt.Key(event.key())
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
                self._buttons[here].click()
                return True
            if key in _STEPS or key in _ENDS:
                to = _ENDS[key] if key in _ENDS else min(max(0, here + _STEPS[key]), last)
                # As by Tab, so that the ring is seen.
                self._buttons[to].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)
