"""The small button on a tile that removes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from seedance_gui.compat import override
from seedance_gui.ui.kit.escape_html import plain_tooltip
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.painting import SHADE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from seedance_gui.ui.kit.theme import Theme


class RemoveButton(QAbstractButton):
    """A cross on a dark disc. It takes no focus: on the tile itself Delete does the same."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        theme.changed.connect(self._fit)
        self._fit()

    def set_name(self, name: str) -> None:
        """Say what it removes."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(name))

    @override
    def enterEvent(self, event: QEnterEvent, /) -> None:
        super().enterEvent(event)
        self._hovered = True
        self.update()

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self._hovered = False
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("danger_fill") if self._hovered else SHADE)
        painter.drawEllipse(self.rect())
        side = self._theme.px(12)
        at = (self.width() - side) // 2
        painter.drawPixmap(at, at, pixmap(self._theme, "x", QColor("white"), 12))

    def _fit(self) -> None:
        side = self._theme.px(20)
        self.setFixedSize(side, side)
