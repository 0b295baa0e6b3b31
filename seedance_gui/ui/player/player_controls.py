"""The row below a video: where it stands, play and step, loop, speed, volume, full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QToolTip, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.parts import IconButton, plain_tooltip
from seedance_gui.ui.kit.slider import Slider
from seedance_gui.ui.player.player_state import SPEEDS, PlaySettings, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player
    from seedance_gui.ui.player.player_keys import PlayerKeys


class SeekBar(Slider):
    """A slider whose value is in whole seconds: that is what screen readers say. Its handle knows better."""

    sought = Signal(int)  # milliseconds

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._at, self._length = 0, 1
        super().__init__(theme, self.tr("Position in the video"), parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("Backwards J, forwards L; press again to go faster"))
        self.valueChanged.connect(lambda seconds: self.sought.emit(seconds * 1000))

    def show_at(self, position: int, length: int) -> None:
        """Show a place in a video of that length, in milliseconds."""
        self._at, self._length = position, max(1, length)
        self.blockSignals(True)
        self.setRange(0, self._length // 1000)
        self.setPageStep(max(1, self._length // 10_000))
        self.setValue(position // 1000)
        self.blockSignals(False)
        said = self.tr("{position} of {length}")
        said = said.format(position=clock(position)[:-2], length=clock(length)[:-2])
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
        self.update()

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        # Above, where nothing is clicked: below it would lie on the buttons and take their first click.
        above = QFontMetrics(QToolTip.font()).height() + self._theme.px(44)
        QToolTip.showText(self.mapToGlobal(QPoint(event.x(), -above)), self.toolTip(), self, self.rect())
        return True

    @override
    def _place(self, value: int) -> float:
        share = self._at / self._length
        return self._start() + (1 - share if self._mirrored() else share) * (self._end() - self._start())

    @override
    def _go(self, at: QPointF) -> None:
        share = min(1.0, max(0.0, (at.x() - self._start()) / max(1.0, self._end() - self._start())))
        position = round((1 - share if self._mirrored() else share) * self._length)
        self.show_at(position, self._length)
        self.sought.emit(position)


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
        self._resume = False
        self.position = SeekBar(theme, self)
        self.position.sought.connect(player.seek)
        self.position.sliderPressed.connect(self._scrub_begins)
        self.position.sliderReleased.connect(self._scrub_ends)
        self._make_buttons(player, keys)
        self._arrange()
        player.state_changed.connect(self._show_state)
        player.position_changed.connect(self._show_position)
        player.duration_changed.connect(self._show_position)
        player.rate_changed.connect(self._show_rate)
        player.settings_changed.connect(self._show_settings)
        self._show_position()
        self._show_settings(player.settings)
        self._show_state(player.state)
        self._make_room()

    def show_full_screen(self) -> None:
        """Show that the player fills the screen."""
        self.full_screen.set_icon("minimize")
        self._name(self.full_screen, self.tr("Leave full screen"), "F")

    def _make_buttons(self, player: Player, keys: PlayerKeys) -> None:
        make = self._button
        self.start = make("skip-back", self.tr("To the start"), self.tr("Home"), lambda: player.seek(0))
        self.back = make("step-back", self.tr("One frame back"), ", ←", lambda: player.step(-1))
        self.play = make("play", self.tr("Play"), self.tr("Space"), player.toggle, size=38, icon_size=20)
        self.play.set_icon("play", "text")
        self.forward = make("step-forward", self.tr("One frame forward"), ". →", lambda: player.step(1))
        self.end = make("skip-forward", self.tr("To the end"), self.tr("End"), keys.go_to_end)
        self.loop = make("repeat", self.tr("Loop"), "R", keys.toggle_loop)
        self.loop.setCheckable(True)
        self.speed = self._make_speed()
        self.mute = make("volume-2", self.tr("Mute"), "M", keys.toggle_mute)
        self.mute.setCheckable(True)
        self.volume = Slider(self._theme, self.tr("Volume"), self)
        self.volume.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.volume.setRange(0, 100)
        self.volume.setSingleStep(5)
        self.volume.setToolTip(self.tr("Volume") + "  (↑ ↓)")
        self.volume.valueChanged.connect(
            lambda percent: player.change_settings(volume=percent / 100, muted=False)
        )
        self.full_screen = make("maximize", self.tr("Full screen"), "F", self.full_screen_requested)

    def _button(
        self,
        icon: str,
        name: str,
        keys: str,
        act: Callable[[], object] | SignalInstance,
        *,
        size: int = 30,
        icon_size: int = 16,
    ) -> IconButton:
        button = IconButton(self._theme, icon, name, self, size=size, icon_size=icon_size)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
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
        self._speeds.triggered.connect(
            lambda action: self._player.change_settings(speed=float(action.data()))
        )
        button.setMenu(menu)
        return button

    def _arrange(self) -> None:
        theme = self._theme
        font = theme.font("caption", tabular=True)
        self.elapsed, self.total = QLabel(self), QLabel(self)
        for label in (self.elapsed, self.total):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFont(font)
            label.setFixedWidth(QFontMetrics(font).horizontalAdvance("00:00.0") + 2)
        self.total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.speed.setFont(font)
        self.speed.setFixedSize(theme.px(46), theme.px(30))
        self.volume.setFixedWidth(theme.px(84))
        where, row, rows = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        where.setSpacing(theme.space(1))
        where.addWidget(self.elapsed)
        where.addWidget(self.position, 1)
        where.addWidget(self.total)
        row.setSpacing(theme.px(2))
        for button in (self.start, self.back, self.play, self.forward, self.end):
            row.addWidget(button)
        row.addStretch(1)
        for widget in (self.loop, self.speed, self.mute, self.volume, self.full_screen):
            row.addWidget(widget)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(2))
        rows.addLayout(where)
        rows.addLayout(row)

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

    # --- what the player tells

    def _show_state(self, state: State) -> None:
        playing = state is State.PLAYING
        self.play.set_icon("pause" if playing else "rotate-ccw" if state is State.ENDED else "play")
        names = {State.PLAYING: self.tr("Pause"), State.ENDED: self.tr("Play again")}
        self._name(self.play, names.get(state, self.tr("Play")), self.tr("Space"))
        steps = (self.start, self.back, self.play, self.forward, self.end)
        for widget in (self.position, *steps, self.full_screen):
            widget.setEnabled(self._player.ready)

    def _show_position(self) -> None:
        self.elapsed.setText(clock(self._player.position))
        self.total.setText(clock(self._player.duration))
        if not self.position.isSliderDown():
            self.position.show_at(self._player.position, self._player.duration)

    def _show_rate(self, rate: float) -> None:
        self.speed.setText(rate_text(rate))

    def _show_settings(self, settings: PlaySettings) -> None:
        self.volume.blockSignals(True)
        self.volume.setValue(0 if settings.muted else round(settings.volume * 100))
        self.volume.blockSignals(False)
        self.volume.update()
        silent = settings.muted or settings.volume == 0
        self.mute.setChecked(settings.muted)
        self.mute.set_icon("volume-x" if silent else "volume-1" if settings.volume < 0.5 else "volume-2")
        self._name(self.mute, self.tr("Sound on") if settings.muted else self.tr("Mute"), "M")
        self.loop.setChecked(settings.loop)
        self.loop.set_icon("repeat", "accent_text" if settings.loop else "text_secondary")
        for action in self._speeds.actions():
            action.setChecked(action.data() == settings.speed)
        self._show_rate(self._player.rate)
