"""In place of the video of an order that nobody confirmed: what is known, and what the person can decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.elided import Link
from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.unfolding import TechnicalDetail
from seedance_gui.ui.tasks.command_table import Command

if TYPE_CHECKING:
    from seedance_gui.ui.kit.action_button import ActionButton
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.tasks.commands import TaskCommands
    from seedance_gui.ui.unconfirmed.words import UnconfirmedWords

_WIDEST: Final = 620
"""Pixels at 100 %: longer lines are hard to read."""
_SIDE_BY_SIDE: Final = 480
"""Pixels at 100 % from which a choice and its consequence stand side by side."""
_EDGE: Final = 6
"""Pixels at 100 % left of the words, and right, where there is no room for more."""
_NUMBER: Final = 22
"""Pixels at 100 %: the disc with the number of a step."""
_TOP, _MIDDLE = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter


class UnconfirmedCard(QWidget):
    """Shows `UnconfirmedWords`. Everything that it may say is made once, and new words are put in place."""

    def __init__(self, theme: Theme, commands: TaskCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = ""
        self.title = _label("large")
        self.happened = _label("")
        self.coins = _label("title")
        self.tells = _label("")
        self.read, self.later = _label("caption"), _label("caption")
        self.again = Link(commands[Command.READ_BALANCE].text())
        self.again.clicked.connect(commands[Command.READ_BALANCE].trigger)
        self._look = _label("")
        self._beside = QWidget()
        self._helps = {
            command: commands.button(command, self) for command in (Command.OPEN_WEBSITE, Command.COPY_PROMPT)
        }
        flow = FlowLayout(self._beside, gap=theme.space(2))
        for button in self._helps.values():
            flow.addWidget(button)
        self._choices = {
            command: _Choice(theme, commands.button(command, self))
            for command in (Command.GIVE_ID, Command.SEND_AGAIN, Command.LEAVE)
        }
        self.detail = TechnicalDetail(theme, self)
        self._lay_out()

    def show_words(self, key: str, words: UnconfirmedWords) -> bool:
        """Say how it stands with the task of a key; tell whether that is another one than before."""
        another, self._key = key != self._key, key
        for label, text in (
            (self.title, words.title),
            (self.happened, words.happened),
            (self.coins, words.coins),
            (self.tells, words.tells),
            (self.read, words.read),
            (self.later, words.later),
            (self._look, words.look),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.again.setVisible(words.can_read)
        for command, button in self._helps.items():
            button.setVisible(command in words.consequences)
            button.set_consequence(words.consequences.get(command, ""))
        self._beside.setVisible(bool(self._shown(self._helps)))
        # What helps to find out comes first, and looks so.
        first, several = self._helps[Command.OPEN_WEBSITE], len(self._shown(self._helps)) > 1
        set_look(first, variant="primary" if several else "")
        set_icon(self._theme, first, "external-link", "on_accent" if several else "text_secondary", 15)
        for command, row in self._choices.items():
            row.show_words(words.consequences.get(command, ""))
        if another or self.detail.text.toPlainText() != words.detail:
            self.detail.set_text(words.detail)
        if another:
            for held in self.buttons():
                held.setDown(False)  # it was meant for another video
        self.setAccessibleName(f"{words.title}. {words.happened}")
        self._stack(self.width())
        return another

    @property
    def choices(self) -> list[ActionButton]:
        """The buttons of the decision that stand there now."""
        return self._shown({command: row.button for command, row in self._choices.items()})

    def buttons(self) -> list[QPushButton]:
        """Return the buttons that stand there now, first to last."""
        again = [] if self.again.isHidden() else [self.again]
        return [*again, *self._shown(self._helps), *self.choices]

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        # As it is when everything stands one below the other, whatever way it stands now.
        return QSize(self._widest() + 2 * self._theme.px(_EDGE), super().minimumSizeHint().height())

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

    def _widest(self) -> int:
        buttons = (*self._shown(self._helps), *self.choices)
        return max((button.sizeHint().width() for button in buttons), default=0)

    @staticmethod
    def _shown(buttons: dict[Command, ActionButton]) -> list[ActionButton]:
        return [button for button in buttons.values() if not button.isHidden()]

    def _lay_out(self) -> None:
        theme = self._theme
        box = QFrame()
        set_look(box, card="sunken")
        self._box_column = QVBoxLayout(box)
        self._box_column.setSpacing(theme.space(1))
        charged = _label("strong", self.tr("Was it charged?"))
        self._box_column.addLayout(_with_icon(theme, "wallet", "text_secondary", 16, charged))
        self._box_column.addWidget(self.coins)
        self._box_column.addWidget(self.tells)
        read = QHBoxLayout()
        read.setSpacing(theme.space(2))
        read.addWidget(self.read, 1)
        read.addWidget(self.again, 0, Qt.AlignmentFlag.AlignBottom)
        self._box_column.addLayout(read)
        self._box_column.addWidget(self.later)
        decide = _label("", self.tr("Then decide. Nothing happens by itself, and there is no hurry."))
        self._decision = QWidget()
        choices = QVBoxLayout(self._decision)
        set_spacing(theme, choices, 12, 0)
        for row in self._choices.values():
            choices.addWidget(row)
        inner = QWidget(self)
        inner.setMaximumWidth(theme.px(_WIDEST))
        column = QVBoxLayout(inner)
        set_spacing(theme, column, 16, 0)
        column.addLayout(_with_icon(theme, "circle-help", "warning", 22, self.title))
        column.addWidget(self.happened)
        column.addWidget(box)
        column.addWidget(_label("strong", self.tr("What to do")))
        column.addLayout(_step(theme, "1", self._look, self._beside))
        column.addLayout(_step(theme, "2", decide, self._decision))
        column.addWidget(self.detail)
        middle = QVBoxLayout()
        middle.addWidget(inner)
        middle.addStretch(1)
        self._outer = QHBoxLayout(self)
        self._outer.addStretch(1)
        self._outer.addLayout(middle, 1000)
        self._outer.addStretch(1)

    def _stack(self, width: int) -> None:
        """Put each consequence beside its choice, or below it where there is no room."""
        theme = self._theme
        wide = width >= theme.px(_SIDE_BY_SIDE)
        edge, inside = theme.space(6 if wide else 3), theme.space(4 if wide else 3)
        edge = max(theme.px(_EDGE), min(edge, (width - self._widest()) // 2))
        self._outer.setContentsMargins(edge, edge, edge, edge)
        self._box_column.setContentsMargins(inside, theme.space(3), inside, theme.space(3))
        for below in (self._beside, self._decision):  # beside the number of its step where there is room
            below.setContentsMargins(theme.px(_NUMBER) + theme.space(2) if wide else 0, 0, 0, 0)
        share = max((button.sizeHint().width() for button in self.choices), default=0)
        for row in self._choices.values():
            row.stand(beside=wide, share=share)


class _Choice(QWidget):
    """A choice and what it leads to; hidden, with its button, where there are no words for that."""

    def __init__(self, theme: Theme, button: ActionButton) -> None:
        super().__init__()
        self._theme = theme
        self.button = button
        self._words = _label("caption")
        set_look(button, aligned="left")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(button)
        self._row.addWidget(self._words, 1)

    def show_words(self, consequence: str) -> None:
        self._words.setText(consequence)
        self.button.setVisible(bool(consequence))
        self.button.set_consequence(consequence)
        self.setVisible(bool(consequence))

    def stand(self, *, beside: bool, share: int) -> None:
        """Stand side by side, the button `share` pixels wide, or one below the other."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._row.setSpacing(self._theme.space(3 if beside else 1))
        self.button.setMinimumWidth(share if beside else 0)
        for widget in (self.button, self._words):
            self._row.setAlignment(widget, _MIDDLE if beside else Qt.AlignmentFlag(0))


def _with_icon(theme: Theme, icon: str, color: str, size: int, words: QLabel) -> QHBoxLayout:
    sign = QLabel()
    set_icon(theme, sign, icon, color, size)
    row = QHBoxLayout()
    row.setSpacing(theme.space(2))
    row.addWidget(sign, 0, _TOP)
    row.addWidget(words, 1)
    return row


def _step(theme: Theme, number: str, words: QLabel, below: QWidget) -> QVBoxLayout:
    """Lay out a numbered step: its words, and what belongs to it below them."""
    sign = _label("step", number)
    sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
    sign.setFixedSize(theme.px(_NUMBER), theme.px(_NUMBER))
    row = QHBoxLayout()
    row.setSpacing(theme.space(2))
    row.addWidget(sign, 0, _TOP)
    row.addWidget(words, 1)
    column = QVBoxLayout()
    set_spacing(theme, column, 8, 0)
    column.addLayout(row)
    column.addWidget(below)
    return column


def _label(role: str, text: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        set_look(label, role=role)
    return label
