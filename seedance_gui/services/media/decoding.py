"""What the worker process decodes, with FFmpeg: clips, sounds and pictures, by one demuxer that is told.

FFmpeg left to guess would also read playlists (HLS, ffconcat), which fetch other files and addresses. Each
function raises one of ``FAULTS`` where a file is no such thing.
"""

from __future__ import annotations

import io
from array import array
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from typing import Any

import av
from av.video.reformatter import ColorRange, Colorspace, Interpolation

from seedance_gui.domain.draft import Kind
from seedance_gui.services.media.file_signature import first_of_webp, orientation_of, read_signature
from seedance_gui.services.media.media_info import MOST_COPIED, MOST_PIXELS, MediaInfo
from seedance_gui.services.media.truncation import is_cut_short, is_picture_cut_short

Answer = tuple[dict[str, Any], bytes]
FAULTS = (
    av.FFmpegError, OSError, ValueError, OverflowError, IndexError, MemoryError, StopIteration, KeyError,
)  # fmt: skip
MOST_BYTES = 100 * 1024 * 1024
"""Of a picture that is shown; of one that is copied, four times that."""
SMALL = 320
"""The shorter side of a small picture, in pixels; its longer one is at most 8 times that."""

LONGEST_SIDE = 4096
"""The longer side of a copy, in pixels, at the most."""

_NEARLY_SOLID = 250
_LARGEST_SIDE = 16_384
_MOST_SAID = 100_000
"""Seconds, pixels or pictures a second that make sense."""
_HIDDEN = 3
"""Pictures that a whole file may count and not give (cut off by its edit list)."""
_CUT = 0.6
"""Seconds that may be missing at the end of a whole file (codecs' delays, rounding)."""
_DEMUXERS = {
    "jpg": "jpeg_pipe", "gif": "gif", "ico": "ico", "heic": "mov", "avif": "mov",
    **{form: f"{form}_pipe" for form in ("png", "webp", "bmp", "tiff", "pbm", "pgm", "ppm", "xpm")},
}  # fmt: skip
"""Of the pictures that are decoded. No SVG: it may name other files."""
INDEXED = {"mov", "matroska"}
"""The clips in which a time can be gone to; in others one may land behind it."""
_TURNS = {
    2: ("hflip",), 3: ("hflip", "vflip"), 4: ("vflip",), 5: ("transpose=cclock_flip",),
    6: ("transpose=clock",), 7: ("transpose=clock_flip",), 8: ("transpose=cclock",),
}  # fmt: skip
"""The filters that undo each orientation of EXIF."""
_EXACT = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT


def probe(file: Any, demuxer: str) -> Answer:  # noqa: ANN401 - whatever can be read from
    """Return kind, seconds, width, height, fps and small first picture of a clip, or loudness of a sound.

    Also whether it is ``cut_short``, where that is known: then that may be all.
    """
    end: dict[str, Any] = {}
    with suppress(OSError):  # of a file that isn't here the last piece may not be asked for
        end = {"cut_short": True} if is_cut_short(file, demuxer) else {}
    file.seek(0)
    try:
        found, picture = _probe(file, demuxer)
    except FAULTS:
        if not end:
            raise
        return end, b""
    return found | end, picture


def _probe(file: Any, demuxer: str) -> Answer:  # noqa: ANN401
    with opened(file, demuxer) as container:
        lengths = [container.duration / 1_000_000] if container.duration else []
        lengths += [float(s.duration * s.time_base) for s in container.streams if s.duration and s.time_base]
        clip = clip_of(container)
        if demuxer == "aac":  # which has no index: FFmpeg guesses by the first part's loudness
            with suppress(*FAULTS):
                parts = (part.duration * part.time_base for part in container.demux() if part.duration)
                lengths = [float(sum(parts))]
        measures: dict[str, float] = {"seconds": round(max(lengths, default=0), 3)}
        if clip:
            measures |= {"width": clip.width, "height": clip.height, "fps": float(clip.average_rate or 0)}
    found: dict[str, Any] = {"kind": Kind.VIDEO if clip else Kind.AUDIO}
    found |= {name: value for name, value in measures.items() if 0 < value <= _MOST_SAID}
    file.seek(0)
    with suppress(*FAULTS):
        if clip:
            first, lies = first_picture(file, demuxer)
            if lies >= 5 and "width" in found and "height" in found:
                found |= {"width": found["height"], "height": found["width"]}
            return found, _small(first, lies)
        found["loudness"] = loudness_of(file, demuxer)
    return found, b""


def check(file: Any, demuxer: str) -> Answer:  # noqa: ANN401
    """Tell whether a clip is ``whole``: all its pictures are there, to its end. The first one comes along."""
    with opened(file, demuxer) as container:
        clip = clip_of(container)
        if not clip or not 0 < max(clip.width, clip.height) <= _LARGEST_SIDE:
            return {"why": "no picture in it"}, b""
        end, count, broken = 0.0, 0, False
        for packet in container.demux(clip):
            if packet.pts is not None and packet.time_base is not None and packet.size:
                count += 1
                broken = broken or packet.is_corrupt
                end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
        told, start = (float((at or 0) * (clip.time_base or 0)) for at in (clip.duration, clip.start_time))
        if not count or broken or count < clip.frames - _HIDDEN:
            return {"why": f"{count} of {clip.frames} pictures"}, b""
        if told and end - start < told - _CUT:
            return {"why": f"pictures for {end - start:.1f} of {told:.1f} s"}, b""
    file.seek(0)
    with suppress(*FAULTS):  # the clip itself counts, not its small picture
        return {"whole": True}, _small(*first_picture(file, demuxer))
    return {"whole": True}, b""


def picture(file: Any) -> Answer:  # noqa: ANN401
    """Return a picture made small and upright: a JPEG, or a PNG where it is transparent."""
    first, lies, _ = _still(file, MOST_PIXELS, small=True)
    return {}, _small(first, lies)


def look(file: Any) -> Answer:  # noqa: ANN401
    """Return the size in which a picture is seen, and whether it is ``see_through``.

    Of what is ``cut_short`` only that is told; what else is damaged is a fault.
    """
    data = file.read(MOST_BYTES + 1)
    said = read_signature(io.BytesIO(data))
    if len(data) <= MOST_BYTES and is_picture_cut_short(data, said.format):
        return {"cut_short": True, "format": ""}, b""
    file.seek(0)
    first, lies, _ = _still(file, MOST_PIXELS, small=True)
    sides = said.width or first.width, said.height or first.height
    width, height = sides[::-1] if lies >= 5 else sides
    small = rgb(first, 256, 256)  # whose lines have nothing behind them
    see_through = small.format.name == "rgba" and min(bytes(small.planes[0])[3::4]) < _NEARLY_SOLID
    return {"width": width, "height": height, "see_through": see_through}, b""


def copy(
    file: Any,  # noqa: ANN401
    smaller: bool,
    shape: float | None = None,
    borders: bool = False,
    at: float = 0.5,
    white: bool = False,
) -> Answer:
    """Return a picture (of an animation, the first one) upright, with its ``suffix``: a PNG.

    If it shall be ``smaller``, or is in a format of photographs, a JPEG, unless it is transparent. Its longer
    side is at most ``LONGEST_SIDE``. ``shape`` is width by height: what is too much is cut off, so that
    what stays lies ``at`` (0 to 1) of the way from left or top; with ``borders`` black is put there instead.
    ``white``: so becomes what is transparent.
    """
    whole, lies, form = _still(file, MOST_COPIED)
    scale = min(1.0, LONGEST_SIDE / max(whole.width, whole.height))
    width, height = (max(1, round(side * scale)) for side in (whole.width, whole.height))
    made = turned(rgb(whole, width, height), lies)
    if white and made.format.name == "rgba":
        on_white = ":".join(f"{one}={one}(X,Y)*alpha(X,Y)/255+255-alpha(X,Y)" for one in "rgb")
        made = filtered([made.reformat(format="gbrap")], f"geq={on_white}").reformat(format="rgb24")
    if shape is not None:
        sides = (made.width, round(made.width / shape)), (round(made.height * shape), made.height)
        wide, high = (max(1, side) for side in (max if borders else min)(sides))
        cropped = f"crop={wide}:{high}:{round((made.width - wide) * at)}:{round((made.height - high) * at)}"
        made = filtered([made], f"pad={wide}:{high}:-1:-1:black" if borders else cropped)
    photograph = form in {"heic", "avif"} or (shape is not None and form == "jpg")
    if made.format.name != "rgba" and (smaller or photograph):
        return {"suffix": ".jpg"}, jpeg(made)
    return {"suffix": ".png"}, _encoded(made, "png")


def _still(file: Any, most: int, *, small: bool = False) -> tuple[Any, int, str]:  # noqa: ANN401
    """Return the first picture of a file of pictures, how it lies, and its format. ``small`` will do."""
    data = file.read((most_bytes := MOST_BYTES if small else 4 * MOST_BYTES) + 1)
    if data[-18:] == b"TRUEVISION-XFILE.\0":  # the only ones that are known by their end
        targa: Any = av.CodecContext.create("targa", "r")
        targa.options = {"max_pixels": str(most)}
        return next(iter(targa.decode(av.Packet(data)) + targa.decode(None))), 1, "tga"
    said = read_signature(io.BytesIO(data))
    form, pixels = said.format, (said.width or 0) * (said.height or 0)
    if form not in _DEMUXERS or len(data) > most_bytes or pixels > most:
        raise ValueError("no picture, or too large")
    options = {"max_pixels": str(most)}
    if form == "jpg" and small:  # a large photograph is quicker at a half, a quarter, an eighth of its size
        shorter = min(said.width or 0, said.height or 0)
        options["lowres"] = str(min(3, (shorter // (2 * SMALL)).bit_length()))
    with opened(io.BytesIO(first_of_webp(data) if form == "webp" else data), _DEMUXERS[form]) as container:
        largest = max(container.streams.video, key=lambda stream: stream.width)  # an icon comes in many sizes
        largest.codec_context.options = options
        tiled = form in {"heic", "avif"} and pixels > 2 * largest.width * largest.height
        first = _tiled(container, largest, data, said) if tiled else next(container.decode(largest))
    return first, orientation_of(data), form


def _tiled(container: Any, like: Any, data: bytes, said: MediaInfo) -> Any:  # noqa: ANN401
    """Put a photograph together that comes in tiles, as those of phones do: each is a stream of its own."""
    at = data.index(b"idat") + 4
    rows, columns = data[at + 2] + 1, data[at + 3] + 1
    same = [one for one in container.streams.video if (one.width, one.height) == (like.width, like.height)]
    packets = container.demux(same[: rows * columns])
    tiles = {packet.stream.index: tile for packet in packets for tile in packet.decode()}
    if len(tiles) < rows * columns:
        raise ValueError("a tile is missing")
    sides = f"{min(said.width or 0, columns * like.width)}:{min(said.height or 0, rows * like.height)}"
    return filtered([tiles[one] for one in sorted(tiles)], f"tile={columns}x{rows}", f"crop={sides}:0:0")


def frame(
    file: Any,  # noqa: ANN401
    demuxer: str,
    seconds: float | None = None,
    index: int | None = None,
    most: int = 0,
) -> Answer:
    """Return the picture shown at ``seconds``, or the one at ``index`` (from 0 on), upright, as PNG.

    ``most``: the pixels of its longer side at the most. Its colours become RGB by the matrix and range that
    the file names; by BT.601 where it names none, as FFmpeg does. After the last picture, that one is shown.
    """
    with opened(file, demuxer) as container:
        clip = clip_of(container)
        if not clip or max(clip.width, clip.height) > _LARGEST_SIDE:
            raise ValueError("no picture in it")
        clip.thread_type = "AUTO"
        until = (clip.start_time or 0) + (seconds or 0.0) / clip.time_base
        if seconds and demuxer in INDEXED:
            container.seek(int(until), stream=clip)
        pictures = container.decode(clip)
        shown = next(pictures)
        for number, after in enumerate(pictures, 1):
            late = after.pts is not None and after.pts > until + 0.001 / clip.time_base
            if late if index is None else number > index:
                break
            shown = after
        scale = min(1.0, most / max(shown.width, shown.height)) if most else 1.0
        width, height = (max(1, round(side * scale)) for side in (shown.width, shown.height))
        return {}, _encoded(turned(rgb(shown, width, height), lies_of(shown)), "png")


def opened(file: object, demuxer: str) -> Any:  # noqa: ANN401 - PyAV's containers are hardly typed
    """Open a file by one demuxer, which may fetch nothing else."""
    if not demuxer:
        raise ValueError("nothing is known of it")
    return av.open(file, format=demuxer, options={"protocol_whitelist": ""})


def clip_of(container: Any) -> Any:  # noqa: ANN401
    """Return the stream of a clip's pictures. The cover of a song is one, too, and no clip.

    Some programs write it as a track like any other: of one picture, beside the sound.
    """
    covers = av.stream.Disposition.attached_pic | av.stream.Disposition.timed_thumbnails
    clips = (stream for stream in container.streams.video if not stream.disposition & covers)
    return next((clip for clip in clips if clip.frames != 1 or not container.streams.audio), None)


def first_picture(file: object, demuxer: str) -> tuple[Any, int]:
    """Return a clip's first picture, and how it lies."""
    with opened(file, demuxer) as container:
        first = next(container.decode(clip_of(container)))
        return first, lies_of(first)


def loudness_of(file: object, demuxer: str, parts: int = 32, most_seconds: float = 300.0) -> list[float]:
    """Return how loud a sound is (0-1) in so many equal parts of its first ``most_seconds``."""
    rate, peaks = 4000, array("h")  # one peak for every 10 ms
    step = rate // 100
    with opened(file, demuxer) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
        for part in container.decode(audio=0):
            for small in resampler.resample(part):
                samples = array("h", bytes(small.planes[0])[: small.samples * 2])
                peaks.extend(
                    min(32_767, max(map(abs, samples[at : at + step]))) for at in range(0, len(samples), step)
                )
            if len(peaks) > most_seconds * 100:
                break
    edges = [len(peaks) * part // parts for part in range(parts + 1)]
    loud = [max(peaks[start : max(end, start + 1)], default=0) / 32_767 for start, end in pairwise(edges)]
    return loud if peaks else []


def rgb(picture: av.VideoFrame, width: int, height: int) -> av.VideoFrame:
    """Return a picture in RGB, with alpha where it has any."""
    clear = picture.format.has_palette or any(part.is_alpha for part in picture.format.components)
    return picture.reformat(width, height, "rgba" if clear else "rgb24", interpolation=_EXACT)


def _small(picture: av.VideoFrame, lies: int) -> bytes:
    scale = min(1.0, SMALL / min(picture.width, picture.height))
    width, height = (max(1, min(8 * SMALL, round(side * scale))) for side in (picture.width, picture.height))
    small = turned(rgb(picture, width, height), lies)
    if small.format.name == "rgba":
        return _encoded(small, "png")
    return jpeg(small)


def jpeg(picture: av.VideoFrame) -> bytes:
    """Return a picture as a JPEG."""
    # JPEG knows one matrix, and the full range
    full = picture.reformat(None, None, "yuvj420p", None, Colorspace.ITU601, dst_color_range=ColorRange.JPEG)
    return _encoded(full, "mjpeg")


def turned(picture: av.VideoFrame, lies: int) -> Any:  # noqa: ANN401
    """Return a picture upright that lies so (1 to 8, as EXIF counts)."""
    return filtered([picture], *_TURNS[lies]) if lies in _TURNS else picture


def filtered(pictures: list[av.VideoFrame], *filters: str) -> Any:  # noqa: ANN401
    """Return what a row of filters makes of pictures of one size."""
    graph, pace, like = av.filter.Graph(), Fraction(1, 25), pictures[0]
    source = graph.add_buffer(width=like.width, height=like.height, format=like.format, time_base=pace)
    graph.link_nodes(source, *(graph.add(*name.split("=", 1)) for name in filters), graph.add("buffersink"))
    graph.configure()
    for number, picture in enumerate(pictures):
        picture.pts, picture.time_base = number, pace
        graph.push(picture)
    return graph.pull()


def lies_of(picture: av.VideoFrame) -> int:
    """Return the orientation, as EXIF counts them, in which a clip's picture is stored."""
    return {-90: 6, 90: 8, 180: 3, -180: 3}.get(picture.rotation, 1)


def _encoded(picture: av.VideoFrame, codec_name: str) -> bytes:
    codec: Any = av.CodecContext.create(codec_name, "w")
    codec.width, codec.height, codec.pix_fmt = picture.width, picture.height, picture.format.name
    codec.time_base = Fraction(1, 25)
    if codec_name == "mjpeg":
        codec.qmin, codec.qmax = 2, 4
    picture.pts = 0
    return b"".join(bytes(packet) for packet in [*codec.encode(picture), *codec.encode(None)])
