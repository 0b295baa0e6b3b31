"""Short messages in front of a window, where they cover nothing that one works with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from seedance_gui.compat import override
from seedance_gui.ui.kit.floating import cast_shadow
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import IconButton, button, label
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.ui.kit.design_tokens import Tone
    from seedance_gui.ui.kit.theme import Theme

_ICONS: Final = {
    "neutral": ("info", "text_secondary"),
    "accent": ("sparkles", "accent_text"),
    "success": ("circle-check", "success"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("circle-alert", "danger"),
}
_MOST = 3
_BELOW = 52  # below the top bar of the window
_WIDEST = 480
_NARROW = 220  # pixels at 100 %: a text that has less room than this gets that of the button too


class Place(NamedTuple):
    """Where messages may stand, in the window's coordinates, and whether at the foot of it."""

    room: QRect
    at_foot: bool


class Toast(QFrame):
    """One message. It goes away by itself, but never under the pointer or while it has the focus."""

    action_clicked = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, text: str, tone: Tone, action: str, milliseconds: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.tone: Tone = tone
        self.lasts = not milliseconds
        set_look(self, card="raised")
        self.setAccessibleName(text)
        icon = QLabel(self)
        set_icon(theme, icon, *_ICONS[tone])
        self._label = label(text, wraps=True)
        self._theme = theme
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(theme.space(3), theme.space(2), theme.space(2), theme.space(2))
        grid.setSpacing(theme.space(2))
        grid.setColumnStretch(1, 1)
        grid.addWidget(icon, 0, 0)
        grid.addWidget(self._label, 0, 1)
        self._button: QPushButton | None = None
        self._below = False
        if action:
            self._button = button(action, self.action_clicked, variant="ghost", size="small")
            self._button.setAccessibleName(action)
            self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is
            self._button.setAccessibleDescription(text)
            self._button.clicked.connect(self.close_now)
            grid.addWidget(self._button, 0, 2)
        close = IconButton(theme, "x", self.tr("Dismiss"), self, size=24, icon_size=14)
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.close_now)
        grid.addWidget(close, 0, 3)
        cast_shadow(theme, self)
        self._timer = QTimer(self, singleShot=True, interval=milliseconds)
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
        wanted = metrics.horizontalAdvance(self._label.text()) + 4
        self._put_button(below=False)
        others = self._width_of_others()
        if self._button is not None and most - others < min(wanted, self._theme.px(_NARROW)):
            self._put_button(below=True)
            others = self._width_of_others()
        words = max(40, min(wanted, most - others))
        if self._button is not None and self._below:
            words = max(words, min(self._button.sizeHint().width(), most - others))
        self._label.setFixedWidth(words)
        self._grid.activate()
        self.resize(words + others, self._grid.totalHeightForWidth(words + others))

    def _width_of_others(self) -> int:
        """Return what stands beside the text: below it the button takes no width of its own."""
        self._label.setFixedWidth(1)
        self._grid.activate()
        column = self._button.sizeHint().width() if self._button is not None and self._below else 1
        return self._grid.sizeHint().width() - column

    def _put_button(self, *, below: bool) -> None:
        """Put the button beside the text, or below it."""
        self._below = below
        if self._button is not None:
            self._grid.removeWidget(self._button)
            row, column = (1, 1) if below else (0, 2)
            self._grid.addWidget(self._button, row, column, Qt.AlignmentFlag.AlignLeft)

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
    """Shows toasts in one place of a window, at most three and in half of it; the oldest gives way.

    The place is the top centre, because at the bottom stand the buttons that a person is about to press,
    or one that is set.
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._toasts: list[Toast] = []
        self._place: Callable[[], Place | None] = lambda: None
        window.installEventFilter(self)

    def set_place(self, place: Callable[[], Place | None] | None) -> None:
        """Show toasts where ``place`` says, as long as it says so; ``arrange`` when that changes."""
        self._place = place or (lambda: None)
        self.arrange()

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
        self.arrange()
        while len(self._toasts) > 1 and self._height() > self._room().room.height() // 2:
            self._toasts[0].close_now()
        toast.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(toast, text))
        return toast

    def offer(self, text: str, action: str, act: Callable[[], object]) -> None:
        """Say what there is now, and what can be done with it."""
        self.show_message(text, "success", action=action, milliseconds=12_000).action_clicked.connect(act)

    def take_back(self, text: str) -> None:
        """Let a message go that isn't so any more."""
        for toast in self.toasts():
            if toast.text == text:
                toast.close_now()

    def toasts(self) -> tuple[Toast, ...]:
        """Return what is shown, oldest first."""
        return tuple(self._toasts)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.arrange()
        return False

    def _closed(self) -> None:
        toast = self.sender()
        self._toasts = [other for other in self._toasts if other is not toast]
        self.arrange()

    def arrange(self) -> None:
        """Put the toasts where they belong now, the newest first."""
        if not self._toasts:
            return
        theme, (room, at_foot) = self._theme, self._room()
        for toast in self._toasts:
            toast.fit(min(theme.px(_WIDEST), room.width() - 2 * theme.space(2)))
            if toast.height() > room.height() // 2:  # a narrow place and large text
                toast.fit(min(theme.px(_WIDEST), self._window.width() - 2 * theme.space(2)))
        top = room.top() + theme.space(2)
        if at_foot:
            top = room.bottom() + 1 - theme.space(2) - self._height()
        for toast in reversed(self._toasts):
            left = room.left() + (room.width() - toast.width()) // 2
            toast.move(
                max(theme.space(2), min(left, self._window.width() - toast.width() - theme.space(2))), top
            )
            toast.raise_()
            top += toast.height() + theme.space(2)

    def _room(self) -> Place:
        whole = self._window.rect()
        place = self._place() or Place(whole.adjusted(0, self._theme.px(_BELOW), 0, 0), at_foot=False)
        return place if place.room.isValid() else Place(whole, at_foot=False)

    def _height(self) -> int:
        gaps = self._theme.space(2) * (len(self._toasts) - 1)
        return sum(toast.height() for toast in self._toasts) + gaps
