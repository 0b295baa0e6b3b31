"""The frame that a player shows: its picture, its number, when it lasts, and how to get to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from seedance_gui.services.media.media_info import Timeline
from seedance_gui.ui.player.frame_picture import FramePictures

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

_FRAMES_PER_SECOND = 24.0  # of a file that doesn't say
_CORRECTIONS = 3


class ShownFrame:
    """Times are milliseconds. ``frame``: None before the first one. ``timeline``: of its video, if known."""

    def __init__(self) -> None:
        self.frame: QVideoFrame | None = None
        self.timeline = Timeline()
        self.goal: int | None = None  # number of the frame that is to be shown, standing
        self._corrections = 0
        self._picture: tuple[QImage, bool] | None = None  # and whether it is exact
        self._pictures: FramePictures | None = None

    def clear(self) -> None:
        """Show nothing of no video."""
        self.frame = self.goal = self._picture = None
        self.timeline = Timeline()
        if self._pictures is not None:
            self._pictures.close()

    def show(self, frame: QVideoFrame) -> None:
        """Take another frame."""
        self.frame, self._picture = frame, None

    def know(self, timeline: Timeline) -> None:
        """Take what is known of the whole video."""
        if timeline.matrix != self.timeline.matrix:
            self._picture = None
        self.timeline = timeline

    def picture(self, *, exact: bool) -> QImage:
        """Return it at full size: see `FramePictures`. What was made once is kept."""
        if self.frame is None:
            return QImage()
        if self._picture is None or (exact and not self._picture[1]):
            if self._pictures is None:
                self._pictures = FramePictures()
            self._picture = self._pictures.of(self.frame, self.timeline.matrix, exact=exact), exact
        return self._picture[0]

    @property
    def start(self) -> float | None:
        """When it begins; None where it doesn't say."""
        return None if self.frame is None or self.frame.startTime() < 0 else self.frame.startTime() / 1000

    @property
    def number(self) -> int | None:
        """Its number, from 0 on; None where or while that isn't known."""
        start = self.start
        return None if start is None or not self.timeline.starts else self.timeline.number(start / 1000)

    def length(self, duration: int = 0) -> float:
        """Return how long it is shown in a video of that ``duration``."""
        if (number := self.number) is not None:
            return self._length(number, duration)
        if self.frame is not None and self.frame.endTime() > self.frame.startTime() >= 0:
            return (self.frame.endTime() - self.frame.startTime()) / 1000
        return 1000 / _FRAMES_PER_SECOND

    def span(self, position: int, duration: int) -> tuple[int, int]:
        """Return when it begins and ends in a video of that ``duration`` that stands at ``position``."""
        start = position if self.number is None else self.start or 0
        return round(start), min(duration, round(start + self.length(duration)))

    def _length(self, number: int, duration: int) -> float:
        starts = self.timeline.starts
        end = starts[number + 1] if number + 1 < len(starts) else max(duration / 1000, starts[-1])
        return (end - starts[number]) * 1000

    def step(self, frames: int, position: float, duration: int) -> int:
        """Return where to go for the frame so many on; ``position`` lies in the present one."""
        if not (starts := self.timeline.starts):
            return round(position + frames * self.length())
        here = self.goal if self.goal is not None else self.number or 0
        self.goal = max(0, min(here + frames, len(starts) - 1))
        self._corrections = _CORRECTIONS
        # A little behind the start of the frame: seeking is exact to the millisecond only.
        return round(starts[self.goal] * 1000 + min(2.0, self._length(self.goal, duration) / 3))

    def aim(self, position: int, *, stands: bool) -> int:
        """Return where to go for what is shown at a position: sound may go on behind the last frame."""
        starts, self.goal = self.timeline.starts, None
        if not starts or position < starts[-1] * 1000:
            return position
        if stands:
            self.goal, self._corrections = len(starts) - 1, _CORRECTIONS
        return round(starts[-1] * 1000 + min(2.0, self._length(len(starts) - 1, position) / 3))

    def judge(self, frame: QVideoFrame) -> tuple[bool, int | None]:
        """Tell whether a frame that comes while the video stands may be shown, and where to go instead.

        WORKAROUND for QMediaPlayer, which seeks to the first frame whose end lies behind a position, and
        takes all frames for equally long where a file's order is not that of showing: with frames of various
        lengths another one comes (PySide6 6.11, measured). Its length tells where to go for the right one.
        """
        if self.goal is None or self.frame is None or frame.startTime() < 0:
            return True, None
        here = self.timeline.number(frame.startTime() / 1_000_000)
        before = self.timeline.number(self.frame.startTime() / 1_000_000)
        aim = None
        if here != self.goal and self._corrections:
            self._corrections -= 1
            taken_for = (frame.endTime() - frame.startTime()) / 1000
            aim = int(self.timeline.starts[self.goal] * 1000 + max(2.0, taken_for - 1))
        return min(before, self.goal) <= here <= max(before, self.goal), aim
