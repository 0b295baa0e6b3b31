"""A flat square button with an icon only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from seedance_gui.ui.kit.escape_html import plain_tooltip
from seedance_gui.ui.kit.icons import set_icon

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme


class IconButton(QToolButton):
    """A flat button that says what it does by icon, tooltip and accessible name.

    `size` is its side and `icon_size` its icon's, in pixels at 100 % text size. The shortcut stands in the
    tooltip and works while the button is visible.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        shortcut: QKeySequence | str | None = None,
        size: int = 30,
        icon_size: int = 16,
        color: str = "text_secondary",
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_size, self._color = icon_size, color
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoRaise(True)
        if shortcut is not None:
            self.setShortcut(QKeySequence(shortcut))
        self.setFixedSize(theme.px(size), theme.px(size))
        self.set_icon(icon)
        self.set_name(name)

    def set_icon(self, icon: str, color: str = "") -> None:
        """Show another icon, in another token's colour if given."""
        self._color = color or self._color
        set_icon(self._theme, self, icon, self._color, self._icon_size)

    def set_name(self, name: str) -> None:
        """Say what it does: accessible name and tooltip."""
        self.setAccessibleName(name)
        keys = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(plain_tooltip(name + (f"  ({keys})" if keys else "")))
