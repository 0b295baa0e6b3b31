"""Turn a request into a short MP4 (H.264 and AAC, ready to stream) that shows what was asked.

The colours are drawn small and made large by FFmpeg's scaler, the still parts are drawn once, and FFmpeg lays
them over one another, so that a second of 720p costs about a quarter of a second of one core.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av
from av.filter import Graph
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from PySide6.QtGui import QImage

from seedance_gui.practice import backdrop, overlay, sound, thumbnails

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from av.filter.context import FilterContext

    from seedance_gui.practice.overlay import Layer
    from seedance_gui.practice.render_spec import RenderSpec

RATE = 24
"""Frames a second."""

_BGRA = av.VideoFormat("bgra")
"""The order of bytes of Qt's 32-bit images."""


class StoppedError(Exception):
    """The film was not finished, because the program ends."""


def render(spec: RenderSpec, file: Path, progress: Callable[[float], bool]) -> None:
    """Draw the film of a request and write it to `file` (which ends in .mp4).

    `progress` is called with the share that is done, 0 to 1, and returns whether to go on.

    Raises:
        StoppedError: `progress` returned False; a part of the file may be there.
        OSError, av.FFmpegError: the file can't be written.
    """
    with av.open(file, "w", format="mp4", options={"movflags": "faststart"}) as container:
        video = container.add_stream(
            "libx264", rate=RATE, options={"preset": "ultrafast", "crf": "20", "g": str(RATE)}
        )
        video.width, video.height = spec.width, spec.height
        video.pix_fmt = "yuv420p"
        video.time_base = Fraction(1, RATE)
        video.codec_context.colorspace = Colorspace.ITU709
        video.codec_context.color_range = ColorRange.MPEG
        video.codec_context.color_primaries = ColorPrimaries.BT709
        video.codec_context.color_trc = ColorTrc.BT709
        audio = container.add_stream("aac", rate=sound.RATE, layout="stereo")
        audio.codec_context.bit_rate = 96_000
        samples = sound.frames(spec.seed, float(spec.seconds))
        count = spec.seconds * RATE
        heard = 0.0
        for number, frame in enumerate(_Pictures(spec)):
            if not progress(number / count):
                raise StoppedError
            # Both streams grow side by side, as players like it.
            while heard <= number / RATE and (part := next(samples, None)) is not None:
                container.mux(audio.encode(part))
                heard += part.samples / sound.RATE
            container.mux(video.encode(frame))
        for part in samples:
            container.mux(audio.encode(part))
        container.mux(video.encode(None))
        container.mux(audio.encode(None))


class _Pictures:
    """The film's frames, one after the other."""

    def __init__(self, spec: RenderSpec) -> None:
        pictures = [thumbnails.read_image(file, min(1600, spec.width)) for file in spec.pictures]
        self._pictures = [picture for picture in pictures if picture is not None]
        last = spec.last_picture
        self._last = thumbnails.read_image(last, min(1600, spec.width)) if last is not None else None
        if self._last is not None and not self._pictures:
            self._pictures, self._last = [self._last], None
        self._count = spec.seconds * RATE
        self._layout = overlay.lay_out(spec, with_picture=bool(self._pictures))
        self._backdrop = backdrop.Backdrop(
            spec.width, spec.height, spec.seed, self._pictures[0] if self._pictures else None
        )
        self._clock = backdrop.Clock(self._layout, spec.seconds, RATE)
        self._spec = spec

    def __iter__(self) -> Iterator[av.VideoFrame]:
        still = overlay.still_pieces(self._spec, self._layout)
        picture = thumbnails.piece(self._layout, self._pictures) if self._pictures else None
        if picture is not None and self._last is None:
            still.append(picture)
        clock = self._clock.paint(0)
        moving = [clock] if self._last is None or picture is None else [clock, picture]
        graph, sources = self._graph([*still, *moving])
        for source, piece in zip(sources[1:], still, strict=False):
            source.push(_frame(piece.image, 0))
            source.push(None)
        small = QImage(self._backdrop.width, self._backdrop.height, QImage.Format.Format_RGB32)
        shown = None
        for number in range(self._count):
            self._backdrop.paint(small, number / self._count)
            sources[0].push(_frame(small, number))
            sources[1 + len(still)].push(_frame(self._clock.paint(number).image, number))
            if len(moving) > 1:
                blend = _blend(number / self._count)
                if shown is None or blend != shown[0]:
                    piece = thumbnails.piece(self._layout, self._pictures, self._last, blend)
                    shown = (blend, _frame(piece.image, number))
                shown[1].pts = number
                sources[-1].push(shown[1])
            frame = graph.vpull()
            frame.pts = number
            frame.time_base = Fraction(1, RATE)
            yield frame

    def _graph(self, pieces: list[Layer]) -> tuple[Graph, list[FilterContext]]:
        """Return scaler and overlays, and their sources: the colours first, then each piece."""
        spec = self._spec
        graph = Graph()
        base = Fraction(1, RATE)
        small = graph.add_buffer(
            width=self._backdrop.width, height=self._backdrop.height, format=_BGRA, time_base=base
        )
        below = _converted(graph, small, "yuv420p", f"{spec.width}:{spec.height}:flags=bicubic:")
        sources = [small]
        for piece in pieces:
            image = piece.image
            source = graph.add_buffer(
                width=image.width(), height=image.height(), format=_BGRA, time_base=base
            )
            over = graph.add(
                "overlay", f"x={piece.left}:y={piece.top}:eof_action=repeat:format=yuv420:eval=init"
            )
            below.link_to(over, 0, 0)
            _converted(graph, source, "yuva420p").link_to(over, 0, 1)
            below = over
            sources.append(source)
        below.link_to(graph.add("buffersink"))
        graph.configure()
        return graph, sources


def _converted(graph: Graph, source: FilterContext, pixels: str, size: str = "") -> FilterContext:
    """Return `source` in the colours of HD video, as the given kind of pixels."""
    scale = graph.add("scale", f"{size}out_color_matrix=bt709:out_range=limited")
    done = graph.add("format", pixels)
    source.link_to(scale)
    scale.link_to(done)
    return done


def _frame(image: QImage, number: int) -> av.VideoFrame:
    """Return an image as the frame with this number."""
    if image.hasAlphaChannel():
        image = image.convertToFormat(QImage.Format.Format_ARGB32)
    frame = av.VideoFrame(image.width(), image.height(), "bgra")
    plane = frame.planes[0]
    bits, row = bytes(image.constBits()), image.bytesPerLine()
    if plane.line_size != row:
        gap = bytes(plane.line_size - row)
        bits = b"".join(bits[start : start + row] + gap for start in range(0, len(bits), row))
    plane.update(bits)
    frame.pts = number
    frame.time_base = Fraction(1, RATE)
    return frame


def _blend(moment: float) -> float:
    """Return how much of the last frame is seen at `moment`: nothing, a soft change, all (0 to 1)."""
    share = min(1.0, max(0.0, (moment - 0.4) / 0.3))
    return share * share * (3 - 2 * share)
