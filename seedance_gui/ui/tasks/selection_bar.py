"""Below the list while several videos are selected: how many, and what can be done with all of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.parts import IconButton, label
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.tasks.command_table import Command

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.tasks.commands import TaskCommands
    from seedance_gui.ui.tasks.model import TaskModel

_COMMANDS: Final = (
    Command.SAVE_AS,
    Command.EXPORT,
    Command.FAVOURITE,
    Command.TAG,
    Command.COMPARE,
    Command.JOIN,
    Command.HOLD,
    Command.STOP,
    Command.WATCH_AGAIN,
    Command.SAVE_AGAIN,
    Command.ASK_AGAIN,
    Command.LEAVE,
    Command.REMOVE,
)


class SelectionBar(QFrame):
    """Each action that all of the selected videos allow. ``cleared``: none shall be selected but one.

    ``acted``: something was done, and the keyboard belongs to the list: where the bar goes, Qt would give it
    to the search.
    """

    cleared = Signal()
    acted = Signal()

    def __init__(self, theme: Theme, commands: TaskCommands, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, card=True)
        self._said = label(role="strong")
        clear = IconButton(theme, "x", self.tr("Clear the selection"), self, size=24)
        clear.clicked.connect(self.cleared)
        head, actions, column = QHBoxLayout(), FlowLayout(gap=theme.space(1)), QVBoxLayout(self)
        head.addWidget(self._said, 1)
        head.addWidget(clear)
        for command in _COMMANDS:
            button = commands.named_icon(command, self)
            button.clicked.connect(self.acted)
            commands[command].changed.connect(partial(self._follow, button, commands, command))
            self._follow(button, commands, command)
            actions.addWidget(button)
        set_spacing(theme, column, 4, (12, 6, 6, 6))
        column.addLayout(head)
        column.addLayout(actions)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many are selected: one alone needs no bar."""
        self._said.setText(self.tr("%n selected", None, count))
        self.setVisible(count > 1)

    @staticmethod
    def _follow(button: QWidget, commands: TaskCommands, command: Command) -> None:
        button.setVisible(commands[command].isEnabled())


def runs(model: TaskModel, rows: list[int]) -> QItemSelection:
    """Return a selection of rows, given in their order, in as few ranges as they take."""
    selection = QItemSelection()
    start = 0
    for at, row in enumerate(rows):
        if at + 1 == len(rows) or rows[at + 1] != row + 1:
            selection.select(model.index(rows[start]), model.index(row))
            start = at + 1
    return selection
