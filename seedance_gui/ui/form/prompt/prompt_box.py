"""Where the video is described: plain text, as high as there is room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from seedance_gui.compat import override
from seedance_gui.domain.draft import FIELD_OF_KIND, Draft
from seedance_gui.domain.mentions import respelled, same_places
from seedance_gui.ui.form.draft_history import Typing
from seedance_gui.ui.form.prompt.text_spans import place_around
from seedance_gui.ui.kit.mention_words import canonical, spelled
from seedance_gui.ui.kit.text_change import Change, utf16_length
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.references.intake.dropping import is_material

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seedance_gui.ui.kit.theme import Theme

LEAST_LINES, MOST_LINES = 4, 8
MOST_LETTERS = 10_000
"""Of what is pasted: the longest prompt that a model takes is a quarter of it, and Qt needs seconds to break
the lines of a text of 100,000 letters without a space."""


class PromptBox(QPlainTextEdit):
    """The prompt. `edited` tells each change by the person; what an input method still composes is no change.

    Tab moves on to the next field. Links and files dropped on it are left to the form around it, and so are
    undo and redo: Qt's own would bring back the numbers of an older order of the references.
    """

    edited = Signal(str, object)  # the text as it is sent, and the Typing that made it
    said = Signal(str)  # what a person is to be told in passing
    keep_asked = Signal(str)  # words that are to be kept as a snippet
    double_clicked = Signal(QPointF)  # a point of the viewport; the word there is selected
    _resized = Signal()

    def __init__(self, theme: Theme, undo: QAction, redo: QAction) -> None:
        super().__init__()
        self._theme = theme
        self._actions = {"edit-undo": undo, "edit-redo": redo}
        self._text = ""
        self._given = ""  # what was put in: the document may write line ends in its own way
        self._draft = Draft("")
        self._written = (
            self._draft
        )  # as the prompt was written last: its mentions mean the references of then
        self._alone = False
        self._lines = LEAST_LINES
        self.foot = 0  # pixels
        self._take: Callable[[QMimeData], None] | None = None
        self._ground: Callable[[QPainter], None] | None = None
        self.setUndoRedoEnabled(False)  # Qt's own
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._changed)
        # Queued: a change of size amid the document's own layout would leave lines broken for the old width.
        queued = Qt.ConnectionType.QueuedConnection
        self._resized.connect(self._fit_lines, queued)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_lines, queued)
        self.setFont(theme.font("prompt"))
        self._fit_lines()

    @property
    def text(self) -> str:
        """What has been written, as it is sent: without what is being composed."""
        return canonical(self._text)

    @property
    def composing(self) -> bool:
        """Whether an input method composes words here: the cursor is its own then."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def show_draft(self, draft: Draft, *, go: bool = False) -> None:
        """Show the prompt of a draft; with `go` the cursor goes to where the text changed."""
        known = draft == self._draft
        self._draft = draft
        if draft.prompt not in {self.text, self._given}:
            self._given = draft.prompt
            change = Change.between(self._text, spelled(draft.prompt))
            self._write([change])
            if go:
                cursor = self.textCursor()
                cursor.setPosition(change.start + utf16_length(change.text))
                self.setTextCursor(cursor)
                self.ensureCursorVisible()
        if not known:
            self._written = replace(draft, prompt=self.text)

    def follow(self, draft: Draft) -> Draft:
        """Let the mentions follow the lists of a draft, and show that; return it with the prompt as it reads.

        The mentions of a reference that is gone come back with it, while nothing else is written.
        """
        if same_places(self._draft, draft):
            if any(draft.items(name) != self._draft.items(name) for name in FIELD_OF_KIND.values()):
                self._written = replace(draft, prompt=self.text)
            self._draft = draft
            return draft
        before, after = respelled(self._written, self._draft), respelled(self._written, draft)
        changes: list[Change] = []
        start = 0
        for old, new in zip(before, after, strict=True):
            length = utf16_length(spelled(old))
            if old != new:
                # Whole, so that a cursor at an edge of the mention stays at it.
                changes.insert(0, Change(start, start + length, spelled(new)))
            start += length
        if changes:
            self._write(changes)
            self._given = self.text
            draft = replace(draft, prompt=self.text)
        self._draft = draft
        if "" not in after[1::2]:
            self._written = replace(draft, prompt=self.text)
        return draft

    def learn(self, change: Callable[[Draft], Draft]) -> None:
        """Know what was found out of the references of the draft."""
        self._draft, self._written = change(self._draft), change(self._written)

    def set_room(self, height: int) -> None:
        """Be as high as there is room for, in whole lines from four to eight; `height` is in pixels."""
        step = QFontMetricsF(self._theme.font("prompt")).lineSpacing()
        lines = max(LEAST_LINES, min(MOST_LINES, int((height - self._height(0)) / step)))
        if lines != self._lines:
            self._lines = lines
            self._fit_lines()

    def replace_text(self, start: int, end: int, text: str) -> None:
        """Put a text in place of another for the person, as a step of its own; the cursor goes behind it."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._alone = True
        cursor.insertText(text)
        self._alone = False
        self.setTextCursor(cursor)

    @override
    def undo(self) -> None:
        """Take back the last step of the form."""
        if not self.composing:
            self._actions["edit-undo"].trigger()

    @override
    def redo(self) -> None:
        """Take back the last undo of the form."""
        if not self.composing:
            self._actions["edit-redo"].trigger()

    def set_taker(self, take: Callable[[QMimeData], None]) -> None:
        """Give files, links and pictures that are pasted, however that is done, to who makes references."""
        self._take = take

    def set_problem(self, problem: bool) -> None:
        """Mark the text as refused by a rule."""
        set_look(self, problem=problem)

    def set_ground(self, paint: Callable[[QPainter], None]) -> None:
        """Let something be painted below the letters; it gets a painter on the viewport."""
        self._ground = paint

    def keep_foot(self, height: int) -> None:
        """Keep so many pixels free of text below it, for something that stands there."""
        self.foot = height
        self.setViewportMargins(0, 0, 0, height)
        self._fit_lines()

    def insert(self, text: str) -> None:
        """Put a text, as it is sent, where the cursor is, as a step of its own, apart from a word before."""
        cursor = self.textCursor()
        start = cursor.selectionStart()
        self.replace_text(start, cursor.selectionEnd(), self.blank_at(start) + spelled(text))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def blank_at(self, position: int) -> str:
        """Return the blank that keeps something put in there apart from a word before it, if it needs one."""
        before = self.document().characterAt(position - 1) if position else ""
        return " " if before.isascii() and (before.isalnum() or before in set(".,;:!?)")) else ""

    def keep_selection(self) -> None:
        """Ask to keep the selected words as a snippet, or say that none are selected."""
        if words := canonical(self.textCursor().selection().toPlainText()).strip():
            self.keep_asked.emit(words)
        else:
            self.said.emit(self.tr("Select the words in the prompt that you want to keep."))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        if self._ground is not None:
            painter = QPainter(self.viewport())
            self._ground(painter)
            painter.end()
        super().paintEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self._height(self._lines))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._resized.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        super().mouseDoubleClickEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self.double_clicked.emit(event.position())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, shared in self._actions.items():
            # Qt's menu has them for its own undo, which is off here.
            action = menu.findChild(QAction, name)
            if action is not None:
                action.setEnabled(shared.isEnabled())
                action.triggered.connect(shared.trigger)
        menu.addSeparator()
        keep = menu.addAction(self.tr("Keep as a snippet…"), self.keep_selection)
        keep.setEnabled(self.textCursor().hasSelection())
        menu.popup(event.globalPos())

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        # Qt's own has HTML too, and with it the letters and colours of this window.
        mime = QMimeData()
        mime.setText(self.textCursor().selection().toPlainText())
        return mime

    @override
    def canInsertFromMimeData(self, source: QMimeData, /) -> bool:
        # Cells come as a picture, too.
        return (source.hasText() and not source.hasUrls()) or (self._take is not None and is_material(source))

    @override
    def insertFromMimeData(self, source: QMimeData, /) -> None:
        if self._take is not None and is_material(source):
            self._take(source)
            return
        if not self.canInsertFromMimeData(source):
            return
        cursor = self.textCursor()
        room = max(0, MOST_LETTERS - len(self._text) + len(cursor.selectedText()))
        words = source.text()
        if len(words) > room:
            said = self.tr("The prompt has room for {count} characters. What is beyond them was left out.")
            self.said.emit(said.format(count=MOST_LETTERS))
        amid = place_around(self.document(), cursor.position())
        if amid is None:
            self.insertPlainText(words[:room])
        else:  # dropped on a mention
            cursor.setPosition(amid.end)
            cursor.insertText(words[:room])
        self.ensureCursorVisible()

    def _changed(self) -> None:
        before, self._text = self._text, self.toPlainText()
        if before == self._text:
            return
        if (own := spelled(canonical(self._text))) != self._text:  # a mention typed in another spelling
            self._write([Change.between(self._text, own)])
        typing = Typing.between(before, self._text, self.textCursor().position(), alone=self._alone)
        self._given = self.text
        self._resized.emit()
        self.edited.emit(self._given, typing)

    def _write(self, changes: Iterable[Change]) -> None:
        """Make changes, the last in the text first; the person goes on where they were."""
        own = self.textCursor()
        cursor = QTextCursor(self.document())
        with QSignalBlocker(self):
            cursor.beginEditBlock()
            for change in changes:
                anchor, position = change.moved(own.anchor()), change.moved(own.position())
                cursor.setPosition(change.start)
                cursor.setPosition(change.end, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(change.text)
                own.setPosition(anchor)
                own.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            cursor.endEditBlock()
            self.setTextCursor(own)
        self._text = self.toPlainText()
        self._resized.emit()

    def _fit_lines(self) -> None:
        # The layout of a plain-text document counts its height in lines.
        count = int(self.document().size().height())
        # Shown by its own choice, Qt's scroll bar can lie over the ends of lines that were broken without it.
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if count > self._lines else policy.ScrollBarAlwaysOff
        )
        height = self._height(self._lines, self._height_of_text() if count <= self._lines else 0.0)
        if height != self.maximumHeight():
            self.setFixedHeight(height)

    def _height_of_text(self) -> float:
        """Return the height of what is written: lines with Chinese letters are higher than others."""
        block, height = self.document().firstBlock(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return height

    def _height(self, lines: int, least: float = 0.0) -> int:
        metrics = QFontMetricsF(self._theme.font("prompt"))
        words = max(metrics.lineSpacing() * lines, least)
        return round(words + 2 * self.document().documentMargin() + self._theme.px(16)) + self.foot
