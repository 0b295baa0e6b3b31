"""The keys of the player, as in editors: space, J K L, arrows, comma and full stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QKeyCombination, Qt

from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.ui.player.player_state import SPEEDS, State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QKeyEvent

    from seedance_gui.ui.player.player import Player

_JUMP_MS = 1000
_LOUDER = 0.05
ANYWHERE: Final = {
    QT_TRANSLATE_NOOP("Shortcuts", "Play or pause"): "Space | K | Media Play | Toggle Media Play/Pause",
    QT_TRANSLATE_NOOP("Shortcuts", "Pause"): "Media Pause",
    QT_TRANSLATE_NOOP("Shortcuts", "Backwards; again: faster"): "J",
    QT_TRANSLATE_NOOP("Shortcuts", "Forwards; again: faster"): "L",
    QT_TRANSLATE_NOOP("Shortcuts", "One frame back"): ",",
    QT_TRANSLATE_NOOP("Shortcuts", "One frame forward"): ".",
    QT_TRANSLATE_NOOP("Shortcuts", "Mute or unmute"): "M",
    QT_TRANSLATE_NOOP("Shortcuts", "Loop"): "R",
    QT_TRANSLATE_NOOP("Shortcuts", "Loop from this frame on"): "I",
    QT_TRANSLATE_NOOP("Shortcuts", "Loop up to this frame"): "O",
    QT_TRANSLATE_NOOP("Shortcuts", "Actual size or fitted"): "Z",
    QT_TRANSLATE_NOOP("Shortcuts", "Full screen"): "F",
}
"""Keys of the video wherever the keyboard is, but in a text: words, and the keys with bars between them."""
# What a focused button or slider would keep for itself: here they belong to the video.
VIDEO_KEYS = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
)


class PlayerKeys:
    """Does to `player` what a key means; `full_screen` is called for F, `change_size` for Z."""

    def __init__(
        self, player: Player, full_screen: Callable[[], None], change_size: Callable[[], None]
    ) -> None:
        self._player = player
        self.change_size = change_size
        key = Qt.Key
        self._plain: Mapping[Qt.Key, Callable[[], None]] = {
            key.Key_Space: player.toggle,
            key.Key_K: player.toggle,
            key.Key_MediaPlay: player.toggle,
            key.Key_MediaTogglePlayPause: player.toggle,
            key.Key_MediaPause: player.pause,
            key.Key_J: lambda: player.shuttle(-1),
            key.Key_L: lambda: player.shuttle(1),
            key.Key_Left: lambda: self._arrow(-1),
            key.Key_Right: lambda: self._arrow(1),
            key.Key_Comma: lambda: player.step(-1),
            key.Key_Period: lambda: player.step(1),
            key.Key_Up: lambda: self.change_volume(_LOUDER),
            key.Key_Down: lambda: self.change_volume(-_LOUDER),
            key.Key_Home: lambda: player.seek(0),
            key.Key_End: self.go_to_end,
            key.Key_M: self.toggle_mute,
            key.Key_R: self.toggle_loop,
            key.Key_I: lambda: self.mark(start=True),
            key.Key_O: lambda: self.mark(start=False),
            key.Key_Z: change_size,
            key.Key_F: full_screen,
        }
        self._shifted: Mapping[Qt.Key, Callable[[], None]] = {
            key.Key_Left: lambda: self._jump(-1),
            key.Key_Right: lambda: self._jump(1),
            key.Key_Less: lambda: self.change_speed(-1),
            key.Key_Greater: lambda: self.change_speed(1),
            key.Key_Comma: lambda: self.change_speed(-1),
            key.Key_Period: lambda: self.change_speed(1),
        }

    def handle(self, event: QKeyEvent) -> bool:
        """Do what the key means; False for a key that means nothing here."""
        combination: QKeyCombination = event.keyCombination()
        modifiers = combination.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = combination.key()
        if modifiers == Qt.KeyboardModifier.NoModifier:
            action = self._plain.get(key) or (self._shifted.get(key) if event.text() in {"<", ">"} else None)
        elif modifiers == Qt.KeyboardModifier.ShiftModifier:
            action = self._shifted.get(key)
        else:
            action = None
        if action is None:
            return False
        action()
        return True

    def press(self, key: Qt.Key) -> None:
        """Do what a key means that is pressed alone. KeyError for one that means nothing."""
        self._plain[key]()

    def go_to_end(self) -> None:
        """Show the last frame and stand there."""
        self._player.pause()
        self._player.seek(self._player.duration)

    def change_volume(self, by: float) -> None:
        """Make it louder or softer; being heard again is part of louder."""
        settings = self._player.settings
        volume = round(min(1.0, max(0.0, settings.volume + by)), 2)
        self._player.change_settings(volume=volume, muted=settings.muted and by < 0)

    def toggle_mute(self) -> None:
        """Fall silent, or sound again."""
        self._player.change_settings(muted=not self._player.settings.muted)

    def toggle_loop(self) -> None:
        """Play round and round, or once."""
        self._player.change_settings(loop=not self._player.settings.loop)

    def change_loop(self) -> None:
        """Loop no part any more; without one, loop all or nothing."""
        if self._player.part.span is not None:
            self._player.part.clear()
        else:
            self.toggle_loop()

    def mark(self, *, start: bool) -> None:
        """Loop from the present frame on, or up to it."""
        player = self._player
        if player.ready:
            first, last = player.shown.span(player.position, player.duration)
            if start:
                player.part.begin(first, player.duration)
            else:
                player.part.end(last)

    def change_speed(self, by: int) -> None:
        """Take the next faster (1) or slower (-1) of the speeds."""
        speed = self._player.settings.speed
        at = SPEEDS.index(speed if speed in SPEEDS else 1.0)
        self._player.change_settings(speed=SPEEDS[min(len(SPEEDS) - 1, max(0, at + by))])

    def _arrow(self, direction: int) -> None:
        if self._player.state is State.PLAYING:
            self._jump(direction)
        else:
            self._player.step(direction)

    def _jump(self, direction: int) -> None:
        self._player.seek(self._player.position + direction * _JUMP_MS)
