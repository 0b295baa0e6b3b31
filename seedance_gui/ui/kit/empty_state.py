"""What an empty place says instead of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import button as button_of
from seedance_gui.ui.kit.parts import label
from seedance_gui.ui.kit.spacing import add_space, set_spacing
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme


class EmptyState(QWidget):
    """An icon, a title, a message and perhaps the one thing to do next."""

    clicked = Signal()

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        message: str,
        button: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = label(centred=True)
        self._icon.setFixedSize(theme.px(56), theme.px(56))
        set_look(self._icon, disc=True)
        self._title = label(role="title", wraps=True, centred=True)
        self._message = label(role="secondary", wraps=True, centred=True)
        self._button = button_of("", self.clicked)
        column = QVBoxLayout(self)
        set_spacing(theme, column, 4)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        add_space(theme, column, 4)
        column.addWidget(self._title)
        column.addWidget(self._message)
        add_space(theme, column, 8)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.set(icon, title, message, button)

    def set(self, icon: str, title: str, message: str, button: str = "") -> None:
        """Say something else; without a button text there is no button."""
        set_icon(self._theme, self._icon, icon, "accent_text", 26)
        self._title.setText(title)
        self._message.setText(message)
        self._message.setVisible(bool(message))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(f"{title}. {message}" if message else title)
