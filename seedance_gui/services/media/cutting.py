"""What the worker process cuts out of clips and sounds: exactly from one picture on to another.

Where a part begins with a picture that needs none before it, and ends where none is needed from behind, it
is copied as it is coded. Otherwise its pictures are coded anew, so well that nobody sees it. Sound is always
copied, packet by packet (a fiftieth of a second); FLAC, whose header knows the whole, is coded anew, which
loses nothing. Functions raise one of ``decoding.FAULTS`` where nothing can be cut.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import av
from av.video.frame import PictureType

from seedance_gui.services.media.decoding import (
    INDEXED,
    clip_of,
    filtered,
    first_picture,
    jpeg,
    loudness_of,
    opened,
    rgb,
    turned,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from seedance_gui.services.media.decoding import Answer

_CLIPS = {
    "mov": ("mp4", ".mp4"), "matroska": ("matroska", ".mkv"), "avi": ("avi", ".avi"), "flv": ("flv", ".flv"),
}  # fmt: skip
_SOUNDS = {
    "mov": ("ipod", ".m4a"), "matroska": ("matroska", ".mka"), "mp3": ("mp3", ".mp3"),
    "aac": ("adts", ".aac"), "wav": ("wav", ".wav"), "flac": ("flac", ".flac"), "ogg": ("ogg", ".ogg"),
}  # fmt: skip
"""What writes a part of each container, and the ending."""
_QUALITY = {"preset": "veryfast", "crf": "16"}
_ROW, _TALL = 11.0, 128
"""The row of pictures: so many times as wide as high, and its height in pixels."""
_LOUDNESSES = 300
_LONGEST = 4 * 3600.0
_MOST_DECODED = 200
"""Pictures on the way to one of the row."""
_BEFORE = 1
"""Seconds: by so much the sound may lie before its picture in the file."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where something can be cut: before each picture or packet of sound, in order, and at its end.

    ``times`` are in the stream's time base, ``zero`` is what counts as 0 s. ``starts`` and ``ends`` are the
    numbers of the times where a part that is copied as it is coded can start and end. ``is_told``: each
    packet says when it is shown; else (in AVI) they are to be counted.
    """

    times: list[int]
    zero: int
    base: Fraction
    starts: list[int]
    ends: list[int]
    is_told: bool

    def seconds(self) -> list[float]:
        return [float((time - self.zero) * self.base) for time in self.times]

    def nearest(self, seconds: float) -> int:
        at = seconds / self.base + self.zero
        return min(range(len(self.times)), key=lambda number: abs(self.times[number] - at))


def strip(file: Any, demuxer: str) -> Answer:  # noqa: ANN401 - whatever can be read from
    """Return the ``places`` (seconds) where a clip or sound can be cut, and how it looks from end to end.

    ``starts`` and ``ends`` are the numbers of those at which a part needs no new coding; of a sound, all. A
    clip comes with a row of its pictures as a JPEG, a sound with its ``loudness`` (0-1).
    """
    with opened(file, demuxer) as container:
        clip = clip_of(container)
        _muxer(container, clip, demuxer)
        places = _places(container, clip or container.streams.audio[0])
    told: dict[str, Any] = {"places": places.seconds(), "starts": places.starts, "ends": places.ends}
    file.seek(0)
    if clip is None:
        return {**told, "loudness": loudness_of(file, demuxer, _LOUDNESSES, _LONGEST)}, b""
    return told, _row(file, demuxer, places)


def cut(file: Any, demuxer: str, start: float, end: float) -> Answer:  # noqa: ANN401
    """Return the part from ``start`` to ``end`` (seconds, taken to the nearest places), with its ``suffix``.

    A part whose pictures were coded anew is upright.
    """
    with opened(file, demuxer) as container:
        clip = clip_of(container)
        form, suffix = _muxer(container, clip, demuxer)
        places = _places(container, clip or container.streams.audio[0])
    first, last = places.nearest(start), places.nearest(end)
    if first >= last:
        raise ValueError("nothing between them")
    span = _Span(places.times[first] * places.base, places.times[last] * places.base)
    file.seek(0)
    made = io.BytesIO()
    if clip is None and demuxer == "flac":
        _code_sound(file, made, span)
    elif clip is None or (first in places.starts and last in places.ends):
        _copy(file, demuxer, made, form, span)
    else:
        if demuxer != "mov":
            form, suffix = _CLIPS["matroska"]  # where each picture says when it is shown
        _code(file, demuxer, made, form, span, places)
    return {"suffix": suffix}, made.getvalue()


@dataclass(frozen=True, slots=True)
class _Span:
    """From when to when, in seconds by the file's own clock; ``end`` is no longer in it."""

    start: Fraction
    end: Fraction

    def moved(self, packet: Any) -> bool:  # noqa: ANN401
        """Let a packet count from the start on; tell whether it is in the span."""
        at, base = packet.dts if packet.pts is None else packet.pts, packet.time_base
        if at is None or not self.start <= at * base < self.end:
            return False
        back = round(self.start / base)
        packet.pts = None if packet.pts is None else packet.pts - back
        packet.dts = None if packet.dts is None else packet.dts - back
        return True

    def is_over(self, packet: Any) -> bool:  # noqa: ANN401
        """Tell whether the span is surely over where a packet stands in the file."""
        return packet.dts is not None and packet.dts * packet.time_base > self.end + _BEFORE


def _muxer(container: Any, clip: object, demuxer: str) -> tuple[str, str]:  # noqa: ANN401
    if clip and container.metadata.get("major_brand") == "qt  ":  # which holds more than an MP4 may
        return "mov", ".mov"
    table = _SOUNDS if clip is None else _CLIPS
    if demuxer not in table:
        raise ValueError("nothing here writes such a file")
    return table[demuxer]


def _places(container: Any, stream: Any) -> _Places:  # noqa: ANN401
    seen: list[tuple[int, bool]] = []
    end, is_told = 0, container.format.name != "avi"
    for packet in container.demux(stream):
        at = packet.dts if packet.pts is None else packet.pts
        if at is not None and packet.size and not (packet.is_discard or packet.is_corrupt):
            seen.append((at, packet.is_keyframe))
            end = max(end, at + (packet.duration or 0))
    times = sorted({at for at, _ in seen})
    if not times:
        raise ValueError("nothing in it")
    number = {at: place for place, at in enumerate(times)}
    starts = sorted(number[at] for at, is_key in seen if is_key)
    ends, latest = [], 0
    for count, (at, _) in enumerate(seen, 1):  # in the order of decoding
        latest = max(latest, number[at] + 1)
        if latest == count:  # all that is shown before is here, and nothing else
            ends.append(count)
    if not is_told:  # so it isn't known what is needed from behind, but for a picture that needs none
        ends = [*starts[1:], len(times)]
    if end <= times[-1]:
        end = times[-1] + max(1, (times[-1] - times[0]) // max(1, len(times) - 1))
    # An MP3 counts from behind its coder's delay, which its packets don't
    zero = times[0] if stream.start_time is None else min(times[0], stream.start_time)
    return _Places([*times, end], zero, stream.time_base, starts, ends, is_told)


def _row(file: Any, demuxer: str, places: _Places) -> bytes:  # noqa: ANN401
    """Return pictures from all over a clip side by side, upright, as a JPEG."""
    first, lies = first_picture(file, demuxer)
    file.seek(0)
    wide = first.height / first.width if lies >= 5 else first.width / first.height
    sides = (_TALL, max(2, round(_TALL * wide))) if lies >= 5 else (max(2, round(_TALL * wide)), _TALL)
    count = max(4, min(24, round(_ROW / wide)))
    tiles: list[Any] = []
    with opened(file, demuxer) as container:
        clip = clip_of(container)
        clip.thread_type = "AUTO"
        pictures, shown = container.decode(clip), first
        reached = places.times[0] - 1
        for number in range(count):
            wanted = places.times[(2 * number + 1) * (len(places.times) - 1) // (2 * count)]
            start = bisect_right([places.times[one] for one in places.starts], wanted) - 1
            key = places.times[places.starts[max(0, start)]] if places.starts else places.times[0]
            if demuxer in INDEXED and key > reached:
                container.seek(key, stream=clip)
                pictures = container.decode(clip)
            for steps, picture in enumerate(pictures):
                shown = picture
                reached = max(reached, picture.pts if picture.pts is not None else reached)
                if reached >= wanted or steps > _MOST_DECODED:
                    break
            tiles.append(turned(rgb(shown, *sides), lies))
    return jpeg(filtered(tiles, f"tile={count}x1"))


def _copy(file: Any, demuxer: str, made: io.BytesIO, form: str, span: _Span) -> None:  # noqa: ANN401
    with opened(file, demuxer) as source, av.open(made, "w", format=form) as output:
        clip = clip_of(source)
        streams = [*source.streams.audio] if clip else [source.streams.audio[0]]
        into = {
            one: output.add_stream_from_template(one, opaque=True)
            for one in ([clip] if clip else []) + streams
        }
        _seek(source, demuxer, clip or streams[0], span)
        for packet in source.demux(list(into)):
            if span.is_over(packet):
                break
            _mux(output, packet, into, span)


def _code(
    file: Any,  # noqa: ANN401
    demuxer: str,
    made: io.BytesIO,
    form: str,
    span: _Span,
    places: _Places,
) -> None:
    """Code the pictures of a span anew, upright, beside its sound as it is."""
    first, lies = first_picture(file, demuxer)
    file.seek(0)
    sides = (first.height, first.width) if lies >= 5 else (first.width, first.height)
    width, height = (side // 2 * 2 for side in sides)  # H.264 has no odd ones
    with opened(file, demuxer) as source, av.open(made, "w", format=form) as output:
        clip = clip_of(source)
        clip.thread_type = "AUTO"
        coded: Any = output.add_stream("libx264", rate=clip.average_rate or 25, options=_QUALITY)
        coder, known = coded.codec_context, clip.codec_context
        coder.width, coder.height, coder.time_base = width, height, clip.time_base
        coder.pix_fmt = "yuvj420p" if first.format.name == "yuvj420p" else "yuv420p"
        for name in ("color_range", "colorspace", "color_primaries", "color_trc"):
            setattr(coder, name, getattr(known, name))
        into = {one: output.add_stream_from_template(one, opaque=True) for one in source.streams.audio}
        _seek(source, demuxer, clip, span)
        over, counted = False, iter(places.times)
        for packet in source.demux([clip, *into]):
            if over and span.is_over(packet):
                break
            if packet.stream is not clip:
                _mux(output, packet, into, span)
                continue
            for picture in packet.decode() if not over else ():
                when = picture.pts if places.is_told else next(counted)
                over = over or when * clip.time_base >= span.end
                if over or when * clip.time_base < span.start:
                    continue
                shown = turned(picture.reformat(format=coder.pix_fmt), lies)
                if (shown.width, shown.height) != (width, height):
                    shown = filtered([shown], f"crop={width}:{height}:0:0")
                shown.pts = when - round(span.start / clip.time_base)
                shown.time_base, shown.pict_type = clip.time_base, PictureType.NONE
                output.mux(coded.encode(shown))
        output.mux(coded.encode(None))


def _mux(output: Any, packet: Any, into: dict[Any, Any], span: _Span) -> None:  # noqa: ANN401
    """Put a packet of the span into its stream, as it is."""
    if span.moved(packet):
        packet.stream = into[packet.stream]
        output.mux(packet)


def _code_sound(file: Any, made: io.BytesIO, span: _Span) -> None:  # noqa: ANN401
    """Code a span of a FLAC anew: its header would tell of the whole one."""
    with opened(file, "flac") as source, av.open(made, "w", format="flac") as output:
        sound = source.streams.audio[0]
        coded: Any = output.add_stream("flac", rate=sound.rate)
        coded.codec_context.layout, coded.codec_context.format = sound.layout, sound.format.name
        for part in source.decode(sound):
            if span.start <= (at := part.pts * part.time_base) < span.end:
                part.pts = round((at - span.start) / part.time_base)
                output.mux(coded.encode(part))
        output.mux(coded.encode(None))


def _seek(source: Any, demuxer: str, stream: Any, span: _Span) -> None:  # noqa: ANN401
    if demuxer in INDEXED:  # others may land behind it
        source.seek(round((span.start - _BEFORE) / stream.time_base), stream=stream)
