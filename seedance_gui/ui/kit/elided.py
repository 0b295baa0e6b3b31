"""One line of plain text that ends in … where it has no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.escape_html import plain_tooltip


class ElidedLabel(QLabel):
    """A label that shortens its text to its width; the tooltip then shows it whole.

    `text()` is always the whole text, and so is the accessible name.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    @override
    def setText(self, text: str, /) -> None:
        super().setText(" ".join(text.split()))
        self._update_tooltip()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…") * 3, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._update_tooltip()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        # The style's own primitive first, so that a badge or a card made of this label keeps its ground.
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = self.alignment() | Qt.TextFlag.TextSingleLine
        painter.drawText(self.contentsRect(), int(flags), self._shown())

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    def _update_tooltip(self) -> None:
        self.setToolTip(plain_tooltip(self.text()) if self._shown() != self.text() else "")
