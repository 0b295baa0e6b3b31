"""What an empty place says instead of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.painting import rounded
from seedance_gui.ui.kit.parts import button as button_of
from seedance_gui.ui.kit.parts import label
from seedance_gui.ui.kit.spacing import add_space, set_spacing
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

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
        set_icon(self._theme, self._icon, icon, "text_secondary", 26)
        self._title.setText(title)
        self._message.setText(message)
        self._message.setVisible(bool(message))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(f"{title}. {message}" if message else title)


class GhostList(QWidget):
    """An empty list: where its rows will be, and in words what comes there."""

    def __init__(self, theme: Theme, title: str, message: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        set_spacing(theme, column, 4)
        column.addWidget(_Ghosts(theme))
        add_space(theme, column, 16)
        column.addWidget(label(title, "strong", wraps=True, centred=True))
        column.addWidget(label(message, "secondary", wraps=True, centred=True))
        column.addStretch(1)
        self.setAccessibleName(f"{title}. {message}")


class _Ghosts(QWidget):
    """Three rows without anything in them, each fainter than the one above; as many as there is room for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setMinimumHeight(theme.px(56))
        self.setMaximumHeight(theme.px(56 * 3 + 18 * 2))

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, self.maximumHeight())

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = min(px(100), self.width() // 3)
        room = self.width() - width - px(12)
        for number, (opacity, long, short) in enumerate(
            ((1.0, 0.95, 0.62), (0.7, 0.87, 0.74), (0.35, 0.93, 0.4))
        ):
            top = number * px(56 + 18)
            painter.setOpacity(opacity if top + px(56) <= self.height() else 0)
            left = width + px(12)
            for place in (
                QRect(0, top, width, px(56)),
                QRect(left, top + px(6), round(room * long), px(8)),
                QRect(left, top + px(22), round(room * short), px(8)),
            ):
                painter.fillPath(rounded(place, px(4)), self._theme.color("tile"))
