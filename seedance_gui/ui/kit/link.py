"""A click that reads like a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.escape_html import plain_tooltip
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Link(QPushButton):
    """A button without a frame that shortens its words to its width. `accessibleName` has them whole."""

    hang: Final = 3  # pixels of edge before its words: at the beginning of a line these stand out to the left

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        # A button's own policy would not let it become narrower than its words.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        set_look(self, variant="link", size="small")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
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
        self.setToolTip("" if shown == self._whole else plain_tooltip(self._whole))
