"""One line of plain text, to read or to click, that ends in … where it has no room."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStyle, QStyleOption, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.theme import set_look


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
        # The style's own primitive first, so that a card made of this label keeps its ground.
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = self.alignment() | Qt.TextFlag.TextSingleLine
        painter.drawText(self.contentsRect(), int(flags), self._shown())

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    def _update_tooltip(self) -> None:
        self.setToolTip(plain_tooltip(self.text()) if self._shown() != self.text() else "")


class Caption(QLabel):
    """Words on one line as long as there is room."""

    flush = False

    @override
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        words = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, self.text())
        return QSize(words.width() + 1, words.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height(), self.fontMetrics().height())


class Link(QPushButton):
    """A button without a frame that shortens its words to its width. `accessibleName` has them whole."""

    hang: Final = 3  # pixels of edge before its words: at the beginning of a line these stand out to the left

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = self._about = ""
        # A button's own policy would not let it become narrower than its words.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        set_look(self, variant="link", size="small")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(text)

    def say(self, text: str, about: str = "") -> None:
        """Show another text; ``about`` says more of it to the pointer and a screen reader."""
        self._whole, self._about = text, about
        self.setAccessibleName(text)
        self.setAccessibleDescription(about)
        # Before measuring: a button without words has the width of some that Qt makes up.
        self.setText(text.replace("&", "&&"))
        self._shorten()
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._whole) + self._edges()
        return QSize(width, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…") * 3, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _edges(self) -> int:
        """Return the style's padding and border, both sides together, in pixels."""
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return super().sizeHint().width() - words

    def _shorten(self) -> None:
        room = self.width() - self._edges()
        metrics = self.fontMetrics()
        shown = self._whole
        if self.width() < self.sizeHint().width():
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        told = (self._whole if shown != self._whole else "", self._about)
        self.setToolTip(plain_tooltip("\n".join(filter(None, told))))
