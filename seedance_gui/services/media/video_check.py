"""Look into media files with PyAV, which is loaded at the first look (about 150 ms). Call in a thread."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import TypeAlias

    from seedance_gui.services.media.probe_worker import AskedFile

    Source: TypeAlias = Path | AskedFile

LARGEST_SIDE = 16_384
THUMB = 320
_HIDDEN = 3
"""Pictures that a whole file may count and not give (cut off by its edit list)."""
_CUT = 0.6
"""Seconds that may be missing at the end of a whole file (codecs' delays, rounding)."""


class NotPlayableError(Exception):
    """The file is no whole video of a kind that is known."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file holds. ``seconds`` of the longest stream; width and height in pixels, 0 without picture.

    ``fps``: pictures a second, None where it is not told.
    """

    seconds: float | None
    width: int
    height: int
    has_video: bool
    fps: float | None = None


def demuxer_of(path: Path) -> str:
    """Return the one demuxer that may read a video file, by its first bytes.

    FFmpeg left to guess would also read playlists (HLS, ffconcat), which fetch other files and addresses.

    Raises:
        NotPlayableError: neither MP4/MOV nor Matroska/WebM. OSError.
    """
    with path.open("rb") as file:
        head = file.read(12)
    if head[4:8] in {b"ftyp", b"moov", b"mdat", b"free", b"wide", b"skip"}:
        return "mov"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "matroska"
    raise NotPlayableError("neither MP4 nor Matroska")


def probe(path: Source, demuxer: str | None = None) -> Look:
    """Look at a media file, without decoding.

    ``demuxer`` is FFmpeg's name of the one to use; without it FFmpeg chooses (only for the person's own
    files).

    Raises:
        NotPlayableError: it can't be read. OSError.
    """
    with _opened(path, demuxer) as container:
        return _look(container)


def check_video(path: Path, *, lenient: bool = False) -> Look:
    """Look at a fetched video and make sure that it is whole: all its pictures are there, to its end.

    ``lenient``: what is there is enough, if it has a picture.

    Raises:
        NotPlayableError: it is no video, or cut. OSError.
    """
    with _opened(path, demuxer_of(path)) as container:
        look = _look(container)
        if not look.has_video or not 0 < max(look.width, look.height) <= LARGEST_SIDE:
            raise NotPlayableError("no picture in it")
        stream = container.streams.video[0]
        end, count, broken = 0.0, 0, False
        try:
            for packet in container.demux(stream):
                if packet.pts is not None and packet.time_base is not None and packet.size:
                    count += 1
                    broken = broken or packet.is_corrupt
                    end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
        except _faults() as fault:
            raise NotPlayableError(f"{type(fault).__name__} while reading") from None
        told = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else None
        start = float(stream.start_time * stream.time_base) if stream.start_time and stream.time_base else 0.0
        if not count:
            raise NotPlayableError("no picture in it")
        if lenient:
            return look
        if broken or count < stream.frames - _HIDDEN:
            raise NotPlayableError(f"{count} of {stream.frames} pictures")
        if told is not None and end - start < told - _CUT:
            raise NotPlayableError(f"pictures for {end - start:.1f} of {told:.1f} s")
        return look


def thumbnail(path: Path, target: Path) -> None:
    """Write the first picture of a checked video as JPEG, its longer side at most ``THUMB`` pixels.

    Raises:
        NotPlayableError: it can't be decoded. OSError.
    """
    first_picture(path, target, demuxer_of(path))


def first_picture(path: Source, target: Path, demuxer: str) -> None:
    """Do the same for a video that one demuxer reads. Raises as ``thumbnail``."""
    import av  # noqa: PLC0415 - heavy

    try:
        with _opened(path, demuxer) as container:
            frame = next(container.decode(video=0), None)
            if frame is None:
                raise NotPlayableError("no picture in it")
            scale = min(1.0, THUMB / max(frame.width, frame.height))
            width, height = (max(2, round(side * scale / 2) * 2) for side in (frame.width, frame.height))
            codec: Any = av.CodecContext.create("mjpeg", "w")
            codec.width, codec.height, codec.pix_fmt = width, height, "yuvj420p"
            codec.time_base = Fraction(1, 25)
            small = frame.reformat(width=width, height=height, format="yuvj420p")
            small.pts = 0
            data = b"".join(bytes(packet) for packet in [*codec.encode(small), *codec.encode(None)])
    except _faults() as fault:
        raise NotPlayableError(f"{type(fault).__name__} while decoding") from None
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(target.name + ".new")
    beside.write_bytes(data)
    beside.replace(target)


def loudness(path: Source, demuxer: str, parts: int = 32, most_seconds: float = 300.0) -> list[float]:
    """Return how loud a sound is (0-1) in so many equal parts of its first ``most_seconds``.

    Raises:
        NotPlayableError: it can't be decoded. OSError.
    """
    import av  # noqa: PLC0415 - heavy

    rate, peaks = 4000, array("h")  # one peak for every 10 ms
    step = rate // 100
    try:
        with _opened(path, demuxer) as container:
            resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
            for frame in container.decode(audio=0):
                for small in resampler.resample(frame):
                    samples = array("h", bytes(small.planes[0])[: small.samples * 2])
                    peaks.extend(
                        min(32_767, max(map(abs, samples[at : at + step])))
                        for at in range(0, len(samples), step)
                    )
                if len(peaks) > most_seconds * 100:
                    break
    except _faults() as fault:
        raise NotPlayableError(f"{type(fault).__name__} while decoding") from None
    if not peaks:
        return []
    edges = [len(peaks) * part // parts for part in range(parts + 1)]
    return [max(peaks[start : max(end, start + 1)], default=0) / 32_767 for start, end in pairwise(edges)]


def _opened(path: Source, demuxer: str | None) -> Any:  # noqa: ANN401 - PyAV is not loaded yet
    import av  # noqa: PLC0415 - heavy

    if isinstance(path, Path):
        file: Any = str(path.absolute())
    else:
        file = path
        file.seek(0)
    try:
        return av.open(file, format=demuxer, options={"protocol_whitelist": "file"})
    except _faults() as fault:
        raise NotPlayableError(f"{type(fault).__name__} while opening") from None


def _faults() -> tuple[type[Exception], ...]:
    import av  # noqa: PLC0415 - heavy

    return av.FFmpegError, ValueError, OverflowError, IndexError, MemoryError


def _look(container: Any) -> Look:  # noqa: ANN401
    lengths = [float(container.duration) / 1_000_000] if container.duration else []
    lengths += [float(s.duration * s.time_base) for s in container.streams if s.duration and s.time_base]
    seconds = max(lengths, default=None)
    import av  # noqa: PLC0415 - heavy

    # The cover of a song is a stream, too, and no clip.
    covers = av.stream.Disposition.attached_pic
    stream = next((s for s in container.streams.video if not s.disposition & covers), None)
    if stream is None:
        return Look(seconds, 0, 0, has_video=False)
    rate = float(stream.average_rate) if stream.average_rate else None
    return Look(seconds, int(stream.width or 0), int(stream.height or 0), has_video=True, fps=rate)
