"""Clips whose pictures carry their numbers, above a row of known colours."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
from av.video.reformatter import ColorRange, Colorspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QImage

BITS = 8
COLOURS = (
    (230, 40, 40), (40, 200, 60), (50, 70, 220), (240, 200, 30),
    (128, 128, 128), (250, 250, 250), (8, 8, 8), (200, 60, 180),
)  # fmt: skip
_WIDTH, _HEIGHT = 160, 96
_MATRICES = {Colorspace.ITU709: 1, Colorspace.ITU601: 6}


def make_numbered(
    path: Path,
    count: int = 48,
    *,
    codec: str = "libx264",
    pix_fmt: str = "yuv420p",
    matrix: Colorspace = Colorspace.ITU601,
    full: bool = False,
    times: Sequence[int] = (),
    options: dict[str, str] | None = None,
) -> Path:
    """Write a clip of 24 pictures a second, or one whose pictures begin at ``times`` (ms)."""
    colours = ColorRange.JPEG if full else ColorRange.MPEG
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(
            codec, rate=24, options=options or {"crf": "4", "preset": "ultrafast"}
        )
        stream.width, stream.height, stream.pix_fmt = _WIDTH, _HEIGHT, pix_fmt
        base = Fraction(1, 1000) if times else Fraction(1, 24)
        coder = stream.codec_context
        coder.time_base, coder.gop_size = base, 500
        coder.color_range, coder.colorspace = colours, _MATRICES[matrix]
        for number in range(count):
            shown = _picture(number).reformat(format=pix_fmt, dst_colorspace=matrix, dst_color_range=colours)
            shown.pts, shown.time_base = times[number] if times else number, base
            container.mux(stream.encode(shown))
        for packet in stream.encode(None):
            if times:  # else the clip would seem to end before its last pictures, which come late in it
                packet.duration = 500
            container.mux(packet)
    return path


def number_of(picture: QImage) -> int:
    """Return the number that a picture carries; -1 of none."""
    if picture.isNull():
        return -1
    across, down = picture.width() // (2 * BITS), picture.height() // 4
    bits = (picture.pixelColor(across * (2 * bit + 1), down).lightness() > 128 for bit in range(BITS))
    return sum(bit << (BITS - 1 - at) for at, bit in enumerate(bits))


def worst_colour(picture: QImage) -> int:
    """Return by how much the worst part of the worst colour is off, of 255."""
    across, down = picture.width() // (2 * BITS), picture.height() * 3 // 4
    worst = 0
    for at, (red, green, blue) in enumerate(COLOURS):
        seen = picture.pixelColor(across * (2 * at + 1), down)
        worst = max(worst, abs(seen.red() - red), abs(seen.green() - green), abs(seen.blue() - blue))
    return worst


def _picture(number: int) -> av.VideoFrame:
    wide = _WIDTH // BITS
    upper = b"".join((b"\xff" if number >> (BITS - 1 - bit) & 1 else b"\0") * 3 * wide for bit in range(BITS))
    lower = b"".join(bytes(colour) * wide for colour in COLOURS)
    frame = av.VideoFrame(_WIDTH, _HEIGHT, "rgb24")
    line = frame.planes[0].line_size
    rows = (row.ljust(line, b"\0") * (_HEIGHT // 2) for row in (upper, lower))
    frame.planes[0].update(b"".join(rows))
    return frame
