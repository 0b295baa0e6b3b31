"""The row below a video: where it stands, play and step, loop, speed, volume, full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.escape_html import plain_tooltip
from seedance_gui.ui.kit.icon_button import IconButton
from seedance_gui.ui.kit.slider import Slider
from seedance_gui.ui.player.player_state import SPEEDS, PlaySettings, State

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player
    from seedance_gui.ui.player.player_keys import PlayerKeys


def clock(milliseconds: int) -> str:
    """Return a time as it stands on a player: minutes, seconds and tenths."""
    minutes, rest = divmod(max(0, milliseconds), 60_000)
    return f"{minutes}:{rest // 1000:02}.{rest % 1000 // 100}"


def rate_text(rate: float) -> str:
    """Return a speed as people write it: 0.5×, 2×, −1×."""
    return f"{rate:g}×".replace("-", "\N{MINUS SIGN}")


class PlayerControls(QWidget):
    """Buttons and sliders of one player. They take the focus by Tab only: a click leaves it with the video.

    In little room the volume slider goes first, then the jumps to start and end; their keys stay.
    """

    full_screen_requested = Signal()

    def __init__(self, theme: Theme, player: Player, keys: PlayerKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._player = player
        self._keys = keys
        self._resume = False
        self._make_position()
        self._make_buttons()
        self._arrange()
        player.state_changed.connect(self._show_state)
        player.position_changed.connect(self._show_position)
        player.duration_changed.connect(self._show_duration)
        player.rate_changed.connect(self._show_rate)
        player.settings_changed.connect(self._show_settings)
        theme.changed.connect(self._fit)
        self._show_duration(player.duration)
        self._show_position(player.position)
        self._show_settings(player.settings)
        self._show_state(player.state)
        self._fit()

    def set_full_screen(self, on: bool) -> None:
        """Show that the player fills the screen."""
        self.full_screen.set_icon("minimize" if on else "maximize")
        self._name(self.full_screen, self.tr("Leave full screen") if on else self.tr("Full screen"), "F")

    @property
    def scrubbing(self) -> bool:
        """Whether a person holds the position slider."""
        return self.position.isSliderDown()

    def _make_position(self) -> None:
        self.position = Slider(self._theme, self.tr("Position in the video"), self)
        self.position.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.position.setToolTip(self.tr("Backwards J, forwards L; press again to go faster"))
        self.position.valueChanged.connect(self._player.seek)
        self.position.sliderPressed.connect(self._scrub_begins)
        self.position.sliderReleased.connect(self._scrub_ends)
        self.elapsed, self.total = QLabel(self), QLabel(self)
        for label in (self.elapsed, self.total):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _make_buttons(self) -> None:
        player, keys = self._player, self._keys
        self.start = self._button("skip-back", self.tr("To the start"), self.tr("Home"))
        self.start.clicked.connect(lambda: player.seek(0))
        self.back = self._button("step-back", self.tr("One frame back"), ", ←")
        self.back.clicked.connect(lambda: player.step(-1))
        self.play = self._button(
            "play", self.tr("Play"), self.tr("Space"), size=38, icon_size=20, color="text"
        )
        self.play.clicked.connect(player.toggle)
        self.forward = self._button("step-forward", self.tr("One frame forward"), ". →")
        self.forward.clicked.connect(lambda: player.step(1))
        self.end = self._button("skip-forward", self.tr("To the end"), self.tr("End"))
        self.end.clicked.connect(keys.go_to_end)
        self.loop = self._button("repeat", self.tr("Loop"), "R")
        self.loop.setCheckable(True)
        self.loop.clicked.connect(keys.toggle_loop)
        self.speed = self._make_speed()
        self.mute = self._button("volume-2", self.tr("Mute"), "M")
        self.mute.setCheckable(True)
        self.mute.clicked.connect(keys.toggle_mute)
        self.volume = Slider(self._theme, self.tr("Volume"), self)
        self.volume.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.volume.setRange(0, 100)
        self.volume.setSingleStep(5)
        self.volume.setToolTip(self.tr("Volume") + "  (↑ ↓)")
        self.volume.valueChanged.connect(self._volume_moved)
        self.full_screen = self._button("maximize", self.tr("Full screen"), "F")
        self.full_screen.clicked.connect(self.full_screen_requested)

    def _button(
        self,
        icon: str,
        name: str,
        keys: str,
        *,
        size: int = 30,
        icon_size: int = 16,
        color: str = "text_secondary",
    ) -> IconButton:
        button = IconButton(self._theme, icon, name, self, size=size, icon_size=icon_size, color=color)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name(button, name, keys)
        return button

    def _name(self, button: QToolButton, name: str, keys: str) -> None:
        button.setAccessibleName(name)
        button.setToolTip(plain_tooltip(f"{name}  ({keys})"))

    def _make_speed(self) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoRaise(True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._name(button, self.tr("Speed"), "< >")
        menu = QMenu(button)
        self._speeds = QActionGroup(menu)
        for speed in SPEEDS:
            action = QAction(rate_text(speed), self._speeds)
            action.setCheckable(True)
            action.setData(speed)
            menu.addAction(action)
        self._speeds.triggered.connect(self._speed_chosen)
        button.setMenu(menu)
        return button

    def _arrange(self) -> None:
        where = QHBoxLayout()
        where.addWidget(self.elapsed)
        where.addWidget(self.position, 1)
        where.addWidget(self.total)
        row = QHBoxLayout()
        for button in (self.start, self.back, self.play, self.forward, self.end):
            row.addWidget(button)
        row.addStretch(1)
        for widget in (self.loop, self.speed, self.mute, self.volume, self.full_screen):
            row.addWidget(widget)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addLayout(where)
        self._rows.addLayout(row)
        self._where, self._row = where, row

    def _fit(self) -> None:
        theme = self._theme
        self._rows.setSpacing(theme.px(2))
        self._where.setSpacing(theme.space(1))
        self._row.setSpacing(theme.px(2))
        font = theme.font("caption", tabular=True)
        for label in (self.elapsed, self.total):
            label.setFont(font)
            label.setFixedWidth(label.fontMetrics().horizontalAdvance("00:00.0") + 2)
        self.speed.setFont(theme.font("caption", tabular=True))
        self.speed.setFixedSize(theme.px(46), theme.px(30))
        self.volume.setFixedWidth(theme.px(84))
        self._make_room()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        width = self.width()
        self.volume.setVisible(width >= self._theme.px(440))
        for button in (self.start, self.end):
            button.setVisible(width >= self._theme.px(340))

    # --- what the person does

    def _scrub_begins(self) -> None:
        self._resume = self._player.state is State.PLAYING
        self._player.pause()

    def _scrub_ends(self) -> None:
        if self._resume:
            self._player.play()

    def _speed_chosen(self, action: QAction) -> None:
        self._player.change_settings(speed=float(action.data()))

    def _volume_moved(self, percent: int) -> None:
        self._player.change_settings(volume=percent / 100, muted=False)

    # --- what the player tells

    def _show_state(self, state: State) -> None:
        playing = state is State.PLAYING
        self.play.set_icon("pause" if playing else "rotate-ccw" if state is State.ENDED else "play")
        names = {State.PLAYING: self.tr("Pause"), State.ENDED: self.tr("Play again")}
        self._name(self.play, names.get(state, self.tr("Play")), self.tr("Space"))
        for widget in (
            self.position,
            self.start,
            self.back,
            self.play,
            self.forward,
            self.end,
            self.full_screen,
        ):
            widget.setEnabled(self._player.ready)

    def _show_position(self, position: int) -> None:
        self.elapsed.setText(clock(position))
        if not self.scrubbing:
            self._set_quietly(self.position, position)

    def _show_duration(self, duration: int) -> None:
        self.total.setText(clock(duration))
        self.position.blockSignals(True)
        self.position.setRange(0, max(1, duration))
        self.position.setPageStep(max(1, duration // 10))
        self.position.blockSignals(False)

    def _show_rate(self, rate: float) -> None:
        self.speed.setText(rate_text(rate))

    def _show_settings(self, settings: PlaySettings) -> None:
        self._set_quietly(self.volume, 0 if settings.muted else round(settings.volume * 100))
        silent = settings.muted or settings.volume == 0
        self.mute.setChecked(settings.muted)
        self.mute.set_icon("volume-x" if silent else "volume-1" if settings.volume < 0.5 else "volume-2")
        self._name(self.mute, self.tr("Sound on") if settings.muted else self.tr("Mute"), "M")
        self.loop.setChecked(settings.loop)
        self.loop.set_icon("repeat", "accent_text" if settings.loop else "text_secondary")
        for action in self._speeds.actions():
            action.setChecked(action.data() == settings.speed)
        self._show_rate(self._player.rate)

    @staticmethod
    def _set_quietly(slider: Slider, value: int) -> None:
        slider.blockSignals(True)
        slider.setValue(value)
        slider.blockSignals(False)
        slider.update()
