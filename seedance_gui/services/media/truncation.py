"""Whether the end of a file is missing, because it was not copied or fetched whole. FFmpeg says nothing."""

from __future__ import annotations

import io
from typing import Any

_MARKS = {"jpg": (b"\xff\xda", b"\xff\xd9"), "png": (b"IDAT", b"IEND")}
"""What stands before a picture's content, and behind it."""
_SEGMENT = b"\x18\x53\x80\x67"
_LIKELY = 0x7FFF_0000
"""Larger ones are written by what doesn't know the size beforehand."""


def is_picture_cut_short(data: bytes, form: str) -> bool:
    """Tell whether the end of a picture's file is missing, where that can be told."""
    begin, end = _MARKS.get(form, (b"", b""))
    if form == "gif":
        return not data.rstrip(b"\0\r\n").endswith(b";")
    return data.rfind(end) < data.rfind(begin) or (form == "webp" and _riff(data) > len(data))


def is_cut_short(file: Any, demuxer: str) -> bool:  # noqa: ANN401 - whatever can be read from
    """Tell whether a clip's or sound's file ends before what it tells of itself, where that can be told."""
    size, told = file.seek(0, io.SEEK_END), 0
    file.seek(0)
    if demuxer == "mov":
        told = _boxes(file, size)
    elif demuxer in {"avi", "wav", "matroska"}:
        head = file.read(1024)
        told = _segment(head) if demuxer == "matroska" else _riff(head)
    return bool(told > size)


def _boxes(file: Any, size: int) -> int:  # noqa: ANN401
    """Return where the last box of an MP4 ends: the pictures, or the index, may be half there."""
    at = told = 0
    while at + 16 <= size:
        file.seek(at)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length < 8 or len(head) < 16:  # of what isn't here, pieces come one by one
            break
        at += length
        told = at if head[4:8] in {b"mdat", b"moov", b"moof"} else told
    return told


def _riff(head: bytes) -> int:
    size = int.from_bytes(head[4:8], "little")
    return size + 8 if size < _LIKELY else 0


def _segment(head: bytes) -> int:
    """Return where Matroska's one segment ends, 0 where that is not told."""
    at = head.find(_SEGMENT) + len(_SEGMENT)
    if at < len(_SEGMENT) or at >= len(head) or not head[at]:
        return 0
    more = 8 - head[at].bit_length()
    size = int.from_bytes(head[at : at + 1 + more], "big") & (1 << 7 * (more + 1)) - 1
    return 0 if size == (1 << 7 * (more + 1)) - 1 else at + 1 + more + size
