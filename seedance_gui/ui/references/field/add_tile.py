"""The places to add: a dashed tile beside others, a frame without a picture, and the box that says all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.elided import Link
from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.painting import WRAPPED, draw_icon, draw_words, focus_ring, outline, rounded
from seedance_gui.ui.kit.parts import label, plain_tooltip
from seedance_gui.ui.kit.theme import by_keyboard
from seedance_gui.ui.references.field.tile import SIDE, slot_size, words_height

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme

_DASH: Final = [4.0, 3.0]


class Place(QAbstractButton):
    """A dashed place that, clicked, asks how to add."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say(self, about: str) -> None:
        """Say more of it to the pointer and a screen reader, line by line."""
        if about != self.accessibleDescription():
            self.setAccessibleDescription(about)
            self.setToolTip(plain_tooltip(about))

    def place_rect(self) -> QRect:
        """Return what has the dashed edge."""
        return self.rect()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme, rect = self._theme, self.place_rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(theme.tokens.radius)
        if self.underMouse():
            painter.fillPath(rounded(rect, radius), theme.color("pressed" if self.isDown() else "hover"))
        pen = QPen(theme.color("accent_text" if self.underMouse() else "border_strong"), 1)
        pen.setDashPattern(_DASH)
        outline(painter, rect, radius, pen)
        if by_keyboard(self):
            focus_ring(painter, theme, rect, radius)
        self.paint_words(painter)

    def paint_words(self, painter: QPainter) -> None:
        """Paint what it says."""


class AddTile(Place):
    """As large as a tile, or with ``slot`` as a frame: `words` in it, its name below it."""

    def __init__(self, theme: Theme, name: str, title: str, words: str, parent: QWidget) -> None:
        super().__init__(theme, name, parent)
        self._title, self._words = title, words
        self.say(words)
        wide = QSizePolicy.Policy.Expanding if words else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str) -> None:
        """Show another name below."""
        if title != self._title:
            self._title = title
            self.update()

    @override
    def place_rect(self) -> QRect:
        return self.rect().adjusted(0, 0, 0, -words_height(self._theme))

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(SIDE)
        return slot_size(self._theme) if self._words else QSize(side, side + words_height(self._theme))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(SIDE), self.sizeHint().height())

    @override
    def paint_words(self, painter: QPainter) -> None:
        theme, rect = self._theme, self.place_rect()
        metrics = QFontMetrics(theme.font("caption"))
        icon, gap, edge = theme.px(18), theme.px(4), theme.px(6)
        room = rect.adjusted(edge, 0, -edge, 0)
        height = metrics.boundingRect(room, WRAPPED, self._words).height() + gap if self._words else 0
        top = rect.center().y() - (icon + height) // 2
        color = "text_secondary" if self.isEnabled() else "text_off"
        sign = pixmap(theme, "image" if self._words else "plus", color, 18)
        painter.drawPixmap(rect.center().x() - icon // 2, top, sign)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color(color))
        if self._words:
            painter.drawText(QRect(room.left(), top + icon + gap, room.width(), height), WRAPPED, self._words)
        below = QRect(0, rect.bottom() + 1 + gap, self.width(), metrics.height())
        if self._words:
            draw_words(painter, self._title, below)
        else:
            painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), self._title)


class DropBox(Place):
    """Says that references can be dropped, and offers the two ways most used at a click each."""

    files_wanted = Signal()
    link_wanted = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(theme, name, parent)
        self._sign = QLabel(self)
        self._sign.setFixedSize(theme.px(36), theme.px(36))
        self._words = label(role="strong", wraps=True)
        where = label(self.tr("Anywhere here."), role="caption")
        files, paste = Link(self.tr("Choose files"), self), Link(self.tr("Paste link"), self)
        files.clicked.connect(self.files_wanted)
        paste.clicked.connect(self.link_wanted)
        for text in (self._words, where, self._sign):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ways = FlowLayout(gap=theme.px(4), line_gap=theme.px(2))
        for part in (where, files, paste):
            ways.addWidget(part)
        column, row = QVBoxLayout(), QHBoxLayout(self)
        column.setSpacing(theme.px(2))
        column.addWidget(self._words)
        column.addLayout(ways)
        edge = theme.px(13)
        row.setContentsMargins(theme.px(10), edge, theme.px(8), edge)
        row.setSpacing(theme.px(10))
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)

    def set_words(self, words: str) -> None:
        """Say what can be dropped."""
        if words != self._words.text():
            self._words.setText(words)
            self.say(words)

    @override
    def paint_words(self, painter: QPainter) -> None:
        theme, rect = self._theme, self._sign.geometry()
        painter.fillPath(rounded(rect, theme.px(8)), theme.color("sunken"))
        draw_icon(painter, rect, pixmap(theme, "images", "text_secondary", 16))
