"""Turn a request into a short MP4 (H.264 and AAC, ready to stream) that shows what was asked.

The colours are drawn small and scaled up, the still parts are drawn once: a second of 720p costs about a
fifth of a second of one core.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from seedance_gui.practice import render_spec, sound, thumbnails
from seedance_gui.practice.backdrop import Backdrop
from seedance_gui.practice.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from seedance_gui.practice.render_spec import RenderSpec

RATE = 24
"""Frames a second."""


class StoppedError(Exception):
    """The video was not finished, because the program ends."""


def render(spec: RenderSpec, file: Path, stopping: Callable[[], bool]) -> None:
    """Draw the video of a request and write it to `file`. `stopping` is asked before each frame.

    Raises StoppedError (a part of the file may be there); OSError, av.FFmpegError where it can't be written.
    """
    with av.open(file, "w", format="mp4", options={"movflags": "faststart"}) as container:
        options = {"preset": "ultrafast", "crf": "20", "g": str(RATE)}
        video = container.add_stream("libx264", rate=RATE, options=options)
        video.width, video.height = render_spec.pixels(spec.body)
        video.pix_fmt = "yuv420p"
        video.codec_context.colorspace = Colorspace.ITU709
        video.codec_context.color_range = ColorRange.MPEG
        # 1 is BT.709 (ITU-T H.273); PyAV 16 has no names for these two.
        video.codec_context.color_primaries = video.codec_context.color_trc = 1
        audio = container.add_stream("aac", rate=sound.RATE, layout="stereo", bit_rate=96_000)
        samples = sound.frames(spec.seed, float(spec.seconds))
        heard = 0.0
        for number, frame in enumerate(_frames(spec)):
            if stopping():
                raise StoppedError
            # Both streams grow side by side, as players like it.
            while heard <= number / RATE and (part := next(samples, None)):
                container.mux(audio.encode(part))
                heard += part.samples / sound.RATE
            container.mux(video.encode(frame))
        for part in (*samples, None):
            container.mux(audio.encode(part))
        container.mux(video.encode(None))


def _frames(spec: RenderSpec) -> Iterator[av.VideoFrame]:
    images = [image for file in spec.pictures if (image := thumbnails.read(file))]
    last = thumbnails.read(spec.last_picture) if spec.last_picture else None
    if last and not images:
        images, last = [last], None
    width, height = render_spec.pixels(spec.body)
    backdrop = Backdrop(width, height, spec.seed, images[0] if images else None)
    overlay = Overlay(spec, QSize(width, height), images, last)
    reformatter = VideoReformatter()
    canvas = av.VideoFrame(width, height, "bgra")
    plane = canvas.planes[0]
    # Paints into the frame's own memory.
    image = QImage(memoryview(plane), width, height, plane.line_size, QImage.Format.Format_RGB32)
    for number in range(spec.seconds * RATE):
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(image.rect(), backdrop.at(number / (spec.seconds * RATE)))
            overlay.paint(painter, number, RATE)
        frame = reformatter.reformat(
            canvas, format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
        )
        frame.pts, frame.time_base = number, Fraction(1, RATE)
        yield frame
