"""Real media files, small and made on the spot, whose content tells the time.

Each picture of a video is one even shade, dark at the start and light at the end, so that a test can tell
from any frame it meets *when* in the video that frame belongs: see `moment`.
"""

from __future__ import annotations

import math
import struct
import wave
import zlib
from array import array
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
from PySide6.QtGui import QColor, QImage, QImageWriter, QTransform

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE_RATE = 44_100
DARKEST, LIGHTEST = 32, 224


def shade(at: float, seconds: float) -> int:
    """Return the grey level (0-255) of the picture shown `at` seconds into a video of `seconds`."""
    return round(DARKEST + (LIGHTEST - DARKEST) * min(max(at / seconds, 0.0), 1.0))


def moment(image: QImage, seconds: float) -> float:
    """Return the time in seconds at which `image` appears in a video of `seconds` made by `make_video`.

    Looks at the middle of the picture. Good to about a tenth of a second in ten seconds.
    """
    grey = image.pixelColor(image.width() // 2, image.height() // 2).lightness()
    return (grey - DARKEST) / (LIGHTEST - DARKEST) * seconds


def make_video(
    path: Path,
    width: int = 320,
    height: int = 180,
    seconds: float = 2.0,
    fps: int = 24,
    *,
    sound: bool = True,
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0),
    index_in_front: bool = False,
) -> Path:
    """Write a video of H.264 and AAC (the container follows the suffix) and return `path`.

    `width` and `height` are even numbers of pixels. `tint` scales red, green and blue, to tell files apart.
    `index_in_front`: as MP4 files on the web have it.
    """
    frames = max(1, round(seconds * fps))
    options = {"movflags": "+faststart"} if index_in_front else {}
    with av.open(str(path), "w", options=options) as container:
        video = container.add_stream("libx264", rate=fps)
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        video.options = {"preset": "ultrafast", "crf": "18", "g": str(fps)}
        audio = container.add_stream("aac", rate=SAMPLE_RATE) if sound else None
        for number in range(frames):
            grey = shade(number / fps, seconds)
            pixel = bytes(round(grey * part) for part in tint)
            frame = av.VideoFrame(width, height, "rgb24")
            line = frame.planes[0].line_size
            frame.planes[0].update((pixel * width).ljust(line, b"\0") * height)
            frame.pts, frame.time_base = number, Fraction(1, fps)
            container.mux(video.encode(frame.reformat(format="yuv420p")))
        container.mux(video.encode(None))
        if audio is not None:
            _add_tone(container, audio, seconds)
    return path


def make_numbered(
    path: Path,
    frames: int = 60,
    fps: int = 24,
    *,
    codec: str = "libx264",
    pix_fmt: str = "yuv420p",
    **options: str,
) -> Path:
    """Write a clip with sound whose pictures say their number (see `number_of`), and return `path`.

    There is a key frame every 25 pictures, and others need those behind them, unless `options` of the codec
    say otherwise.
    """
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream(codec, rate=fps)
        video.width, video.height, video.pix_fmt = 320, 180, pix_fmt
        known = {"preset": "ultrafast", "crf": "18", "g": "25", "bf": "3", "sc_threshold": "0"}
        video.options = {**(known if codec == "libx264" else {}), **options}
        audio = container.add_stream("aac", rate=SAMPLE_RATE)
        for number in range(frames):
            bits = [255 * (number >> bit & 1) for bit in range(10)]
            line = b"".join(bytes((level, level, level)) * 32 for level in bits)
            frame = av.VideoFrame(320, 180, "rgb24")
            frame.planes[0].update(line.ljust(frame.planes[0].line_size, b"\0") * 180)
            frame.pts, frame.time_base = number, Fraction(1, fps)
            container.mux(video.encode(frame.reformat(format=pix_fmt)))
        container.mux(video.encode(None))
        _add_tone(container, audio, frames / fps)
    return path


def number_of(image: QImage) -> int:
    """Return the number of a picture of `make_numbered`, also where it is scaled; for it lying turned to
    the right, see `turned_clip`."""
    if image.height() > image.width():
        image = image.transformed(QTransform().rotate(-90))
    step, middle = image.width() / 10, image.height() // 2
    return sum(
        (image.pixelColor(int((bit + 0.5) * step), middle).lightness() > 127) << bit for bit in range(10)
    )


def turned_clip(path: Path) -> Path:
    """Let an MP4 say that it is to be shown turned to the right, as telephones write it; return `path`."""
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 44
    data[at : at + 36] = struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    return path


def but_index(film: bytes) -> bytes:
    """Return an MP4 without its index, in which the settings are written; anything else as it is."""
    at = film.rfind(b"moov") - 4
    if film[4:8] != b"ftyp" or at < 0:
        return film
    return film[:at] + film[at + int.from_bytes(film[at : at + 4], "big") :]


def _add_tone(container: av.container.OutputContainer, stream: av.AudioStream, seconds: float) -> None:
    """Add a quiet tone of 440 Hz."""
    tone = _tone(seconds)
    step = 1024
    for start in range(0, len(tone), step):
        part = tone[start : start + step]
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(part))
        frame.planes[0].update(part.tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _tone(seconds: float) -> array[int]:
    count = round(seconds * SAMPLE_RATE)
    return array("h", (round(6000 * math.sin(2 * math.pi * 440 * n / SAMPLE_RATE)) for n in range(count)))


def with_sound(video: Path, path: Path, seconds: float) -> Path:
    """Write a copy of a silent video that sounds for so many seconds."""
    with av.open(str(video)) as silent, av.open(str(path), "w") as container:
        (shown,) = silent.streams.video
        video_copy = container.add_stream_from_template(shown)
        audio = container.add_stream("aac", rate=SAMPLE_RATE)
        for packet in silent.demux(shown):
            if packet.dts is not None:
                packet.stream = video_copy
                container.mux(packet)
        _add_tone(container, audio, seconds)
    return path


def make_wav(path: Path, seconds: float = 1.0) -> Path:
    """Write a mono tone, 16 bit, 44.1 kHz, and return `path`."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(_tone(seconds).tobytes())
    return path


def make_sound(path: Path, seconds: float = 1.0) -> Path:
    """Write a tone coded as the suffix says (`.mp3`, `.m4a`, `.flac`) and return `path`."""
    codecs = {".mp3": "mp3", ".m4a": "aac", ".aac": "aac", ".flac": "flac"}
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codecs[path.suffix], rate=SAMPLE_RATE)
        assert isinstance(stream, av.AudioStream)
        _add_tone(container, stream, seconds)
    return path


def with_cover(path: Path, codec: str = "mjpeg", seconds: float = 1.0) -> Path:
    """Write a sound (AAC in MP4) whose cover is a track like that of a clip, and return `path`."""
    with av.open(str(path), "w", format="mp4") as container:
        cover: Any = container.add_stream(codec, rate=1)
        cover.width, cover.height = 64, 64
        cover.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream = container.add_stream("aac", rate=SAMPLE_RATE)
        assert isinstance(stream, av.AudioStream)
        frame = av.VideoFrame(64, 64, "rgb24")
        frame.pts, frame.time_base = 0, Fraction(1, 1)
        container.mux(cover.encode(frame.reformat(format=cover.pix_fmt)))
        container.mux(cover.encode(None))
        _add_tone(container, stream, seconds)
    return path


def tagged(path: Path, size: int = 300) -> Path:
    """Put an empty ID3 tag of so many bytes before what is in a file, and return `path`."""
    length = bytes(size >> 7 * part & 127 for part in (3, 2, 1, 0))
    path.write_bytes(b"ID3\x04\0\0" + length + bytes(size) + path.read_bytes())
    return path


def make_image(path: Path, width: int = 320, height: int = 180, colour: str = "#3a7bd5") -> Path:
    """Write a plain picture, coded as the suffix says (`.png`, `.jpg`, `.webp`), and return `path`."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    writer = QImageWriter(str(path))
    if not writer.write(image):
        raise OSError(writer.errorString())
    return path


def turned(jpeg: bytes, lies: int) -> bytes:
    """Return a JPEG whose EXIF says that it lies so (1 to 8)."""
    entry = struct.pack(">HHHIHH", 1, 0x112, 3, 1, lies, 0)
    exif = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + entry + bytes(4)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def black_png(width: int, height: int) -> bytes:
    """Return a picture of any size as a file of little more than nothing."""
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(1 + width)) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def make_gif(path: Path, width: int = 64, height: int = 48, frames: int = 3) -> Path:
    """Write an animated GIF (Qt can't) and return `path`."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("gif", rate=10)
        stream.width, stream.height, stream.pix_fmt = width, height, "rgb8"
        for number in range(frames):
            frame = av.VideoFrame(width, height, "rgb24")
            level = 255 * number // max(1, frames - 1)
            plane = frame.planes[0]
            plane.update((bytes((level, 64, 255 - level)) * width).ljust(plane.line_size, b"\0") * height)
            frame.pts, frame.time_base = number, Fraction(1, 10)
            container.mux(stream.encode(frame.reformat(format="rgb8")))
        container.mux(stream.encode(None))
    return path
