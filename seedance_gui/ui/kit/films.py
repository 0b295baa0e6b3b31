"""Small pictures from all over a video, for what lies below the pointer: on the seek bar and in the list."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from seedance_gui.ui.kit.in_thread import in_thread

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.services.media.media_info import Timeline
    from seedance_gui.services.media.worker_client import MediaWorker

_MOST_PICTURES = 120
"""Of one video: each frame of 5 s."""
MOST_FILMS = 6
"""That are kept, of 7 MB each at 16:9 and 12 MB where they are square."""


@dataclass(frozen=True, slots=True)
class Film:
    """``pictures``, one below the other, of every so many (``step``) frames of a video."""

    pictures: QImage
    step: int
    timeline: Timeline

    def at(self, share: float) -> QImage:
        """Return the picture of a place in the video, 0 its start and 1 its end."""
        starts = self.timeline.starts
        length = starts[-1] * len(starts) / max(1, len(starts) - 1)
        return self.at_second(share * length)

    def at_second(self, seconds: float) -> QImage:
        """Return the picture that is shown then."""
        whole, count = self.pictures, math.ceil(len(self.timeline.starts) / self.step)
        high = whole.height() // count
        return whole.copy(0, self.timeline.number(seconds) // self.step * high, whole.width(), high)


class Films(QObject):
    """Those last asked for, made by the media worker one at a time. ``came``: another one is there."""

    came = Signal()

    def __init__(self, media: MediaWorker | None, parent: QObject) -> None:
        super().__init__(parent)
        self._media = media
        self._films: OrderedDict[Path, Film | None] = OrderedDict()
        self._making: tuple[Path, threading.Event] | None = None
        self._next: tuple[Path, Timeline | None] | None = None

    def film(self, file: Path, timeline: Timeline | None = None) -> Film | None:
        """Return that of a video, None while or where there is none; what is asked for last is made next.

        ``timeline``: of the video, where it is known.
        """
        if self._media is None:
            return None
        if file in self._films:
            self._films.move_to_end(file)
            return self._films[file]
        if self._making is None:
            self._make(file, timeline)
        elif self._making[0] != file or self._making[1].is_set():
            self._next = file, timeline
            self.stop()
        return None

    def stop(self, *, all_of_it: bool = False) -> None:
        """Give up the one that is being made, and with ``all_of_it`` also the one after it."""
        if all_of_it:
            self._next = None
        if self._making is not None and not self._making[1].is_set():
            self._making[1].set()
            assert self._media is not None
            self._media.drop_sheet(self._making[0])

    def _make(self, file: Path, timeline: Timeline | None) -> None:
        assert self._media is not None
        self._making = file, (stopped := threading.Event())
        in_thread(self, partial(_made, self._media, file, timeline, stopped), partial(self._keep, file))

    def _keep(self, file: Path, film: Film | None) -> None:
        stopped = self._making is not None and self._making[1].is_set()
        self._making = None
        if film is not None or not stopped:
            self._films[file] = film
            if len(self._films) > MOST_FILMS:
                self._films.popitem(last=False)
            self.came.emit()
        if self._next is not None:
            (file, timeline), self._next = self._next, None
            self._make(file, timeline)


def _made(media: MediaWorker, file: Path, timeline: Timeline | None, stopped: threading.Event) -> Film | None:
    timeline = timeline or media.timeline(file)
    count = len(timeline.starts)
    numbers = range(0, count, math.ceil(count / _MOST_PICTURES) or 1)
    if stopped.is_set() or not numbers:
        return None
    pictures = QImage.fromData(media.sheet(file, numbers))
    whole = not pictures.isNull() and pictures.height() % len(numbers) == 0
    return Film(pictures, numbers.step, timeline) if whole else None
