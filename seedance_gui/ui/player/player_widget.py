"""The player as one widget, in the window or on the whole screen: the video, its controls and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.films import Films
from seedance_gui.ui.kit.painting import rounded
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.player.player_controls import PlayerControls
from seedance_gui.ui.player.player_keys import VIDEO_KEYS, PlayerKeys
from seedance_gui.ui.player.player_state import State
from seedance_gui.ui.player.video_view import VideoView

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player

_HIDE_AFTER_MS = 2500


class _Screen(QWidget):
    """A view of `player` with controls and keys, which work wherever the focus is inside it."""

    def __init__(
        self, theme: Theme, player: Player, films: Films, parent: QWidget | None, *, full: bool
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window if full else Qt.WindowType.Widget)
        self._theme = theme
        self._player = player
        self._keys = PlayerKeys(player, self.toggle_full_screen, self.change_size)
        self.view = VideoView(theme, player, self, round_corners=not full)
        self.view.clicked.connect(player.toggle)
        self.view.double_clicked.connect(self.toggle_full_screen)
        self.controls = PlayerControls(theme, player, self._keys, films, self)
        self.controls.full_screen_requested.connect(self.toggle_full_screen)
        self.setFocusProxy(self.view)
        for child in self.controls.findChildren(QWidget):
            child.installEventFilter(self)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or leave it."""
        raise NotImplementedError

    def change_size(self) -> None:
        """Show the video in its own size, or fitted again."""
        self.view.set_actual(not self.view.actual)
        self.controls.show_size(actual=self.view.actual)

    def press(self, key: Qt.Key) -> None:
        """Do to the video what a key means."""
        self._keys.press(key)

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


class FullScreen(_Screen):
    """A second view of `player`, over everything. `left` is told when it closes, by Esc, F or the system."""

    left = Signal()

    def __init__(self, theme: Theme, player: Player, films: Films, poster: QImage, parent: QWidget) -> None:
        super().__init__(theme, player, films, parent, full=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(parent.window().windowTitle())
        self.view.set_poster(poster)
        self.controls.show_full_screen()
        self.bar = QFrame(self)
        set_look(self.bar, card="stage")
        inside = QVBoxLayout(self.bar)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.controls)
        self._hide = QTimer(self, singleShot=True, interval=_HIDE_AFTER_MS)
        self._hide.timeout.connect(self._hide_bar)
        for widget in (self, self.view, self.bar, *self.bar.findChildren(QWidget)):
            widget.setMouseTracking(True)
            widget.installEventFilter(self)
        player.state_changed.connect(self._show_bar)
        self._show_bar()

    @override
    def toggle_full_screen(self) -> None:
        """Leave, once the click or key that asked for it is done with."""
        QTimer.singleShot(0, self, self.close)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.toggle_full_screen()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() in {QEvent.Type.MouseMove, QEvent.Type.KeyPress, QEvent.Type.FocusIn}:
            self._show_bar()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.view.setGeometry(self.rect())
        width = min(self.width() - self._theme.space(6), self._theme.px(760))
        height = self.bar.sizeHint().height()
        below = self._theme.space(6)
        self.bar.setGeometry((self.width() - width) // 2, self.height() - height - below, width, height)

    @override
    def closeEvent(self, event: QCloseEvent, /) -> None:
        self._hide.stop()
        self.unsetCursor()
        self.left.emit()
        super().closeEvent(event)

    def _show_bar(self) -> None:
        self.bar.show()
        self.unsetCursor()
        self._hide.start()

    def _hide_bar(self) -> None:
        held = (
            self.bar.underMouse()
            or any(child.hasFocus() for child in self.bar.findChildren(QWidget))
            or self.controls.position.isSliderDown()
        )
        if self._player.state is State.PLAYING and not held:
            self.bar.hide()
            self.setCursor(Qt.CursorShape.BlankCursor)
        elif self._player.state is State.PLAYING:
            self._hide.start()


class PlayerWidget(_Screen):
    """Shows and steers `player`, which stays its owner's."""

    def __init__(
        self, theme: Theme, player: Player, parent: QWidget | None = None, films: Films | None = None
    ) -> None:
        self.films = films or Films(player.media, player)
        super().__init__(theme, player, self.films, parent, full=False)
        self.setObjectName("player")
        self.setAccessibleName(self.tr("Player"))
        self.full_screen: FullScreen | None = None  # the view on the whole screen, while there is one
        column = QVBoxLayout(self)
        set_spacing(theme, column, 0, 0)
        column.addWidget(self.view, 1)
        column.addWidget(self.controls)

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.px(self._theme.tokens.radius_large)
        painter.fillPath(rounded(self.rect(), radius), self._theme.color("stage"))

    @override
    def toggle_full_screen(self) -> None:
        if self.full_screen is not None:
            self.leave_full_screen()
        elif self._player.ready:
            full = FullScreen(self._theme, self._player, self.films, self.view.poster, self)
            full.left.connect(self._left_full_screen)
            self.full_screen = full
            self.view.set_live(live=False)
            full.setGeometry(self.window().screen().geometry())  # where no window manager would do it
            full.showFullScreen()
            full.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self._player.part.span is not None:
            self._player.part.clear()
        else:
            super().keyPressEvent(event)

    def leave_full_screen(self) -> None:
        """Come back into the window."""
        if self.full_screen is not None:
            self.full_screen.close()

    def _left_full_screen(self) -> None:
        self.full_screen = None
        self.view.set_live(live=True)
        self.setFocus()
