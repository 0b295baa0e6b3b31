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

from seedance_gui.ui.kit.in_thread import in_thread
from seedance_gui.ui.player.loop_part import LoopPart
from seedance_gui.ui.player.media_backend import NO_PICTURE, MediaBackend
from seedance_gui.ui.player.multimedia import MultimediaMissingError, PlayerDiedError, PlayerMarker
from seedance_gui.ui.player.player_state import READY, PlaySettings, State, Trouble, fault_words, size_of
from seedance_gui.ui.player.shown_frame import ShownFrame

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from PySide6.QtMultimedia import QVideoFrame

    from seedance_gui.services.media.media_info import Timeline
    from seedance_gui.services.media.worker_client import MediaWorker

log = logging.getLogger(__name__)

_FASTEST_SHUTTLE = 4.0


class Player(QObject):
    """Plays one file at a time. All times are milliseconds from the start of the video.

    To be read only: ``state``; ``file``, which is or was to be played; ``trouble``, why it can't, while the
    state is BROKEN; ``position``, while it seeks that to which it goes; ``duration``, 0 while unknown;
    ``rate``, negative while it runs backwards; ``settings``; ``part``, which is looped;
    ``shown``, the present frame: ``media`` tells its ``timeline`` a moment after the first one.
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
        media: MediaWorker | None = None,
    ) -> None:
        super().__init__(parent)
        self.media = media
        self.part = LoopPart(self)
        self.state = State.EMPTY
        self.file: Path | None = None
        self.trouble: Trouble | None = None
        self.position = self.duration = 0
        self.settings = settings or PlaySettings()
        self.rate = self.settings.speed
        self._marker = PlayerMarker(marker)
        self._backend: MediaBackend | None = None
        self.shown = ShownFrame()
        self._play_when_loaded = False

    # --- what is known

    @property
    def has_picture(self) -> bool:
        """Whether a frame of the file has arrived."""
        return self.shown.frame is not None

    def picture(self) -> QImage:
        """Return the present frame at full size, or an empty image; with exact colours while it stands.

        The first call for a frame converts it (at 1920x1080 13 ms, 1 ms while it plays), later ones are free.
        """
        return self.shown.picture(exact=self.state is not State.PLAYING)

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
            self._fail(Trouble(str(error), error.detail, may_try=isinstance(error, PlayerDiedError)))
            return
        self._play_when_loaded = play
        self._set_state(State.LOADING)
        backend.open(file, play=play)

    def release(self) -> None:
        """Let go of the file, so that it can be moved or deleted (Windows locks it while it is open)."""
        if self._backend is not None:
            self._backend.close()
            self._marker.end()
        self.file = self.trouble = None
        self.shown.clear()
        self.part.clear()
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
        self.shown.goal = None
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
        self.shown.goal = None
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
        self.part.returning = False
        self._set_position(max(0, min(position, self.duration)))
        self._backend.seek(self.shown.aim(self.position, stands=self.state is not State.PLAYING))
        if self.state is State.ENDED:
            self._set_state(State.PAUSED)

    def step(self, frames: int) -> None:
        """Stand still and go some frames on (or back)."""
        if not self.ready or self.shown.start is None or self._backend is None:
            return
        self.pause()
        here = (
            self.position if self._backend.seeking else self.shown.start + min(2.0, self.shown.length() / 3)
        )
        position = self.shown.step(frames, here, self.duration)
        goal = self.shown.goal
        self.seek(position)
        self.shown.goal = goal

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
        looped = self.settings.loop or self.part.span
        if looped and self.state is State.PLAYING and self._backend is not None:
            # Not by QMediaPlayer.setLoops(): that hears of a change up to two rounds late (measured, 6.11.3).
            if self.part.span:
                self._backend.go_to(self.part.entry)
                self.part.returning = True
            self._backend.play()
            return
        self._set_position(self.duration)
        self._set_state(State.ENDED)

    @Slot(str)
    def _broken(self, words: str) -> None:
        self._marker.end()
        if self.file is not None:
            # Only now, and beside the window's thread: the drive that it is on may sleep.
            in_thread(self, partial(size_of, self.file), partial(self._tell_fault, self.file, words))

    def _tell_fault(self, file: Path, words: str, size: int | None) -> None:
        if file == self.file and self.state is not State.BROKEN:
            if self._backend is not None:
                self._backend.close()  # its sound may go on
            self._fail(Trouble(fault_words(size, blind=words == NO_PICTURE), words))

    def _fail(self, trouble: Trouble) -> None:
        log.warning("can't play a file: %s", trouble.detail)
        self.trouble = trouble
        self._set_state(State.BROKEN)

    @Slot(int)
    def _position_moved(self, position: int) -> None:
        if self.state is State.PLAYING and (not self.has_picture or self.rate < 0):
            self._set_position(position)  # forwards the frames tell it better
            if position == 0 and self.rate < 0:
                self.pause()

    @Slot(object)
    def _take_frame(self, frame: QVideoFrame) -> None:
        if not self.has_picture:
            self._marker.end()
            if self.media is not None and self.file is not None:
                in_thread(
                    self, partial(self.media.timeline, self.file), partial(self._timeline_came, self.file)
                )
        elif self._is_beside(frame):
            return
        self.shown.show(frame)
        seeking = self._backend is None or self._backend.seeking
        if self.ready and not seeking and self.rate > 0 and frame.startTime() >= 0:
            # QMediaPlayer's own position lags behind by some frames; and some still come after a pause.
            self._set_position(frame.startTime() // 1000)
        self.frame_changed.emit()

    def _is_beside(self, frame: QVideoFrame) -> bool:
        """Tell whether a frame is not one to be shown, and see to it that this comes."""
        assert self._backend is not None
        if self.state is not State.PLAYING:
            fits, aim = self.shown.judge(frame)
            if aim is not None:
                self._backend.seek(aim)
            return not fits
        if self.part.span is None or self.rate < 0 or not self.part.is_over(frame.startTime() / 1000):
            self.part.returning = False
            return False
        if not self.part.returning:
            self._backend.seek(self.part.entry)
            self.part.returning = True
        return True

    def _timeline_came(self, file: Path, timeline: Timeline) -> None:
        if file == self.file:
            self.shown.know(timeline)
            self.frame_changed.emit()

    def _play_on(self) -> None:
        assert self._backend is not None
        if self.position >= self.duration - self.shown.length():
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
