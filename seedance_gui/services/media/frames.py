"""What the worker process tells of the pictures of a clip: when each begins, and small ones of many of them.

Functions raise one of ``decoding.FAULTS`` where a file is no clip.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av

from seedance_gui.services.media.decoding import clip_of, jpeg, lies_of, opened, rgb, turned
from seedance_gui.services.media.file_signature import read_signature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.services.media.decoding import Answer

_SIDE = 160
"""The longer side of a picture of a sheet, in pixels."""
_MOST = 100_000
_MOST_PIXELS = 1_600_000_000
"""Of all frames that a sheet is chosen from: a minute of 720p, 8 s of 2160p."""
_TALLEST = 60_000
"""Pixels: JPEG has no more of them."""
_RATES = [Fraction(each * 1000, under) for each in (24, 30, 48, 60, 120) for under in (1000, 1001)]
_RATES += [Fraction(each) for each in (8, 10, 12, 15, 16, 20, 25, 50)]


def reel(file: Any) -> Answer:  # noqa: ANN401
    """Return how many ``frames`` an editor counts in a clip, at which ``rate``, and whether it has ``sound``.

    The rate is that which editors know nearest to the clip's, as two numbers: one by the other. A clip whose
    pictures do not come evenly counts as many as its length holds at that rate.
    """
    with _opened(file) as container:
        if (clip := clip_of(container)) is None:
            raise ValueError("no picture in it")
        shown = sorted(
            {
                (packet.pts, packet.duration or 0)
                for packet in container.demux(clip)
                if packet.pts is not None and packet.size and not packet.is_discard
            }
        )
        begin, (last, lasts), base = shown[0][0], shown[-1], clip.time_base
        real = clip.average_rate or Fraction((len(shown) - 1) / float((last - begin) * base))
        rate = min(_RATES, key=lambda each: abs(each - real))
        even = all(abs((at - begin) * base * rate - n) < 0.5 for n, (at, _) in enumerate(shown))
        count = len(shown) if even else round((last + lasts - begin) * base * rate)
        sound = bool(container.streams.audio)
        return {"frames": count, "rate": [rate.numerator, rate.denominator], "sound": sound}, b""


def timeline(file: Any) -> Answer:  # noqa: ANN401 - whatever can be read from
    """Return the ``starts`` of a clip's pictures (seconds from the first one) and its colours' ``matrix``."""
    with _opened(file) as container:
        if (clip := clip_of(container)) is None:
            raise ValueError("no picture in it")
        shown = [
            packet.pts
            for packet in container.demux(clip)
            if packet.pts is not None and packet.size and not packet.is_discard
        ]
        first = clip.start_time if clip.start_time is not None else min(shown)
        starts = [float((at - first) * clip.time_base) for at in sorted(set(shown))[:_MOST]]
        return {"starts": starts, "matrix": int(clip.codec_context.colorspace)}, b""


def sheet(file: Any, numbers: Sequence[int]) -> Answer:  # noqa: ANN401
    """Return the pictures of those ``numbers`` (from 0 on, rising), small, below each other: a JPEG.

    It ends with the last one that can be decoded. Empty where to make it would take too long.
    """
    wanted, tiles = iter(numbers), bytearray()
    width = height = 0
    with _opened(file) as container:
        clip = clip_of(container)
        if clip.width * clip.height * numbers[-1] > _MOST_PIXELS:
            return {}, b""
        clip.thread_type = "AUTO"
        following = next(wanted)
        for number, shown in enumerate(container.decode(clip)):
            if number < following:
                continue
            scale = _SIDE / max(shown.width, shown.height)
            sides = (max(2, round(side * scale)) for side in (shown.width, shown.height))
            tile = turned(rgb(shown, *sides), lies_of(shown)).reformat(format="rgb24")
            if not width:
                width, height = tile.width, tile.height
            if (tile.width, tile.height) != (width, height) or len(tiles) >= _TALLEST * width * 3:
                break
            line, plane = tile.planes[0].line_size, bytes(tile.planes[0])
            tiles += b"".join(plane[line * row : line * row + 3 * width] for row in range(height))
            if (following := next(wanted, -1)) < 0:
                break
    return {}, jpeg(_picture(tiles, width))


def _opened(file: Any) -> Any:  # noqa: ANN401
    demuxer = read_signature(file).format
    file.seek(0)
    return opened(file, demuxer)


def _picture(rows: bytearray, width: int) -> av.VideoFrame:
    picture = av.VideoFrame(width, len(rows) // (3 * width), "rgb24")
    plane, line = picture.planes[0], 3 * width
    plane.update(
        b"".join(
            bytes(rows[at : at + line]).ljust(plane.line_size, b"\0") for at in range(0, len(rows), line)
        )
    )
    return picture
