"""Where the video is described: plain text that grows with what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.text_change import Change
from seedance_gui.ui.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.ui.theme import Theme

LEAST_LINES, MOST_LINES = 4, 10


class PromptBox(QPlainTextEdit):
    """The prompt. `edited` tells each change by the person; what an input method still composes is no change.

    Tab moves on to the next field. Links and files dropped on it are left to the form around it.
    """

    edited = Signal(str)
    _resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._given = ""  # what was put in: the document may write line ends in its own way
        self._lines = 0
        self._ground: Callable[[QPainter], None] | None = None
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._changed)
        # Queued: a change of size amid the document's own layout would leave lines broken for the old width.
        queued = Qt.ConnectionType.QueuedConnection
        self._resized.connect(self._fit_lines, queued)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_lines, queued)
        theme.changed.connect(self._restyled)
        self._restyled()

    @property
    def text(self) -> str:
        """What has been written, without what is being composed."""
        return self._text

    def set_text(self, text: str) -> None:
        """Put another text in, as one step that can be undone. The same text changes nothing."""
        if text in {self._text, self._given}:
            return
        self._given = text
        change = Change.between(self.toPlainText(), text)
        own = self.textCursor()
        anchor, position = own.anchor(), own.position()
        with QSignalBlocker(self):
            cursor = QTextCursor(self.document())
            cursor.setPosition(change.start)
            cursor.setPosition(change.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(change.text)
            # The person goes on where they were, not behind what was put in.
            own.setPosition(change.moved(anchor))
            own.setPosition(change.moved(position), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(own)
        self._text = self.toPlainText()
        self._resized.emit()

    def set_problem(self, problem: bool) -> None:
        """Mark the text as refused by a rule."""
        set_look(self, problem=problem)

    def set_ground(self, paint: Callable[[QPainter], None]) -> None:
        """Let something be painted below the letters; it gets a painter on the viewport."""
        self._ground = paint

    def keep_room(self, width: int) -> None:
        """Keep so many pixels free of text at the right, for something that stands there."""
        self.setViewportMargins(0, 0, width, 0)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        if self._ground is not None:
            painter = QPainter(self.viewport())
            self._ground(painter)
            painter.end()
        super().paintEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self._height(max(LEAST_LINES, min(MOST_LINES, self._lines))))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._resized.emit()

    @override
    def canInsertFromMimeData(self, source: QMimeData, /) -> bool:
        # A link dragged here, or a file, is a reference: the form takes it.
        return source.hasText() and not source.hasUrls() and not source.hasImage()

    @override
    def insertFromMimeData(self, source: QMimeData, /) -> None:
        if self.canInsertFromMimeData(source):
            self.insertPlainText(source.text())
            self.ensureCursorVisible()

    def _changed(self) -> None:
        text = self.toPlainText()
        if text != self._text:
            self._text = self._given = text
            self._resized.emit()
            self.edited.emit(text)

    def _fit_lines(self) -> None:
        # The layout of a plain-text document counts its height in lines.
        count = int(self.document().size().height())
        # Shown by its own choice, Qt's scroll bar can lie over the ends of lines that were broken without it.
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if count > MOST_LINES else policy.ScrollBarAlwaysOff
        )
        self._lines = max(LEAST_LINES, min(MOST_LINES, count))
        height = self._height(self._lines, self._written() if count <= MOST_LINES else 0.0)
        if height != self.maximumHeight():
            self.setFixedHeight(height)

    def _written(self) -> float:
        """Return the height of what is written: lines with Chinese letters are higher than others."""
        block, height = self.document().firstBlock(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return height

    def _height(self, lines: int, least: float = 0.0) -> int:
        metrics = QFontMetricsF(self._theme.font("body"))
        words = max(metrics.lineSpacing() * lines, least)
        return round(words + 2 * self.document().documentMargin() + self._theme.px(16))

    def _restyled(self) -> None:
        self._lines = 0
        self.setFont(self._theme.font("body"))
        self._fit_lines()
