"""What a file is by its first bytes, whatever it is called, and how large a picture is, undecoded."""

from __future__ import annotations

import hashlib
import io
import re
import stat
import struct
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from seedance_gui.domain.draft import Kind
from seedance_gui.services.media.media_info import MediaInfo

_HEAD = 64 * 1024
_MOST_OF_JPEG = 4 * 1024 * 1024  # a photograph may carry that much about itself before its size
_STARTS = (
    (b"\x1a\x45\xdf\xa3", None, "matroska"),
    (b"OggS", None, "ogg"),
    (b"FLV", Kind.VIDEO, "flv"),
    (b"fLaC", Kind.AUDIO, "flac"),
)
_PICTURES = (
    (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"\0\0\1\0", "ico"), (b"/* XPM */", "xpm"), (b"P1", "pbm"),
    (b"P4", "pbm"), (b"P2", "pgm"), (b"P5", "pgm"), (b"P3", "ppm"), (b"P6", "ppm"),
)  # fmt: skip
_PICTURE_BRANDS = {b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"hevc"}
_EXIF = re.compile(rb"(?:Exif\0\0|eXIf|EXIF[\s\S]{4})(?=II\*\0|MM\0\*)")


def read_signature(file: BinaryIO) -> MediaInfo:
    """Return ``format``, ``kind`` unless only a probe tells it, and a picture's size as its header says it.

    Reads from the beginning on, at most some megabytes. Raises OSError.
    """
    head = file.read(_HEAD)
    if head.startswith(b"\xff\xd8\xff"):
        return _image("jpg", *_jpeg(file))
    if (
        head.startswith(b"ID3") and len(head) >= 10
    ):  # a tag before any kind of sound; its size in 7 bits a byte
        file.seek(10 + sum((part & 127) << 7 * (3 - at) for at, part in enumerate(head[6:10])))
        return _moving(file.read(_HEAD)) or MediaInfo(Kind.AUDIO, "mp3")
    return _picture(head) or _moving(head) or MediaInfo()


def identify(path: Path | bytes | memoryview) -> tuple[MediaInfo, str, bytes]:
    """Return what a file's beginning says, what the file is known by, and that beginning.

    To be called in a thread. Raises OSError, ValueError.
    """
    if not isinstance(path, Path):
        head = bytes(path[:_HEAD])
        return replace(read_signature(io.BytesIO(path)), size=len(path)), mark_of(head, len(path)), head
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):  # reading a pipe would wait for ever
        raise OSError("no file")
    with path.open("rb") as file:
        found = read_signature(file)
        file.seek(0)
        head = file.read(_HEAD)
    return replace(found, size=about.st_size), mark_of(head, about.st_size), head


def mark_of(head: bytes, size: int) -> str:
    """Return what a file of this beginning and size is known by, whatever it is called."""
    return hashlib.sha256(b"%d " % size + head[:_HEAD]).hexdigest()


def is_text(head: bytes) -> bool:
    """Tell whether a file that begins so is empty or a text: a page, an error, a playlist."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True  # UTF-16
    text = head[:4096].decode("utf-8", "replace").rstrip("\ufffd")  # the last letter may be cut
    return not re.search(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]", text)


def video_suffix(demuxer: str, head: bytes) -> str:
    """Return the suffix of a video by what it holds, empty where that is not known."""
    if demuxer == "matroska":
        return ".webm" if b"webm" in head[:64] else ".mkv"
    return {"mov": ".mp4", "avi": ".avi", "flv": ".flv", "mpegts": ".ts", "ogg": ".ogv"}.get(demuxer, "")


def _image(suffix: str, width: int = 0, height: int = 0) -> MediaInfo:
    return MediaInfo(Kind.IMAGE, suffix, width=width or None, height=height or None)


def _picture(head: bytes) -> MediaInfo | None:  # noqa: PLR0911 - one line a format
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:
        return _image("png", *struct.unpack(">II", head[16:24]))
    if head[:6] in {b"GIF87a", b"GIF89a"} and len(head) >= 10:
        return _image("gif", *struct.unpack("<HH", head[6:10]))
    if head[:2] == b"BM" and len(head) >= 26:
        width, height = struct.unpack("<ii", head[18:26])
        return _image("bmp", abs(width), abs(height))
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _image("webp", *_webp(head))
    if head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS:
        brands = head[8 : int.from_bytes(head[:4], "big")]
        return _image("avif" if b"avif" in brands or b"avis" in brands else "heic", *_heif(head))
    for begin, form in _PICTURES:
        if head.startswith(begin) and (begin[:1] != b"P" or head[2:3].isspace()):
            return _image(form)
    start = head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")) and b"<svg" in start:
        return _image("svg")
    return None


def _moving(head: bytes) -> MediaInfo | None:  # noqa: PLR0911 - one line a format
    if head[4:8] in {b"ftyp", b"moov", b"mdat", b"free", b"wide", b"skip"}:
        return MediaInfo(None, "mov")  # a sound or a clip: a probe tells
    for start, kind, demuxer in _STARTS:
        if head.startswith(start):
            return MediaInfo(kind, demuxer)
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return MediaInfo(Kind.VIDEO, "avi")
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return MediaInfo(Kind.AUDIO, "wav")
    if head[::188][:3] == b"GGG":
        return MediaInfo(Kind.VIDEO, "mpegts")
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] != 0xFE:  # a text in UTF-16
        return MediaInfo(Kind.AUDIO, "aac" if head[1] & 0xF6 == 0xF0 else "mp3")
    return None


def _webp(head: bytes) -> tuple[int, int]:
    chunk = head[12:16]
    if chunk == b"VP8X" and len(head) >= 30:
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    if chunk == b"VP8L" and len(head) >= 25:
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 " and len(head) >= 30:
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def _heif(head: bytes) -> tuple[int, int]:
    """Return the largest size that is told: that of the whole picture, not of a tile or a thumbnail."""
    sizes = [struct.unpack_from(">II", head, found.end() + 4) for found in re.finditer(b"ispe", head[:-12])]
    return max(sizes, key=lambda size: int(size[0] * size[1]), default=(0, 0))


def orientation_of(data: bytes) -> int:
    """Return how a picture's file says that it lies, as EXIF counts: 1 (upright, or not said) to 8."""
    if data[4:8] == b"ftyp":  # HEIF has a box of its own for that, and its EXIF doesn't count
        turn = data.find(b"\0\0\0\x09irot", 0, _HEAD)
        return {1: 8, 2: 3, 3: 6}.get(data[turn + 8] & 3, 1) if turn >= 0 else 1
    found = _EXIF.search(data)
    tiff = data[found.end() :] if found else b""
    order = "<" if tiff.startswith(b"II") else ">"
    with suppress(struct.error):
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for at in range(start + 2, start + 2 + 12 * count, 12):
            if struct.unpack_from(f"{order}H", tiff, at) == (0x112,):
                return int(struct.unpack_from(f"{order}H", tiff, at + 8)[0])
    return 1


def first_of_webp(data: bytes) -> bytes:
    """Return an animation's first picture as a file of its own: FFmpeg's decoder takes no animations."""
    at = 12
    while at + 8 <= len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name == b"ANMF":
            parts = data[at + 24 : at + 8 + length]
            clear = 0x10 if parts[:4] in {b"ALPH", b"VP8L"} else 0
            body = b"WEBPVP8X" + struct.pack("<II", 10, clear) + data[at + 14 : at + 20] + parts
            return b"RIFF" + struct.pack("<I", len(body)) + body
        at += 8 + length + length % 2
    return data


def _jpeg(file: BinaryIO) -> tuple[int, int]:
    """Go from segment to segment to the one that says the size; (0, 0) where none does."""
    file.seek(2)
    while file.tell() < _MOST_OF_JPEG:
        head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF:
            return 0, 0
        length = int.from_bytes(head[2:4], "big")
        if 0xC0 <= head[1] <= 0xCF and head[1] not in {0xC4, 0xC8, 0xCC}:
            size = file.read(5)
            return (int.from_bytes(size[3:5], "big"), int.from_bytes(size[1:3], "big"))
        if length < 2:
            return 0, 0
        file.seek(length - 2, 1)
    return 0, 0
