"""QMediaPlayer and what belongs to it, told in the few events that the player needs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Q_ARG, QMetaObject, QObject, Qt, QTimer, QUrl, Signal, Slot

from seedance_gui.ui.player.multimedia import load_multimedia, prepare_backend, quiet_ffmpeg

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

    from seedance_gui.ui.player.player_state import PlaySettings

_SEEK_PATIENCE_MS = 250
_REWIND_TICK_MS = 60
_BLIND_MS = 5000
NO_PICTURE = "no frame came"
"""What is told of a video that can be opened, and not be shown."""


class _Tap(QObject):
    """Takes the frames of one file; closed before the next, so that no late frame of the old one gets by."""

    frame = Signal(object)

    def __init__(self, sink: QVideoSink, parent: QObject) -> None:
        super().__init__(parent)
        self.sink = sink
        self._open = True
        sink.setParent(self)
        _ask_overrides(sink)
        sink.videoFrameChanged.connect(self._take)

    def close(self) -> None:
        """Let nothing through any more, not even what is already on its way."""
        self._open = False
        self.deleteLater()

    @Slot("QVideoFrame")
    def _take(self, frame: QVideoFrame) -> None:
        # At the end, and when the source goes, an empty frame comes: the last picture stays instead.
        if self._open and frame.isValid():
            self.frame.emit(frame)


class MediaBackend(QObject):
    """One QMediaPlayer, with sound. Making it raises `MultimediaMissingError` where it can't be had.

    Times are milliseconds. Nothing is told of a file after `close()`.
    """

    frame = Signal(object)  # QVideoFrame; while ``seeking``, the one that was sought
    opened = Signal()
    ended = Signal()
    broken = Signal(str)  # the decoder's own words
    position_moved = Signal(int)
    duration_changed = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._qtm = load_multimedia()
        prepare_backend()
        self._media: QMediaPlayer = self._qtm.QMediaPlayer(self)
        self._audio: QAudioOutput = self._qtm.QAudioOutput(self)  # kept: QMediaPlayer does not keep it
        quiet_ffmpeg()
        _ask_overrides(self._media)
        _ask_overrides(self._audio)
        self._devices = self._qtm.QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._follow_device)
        self._media.setAudioOutput(self._audio)
        self._tap: _Tap | None = None
        self._opening = self._seen = False
        self.seeking = False
        self._wanted: int | None = None  # where to go after the present seek
        self._patience = QTimer(self, singleShot=True, interval=_SEEK_PATIENCE_MS)
        self._patience.timeout.connect(self._seek_done)
        self._blind = QTimer(self, singleShot=True)  # runs until the first frame
        self._blind.timeout.connect(lambda: self.broken.emit(NO_PICTURE))
        self._rewind = QTimer(self, interval=_REWIND_TICK_MS)
        self._rewind.timeout.connect(self._rewind_tick)
        self._rewound_to, self._rewind_speed, self._rewound_at = 0, 1.0, 0.0
        self._media.mediaStatusChanged.connect(self._status_changed)
        self._media.positionChanged.connect(self._position_changed)
        self._media.durationChanged.connect(self._duration_changed)
        self._media.errorOccurred.connect(self._error_occurred)

    @Slot()
    def _follow_device(self) -> None:
        """Sound where the system sounds now: headphones come and go."""
        device = self._qtm.QMediaDevices.defaultAudioOutput()
        _call(self._audio, "setDevice", (type(device), device))

    def open(self, file: Path, *, play: bool) -> None:
        """Open a file (absolute path), show its first frame or play it; `opened` or `broken` follows."""
        self.close()
        self._tap = _Tap(self._qtm.QVideoSink(), self)
        self._tap.frame.connect(self._take)
        self._opening, self._seen = True, False
        self._media.setVideoSink(self._tap.sink)
        _call(self._media, "setSource", (QUrl, QUrl.fromLocalFile(str(file))))
        _call(self._media, "play" if play else "pause")

    def close(self) -> None:
        """Stop and let go of the file."""
        for timer in (self._patience, self._blind, self._rewind):
            timer.stop()
        self.seeking, self._wanted = False, None
        if self._tap is None:
            return
        self._tap.close()
        self._tap = None
        _call(self._media, "stop")
        _call(self._media, "setSource", (QUrl, QUrl()))

    def play(self) -> None:
        """Run forwards; from the start if it had ended."""
        self._rewind.stop()
        _call(self._media, "play")

    def pause(self) -> None:
        """Stand still."""
        self._rewind.stop()
        _call(self._media, "pause")

    def seek(self, position: int) -> None:
        """Go there; during another seek after that one, if it is the last that was wanted by then."""
        self._rewound_to = position
        if self.seeking:
            self._wanted = position
            return
        self.seeking = True
        self._patience.start()
        self.go_to(position)

    @Slot()
    def _seek_done(self) -> None:
        self._patience.stop()
        self.seeking = False
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.seek(wanted)

    @Slot(object)
    def _take(self, frame: QVideoFrame) -> None:
        self._blind.stop()
        self._seen = True
        self.frame.emit(frame)
        if self.seeking:
            self._seek_done()

    def rewind(self, position: int, speed: float) -> None:
        """Run backwards from there until something else is wanted; ``position_moved`` tells how far it is."""
        self.pause()
        self._rewound_to, self._rewind_speed, self._rewound_at = position, speed, time.monotonic()
        self._rewind.start()

    @Slot()
    def _rewind_tick(self) -> None:
        if not self.seeking:  # FFmpeg's decoders only run forwards: going back is a row of seeks
            now = time.monotonic()
            self.seek(
                round(max(0.0, self._rewound_to - (now - self._rewound_at) * 1000 * self._rewind_speed))
            )
            self._rewound_at = now
            self.position_moved.emit(self._rewound_to)

    def go_to(self, position: int) -> None:
        """Go there at once. A frame follows, also at the end: a stopped QMediaPlayer would show none."""
        if self._media.playbackState() == self._qtm.QMediaPlayer.PlaybackState.StoppedState:
            _call(self._media, "pause")
        _call(self._media, "setPosition", ("qlonglong", position))

    def set_rate(self, rate: float) -> None:
        """Set the speed, above 0."""
        _call(self._media, "setPlaybackRate", ("double", rate))

    def apply(self, settings: PlaySettings) -> None:
        """Take over volume and mute."""
        scale = self._qtm.QtAudio.VolumeScale
        linear = self._qtm.QtAudio.convertVolume(
            settings.volume, scale.LogarithmicVolumeScale, scale.LinearVolumeScale
        )
        self._audio.setVolume(linear)
        self._audio.setMuted(settings.muted)

    @Slot("QMediaPlayer::MediaStatus")
    def _status_changed(self, status: QMediaPlayer.MediaStatus) -> None:
        if self._tap is None:
            return
        statuses = type(status)
        if self._opening and status in {statuses.BufferedMedia, statuses.EndOfMedia}:
            self._opening = False
            self.opened.emit()
            if self._media.hasVideo() and not self._seen:
                self._blind.start(_BLIND_MS)
        if status == statuses.EndOfMedia and self._blind.isActive():  # what can't be decoded is over at once
            self._blind.start(_BLIND_MS // 10)
        elif status == statuses.EndOfMedia:
            self.ended.emit()
        elif status == statuses.InvalidMedia:
            self.broken.emit(self._media.errorString())

    @Slot("QMediaPlayer::Error", str)
    def _error_occurred(self, _error: QMediaPlayer.Error, words: str) -> None:
        self._rewind.stop()
        if self._tap is not None:
            self.broken.emit(words)

    @Slot("qlonglong")
    def _position_changed(self, position: int) -> None:
        if self._tap is not None:
            self.position_moved.emit(position)

    @Slot("qlonglong")
    def _duration_changed(self, duration: int) -> None:
        if self._tap is not None:
            self.duration_changed.emit(duration)


def _ask_overrides(thing: QObject) -> None:
    """Have PySide find out now that nobody overrides `connectNotify` and `disconnectNotify` of `thing`.

    WORKAROUND: it asks Python so, under the GIL, at the first call of each. FFmpeg's renderers call them from
    their own threads when they end, holding a lock of Qt for which the main thread, holding the GIL, waits in
    stop() or setSource(): the program stood still for good within dozens of videos (PySide6 6.11.3, gdb).
    The answer is remembered with the object.
    """

    def nothing() -> None:
        pass

    thing.objectNameChanged.connect(nothing)
    thing.objectNameChanged.disconnect(nothing)


def _call(thing: QObject, slot: str, *arguments: tuple[type | str, object]) -> None:
    """Call a slot of C++ without holding Python's lock; arguments are (type, value).

    WORKAROUND: PySide holds the GIL while QMediaPlayer's slots wait for FFmpeg's threads, and these need it
    when they log and the message handler is Python's (PySide6 6.11.3, gdb): both wait for good.
    """
    given = [Q_ARG(kind, value) for kind, value in arguments]
    QMetaObject.invokeMethod(thing, slot, Qt.ConnectionType.DirectConnection, *given)
