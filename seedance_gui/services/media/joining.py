"""What the worker process makes of several clips: one, in which they follow each other without a gap.

Where all are coded alike their packets are copied as they are, which loses nothing. Otherwise all is coded
anew in the size of the first one, with black bars where another one has another shape. Functions raise one of
``decoding.FAULTS`` where that can't be done.
"""

from __future__ import annotations

import io
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from av.video.frame import PictureType

from seedance_gui.services.media.decoding import clip_of, filtered, lies_of, opened, turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.services.media.decoding import Answer

_QUALITY = {"preset": "veryfast", "crf": "16"}
_RATE = 48_000
_BASE = Fraction(1, 90_000)


def join(file: Any, demuxer: str, others: Sequence[tuple[str, str]]) -> Answer:  # noqa: ANN401
    """Return clips one behind the other as an MP4. ``others``: path and demuxer of those behind ``file``.

    ``copied``: nothing was coded anew.
    """
    made = io.BytesIO()
    with ExitStack() as stack:
        files = [file, *(stack.enter_context(Path(path).open("rb")) for path, _ in others)]
        clips = list(zip(files, [demuxer, *(name for _, name in others)], strict=True))
        shapes = [_shape(*clip) for clip in clips]
        copied = all(shape == shapes[0] for shape in shapes) and shapes[0] is not None
        spans = [_span(*clip) for clip in clips]
        (_copy if copied else _code)(clips, spans, made)
    return {"suffix": ".mp4", "copied": copied}, made.getvalue()


def _shape(file: Any, demuxer: str) -> tuple[Any, ...] | None:  # noqa: ANN401
    """Return all that must be the same in clips that are copied together; None: this one can't be."""
    file.seek(0)
    with opened(file, demuxer) as container:
        clip, sounds = clip_of(container), container.streams.audio
        if clip is None:
            raise ValueError("no pictures in it")
        if demuxer != "mov" or len(sounds) > 1 or any(packet.is_discard for packet in container.demux(clip)):
            return None
        coder = clip.codec_context
        known = [coder.name, coder.width, coder.height, coder.pix_fmt, coder.extradata, clip.time_base]
        for sound in sounds:
            coder = sound.codec_context
            known += [coder.name, coder.sample_rate, coder.layout.name, coder.extradata, sound.time_base]
    file.seek(0)
    with opened(file, demuxer) as container:
        return *known, lies_of(next(container.decode(clip_of(container))))


def _span(file: Any, demuxer: str) -> tuple[Fraction, Fraction]:  # noqa: ANN401
    """Return when the pictures of a clip begin and end, in seconds by its own clock."""
    file.seek(0)
    with opened(file, demuxer) as container:
        clip = clip_of(container)
        base, rate = clip.time_base, clip.average_rate or 25
        packets = [packet for packet in container.demux(clip) if packet.pts is not None and packet.size]
        start = min(packet.pts for packet in packets if not packet.is_discard)
        last = max(packets, key=lambda packet: packet.pts)
        return start * base, (last.pts + (last.duration or round(1 / rate / base))) * base


def _copy(
    clips: Sequence[tuple[Any, str]], spans: Sequence[tuple[Fraction, Fraction]], made: io.BytesIO
) -> None:
    with av.open(made, "w", format="mp4") as output:
        into: list[Any] = []
        ends: dict[int, int] = {}  # when the packets so far are over, by stream
        begins = Fraction(0)
        for (file, demuxer), (start, end) in zip(clips, spans, strict=True):
            file.seek(0)
            with opened(file, demuxer) as source:
                streams = [clip_of(source), *source.streams.audio]
                into = into or [output.add_stream_from_template(one, opaque=True) for one in streams]
                for packet in source.demux(streams):
                    if packet.dts is None or packet.pts is None:
                        continue
                    place, base = streams.index(packet.stream), packet.time_base
                    shift = round((begins - start) / base)
                    at = packet.pts + shift
                    # What a coder of sound needs before its beginning, or plays on behind the pictures
                    over = packet.pts * base >= end or at < ends.get(place, at if not begins else 0)
                    if place and (over or (begins and packet.pts * base < start)):
                        continue
                    packet.pts, packet.dts = at, packet.dts + shift
                    if place:
                        ends[place] = at + (packet.duration or 0)
                    packet.stream = into[place]
                    output.mux(packet)
            begins += end - start


def _code(
    clips: Sequence[tuple[Any, str]], spans: Sequence[tuple[Fraction, Fraction]], made: io.BytesIO
) -> None:
    with av.open(made, "w", format="mp4") as output:
        coded: Any = None
        sound = _Sound(output)
        begins = Fraction(0)
        for (file, demuxer), (start, end) in zip(clips, spans, strict=True):
            file.seek(0)
            with opened(file, demuxer) as source:
                clip = clip_of(source)
                clip.thread_type = "AUTO"
                for frame in source.decode([clip, *source.streams.audio[:1]]):
                    if isinstance(frame, av.AudioFrame):
                        if frame.time is None or frame.time >= start - 0.001:
                            sound.take(frame, begins + end - start)
                        continue
                    upright = turned(frame.reformat(format="yuv420p"), lies_of(frame))
                    if coded is None:
                        coded = _coder(output, upright, clip.average_rate)
                        sound.open()
                    shown = _fitted(upright, coded.codec_context.width, coded.codec_context.height)
                    shown.pts = round((frame.pts * clip.time_base - start + begins) / _BASE)
                    shown.time_base, shown.pict_type = _BASE, PictureType.NONE
                    output.mux(coded.encode(shown))
            begins += end - start
            sound.fill(begins)
        output.mux(coded.encode(None))
        sound.close()


def _coder(output: Any, first: Any, rate: Fraction | None) -> Any:  # noqa: ANN401
    coded = output.add_stream("libx264", rate=rate or 25, options=_QUALITY)
    coder = coded.codec_context
    coder.width, coder.height = first.width // 2 * 2, first.height // 2 * 2
    coder.pix_fmt, coder.time_base = "yuv420p", _BASE
    for name in ("color_range", "colorspace", "color_primaries", "color_trc"):
        setattr(coder, name, getattr(first, name, 2))
    return coded


def _fitted(picture: Any, width: int, height: int) -> Any:  # noqa: ANN401
    """Return a picture in a size, with bars where it has another shape."""
    scale = min(width / picture.width, height / picture.height)
    wide, high = (max(2, round(side * scale) // 2 * 2) for side in (picture.width, picture.height))
    shown = picture.reformat(min(wide, width), min(high, height), "yuv420p")
    if (shown.width, shown.height) == (width, height):
        return shown
    left, top = ((width - shown.width) // 4 * 2, (height - shown.height) // 4 * 2)
    return filtered([shown], f"pad={width}:{height}:{left}:{top}")


class _Sound:
    """The sound of all clips as one, silent where one has none and no longer than its pictures."""

    def __init__(self, output: Any) -> None:  # noqa: ANN401
        self._output = output
        self._coded: Any = None
        self._fifo = av.AudioFifo()
        self._waiting: list[tuple[Any, Fraction]] = []
        self._resampler = av.AudioResampler(format="fltp", layout="stereo", rate=_RATE)
        self._like: tuple[str, str, int] | None = None
        self._taken = 0  # samples

    def open(self) -> None:
        """Make the stream, once that of the pictures is there."""
        self._coded = self._output.add_stream("aac", rate=_RATE, layout="stereo")
        for frame, end in self._waiting:
            self.take(frame, end)

    def take(self, frame: Any, end: Fraction) -> None:  # noqa: ANN401
        """Add a part of the sound of the clip that ends then."""
        if self._coded is None:
            self._waiting.append((frame, end))
            return
        like = (frame.format.name, frame.layout.name, frame.sample_rate)
        if self._like not in {None, like}:
            self._resampler = av.AudioResampler(format="fltp", layout="stereo", rate=_RATE)
        self._like = like
        for part in self._resampler.resample(frame):
            if self._taken + part.samples <= end * _RATE + part.samples // 2:
                self._put(part)

    def fill(self, end: Fraction) -> None:
        """Be silent up to a moment."""
        while (missing := round(end * _RATE) - self._taken) > 0:
            silent = av.AudioFrame("fltp", "stereo", min(missing, 1024))
            for plane in silent.planes:
                plane.update(bytes(plane.buffer_size))
            silent.sample_rate = _RATE
            self._put(silent)

    def close(self) -> None:
        """Write what is left."""
        self._write(self._fifo.read(0, partial=True))
        self._output.mux(self._coded.encode(None))

    def _put(self, part: Any) -> None:  # noqa: ANN401
        part.pts = None
        self._taken += part.samples
        self._fifo.write(part)
        while (frame := self._fifo.read(1024)) is not None:
            self._write(frame)

    def _write(self, frame: Any) -> None:  # noqa: ANN401
        if frame is not None:
            frame.pts = None
            self._output.mux(self._coded.encode(frame))
