"""Chooses the part of a clip or sound that is used; the file itself stays as it is."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from seedance_gui.domain.draft import Kind
from seedance_gui.services.media.worker_client import UncheckedError
from seedance_gui.ui.kit.note import NoteLine, NoteList
from seedance_gui.ui.kit.parts import IconButton, answers, button, label
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.player.exact_frame import frame_at
from seedance_gui.ui.player.player_state import State
from seedance_gui.ui.player.video_view import VideoView
from seedance_gui.ui.references.cutting.trim_strip import LEAST, Handle, TrimStrip, in_seconds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QObject

    from seedance_gui.services.media.media_info import MediaStrip
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player

_PREVIEW: Final = 960
"""Pixels of the longer side of the picture at a handle."""
_FORGONE: Final = 0.25
"""Seconds of what may be used that are left out so that nothing has to be coded anew."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much the route takes: ``total`` seconds together, of which so much is ``left`` for this one."""

    total: float
    left: float
    spare: float
    """Seconds above that which are overlooked."""


class TrimDialog(QDialog):
    """Accepted, `chosen` are the seconds from which to which it is to be cut.

    With a `room` that it exceeds, what fits from its beginning on is chosen already.
    """

    def __init__(
        self,
        theme: Theme,
        file: Path,
        name: str,
        kind: Kind,
        *,
        room: Room | None,
        media: MediaWorker,
        make_player: Callable[[QObject], Player],
        spawn: Spawn,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("trim")
        self.setWindowTitle(self.tr("Trim “{name}”").format(name=name))
        self.chosen = (0.0, 0.0)
        self._file, self._kind, self._room = file, kind, room
        self._media, self._spawn = media, spawn
        self._strip: MediaStrip | None = None
        self._wanted: float | None = None
        self._fetching = False
        self.player = make_player(self)
        self.player.state_changed.connect(self._player_changed)
        self.player.position_changed.connect(self._played)
        self.view = VideoView(theme, self.player, self, round_corners=True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._toggle)
        self.view.setMinimumSize(theme.px(120), theme.px(64))
        self.view.setVisible(kind is Kind.VIDEO)
        self.strip = TrimStrip(theme, self)
        if kind is not Kind.VIDEO:
            self.strip.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.strip.changed.connect(self._changed)
        for handle in self.strip.start, self.strip.end:
            handle.play_requested.connect(self._toggle)
        self._play = IconButton(theme, "play", self.tr("Play this part"), self)
        self._play.clicked.connect(self._toggle)
        self._times = label(role="strong")
        self._limit = label(role="caption", wraps=True)
        self._notes = NoteList(theme, self)
        self._notes.fix.connect(lambda places: self.strip.set_range(*places))
        self.cut_button = button(self.tr("Cut"), self._cut, "cut")
        line = QHBoxLayout()
        set_spacing(theme, line, 8)
        line.addWidget(self._play)
        line.addWidget(self._times, 1)
        column = QVBoxLayout(self)
        set_spacing(theme, column, 8, (20, 20, 20, 16))
        column.addWidget(self.view, 1)
        column.addWidget(self.strip, 0 if kind is Kind.VIDEO else 1)
        column.addLayout(line)
        column.addWidget(self._limit)
        column.addWidget(self._notes)
        column.addLayout(answers(theme, self, self.cut_button))
        for part in self._play, self.cut_button:
            part.setEnabled(False)
        self._times.setText(self.tr("Being read…"))
        size = QSize(theme.px(640), theme.px(560 if kind is Kind.VIDEO else 240))
        self.resize(size.boundedTo(parent.size() * 0.9))
        self.strip.setFocus()  # not Cancel, which Enter would press while it is being read
        self.finished.connect(self.player.release)
        spawn(self._read())

    async def _read(self) -> None:
        try:
            strip = await self._media.strip(self._file)
            if len(strip.places) <= LEAST:
                raise ValueError("too short")
        except (UncheckedError, OSError, ValueError):
            if isValid(self):
                self._times.clear()
                said = self.tr("It can't be cut here: it is too short, damaged, or of another kind.")
                self._notes.say([(NoteLine("problem", said), None)])
            return
        row = await asyncio.to_thread(QImage.fromData, strip.row) if strip.row else QImage()
        if isValid(self):
            self._strip = strip
            for part in self._play, self.cut_button:
                part.setEnabled(True)
            self.strip.set_strip(strip, row, *self._allowed(strip))
            self.strip.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allowed(self, strip: MediaStrip) -> tuple[int, int]:
        """Return the first and last place of what the route takes."""
        last = len(strip.places) - 1
        if self._room is None or strip.places[last] - strip.places[0] <= self._room.left + self._room.spare:
            return 0, last
        until = strip.places[0] + self._room.left + 1e-4
        exact = max(LEAST, bisect_right(strip.places, until) - 1)
        easy = max((end for end in strip.ends if end <= exact), default=0)
        return 0, easy if easy and strip.places[exact] - strip.places[easy] <= _FORGONE else exact

    # What is chosen

    def _changed(self, handle: Handle) -> None:
        assert self._strip is not None
        self._stop()
        start, end, strip = self.strip.start, self.strip.end, self._strip
        self.chosen = start.seconds, end.seconds
        length = end.seconds - start.seconds
        times = self.tr("{start} s to {end} s · {length} s long").format(
            start=in_seconds(start.seconds), end=in_seconds(end.seconds), length=in_seconds(length)
        )
        self._times.setText(times)
        self._say_limit(length)
        self._say_how(strip, start.value(), end.value())
        if self._kind is Kind.VIDEO:  # at the end, the last picture that is in it
            self._show_frame(start.seconds if handle is start else strip.places[end.value() - 1])

    def _say_limit(self, length: float) -> None:
        self._limit.setVisible(self._room is not None)
        if (room := self._room) is None:
            return
        text = self.tr("Reference videos may last {total} s together. {left} s are left for this one.")
        over = length - room.left
        if over > room.spare:
            text = self.tr("Still too long by {over} s: {left} s of {total} s are left for this one.")
        tenth = QLocale().toString
        self._limit.setText(
            text.format(
                total=f"{room.total:g}", left=tenth(room.left, "f", 1), over=tenth(max(over, 0.1), "f", 1)
            )
        )
        set_look(self._limit, role="problem" if over > room.spare else "caption")

    def _say_how(self, strip: MediaStrip, start: int, end: int) -> None:
        """Say whether pictures are encoded again, and offer the places nearby where they need not be."""
        if self._kind is not Kind.VIDEO:
            return
        if start in strip.starts and end in strip.ends:
            text = self.tr("These cuts keep the quality as it is: nothing is encoded again.")
            self._notes.say([(NoteLine("info", text), None)])
            return
        places = strip.places
        easy_start = min(strip.starts, key=lambda one: abs(places[one] - places[start]), default=0)
        behind = [one for one in strip.ends if one >= easy_start + LEAST]
        easy_end = min(behind, key=lambda one: abs(places[one] - places[end]), default=0)
        text = self.tr("Cut exactly here, it is encoded again, in high quality.")
        if not (easy_end and strip.starts):
            self._notes.say([(NoteLine("info", text), None)])
            return
        offer = self.tr("Without encoding: {start} s to {end} s").format(
            start=in_seconds(places[easy_start]), end=in_seconds(places[easy_end])
        )
        self._notes.say([(NoteLine("info", text, offer), (easy_start, easy_end))])

    def _cut(self) -> None:
        places = self.strip.start.places
        if self.chosen == (places[0], places[-1]):
            self.reject()  # there is nothing to cut off
        else:
            self.accept()

    # The picture at a handle

    def _show_frame(self, seconds: float) -> None:
        self._wanted = seconds
        if not self._fetching:
            self._fetching = True
            self._spawn(self._fetch())

    async def _fetch(self) -> None:
        """Fetch what is wanted by then; what was wanted meanwhile is passed over."""
        while isValid(self) and self._wanted is not None:
            seconds, self._wanted = self._wanted, None
            picture = await frame_at(self._file, self._media, seconds, most=_PREVIEW)
            if isValid(self) and not picture.isNull():
                self.view.set_poster(picture)
        if isValid(self):
            self._fetching = False

    # Playing

    def _toggle(self) -> None:
        if self._strip is None or not self._play.isEnabled():
            return
        if self.player.state in {State.EMPTY, State.BROKEN}:
            self.player.load(self._file.absolute())
        else:
            self._stop()

    def _player_changed(self, state: State) -> None:
        self._play.set_icon("play" if state is State.EMPTY else "pause")
        self._play.set_name(self.tr("Play this part") if state is State.EMPTY else self.tr("Stop"))
        if state is State.PAUSED:  # it is open
            self.player.seek(round(self.strip.start.seconds * 1000))
            self.player.play()
        elif state is State.ENDED:
            self._stop()
        elif state is State.BROKEN and self.player.trouble is not None:
            self._play.setEnabled(False)
            self._notes.say([(NoteLine("caution", self.player.trouble.message), None)])

    def _played(self, position: int) -> None:
        if self.player.state is not State.PLAYING:
            return
        if position >= round(self.strip.end.seconds * 1000):
            self._stop()
        else:
            self.strip.set_playing(max(position / 1000, self.strip.start.seconds))

    def _stop(self) -> None:
        if self.player.state not in {State.EMPTY, State.BROKEN}:
            self.player.release()
        self.strip.set_playing(None)
