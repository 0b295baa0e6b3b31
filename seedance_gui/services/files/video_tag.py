"""A text in an MP4's own index, as a comment: players show it, and FFmpeg keeps it where it copies.

Pictures and sound stay as they came, byte by byte. What is built in an unknown way is left alone.
Everything here blocks: call it in a thread.
"""

from __future__ import annotations

import os
import shutil
import struct
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LARGEST_INDEX = 64 * 1024 * 1024
_KNOWN = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"uuid"})
_HOLD_OFFSETS = frozenset({b"trak", b"mdia", b"minf", b"stbl"})
_OFFSETS = {b"stco": "I", b"co64": "Q"}
_KEYS = (b"\xa9cmt", b"ldes", b"desc")
"""The comment, else a description: what somebody else wrote there is not replaced."""
_HANDLER = bytes(8) + b"mdirappl" + bytes(9)
_UTF8 = 1


def read(path: Path, mark: str) -> str:
    """Return what stands in a video's index from ``mark`` on, with what follows; empty without it.

    Raises OSError.
    """
    with path.open("rb") as file:
        index = b""
        for kind, at, size in _top(file):
            if kind == b"moov" and size <= _LARGEST_INDEX:
                file.seek(at)
                index = file.read(size)
    at = index.find(mark.encode())
    return index[at:].decode("utf-8", "replace") if at >= 0 else ""


def write(source: Path, target: Path, text: str) -> bool:
    """Write a copy of a video that has a text in its index; tell whether that could be done.

    The source is only read. Raises OSError.
    """
    with source.open("rb") as file:
        boxes = list(_top(file))
        whole = file.seek(0, os.SEEK_END)
        index = [(at, size) for kind, at, size in boxes if kind == b"moov"]
        if len(index) != 1 or not _KNOWN.issuperset(kind for kind, _, _ in boxes):
            return False
        ((at, size),) = index
        if size > _LARGEST_INDEX or sum(each for _, _, each in boxes) != whole:
            return False
        file.seek(at)
        try:
            ((_, before),) = _boxes(file.read(size))
            now = _within(before, b"udta", lambda udta: _within(udta, b"meta", lambda meta: _add(meta, text)))
            now = _box(b"moov", _moved(now, at, len(now) + 8 - size))
        except (ValueError, KeyError, struct.error):
            return False
        file.seek(0)
        with target.open("wb") as copy:
            _copy(file, copy, at)
            copy.write(now)
            file.seek(at + size)
            shutil.copyfileobj(file, copy, 1024 * 1024)
            copy.flush()
            os.fsync(copy.fileno())
    return True


def _top(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, place and size of each box of a file, as far as they make sense."""
    end, at = file.seek(0, os.SEEK_END), 0
    while at + 8 <= end:
        file.seek(at)
        head = file.read(16)
        size, kind = struct.unpack_from(">I4s", head)
        if size == 1 and len(head) == 16:
            (size,) = struct.unpack_from(">Q", head, 8)
        size = size or end - at
        if size < 8 or at + size > end:
            return
        yield kind, at, size
        at += size


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of the boxes in a box. Raises ValueError for what is none."""
    at = 0
    while at + 8 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", content, at + 8), 16
        size = size or len(content) - at
        if size < head or at + size > len(content):
            raise ValueError("not a box")
        yield kind, content[at + head : at + size]
        at += size
    if content[at:].strip(b"\0"):  # QuickTime ends lists with zeros
        raise ValueError("not a box")


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


def _within(content: bytes, kind: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return the content of a box with one of its boxes changed, or made of nothing."""
    boxes = list(_boxes(content))
    if kind not in dict(boxes):
        boxes.append((kind, b""))
    return b"".join(_box(each, change(inside) if each == kind else inside) for each, inside in boxes)


def _add(meta: bytes, text: str) -> bytes:
    """Return the content of a ``meta`` box with one more entry; there are two ways to name entries."""
    data = _box(b"data", struct.pack(">II", _UTF8, 0) + text.encode("utf-8", "replace"))
    if not meta:
        return bytes(4) + _box(b"hdlr", _HANDLER) + _box(b"ilst", _box(_KEYS[0], data))
    head = meta[:4] if meta[:4] == bytes(4) else b""  # QuickTime has no version there
    rest = meta[len(head) :]
    boxes = dict(_boxes(rest))
    handler = boxes[b"hdlr"][8:12]
    if handler == b"mdir":
        there = dict(_boxes(boxes.get(b"ilst", b"")))
        name = next((key for key in _KEYS if key not in there), b"")
    elif handler == b"mdta":
        keys = boxes[b"keys"]
        number = int.from_bytes(keys[4:8], "big") + 1
        name = number.to_bytes(4, "big")
        keys = keys[:4] + name + keys[8:] + _box(b"mdta", b"comment")
        rest = _within(rest, b"keys", lambda _: keys)
    else:
        raise ValueError("entries of an unknown kind")
    if not name:
        raise ValueError("all is written already")
    return head + _within(rest, b"ilst", lambda entries: entries + _box(name, data))


def _moved(content: bytes, behind: int, by: int) -> bytes:
    """Return an index that finds again what stood ``behind`` a place in the file, moved ``by`` bytes."""
    boxes = []
    for kind, inside in _boxes(content):
        if kind in _HOLD_OFFSETS:
            boxes.append(_box(kind, _moved(inside, behind, by)))
        elif kind in _OFFSETS:
            form = f">{int.from_bytes(inside[4:8], 'big')}{_OFFSETS[kind]}"
            places = struct.unpack_from(form, inside, 8)
            moved = struct.pack(form, *(place + by if place > behind else place for place in places))
            boxes.append(_box(kind, inside[:8] + moved))
        elif kind == b"saio":  # which holds places of another kind
            raise ValueError("encrypted")
        else:
            boxes.append(_box(kind, inside))
    return b"".join(boxes)


def _copy(source: BinaryIO, target: BinaryIO, count: int) -> None:
    while count and (piece := source.read(min(count, 1024 * 1024))):
        target.write(piece)
        count -= len(piece)
