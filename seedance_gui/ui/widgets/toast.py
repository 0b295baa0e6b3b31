"""Short messages at the top of a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from seedance_gui.compat import override
from seedance_gui.ui.icons import set_icon
from seedance_gui.ui.theme import set_look
from seedance_gui.ui.widgets.icon_button import IconButton

if TYPE_CHECKING:
    from seedance_gui.ui.theme import Theme
    from seedance_gui.ui.tokens import Tone

_ICONS: Final = {
    "neutral": ("info", "text_secondary"),
    "accent": ("sparkles", "accent_text"),
    "success": ("circle-check", "success"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("circle-alert", "danger"),
}
_MOST = 3
_BELOW = 52  # below the top bar of the window


class Toast(QFrame):
    """One message. It goes away by itself, but never under the pointer or while it has the focus."""

    action_clicked = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, text: str, tone: Tone, action: str, milliseconds: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        set_look(self, card="raised")
        self.setAccessibleName(text)
        icon = QLabel(self)
        set_icon(theme, icon, *_ICONS[tone])
        self._label = QLabel(text, self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(2), theme.space(2), theme.space(2))
        row.setSpacing(theme.space(2))
        row.addWidget(icon)
        row.addWidget(self._label, 1)
        if action:
            button = QPushButton(action.replace("&", "&&"), self)
            set_look(button, variant="ghost", size="small")
            button.setAccessibleName(action)
            button.setAccessibleDescription(text)
            button.clicked.connect(self.action_clicked)
            button.clicked.connect(self.close_now)
            row.addWidget(button)
        close = IconButton(theme, "x", self.tr("Dismiss"), self, size=24, icon_size=14)
        close.clicked.connect(self.close_now)
        row.addWidget(close)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(theme.px(28))
        shadow.setOffset(0, theme.px(6))
        shadow.setColor(QColor(0, 0, 0, 130 if theme.dark else 50))
        self.setGraphicsEffect(shadow)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(self._time_is_up)
        if milliseconds:
            self._timer.start()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def fit(self, most: int) -> None:
        """Take the size its text needs, at most so many pixels wide."""
        self._label.ensurePolished()
        metrics = self._label.fontMetrics()
        self._label.setMinimumWidth(0)
        others = self.sizeHint().width() - self._label.sizeHint().width()
        wanted = metrics.horizontalAdvance(self._label.text()) + 4
        words = max(40, min(wanted, most - others))
        self._label.setFixedWidth(words)
        self._row.activate()
        self.resize(words + others, self._row.totalHeightForWidth(words + others))

    def close_now(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def _time_is_up(self) -> None:
        focus = QApplication.focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        if self.underMouse() or held:
            self._timer.start()
        else:
            self.close_now()


class ToastHost(QObject):
    """Shows toasts at the top centre of a window, at most three; the oldest gives way.

    At the top, because at the bottom stand the buttons that a person is about to press.
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._toasts: list[Toast] = []
        window.installEventFilter(self)

    def show_message(
        self, text: str, tone: Tone = "neutral", *, action: str = "", milliseconds: int = 6000
    ) -> Toast:
        """Show a message; connect to the toast's `action_clicked`. 0 milliseconds keeps it until dismissed.

        Assistive software reads it out.
        """
        while len(self._toasts) >= _MOST:
            self._toasts[0].close_now()
        toast = Toast(self._theme, text, tone, action, milliseconds, self._window)
        self._toasts.append(toast)
        toast.closed.connect(self._closed)
        # Put in its place first: else it passes under a pointer in the corner and takes itself for hovered.
        self._arrange()
        toast.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(toast, text))
        return toast

    def toasts(self) -> tuple[Toast, ...]:
        """Return what is shown, oldest first."""
        return tuple(self._toasts)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.Resize and self._toasts:
            self._arrange()
        return False

    def _closed(self) -> None:
        toast = self.sender()
        self._toasts = [other for other in self._toasts if other is not toast]
        self._arrange()

    def _arrange(self) -> None:
        gap = self._theme.space(2)
        top = self._theme.px(_BELOW)
        for toast in reversed(self._toasts):
            toast.fit(min(self._theme.px(480), self._window.width() - 2 * self._theme.space(4)))
            toast.move((self._window.width() - toast.width()) // 2, top)
            toast.raise_()
            top += toast.height() + gap
