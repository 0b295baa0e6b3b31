"""The video on the whole screen, with controls that come with the mouse and go by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.player.player_controls import PlayerControls
from seedance_gui.ui.player.player_keys import VIDEO_KEYS, PlayerKeys
from seedance_gui.ui.player.player_state import State
from seedance_gui.ui.player.video_view import VideoView

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player

_HIDE_AFTER_MS = 2500


class FullScreen(QWidget):
    """A second view of `player`, over everything. `left` is told when it closes, by Esc, F or the system."""

    left = Signal()

    def __init__(self, theme: Theme, player: Player, poster: QImage | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(parent.window().windowTitle())
        self._theme = theme
        self._player = player
        self._keys = PlayerKeys(player, self.close_later)
        self.view = VideoView(theme, player, self, round_corners=False)
        self.view.set_poster(poster)
        self.view.clicked.connect(player.toggle)
        self.view.double_clicked.connect(self.close_later)
        self.setFocusProxy(self.view)
        self._bar = QFrame(self)
        set_look(self._bar, card="raised")
        self.controls = PlayerControls(theme, player, self._keys, self._bar)
        self.controls.set_full_screen(on=True)
        self.controls.full_screen_requested.connect(self.close_later)
        inside = QVBoxLayout(self._bar)
        inside.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        inside.addWidget(self.controls)
        self._hide = QTimer(self, singleShot=True, interval=_HIDE_AFTER_MS)
        self._hide.timeout.connect(self._hide_bar)
        for widget in (self, self.view, self._bar, *self._bar.findChildren(QWidget)):
            widget.setMouseTracking(True)
            widget.installEventFilter(self)
        player.state_changed.connect(self._show_bar)
        self._show_bar()

    @property
    def bar_shown(self) -> bool:
        """Whether the controls can be seen now."""
        return self._bar.isVisible()

    def close_later(self) -> None:
        """Leave, once the click or key that asked for it is done with."""
        QTimer.singleShot(0, self, self.close)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_later()
        elif not self._keys.handle(event):
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() in {QEvent.Type.MouseMove, QEvent.Type.KeyPress, QEvent.Type.FocusIn}:
            self._show_bar()
        video_key = isinstance(event, QKeyEvent) and event.key() in VIDEO_KEYS
        if event.type() is QEvent.Type.KeyPress and video_key and watched not in {self, self.controls.volume}:
            assert isinstance(event, QKeyEvent)
            return self._keys.handle(event)
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.view.setGeometry(self.rect())
        width = min(self.width() - self._theme.space(6), self._theme.px(760))
        height = self._bar.sizeHint().height()
        below = self._theme.space(6)
        self._bar.setGeometry((self.width() - width) // 2, self.height() - height - below, width, height)

    @override
    def closeEvent(self, event: QCloseEvent, /) -> None:
        self._hide.stop()
        self.unsetCursor()
        self.left.emit()
        super().closeEvent(event)

    def _show_bar(self) -> None:
        self._bar.show()
        self.unsetCursor()
        self._hide.start()

    def _hide_bar(self) -> None:
        held = (
            self._bar.underMouse()
            or any(child.hasFocus() for child in self._bar.findChildren(QWidget))
            or self.controls.scrubbing
        )
        if self._player.state is State.PLAYING and not held:
            self._bar.hide()
            self.setCursor(Qt.CursorShape.BlankCursor)
        elif self._player.state is State.PLAYING:
            self._hide.start()
