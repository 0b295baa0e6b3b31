"""The engine that plays one local video file: QMediaPlayer behind states and messages of our own.

It draws nothing. Whoever shows the video listens to `frame_changed` and asks for `picture()`, which converts
a frame only when somebody wants to see it.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from seedance_gui.ui.kit.in_thread import in_thread
from seedance_gui.ui.player.media_backend import MediaBackend
from seedance_gui.ui.player.multimedia import MultimediaMissingError
from seedance_gui.ui.player.player_marker import PlayerDiedError, PlayerMarker
from seedance_gui.ui.player.player_state import READY, PlaySettings, State, Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtMultimedia import QVideoFrame

log = logging.getLogger(__name__)

_FASTEST_SHUTTLE = 4.0
_FRAMES_PER_SECOND = 24.0  # of a file that doesn't say


class Player(QObject):
    """Plays one file at a time. All times are milliseconds from the start of the video.

    To be read only: ``state``; ``file``, which is or was to be played; ``trouble``, why it can't, while the
    state is BROKEN; ``position``, while it seeks that to which it goes; ``duration``, 0 while unknown;
    ``rate``, negative while it runs backwards; ``settings``.
    """

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
        self.state = State.EMPTY
        self.file: Path | None = None
        self.trouble: Trouble | None = None
        self.position = self.duration = 0
        self.settings = settings or PlaySettings()
        self.rate = self.settings.speed
        self._marker = PlayerMarker(marker)
        self._backend: MediaBackend | None = None
        self._frame: QVideoFrame | None = None
        self._play_when_loaded = False

    # --- what is known

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
        self.file = file
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
        if self._backend is not None:
            self._backend.close()
            self._marker.end()
        self.file = self.trouble = self._frame = None
        self._set_duration(0)
        self._set_position(0)
        self._set_rate(self.settings.speed)
        self._set_state(State.EMPTY)

    def try_again(self) -> None:
        """Play the present file though the last start died of it, by the person's wish."""
        self._marker.end()
        if self.file is not None:
            self.load(self.file, play=True)

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
            backend.apply(self.settings)
            backend.set_rate(self.settings.speed)
            self._backend = backend
        return self._backend

    # --- running

    @property
    def ready(self) -> bool:
        """Whether there is a video that can be played and searched."""
        return self.state in READY

    def play(self) -> None:
        """Play on at the person's speed; from the start when it stands at the end."""
        if self._backend is None:
            return
        if self.state is State.LOADING:
            self._play_when_loaded = True
            self._backend.play()
        elif self.ready:
            self._set_rate(self.settings.speed)
            self._play_on()

    def pause(self) -> None:
        """Stand still."""
        if self._backend is None or self.state is not State.PLAYING:
            return
        self._backend.pause()
        self._set_rate(self.settings.speed)
        self._set_state(State.PAUSED)

    def toggle(self) -> None:
        """Play, or stand still."""
        if self.state is State.PLAYING:
            self.pause()
        else:
            self.play()

    def shuttle(self, direction: int) -> None:
        """Run forwards (1) or backwards (-1) as editors do; again in the same direction runs faster."""
        if self._backend is None or not self.ready:
            return
        same_way = self.state is State.PLAYING and self.rate * direction > 0
        speed = min(abs(self.rate) * 2, _FASTEST_SHUTTLE) if same_way else 1.0
        if direction > 0:
            self._set_rate(speed)
            self._play_on()
            return
        self._backend.rewind(self.position, speed)
        self._set_rate(-speed)
        self._set_state(State.PLAYING)

    def seek(self, position: int) -> None:
        """Go to `position` (kept within the video) and show the frame there."""
        if self._backend is None or not self.ready:
            return
        self._set_position(max(0, min(position, self.duration)))
        self._backend.seek(self.position)
        if self.state is State.ENDED:
            self._set_state(State.PAUSED)

    def step(self, frames: int) -> None:
        """Stand still and go some frames on (or back)."""
        if not self.ready or self._frame is None or self._backend is None:
            return
        self.pause()
        length = self._frame_ms()
        here = (
            self.position if self._backend.seeking else self._frame.startTime() / 1000 + min(2.0, length / 3)
        )
        # Aims a little behind the start of the frame: seeking is exact to the millisecond only.
        self.seek(round(here + frames * length))

    # --- the person's settings

    def change_settings(self, **changes: float | bool) -> None:
        """Set any of `volume`, `muted`, `loop` and `speed`."""
        settings = replace(self.settings, **changes)  # type: ignore[arg-type] # names and kinds are PlaySettings' own
        if settings == self.settings:
            return
        faster = settings.speed != self.settings.speed
        self.settings = settings
        if faster and self.rate > 0:
            self._set_rate(settings.speed)
        if self._backend is not None:
            self._backend.apply(settings)
        self.settings_changed.emit(settings)

    # --- what the backend tells

    @Slot()
    def _opened(self) -> None:
        if self.state is State.LOADING:
            self._set_state(State.PLAYING if self._play_when_loaded else State.PAUSED)

    @Slot()
    def _ended(self) -> None:
        if self.state is State.BROKEN:
            return
        if self.settings.loop and self.state is State.PLAYING and self._backend is not None:
            # Not by QMediaPlayer.setLoops(): that hears of a change up to two rounds late (measured, 6.11.3).
            self._backend.play()
            return
        self._set_position(self.duration)
        self._set_state(State.ENDED)

    @Slot(str)
    def _broken(self, words: str) -> None:
        self._marker.end()
        if self.file is not None:
            # Only now, and beside the window's thread: the drive that it is on may sleep.
            in_thread(self, partial(_size, self.file), partial(self._tell_fault, self.file, words))

    def _tell_fault(self, file: Path, words: str, size: int | None) -> None:
        if file != self.file or self.state is State.BROKEN:
            return
        message = self.tr("This file can't be played. It may be damaged, or of a kind unknown here.")
        if size is None:
            message = self.tr("The video file isn't in its place any more. Was it moved or deleted?")
        elif size == 0:
            message = self.tr("The video file is empty.")
        self._fail(message, words)

    def _fail(self, message: str, detail: str, *, may_try: bool = False) -> None:
        log.warning("can't play a file: %s", detail)
        self.trouble = Trouble(message, detail, may_try=may_try)
        self._set_state(State.BROKEN)

    @Slot(int)
    def _position_moved(self, position: int) -> None:
        if self.state is State.PLAYING and (self._frame is None or self.rate < 0):
            self._set_position(position)  # forwards the frames tell it better
            if position == 0 and self.rate < 0:
                self.pause()

    @Slot(object)
    def _take_frame(self, frame: QVideoFrame) -> None:
        if self._frame is None:
            self._marker.end()
        self._frame = frame
        seeking = self._backend is None or self._backend.seeking
        if self.ready and not seeking and self.rate > 0 and frame.startTime() >= 0:
            # QMediaPlayer's own position lags behind by some frames; and some still come after a pause.
            self._set_position(frame.startTime() // 1000)
        self.frame_changed.emit()

    def _frame_ms(self) -> float:
        if self._frame is not None and self._frame.endTime() > self._frame.startTime() >= 0:
            return (self._frame.endTime() - self._frame.startTime()) / 1000
        return 1000 / _FRAMES_PER_SECOND

    def _play_on(self) -> None:
        assert self._backend is not None
        if self.position >= self.duration - self._frame_ms():
            self._backend.go_to(0)
            self._set_position(0)
        self._backend.play()
        self._set_state(State.PLAYING)

    # --- telling

    def _set_state(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)

    def _set_position(self, position: int) -> None:
        if position != self.position:
            self.position = position
            self.position_changed.emit(position)

    @Slot(int)
    def _set_duration(self, duration: int) -> None:
        if duration != self.duration:
            self.duration = duration
            self.duration_changed.emit(duration)

    def _set_rate(self, rate: float) -> None:
        if self._backend is not None and rate > 0:
            self._backend.set_rate(rate)
        if rate != self.rate:
            self.rate = rate
            self.rate_changed.emit(rate)


def _size(file: Path) -> int | None:
    """Return the bytes of a file, None where it isn't there."""
    try:
        return file.stat().st_size
    except OSError:
        return None
