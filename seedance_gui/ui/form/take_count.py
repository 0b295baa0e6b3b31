"""How many videos one press of Create orders: a cell beside the button, with a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.translator import counted

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme

MOST = 8


class TakeCount(QToolButton):
    """Shows the ``count``, 1 to `MOST`."""

    changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.count = 1
        self.setObjectName("count")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFont(theme.font("strong", tabular=True))
        self.setFixedWidth(theme.px(48))
        set_look(self, cell=True)
        name = self.tr("How many videos to create")
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(name))
        menu, counts = QMenu(self), QActionGroup(self)
        words = QT_TRANSLATE_NOOP("TakeCount", "Create %n videos", None, 1)
        for count in range(1, MOST + 1):
            action = menu.addAction(counted("TakeCount", words, count))
            action.setCheckable(True)
            action.setData(count)
            counts.addAction(action)
        counts.triggered.connect(lambda action: self.set_count(action.data()))
        self.setMenu(menu)
        self.set_count(1)

    def set_count(self, count: int) -> None:
        """Order so many with one press."""
        before, self.count = self.count, count
        self.menu().actions()[count - 1].setChecked(True)
        self.setText(f"{count}×")
        self.setAccessibleDescription(str(count))
        if count != before:
            self.changed.emit(count)

    def words(self) -> str:
        """Return what Create says of more than one."""
        return self.menu().actions()[self.count - 1].text()
