"""What was found out about a file or a link: one that is given as a reference, or a fetched video."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum

from seedance_gui.domain.draft import Kind

_ENDINGS = {
    (Kind.IMAGE, "jpg"): ("jpg", "jpeg"), (Kind.VIDEO, "mov"): ("mp4", "mov", "m4v"),
    (Kind.VIDEO, "matroska"): ("mkv", "webm"), (Kind.VIDEO, "mpegts"): ("ts",), (Kind.AUDIO, "mov"): ("m4a",),
    (Kind.AUDIO, "matroska"): ("mka",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What is known by the content; None: not known. ``size`` in bytes, ``width`` and ``height`` in pixels.

    ``format`` is FFmpeg's demuxer for sounds and clips, the usual ending for pictures. ``picture`` is a small
    JPEG or PNG of a linked picture, or of a clip's first one, ``loudness`` (0-1) that of a sound over its
    length. ``see_through``: parts of a picture are. ``cut_short``: the end of the file is missing.
    """

    kind: Kind | None = None
    format: str = ""
    size: int | None = None
    seconds: float | None = None
    width: int | None = None
    height: int | None = None
    fps: float | None = None
    picture: bytes = b""
    loudness: tuple[float, ...] = ()
    see_through: bool = False
    cut_short: bool = False

    def ending(self, name: str = "") -> str:
        """Return the ending that a file of this content has: that of its ``name`` where it may stand.

        Lower case, without the dot; empty where the content is not known.
        """
        if self.kind is None:
            return ""
        usual, named = _ENDINGS.get((self.kind, self.format), (self.format,)), name.rpartition(".")[2].lower()
        return named if named in usual else usual[0]


@dataclass(frozen=True, slots=True)
class Timeline:
    """When each picture of a clip begins, in seconds from the start, in order; empty where that isn't known.

    ``matrix``: that of its colours, as FFmpeg counts them (1 is BT.709); 2 where it names none.
    """

    starts: tuple[float, ...] = ()
    matrix: int = 2

    def number(self, seconds: float) -> int:
        """Return the number, from 0 on, of the picture that is shown then."""
        return max(0, bisect_right(self.starts, seconds + _ROUNDED) - 1)


_ROUNDED = 0.0005
"""Seconds by which told times are off at the most."""


@dataclass(frozen=True, slots=True)
class MediaStrip:
    """Where a clip or sound can be cut: before and after each picture, or packet of sound.

    ``places`` are seconds, in order; what begins at one of the ``starts`` (numbers of places) and ends at one
    of the ``ends`` needs no new coding. ``row``: pictures from all over a clip side by side, a JPEG.
    ``loudness`` (0-1): of a sound over its length.
    """

    places: tuple[float, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    row: bytes = b""
    loudness: tuple[float, ...] = ()


class Verdict(Enum):
    """What the check of a fetched file came to."""

    WHOLE = "whole"
    BROKEN = "of a kind that is known, but not whole"
    UNCHECKED = "of a kind that is not known, or the worker gave no answer"
    NO_VIDEO = "empty, a text (a page, an error, a playlist) or a still picture"


@dataclass(frozen=True, slots=True)
class Checked:
    """``suffix`` by the content, empty: not known. ``poster``: its first picture as a small JPEG, or none."""

    verdict: Verdict
    suffix: str = ""
    poster: bytes = b""


MOST_PIXELS = 80_000_000
"""Of a picture that is opened here."""
MOST_COPIED = 220_000_000
"""Pixels of a picture that is copied: telephones take them of 200 million."""
PIECE = 256 * 1024
"""Bytes of a piece of a file that isn't here; its last one may be shorter."""

UNKNOWN_MEDIA = MediaInfo()
