"""In place of the video of an order that nobody confirmed: what is known, and what the person can decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.link import Link
from seedance_gui.ui.kit.technical_detail import TechnicalDetail
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme

_WIDEST: Final = 620
"""Pixels at 100 %: longer lines are hard to read."""
_SIDE_BY_SIDE: Final = 480
"""Pixels at 100 % from which a choice and its consequence stand side by side."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button: the key that comes back, its words, its icon, and what pressing it leads to."""

    key: str
    label: str
    icon: str = ""
    consequence: str = ""


@dataclass(frozen=True, slots=True)
class UnconfirmedWords:
    """What the card says, plain texts ready to read. Empty texts and absent buttons are not shown.

    ``coins`` is the balance in a few words, ``tells`` what that says of a charge, ``read`` when it was read.
    ``look`` is the first step, with ``helps`` beside it; ``choices`` are the second.
    """

    title: str
    happened: str
    coins: str = ""
    tells: str = ""
    read: str = ""
    again: Button | None = None
    look: str = ""
    helps: tuple[Button, ...] = ()
    choices: tuple[Button, ...] = ()
    detail: str = ""


class UnconfirmedCard(QWidget):
    """Shows `UnconfirmedWords`; new words of the same task leave the focus where it is."""

    button_clicked = Signal(str)  # the key of the button

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: UnconfirmedWords | None = None
        self._icon = QLabel(self)
        self.title = _label("title")
        self.happened = _label("")
        self._charged_icon = QLabel()
        self._charged = _label("strong", self.tr("Was it charged?"))
        self.coins = _label("title")
        self.tells = _label("")
        self.read = _label("caption")
        self.again = Link()
        self.again.clicked.connect(self._again_clicked)
        self._box = QFrame()
        set_look(self._box, card="sunken")
        self._first = _Step(theme, "1")
        self._second = _Step(theme, "2")
        self._second.words.setText(self.tr("Then decide. Nothing happens by itself, and there is no hurry."))
        self._to_do = _label("strong", self.tr("What to do"))
        self.helps: list[QPushButton] = []
        self.choices: list[QPushButton] = []
        self._rows: list[_Choice] = []
        self.detail = TechnicalDetail(theme, self, centred=False)
        self._lay_out()
        theme.changed.connect(self._fit)
        self._fit()

    def show_words(self, words: UnconfirmedWords) -> None:
        """Say how it stands."""
        before, self._words = self._words, words
        self.title.setText(words.title)
        for label, text in (
            (self.happened, words.happened),
            (self.coins, words.coins),
            (self.tells, words.tells),
            (self.read, words.read),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.again.say(words.again.label if words.again else "")
        self.again.setVisible(words.again is not None)
        self._first.words.setText(words.look)
        if before is None or before.helps != words.helps:
            self._make_helps(words.helps)
        if before is None or before.choices != words.choices:
            self._make_choices(words.choices)
        if before is None or before.detail != words.detail:
            self.detail.set_text(words.detail)
        self.setAccessibleName(f"{words.title}. {words.happened}")
        self._stack(self.width())

    def buttons(self) -> list[QPushButton]:
        """Return the buttons that stand there now, first to last."""
        again = [self.again] if self._words is not None and self._words.again else []
        return [*again, *self.helps, *self.choices]

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        # As it is when everything stands one below the other, whatever way it stands now.
        widest = max((button.sizeHint().width() for button in (*self.helps, *self.choices)), default=0)
        edges = 2 * self._theme.space(3) + self._theme.px(22) + self._theme.space(2)
        return QSize(widest + edges, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._stack(event.size().width())

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.px(self._theme.tokens.radius_large)
        painter.setPen(self._theme.color("border"))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        charged = QHBoxLayout()
        charged.addWidget(self._charged_icon, 0, Qt.AlignmentFlag.AlignTop)
        charged.addWidget(self._charged, 1)
        read = QHBoxLayout()
        read.addWidget(self.read, 1)
        read.addWidget(self.again, 0, Qt.AlignmentFlag.AlignBottom)
        self._head, self._charged_row, self._read_row = head, charged, read
        self._box_column = box = QVBoxLayout(self._box)
        box.addLayout(charged)
        for widget in (self.coins, self.tells):
            box.addWidget(widget)
        box.addLayout(read)
        self._inner = QWidget(self)
        self._column = column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        parts = (self.happened, self._box, self._to_do, self._first, self._second, self.detail)
        for part in parts:
            column.addWidget(part)
        self._outer = outer = QHBoxLayout(self)
        outer.addStretch(1)
        self._middle = QVBoxLayout()
        self._middle.addStretch(1)
        self._middle.addWidget(self._inner)
        self._middle.addStretch(1)
        outer.addLayout(self._middle, 1000)
        outer.addStretch(1)

    def _make_helps(self, buttons: tuple[Button, ...]) -> None:
        self._first.clear()
        self.helps = []
        for index, button in enumerate(buttons):
            made = self._button(button)
            # What helps to find out comes first, and looks so.
            set_look(made, variant="primary" if index == 0 and len(buttons) > 1 else "")
            color = "on_accent" if index == 0 and len(buttons) > 1 else "text_secondary"
            set_icon(self._theme, made, button.icon, color, 15)
            self._first.add_beside(made)
            self.helps.append(made)

    def _make_choices(self, buttons: tuple[Button, ...]) -> None:
        self._second.clear()
        self.choices, self._rows = [], []
        for button in buttons:
            made = self._button(button)
            set_icon(self._theme, made, button.icon, "text_secondary", 15)
            row = _Choice(self._theme, made, button.consequence)
            self._second.add_below(row)
            self.choices.append(made)
            self._rows.append(row)

    def _button(self, button: Button) -> QPushButton:
        made = QPushButton(button.label.replace("&", "&&"))
        made.setAccessibleName(button.label)
        made.setAccessibleDescription(button.consequence)
        made.clicked.connect(lambda _checked=False: self.button_clicked.emit(button.key))
        return made

    def _again_clicked(self) -> None:
        if self._words is not None and self._words.again is not None:
            self.button_clicked.emit(self._words.again.key)

    def _stack(self, width: int) -> None:
        """Put each consequence beside its choice, or below it where there is no room."""
        theme = self._theme
        wide = width >= theme.px(_SIDE_BY_SIDE)
        edge, inside = theme.space(5 if wide else 3), theme.space(4 if wide else 3)
        self._outer.setContentsMargins(edge, theme.space(4), edge, theme.space(4))
        self._box_column.setContentsMargins(inside, theme.space(3), inside, theme.space(3))
        share = max((row.button.sizeHint().width() for row in self._rows), default=0)
        for row in self._rows:
            row.stand(beside=wide, share=share)

    def _fit(self) -> None:
        theme = self._theme
        set_icon(theme, self._icon, "circle-help", "warning", 22)
        set_icon(theme, self._charged_icon, "wallet", "text_secondary", 16)
        self._inner.setMaximumWidth(theme.px(_WIDEST))
        self._column.setSpacing(theme.space(4))
        self._head.setSpacing(theme.space(2))
        self._box_column.setSpacing(theme.space(1))
        for row in (self._charged_row, self._read_row):
            row.setSpacing(theme.space(2))
        self._stack(self.width())
        self.update()


class _Step(QWidget):
    """A numbered step: its words, buttons beside one another, and rows below."""

    def __init__(self, theme: Theme, number: str) -> None:
        super().__init__()
        self._theme = theme
        self._number = _label("accent", number)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = _label("")
        self._flow_place = QWidget()
        self._flow = FlowLayout(self._flow_place)
        self._flow_place.hide()
        self._below = QVBoxLayout()
        self._column = QVBoxLayout()
        self._column.addWidget(self.words)
        self._column.addWidget(self._flow_place)
        self._column.addLayout(self._below)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._column, 1)
        theme.changed.connect(self._fit)
        self._fit()

    def add_beside(self, widget: QWidget) -> None:
        """Put a button beside those that are there."""
        self._flow.addWidget(widget)
        self._flow_place.show()

    def add_below(self, widget: QWidget) -> None:
        """Put a row below those that are there."""
        self._below.addWidget(widget)

    def clear(self) -> None:
        """Take all but the words away."""
        self._flow_place.hide()
        for layout in (self._flow, self._below):
            while (item := layout.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()

    def _fit(self) -> None:
        theme = self._theme
        side = theme.px(22)
        self._number.setFixedSize(side, side)
        self._number.setStyleSheet(
            f"background: {theme.color('accent_soft').name()}; border-radius: {side // 2}px"
        )
        self._row.setSpacing(theme.space(2))
        self._column.setSpacing(theme.space(2))
        self._column.setContentsMargins(0, theme.px(2), 0, 0)
        self._below.setSpacing(theme.space(3))
        self._flow.set_gaps(theme.space(2), theme.space(2))


class _Choice(QWidget):
    """A choice and what it leads to."""

    def __init__(self, theme: Theme, button: QPushButton, consequence: str) -> None:
        super().__init__()
        self._theme = theme
        self.button = button
        self._words = _label("caption", consequence)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(button)
        self._row.addWidget(self._words, 1)
        button.setParent(self)

    def stand(self, *, beside: bool, share: int) -> None:
        """Stand side by side, the button `share` pixels wide, or one below the other."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._row.setSpacing(self._theme.space(3 if beside else 1))
        self.button.setMinimumWidth(share if beside else 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._row.setAlignment(self.button, middle if beside else Qt.AlignmentFlag(0))
        self._row.setAlignment(self._words, middle if beside else Qt.AlignmentFlag(0))


def _label(role: str, text: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        set_look(label, role=role)
    return label
