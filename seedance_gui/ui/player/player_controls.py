"""The rows below a video: where it stands, play and step, loop, speed, size, volume, full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.parts import IconButton, label, plain_tooltip
from seedance_gui.ui.kit.slider import Slider
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.player.player_state import SPEEDS, PlaySettings, State
from seedance_gui.ui.player.seek_bar import SeekBar, clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from seedance_gui.ui.kit.films import Films
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player
    from seedance_gui.ui.player.player_keys import PlayerKeys


def rate_text(rate: float) -> str:
    """Return a speed as people write it: 0.5×, 2×, −1×."""
    return f"{rate:g}×".replace("-", "\N{MINUS SIGN}")


class PlayerControls(QWidget):
    """Buttons and sliders of one player. They take the focus by Tab only: a click leaves it with the video.

    In little room the volume slider goes first, then the size, the jumps and the time; their keys stay.
    """

    full_screen_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        player: Player,
        keys: PlayerKeys,
        films: Films,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_look(self, stage=True)
        self._theme = theme
        self._player = player
        self._resume = False
        self._added: tuple[QWidget, ...] = ()
        self._note = self._words = ""
        self.position = SeekBar(theme, player, films, self)
        self.position.sought.connect(player.seek)
        self.position.sliderPressed.connect(self._scrub_begins)
        self.position.sliderReleased.connect(self._scrub_ends)
        self._make_buttons(player, keys)
        self._arrange()
        player.state_changed.connect(self._show_state)
        player.position_changed.connect(self._show_position)
        player.duration_changed.connect(self._show_position)
        player.frame_changed.connect(self._show_frame)
        player.part.changed.connect(self._show_loop)
        player.rate_changed.connect(self._show_rate)
        player.settings_changed.connect(self._show_settings)
        self._show_position()
        self._show_settings(player.settings)
        self._show_state(player.state)
        self._make_room()

    def show_size(self, *, actual: bool) -> None:
        """Show in which size the video is seen."""
        self.zoom.setText("1:1" if actual else self.tr("Fit"))
        name = self.tr("Actual size") if actual else self.tr("Fitted to the window")
        self._name(self.zoom, name, "Z")

    def show_full_screen(self, *, full: bool = True) -> None:
        """Show that the player fills the screen, or doesn't."""
        self.full_screen.set_icon("minimize" if full else "maximize")
        self._name(self.full_screen, self.tr("Leave full screen") if full else self.tr("Full screen"), "F")

    def add(self, widget: QWidget) -> None:
        """Put something of one's own before what belongs to the sound."""
        right = self._right.layout()
        assert isinstance(right, QHBoxLayout)
        right.insertWidget(right.indexOf(self.mute), widget)
        self._added = (widget,)

    def set_note(self, note: str) -> None:
        """Say something behind the frame's number, where it has room."""
        self._note = note
        self.frame.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._show_frame()

    def _make_buttons(self, player: Player, keys: PlayerKeys) -> None:
        make = self._button
        self.start = make("skip-back", self.tr("To the start"), self.tr("Home"), lambda: player.seek(0))
        self.back = make("step-back", self.tr("One frame back"), ", ←", lambda: player.step(-1))
        self.play = make("play", self.tr("Play"), self.tr("Space"), player.toggle, size=40, icon_size=20)
        set_look(self.play, main=True)
        self.play.set_icon("play", "stage")
        self.forward = make("step-forward", self.tr("One frame forward"), ". →", lambda: player.step(1))
        self.end = make("skip-forward", self.tr("To the end"), self.tr("End"), keys.go_to_end)
        self.loop = make("repeat", self.tr("Loop"), "R", keys.change_loop)
        self.loop.setCheckable(True)
        self.loop.setFont(self._theme.font("caption", tabular=True))
        self.speed = self._make_speed()
        self.zoom = self._text_button()
        self.zoom.clicked.connect(keys.change_size)
        self.show_size(actual=False)
        self.mute = make("volume-2", self.tr("Mute"), "M", keys.toggle_mute)
        self.mute.setCheckable(True)
        self.volume = Slider(self._theme, self.tr("Volume"), self, stage=True)
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
        button = IconButton(
            self._theme, icon, name, self, size=size, icon_size=icon_size, color="stage_quiet"
        )
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        self._name(button, name, keys)
        return button

    def _name(self, button: QToolButton, name: str, keys: str) -> None:
        button.setAccessibleName(name)
        button.setToolTip(plain_tooltip(f"{name}  ({keys})"))

    def _text_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoRaise(True)
        button.setFont(self._theme.font("caption", tabular=True))
        button.setFixedSize(self._theme.px(46), self._theme.px(30))
        return button

    def _make_speed(self) -> QToolButton:
        button = self._text_button()
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
        self.elapsed, self.total, self.frame = (label(role=role) for role in ("", "caption", "caption"))
        self.elapsed.setFont(theme.font("strong", tabular=True))
        self.total.setFont(theme.font("body", tabular=True))
        self.frame.setFont(theme.font("caption", tabular=True))
        self.times = QWidget(self)
        upper, times = QHBoxLayout(), QVBoxLayout(self.times)
        upper.setSpacing(theme.px(4))
        upper.addWidget(self.elapsed)
        upper.addWidget(self.total)
        upper.addStretch(1)
        times.setContentsMargins(0, 0, 0, 0)
        times.setSpacing(0)
        times.addLayout(upper)
        times.addWidget(self.frame)
        self.volume.setFixedWidth(theme.px(64))
        row, rows = QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(theme.px(2))
        row.addWidget(self.times, 1)
        for button in (self.start, self.back, self.play, self.forward, self.end):
            row.addWidget(button)
        self._right = QWidget(self)
        right = QHBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.px(2))
        right.addStretch(1)
        for widget in (self.loop, self.speed, self.zoom, self.mute, self.volume, self.full_screen):
            right.addWidget(widget)
        row.addWidget(self._right, 1)
        rows.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(8))
        rows.setSpacing(theme.px(2))
        self.brief = label(role="caption")  # the same in one line, where the row has no room for it
        self.brief.setFont(theme.font("caption", tabular=True))
        rows.addWidget(self.position)
        rows.addWidget(self.brief)
        rows.addLayout(row)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._show_frame()

    def _make_room(self) -> None:
        """Leave out what has no room, the least important first."""
        steps = (self.start, self.back, self.play, self.forward, self.end)
        right = (self.loop, self.speed, self.zoom, *self._added, self.mute, self.volume, self.full_screen)
        here: dict[QWidget, int] = {widget: widget.minimumWidth() for widget in (*steps, *right)}
        # At least so much for the time: else the row would move with each figure.
        here[self.times] = max(self.times.sizeHint().width(), self._theme.px(104))
        room = self.width() - self._theme.px(24 + 2 * len(here))
        for gone in ((self.volume,), (self.zoom,), (self.start, self.end), (self.times,), (self.mute,)):
            fits = sum(here.values()) <= room
            for widget in gone:
                widget.setVisible(fits)
                if not fits:
                    here.pop(widget)
        self.brief.setVisible(self.times not in here)

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
        self._show_frame()
        for widget in (self.position, *steps, self.full_screen):
            widget.setEnabled(self._player.ready)

    def _show_position(self) -> None:
        self.elapsed.setText(clock(self._player.position))
        self.total.setText(f"/ {clock(self._player.duration)}")
        self._show_brief()
        if not self.position.isSliderDown():
            self.position.show_at(self._player.position, self._player.duration)

    def _show_frame(self) -> None:
        number, starts = self._player.shown.number, self._player.shown.timeline.starts
        said = self.tr("Frame {number} of {count}")
        words = "" if number is None else said.format(number=number + 1, count=len(starts))
        longer = f"{words} · {self._note}"
        fits = (
            words and self._note and self.frame.fontMetrics().horizontalAdvance(longer) < self.frame.width()
        )
        grown = len(words) != len(self._words)
        self._words = words
        self.frame.setText(longer if fits else words)
        self._show_brief()
        if grown:
            self._make_room()

    def _show_brief(self) -> None:
        times = f"{self.elapsed.text()} {self.total.text()}"
        self.brief.setText(f"{times} · {self.frame.text()}" if self.frame.text() else times)

    def _show_loop(self) -> None:
        """Show whether all or a part is looped; a click on the part's times clears it."""
        span = self._player.part.span
        text, name, key, style = "", self.tr("Loop"), "R", Qt.ToolButtonStyle.ToolButtonIconOnly
        if span is not None:
            text = f"{span[0] / 1000:.1f}\N{EN DASH}{span[1] / 1000:.1f}"
            name = self.tr("Loops from {part} s. Press to loop no part any more").format(part=text)
            key, style = self.tr("Esc"), Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        looped = self._player.settings.loop or span is not None
        self.loop.setText(text)
        self.loop.setToolButtonStyle(style)
        self.loop.setChecked(looped)
        self.loop.set_icon("repeat", "on_accent" if looped else "stage_quiet")
        self._name(self.loop, name, key)
        wide = QFontMetrics(self.loop.font()).horizontalAdvance(text)
        self.loop.setFixedWidth(self._theme.px(30 if span is None else 36) + wide)
        self._make_room()

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
        self._show_loop()
        for action in self._speeds.actions():
            action.setChecked(action.data() == settings.speed)
        self._show_rate(self._player.rate)
