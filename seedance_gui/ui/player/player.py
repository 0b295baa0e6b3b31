"""The engine that plays one local video file: QMediaPlayer behind states and messages of our own.

It draws nothing. Whoever shows the video listens to `frame_changed` and asks for `picture()`, which converts
a frame only when somebody wants to see it.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from seedance_gui.ui.player.media_backend import MediaBackend
from seedance_gui.ui.player.multimedia import MultimediaMissingError
from seedance_gui.ui.player.player_marker import PlayerDiedError, PlayerMarker
from seedance_gui.ui.player.player_state import PlaySettings, State, Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtMultimedia import QVideoFrame

log = logging.getLogger(__name__)

_FASTEST_SHUTTLE = 4.0
_REWIND_TICK_MS = 60
_SEEK_PATIENCE_MS = 250
_FRAMES_PER_SECOND = 24.0  # of a file that doesn't say


class Player(QObject):
    """Plays one file at a time. All times are milliseconds from the start of the video."""

    state_changed = Signal(object)  # State
    position_changed = Signal(int)
    duration_changed = Signal(int)
    frame_changed = Signal()
    rate_changed = Signal(float)
    settings_changed = Signal(object)  # PlaySettings

    def __init__(
        self,
        settings: PlaySettings | None = None,
        parent: QObject | None = None,
        *,
        marker: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self._marker = PlayerMarker(marker)
        self._settings = settings or PlaySettings()
        self._state = State.EMPTY
        self._file: Path | None = None
        self._trouble: Trouble | None = None
        self._backend: MediaBackend | None = None
        self._frame: QVideoFrame | None = None
        self._position = 0
        self._duration = 0
        self._rate = self._settings.speed
        self._play_when_loaded = False
        self._seeking = False
        self._wanted: int | None = None
        self._patience = QTimer(self, singleShot=True, interval=_SEEK_PATIENCE_MS)
        self._patience.timeout.connect(self._seek_done)
        self._rewind = QTimer(self, interval=_REWIND_TICK_MS)
        self._rewind.timeout.connect(self._rewind_tick)
        self._rewound_at = 0.0

    # --- what is known

    @property
    def state(self) -> State:
        """What the player is doing."""
        return self._state

    @property
    def file(self) -> Path | None:
        """The file that is or was to be played."""
        return self._file

    @property
    def trouble(self) -> Trouble | None:
        """Why the file can't be played, while the state is BROKEN."""
        return self._trouble

    @property
    def position(self) -> int:
        """Where in the video it stands; where it is going to, while it seeks."""
        return self._position

    @property
    def duration(self) -> int:
        """Length of the video, 0 while unknown."""
        return self._duration

    @property
    def rate(self) -> float:
        """Speed at which it plays or will play; negative while it runs backwards."""
        return self._rate

    @property
    def settings(self) -> PlaySettings:
        """Volume, mute, loop and speed as the person set them."""
        return self._settings

    @property
    def has_picture(self) -> bool:
        """Whether a frame of the file has arrived."""
        return self._frame is not None

    @property
    def frame_start(self) -> float | None:
        """Where in the video the present frame begins, in seconds; None where it doesn't say."""
        start = -1 if self._frame is None else self._frame.startTime()
        return start / 1_000_000 if start >= 0 else None

    def picture(self) -> QImage:
        """Return the present frame at full size, or an empty image.

        The first call for a frame converts it (some 10 ms at 1920x1080 on the CPU), later ones are free.
        """
        return self._frame.toImage() if self._frame is not None else QImage()

    # --- files

    def load(self, file: Path, *, play: bool = False) -> None:
        """Open `file` and show its first frame, or play it.

        `file` is an absolute path on this computer, else ValueError: QMediaPlayer would fetch a link by
        itself, past our own client and its checks. What is wrong with the file ends in the state BROKEN.
        """
        if not file.is_absolute():
            message = f"Not an absolute path: {file}"
            raise ValueError(message)
        self.release()
        self._file = file
        try:
            size = file.stat().st_size
        except OSError as error:
            self._fail(
                self.tr("The video file isn't in its place any more. Was it moved or deleted?"), str(error)
            )
            return
        if size == 0:
            self._fail(self.tr("The video file is empty."), str(file))
            return
        try:
            backend = self._get_backend()
        except MultimediaMissingError as error:
            self._fail(str(error), error.detail, may_try=isinstance(error, PlayerDiedError))
            return
        self._play_when_loaded = play
        self._set_state(State.LOADING)
        backend.open(file, play=play)

    def release(self) -> None:
        """Let go of the file, so that it can be moved or deleted (Windows locks it while it is open)."""
        self._rewind.stop()
        self._patience.stop()
        self._seeking, self._wanted = False, None
        if self._backend is not None:
            self._backend.close()
            self._marker.end()
        self._file = self._trouble = self._frame = None
        self._set_duration(0)
        self._set_position(0)
        self._set_rate(self._settings.speed)
        self._set_state(State.EMPTY)

    def try_again(self) -> None:
        """Play the present file though the last start died of it, by the person's wish."""
        self._marker.end()
        if self._file is not None:
            self.load(self._file, play=True)

    def _get_backend(self) -> MediaBackend:
        """Return the backend, made at the first video (90 MiB)."""
        if self._backend is None:
            self._marker.begin()
            backend = MediaBackend(self)
            backend.frame.connect(self._take_frame)
            backend.opened.connect(self._opened)
            backend.ended.connect(self._ended)
            backend.broken.connect(self._broken)
            backend.position_moved.connect(self._position_moved)
            backend.duration_changed.connect(self._set_duration)
            backend.apply(self._settings)
            backend.set_rate(self._settings.speed)
            self._backend = backend
        return self._backend

    # --- running

    @property
    def ready(self) -> bool:
        """Whether there is a video that can be played and searched."""
        return self._state in {State.PAUSED, State.PLAYING, State.ENDED}

    def play(self) -> None:
        """Play on at the person's speed; from the start when it stands at the end."""
        if self._backend is None:
            return
        if self._state is State.LOADING:
            self._play_when_loaded = True
            self._backend.play()
        elif self.ready:
            self._rewind.stop()
            self._set_rate(self._settings.speed)
            self._play_on()

    def pause(self) -> None:
        """Stand still."""
        if self._backend is None or self._state is not State.PLAYING:
            return
        self._rewind.stop()
        self._backend.pause()
        self._set_rate(self._settings.speed)
        self._set_state(State.PAUSED)

    def toggle(self) -> None:
        """Play, or stand still."""
        if self._state is State.PLAYING:
            self.pause()
        else:
            self.play()

    def shuttle(self, direction: int) -> None:
        """Run forwards (1) or backwards (-1) as editors do; again in the same direction runs faster."""
        if self._backend is None or not self.ready:
            return
        same_way = self._state is State.PLAYING and self._rate * direction > 0
        speed = min(abs(self._rate) * 2, _FASTEST_SHUTTLE) if same_way else 1.0
        self._rewind.stop()
        if direction > 0:
            self._set_rate(speed)
            self._play_on()
            return
        # FFmpeg's decoders only run forwards: going back is a row of seeks.
        self._backend.pause()
        self._set_rate(-speed)
        self._rewound_at = time.monotonic()
        self._set_state(State.PLAYING)
        self._rewind.start()

    def seek(self, position: int) -> None:
        """Go to `position` (kept within the video) and show the frame there."""
        if self._backend is None or not self.ready:
            return
        position = max(0, min(position, self._duration))
        self._set_position(position)
        if self._seeking:
            self._wanted = position
            return
        self._seeking = True
        self._patience.start()
        if self._state is State.ENDED:
            self._set_state(State.PAUSED)
        self._backend.go_to(position)

    def step(self, frames: int) -> None:
        """Stand still and go some frames on (or back)."""
        if not self.ready or self._frame is None:
            return
        self.pause()
        length = self._frame_ms()
        here = self._position if self._seeking else self._frame.startTime() / 1000 + min(2.0, length / 3)
        # Aims a little behind the start of the frame: seeking is exact to the millisecond only.
        self.seek(round(here + frames * length))

    # --- the person's settings

    def change_settings(self, **changes: float | bool) -> None:
        """Set any of `volume`, `muted`, `loop` and `speed`."""
        settings = replace(self._settings, **changes)  # type: ignore[arg-type] # names and kinds are PlaySettings' own
        if settings == self._settings:
            return
        faster = settings.speed != self._settings.speed
        self._settings = settings
        if faster and self._rate > 0:
            self._set_rate(settings.speed)
        if self._backend is not None:
            self._backend.apply(settings)
        self.settings_changed.emit(settings)

    # --- what the backend tells

    @Slot()
    def _opened(self) -> None:
        if self._state is State.LOADING:
            self._set_state(State.PLAYING if self._play_when_loaded else State.PAUSED)

    @Slot()
    def _ended(self) -> None:
        if self._state is State.BROKEN:
            return
        if self._settings.loop and self._state is State.PLAYING and self._backend is not None:
            # Not by QMediaPlayer.setLoops(): that hears of a change up to two rounds late (measured, 6.11.3).
            self._backend.play()
            return
        self._set_position(self._duration)
        self._set_state(State.ENDED)

    @Slot(str)
    def _broken(self, words: str) -> None:
        if self._state is not State.BROKEN:
            self._marker.end()
            message = self.tr("This file can't be played. It may be damaged, or of a kind unknown here.")
            self._fail(message, words)

    def _fail(self, message: str, detail: str, *, may_try: bool = False) -> None:
        log.warning("can't play a file: %s", detail)
        self._rewind.stop()
        self._trouble = Trouble(message, detail, may_try=may_try)
        self._set_state(State.BROKEN)

    @Slot(int)
    def _position_moved(self, position: int) -> None:
        if self._state is State.PLAYING and self._frame is None:  # sound alone: frames tell it better
            self._set_position(position)

    @Slot(object)
    def _take_frame(self, frame: QVideoFrame) -> None:
        if self._frame is None:
            self._marker.end()
        self._frame = frame
        if self._seeking:
            self._seek_done()
        elif self.ready and not self._rewind.isActive() and frame.startTime() >= 0:
            # QMediaPlayer's own position lags behind by some frames; and some still come after a pause.
            self._set_position(frame.startTime() // 1000)
        self.frame_changed.emit()

    def _frame_ms(self) -> float:
        if self._frame is not None and self._frame.endTime() > self._frame.startTime() >= 0:
            return (self._frame.endTime() - self._frame.startTime()) / 1000
        return 1000 / _FRAMES_PER_SECOND

    def _play_on(self) -> None:
        assert self._backend is not None
        if self._position >= self._duration - self._frame_ms():
            self._backend.go_to(0)
            self._set_position(0)
        self._backend.play()
        self._set_state(State.PLAYING)

    @Slot()
    def _seek_done(self) -> None:
        self._patience.stop()
        self._seeking = False
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.seek(wanted)

    @Slot()
    def _rewind_tick(self) -> None:
        if self._seeking:
            return
        now = time.monotonic()
        target = self._position + (now - self._rewound_at) * 1000 * self._rate
        self._rewound_at = now
        self.seek(round(target))
        if target <= 0:
            self.pause()

    # --- telling

    def _set_state(self, state: State) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)

    def _set_position(self, position: int) -> None:
        if position != self._position:
            self._position = position
            self.position_changed.emit(position)

    @Slot(int)
    def _set_duration(self, duration: int) -> None:
        if duration != self._duration:
            self._duration = duration
            self.duration_changed.emit(duration)

    def _set_rate(self, rate: float) -> None:
        if self._backend is not None and rate > 0:
            self._backend.set_rate(rate)
        if rate != self._rate:
            self._rate = rate
            self.rate_changed.emit(rate)
