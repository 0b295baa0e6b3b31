"""A push button that shows an action, for as long as both stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from seedance_gui.compat import override

if TYPE_CHECKING:
    from PySide6.QtGui import QAction


class ActionButton(QPushButton):
    """Shows an action: its words, whether it can be done and why not. ``short``: as beside others.

    What has the keyboard and goes, or is switched off, leaves it with the widget that was given as its
    parent, never with a neighbour: the next key would press something else.
    """

    def __init__(self, action: QAction, parent: QWidget, *, short: bool = False) -> None:
        super().__init__(parent)
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

    @override
    def setVisible(self, visible: bool, /) -> None:
        self._leave_keyboard(not visible)
        super().setVisible(visible)

    def _follow(self) -> None:
        action = self.command
        text = action.iconText() if self._short else action.text()
        self._leave_keyboard(not action.isEnabled())
        self.setText(text.replace("&", "&&"))
        self.setEnabled(action.isEnabled())
        self.setAccessibleName(text)
        self.setAccessibleDescription(action.statusTip() or self._consequence)
        self.setToolTip(action.toolTip() if action.statusTip() else "")

    def _leave_keyboard(self, goes: bool) -> None:
        if goes and self.hasFocus():
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
