"""Buttons that show an action, for as long as both stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    _Button = QAbstractButton
else:
    _Button = object


class _ShowsAction(_Button):
    """Shows an action: its words, whether it can be done and why not. ``short``: as beside others.

    What has the keyboard and goes, or is switched off, leaves it with the widget that was given as its
    parent, never with a neighbour: the next key would press something else.
    """

    command: QAction

    def _show_action(self, action: QAction, parent: QWidget, *, short: bool) -> None:
        self.command = action
        self._short = short
        self._home = parent
        self._consequence = ""
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def set_consequence(self, consequence: str) -> None:
        """Say, for those who can't see it beside the button, what it leads to."""
        self._consequence = consequence
        self._follow()

    def _follow(self) -> None:
        action = self.command
        text = action.iconText() if self._short else action.text()
        self._leave_keyboard(not action.isEnabled())
        self.setText(text.replace("&", "&&"))
        self.setEnabled(action.isEnabled())
        self.setAccessibleName(action.text())
        self.setAccessibleDescription(action.statusTip() or self._consequence)
        self.setToolTip(action.toolTip() if action.statusTip() else "")

    def _leave_keyboard(self, goes: bool) -> None:
        if goes and self.hasFocus():
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)


class ActionButton(_ShowsAction, QPushButton):
    """A push button of an action."""

    def __init__(self, action: QAction, parent: QWidget, *, short: bool = False) -> None:
        QPushButton.__init__(self, parent)
        self._show_action(action, parent, short=short)

    @override
    def setVisible(self, visible: bool, /) -> None:
        self._leave_keyboard(not visible)
        QPushButton.setVisible(self, visible)


class NamedIcon(_ShowsAction, QToolButton):
    """A quiet icon of an action with its name below."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        QToolButton.__init__(self, parent)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoRaise(True)
        set_look(self, named=True)
        self._show_action(action, parent, short=True)

    @override
    def setVisible(self, visible: bool, /) -> None:
        self._leave_keyboard(not visible)
        QToolButton.setVisible(self, visible)

    @override
    def _follow(self) -> None:
        super()._follow()
        self.setIcon(self.command.icon())
