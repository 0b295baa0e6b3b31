"""Where the video is described: plain text that grows with what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.theme import set_look

if TYPE_CHECKING:
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
        with QSignalBlocker(self):
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text)
        self._text = self.toPlainText()

    def set_problem(self, problem: bool) -> None:
        """Mark the text as refused by a rule."""
        set_look(self, problem=problem)

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
            self.edited.emit(text)

    def _fit_lines(self) -> None:
        # The layout of a plain-text document counts its height in lines.
        count = int(self.document().size().height())
        # Shown by its own choice, Qt's scroll bar can lie over the ends of lines that were broken without it.
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if count > MOST_LINES else policy.ScrollBarAlwaysOff
        )
        lines = max(LEAST_LINES, min(MOST_LINES, count))
        if lines != self._lines:
            self._lines = lines
            self.setFixedHeight(self._height(lines))

    def _height(self, lines: int) -> int:
        metrics = QFontMetricsF(self._theme.font("body"))
        return round(
            metrics.lineSpacing() * lines + 2 * self.document().documentMargin() + self._theme.px(16)
        )

    def _restyled(self) -> None:
        self._lines = 0
        self.setFont(self._theme.font("body"))
        self._fit_lines()
