"""The player as one widget: the video, its controls and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.player.full_screen import FullScreen
from seedance_gui.ui.player.player_controls import PlayerControls
from seedance_gui.ui.player.player_keys import VIDEO_KEYS, PlayerKeys
from seedance_gui.ui.player.video_view import VideoView

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player


class PlayerWidget(QWidget):
    """Shows and steers `player`, which stays its owner's. Its keys work wherever the focus is inside it."""

    def __init__(self, theme: Theme, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("player")
        self.setAccessibleName(self.tr("Player"))
        self._theme = theme
        self._player = player
        self._poster: QImage | None = None
        self._full_screen: FullScreen | None = None
        self._keys = PlayerKeys(player, self.toggle_full_screen)
        self.view = VideoView(theme, player, self, round_corners=True)
        self.view.clicked.connect(player.toggle)
        self.view.double_clicked.connect(self.toggle_full_screen)
        self.controls = PlayerControls(theme, player, self._keys, self)
        self.controls.full_screen_requested.connect(self.toggle_full_screen)
        self.setFocusProxy(self.view)
        for child in self.controls.findChildren(QWidget):
            child.installEventFilter(self)
        column = QVBoxLayout(self)
        set_spacing(theme, column, 8, 0)
        column.addWidget(self.view, 1)
        column.addWidget(self.controls)

    def set_poster(self, poster: QImage | None) -> None:
        """Show a picture until the first frame is there."""
        self._poster = poster
        self.view.set_poster(poster)

    @property
    def full_screen(self) -> FullScreen | None:
        """The view on the whole screen, while there is one."""
        return self._full_screen

    def toggle_full_screen(self) -> None:
        """Fill the screen, or leave it."""
        if self._full_screen is not None:
            self.leave_full_screen()
        elif self._player.ready:
            full = FullScreen(self._theme, self._player, self._poster, self)
            full.left.connect(self._left_full_screen)
            self._full_screen = full
            self.view.set_live(live=False)
            full.setGeometry(self.window().screen().geometry())  # where no window manager would do it
            full.showFullScreen()
            full.setFocus()

    def leave_full_screen(self) -> None:
        """Come back into the window."""
        if self._full_screen is not None:
            self._full_screen.close()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if not self._keys.handle(event):
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        # A focused button would move the focus with the arrows, and the position slider would step in tenths.
        keys = VIDEO_KEYS if watched is not self.controls.volume else frozenset()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in keys:
            return self._keys.handle(event)
        return super().eventFilter(watched, event)

    def _left_full_screen(self) -> None:
        self._full_screen = None
        self.view.set_live(live=True)
        self.setFocus()
