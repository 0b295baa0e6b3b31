"""The empty stage: three examples that teach what a good prompt names, and fill the form at a click."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.compat import override
from seedance_gui.domain.draft import InputMode
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.mention_words import spelled
from seedance_gui.ui.kit.parts import button, label
from seedance_gui.ui.kit.spacing import add_space, set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.preview.example_art import ExampleArt

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QResizeEvent

    from seedance_gui.domain.examples import Example
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

_SIDE_BY_SIDE: Final = 520  # pixels at 100 % text from which there is room for two columns
_LARGEST: Final = QSize(1200, 960)  # of the page, at 100 % text
_NO_LIMIT: Final = (1 << 24) - 1  # Qt's QWIDGETSIZE_MAX
_DECODED: Final = QSize(1120, 630)  # physical pixels; of a small picture half of it
_ICONS: Final = {InputMode.TEXT: "type", InputMode.REFERENCES: "images", InputMode.FRAMES: "columns-2"}


class ExamplesPage(QScrollArea):
    """Offers the examples: one with parts large, the others small below it. `used` carries the Example."""

    used = Signal(object)

    def __init__(self, theme: Theme, words: Words, examples: tuple[Example, ...]) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cards = [ExampleCard(theme, words, example, self) for example in examples]
        self._small = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._inner = QWidget()
        self._inner.setMaximumWidth(theme.px(_LARGEST.width()))
        column = QVBoxLayout(self._inner)
        set_spacing(theme, column, 8, (0, 12, 0, 0))
        set_spacing(theme, self._small, 8)
        column.addWidget(label(self.tr("Make your first video"), "large", wraps=True))
        said = self.tr(
            "Write your own, or click an example: it fills the form, and you change what you like."
        )
        column.addWidget(label(said, "secondary", wraps=True))
        add_space(theme, column, 4)
        for card in self.cards:
            if card.large:
                column.addWidget(card, 1)
            else:
                self._small.addWidget(card, 1)
        column.addLayout(self._small, 1)
        page = QWidget()
        self._whole = QHBoxLayout(page)
        set_spacing(theme, self._whole, 0, 0)
        self._whole.addWidget(self._inner)
        self.setWidget(page)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        directions = QBoxLayout.Direction
        wide = self.viewport().width() >= self._theme.px(_SIDE_BY_SIDE)
        self._small.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._inner.setMaximumHeight(self._theme.px(_LARGEST.height()) if wide else _NO_LIMIT)
        for card in self.cards:
            card.lay_out(wide=wide)
        self._whole.activate()  # else it would be as wide as it was until the next event
        super().resizeEvent(event)


class ExampleCard(QFrame):
    """One example. A click anywhere on it uses it; by keyboard its button does."""

    def __init__(self, theme: Theme, words: Words, example: Example, page: ExamplesPage) -> None:
        super().__init__()
        self._theme = theme
        self._use = partial(page.used.emit, example)
        self.large = bool(example.parts)
        self.art = ExampleArt(theme, example, decoded=_DECODED if self.large else _DECODED / 2)
        set_look(self, card=True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        title = {
            InputMode.TEXT: self.tr("From text"),
            InputMode.REFERENCES: self.tr("From references"),
            InputMode.FRAMES: self.tr("From first and last frame"),
        }[example.start]
        facts = self.tr("{ratio}, {seconds} s").format(ratio=example.ratio, seconds=example.duration)
        use = self.tr("Use this example") if self.large else self.tr("Use this")
        self.button = button(use, self._use, **({} if self.large else {"variant": "link"}))
        prompt = spelled(words.text(example.prompt))
        self.button.setAccessibleName(self.tr("Use this example: {name}").format(name=title))
        self.button.setAccessibleDescription(f"{facts}. {prompt}")
        self._text = QVBoxLayout()
        set_spacing(theme, self._text, 2, (16, 12, 16, 14))
        self._text.addWidget(
            _Head(theme, _ICONS[example.start], title, facts, None if self.large else self.button)
        )
        for part in example.parts:
            add_space(theme, self._text, 5)
            self._text.addWidget(label(words.text(part.name), "caption", wraps=True))
            self._text.addWidget(label(words.text(part.text), wraps=True))
        if self.large:
            add_space(theme, self._text, 12)
            self._text.addStretch(1)
            self._text.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            add_space(theme, self._text, 2)
            self._text.addWidget(label(prompt, wraps=True))
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        set_spacing(theme, self._row, 0, 1)
        self._row.addWidget(self.art, 9)
        self._row.addLayout(self._text, 5 if self.large else 0)

    def lay_out(self, *, wide: bool) -> None:
        """Put a large one's picture beside its text where there is room, else above."""
        beside = self.large and wide
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._row.setStretchFactor(self._text, 5 if beside else 0)
        self.art.set_beside(beside)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._use()

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        event.accept()  # so that the release comes here, too


class _Head(QWidget):
    """Icon and title, and behind them, or below where the line is too short, the facts and a button."""

    def __init__(self, theme: Theme, icon: str, title: str, facts: str, use: QPushButton | None) -> None:
        super().__init__()
        self._title = label(title, "strong")
        self._title.setMinimumWidth(1)  # its text is no reason to be wider than the page
        self._icon = label()
        set_icon(theme, self._icon, icon, "text_secondary", 16)
        name, self._tail = QHBoxLayout(), QHBoxLayout()
        set_spacing(theme, name, 6)
        name.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        name.addWidget(self._title, 1)
        set_spacing(theme, self._tail, 6)
        self._tail.addWidget(label(facts, "caption"), 1)
        if use is not None:
            self._tail.addWidget(use)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        set_spacing(theme, self._row, 8, 0)
        self._row.addLayout(name)
        self._row.addLayout(self._tail, 1)
        self._needed = self._title.sizeHint().width() + self._icon.sizeHint().width() + theme.px(6 + 8)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        short = self.width() < self._needed + self._tail.sizeHint().width()
        self._row.setDirection(directions.TopToBottom if short else directions.LeftToRight)
        self._title.setWordWrap(short)
