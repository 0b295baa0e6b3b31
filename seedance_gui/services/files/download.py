"""Fetch a finished video: resumed where it was cut, checked, and never from a place that isn't public.

What arrives is written to a ``.part`` file; giving it its final name is ``downloads``' work.
"""

from __future__ import annotations

import asyncio
import errno
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from seedance_gui.domain.errors import (
    DiskFullError,
    FileProblemError,
    LinkExpiredError,
    PassingError,
    SeedanceError,
)
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.media.url_safety import UnsafeLinkError
from seedance_gui.services.platform.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from seedance_gui.services.api.client import ApiClient

ROOM_LEFT = 32 * 1024 * 1024
"""Bytes that a download leaves free, so that the store can still be written."""

LARGEST_VIDEO = 8 * 1024**3
SLOW_AFTER, SLOWEST = 120.0, 1024
"""After so many seconds, a download with fewer bytes a second is left for a while, to be gone on with."""

AT_ONCE, WAITS_AT_MOST = 1024 * 1024, 0.1
"""Bytes that are written at once, and seconds after which fewer are."""

RANGE = re.compile(r"bytes (\d{1,19})-(\d{1,19})/(\d{1,19}|\*)")


@dataclass(frozen=True, slots=True)
class Part:
    """A file on its way. ``tag``: the strong ETag or the date that its bytes belong to; ``total``: all bytes.

    ``begun`` is told the part as it then stands before the first byte is written, to be kept for resuming.
    """

    path: Path
    tag: str = ""
    total: int | None = None
    begun: Callable[[Part], None] | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that arrived. ``checked``: its size is the one told before. ``mime``: the type it came as."""

    checked: bool
    mime: str = ""


async def fetch(
    api: ApiClient,
    link: str,
    part: Part,
    own_origin: str = "",
    progress: Callable[[int, int | None], None] | None = None,
) -> Fetched:
    """Fetch a paid video's ``link`` into ``part.path`` and return once everything is on the disk.

    Raises:
        LinkExpiredError: the link doesn't work (400, 401, 403, 404, 410), or leads to no public place.
        DiskFullError, FileProblemError: it can't be written.
        PassingError: cut, slow, or another fault: what has arrived stays, go on later.
    """
    headers = {"Accept-Encoding": "identity"}
    try:
        have = await asyncio.to_thread(_have, part)
        if have:
            headers |= {"Range": f"bytes={have}-", "If-Range": part.tag}
        async with api.opened(link, headers, own_origin, paid=True) as response:
            start, part = _begin(response, part, have)
            _room(part, start)
            if part.begun is not None:
                part.begun(part)
            size = await _write(response, part, start, progress)
            mime = _mime_of(response)
    except UnsafeLinkError as fault:
        raise LinkExpiredError(Message(FaultMessage.LINK_UNSAFE), str(fault)) from None
    except OSError as fault:
        raise _told(fault) from None
    if part.total is not None and size != part.total:
        raise PassingError(Message(FaultMessage.DOWNLOAD_CUT), f"{size} of {part.total} bytes")
    return Fetched(part.total is not None, mime)


def _begin(response: httpx.Response, part: Part, have: int) -> tuple[int, Part]:
    """Return at which byte to write, and the part as this reply describes it."""
    status = response.status_code
    if status in {400, 401, 403, 404, 410}:
        raise LinkExpiredError(Message(FaultMessage.LINK_STALE), f"HTTP {status}")
    if status == 416:
        part.path.unlink(missing_ok=True)  # what is here doesn't belong to what is there
        raise PassingError(Message(FaultMessage.DOWNLOAD_CUT), "HTTP 416")
    if status not in {200, 206}:
        raise PassingError(Message(FaultMessage.LINK_FAILED), f"HTTP {status}")
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        raise PassingError(Message(FaultMessage.LINK_FAILED), "packed, though unpacked was asked for")
    kind = _mime_of(response)
    if kind.startswith("text/") or kind in {"application/xml", "application/json"}:
        raise LinkExpiredError(Message(FaultMessage.LINK_STALE), f"HTTP {status} with {kind[:60]}")
    tag = tag_of(response)
    if status == 206:
        told = RANGE.fullmatch(response.headers.get("content-range", "").strip())
        if told is None or int(told[1]) != have or (tag and part.tag and tag != part.tag):
            part.path.unlink(missing_ok=True)
            raise PassingError(Message(FaultMessage.DOWNLOAD_CUT), "another part than the one asked for")
        total = None if told[3] == "*" else int(told[3])
        return have, replace(part, tag=tag or part.tag, total=total if total is not None else part.total)
    length = response.headers.get("content-length", "")
    total = int(length) if length.isascii() and length.isdigit() else None
    return 0, replace(part, tag=tag, total=total)


def tag_of(response: httpx.Response) -> str:
    """Return what If-Range may be asked with: a strong ETag, else the date of the last change."""
    tag: str = response.headers.get("etag", "").strip()
    changed: str = response.headers.get("last-modified", "").strip()
    return tag[:300] if tag and not tag.startswith("W/") else changed[:100]


def _mime_of(response: httpx.Response) -> str:
    kind: str = response.headers.get("content-type", "").partition(";")[0]
    return kind.strip().lower()


def _have(part: Part) -> int:
    """Return how many bytes of a part can be gone on from."""
    part.path.parent.mkdir(parents=True, exist_ok=True)
    size = part.path.stat().st_size if part.path.exists() else 0
    return 0 if not part.tag or (part.total is not None and size >= part.total) else size


def _room(part: Part, start: int) -> None:
    if part.total is not None and part.total > LARGEST_VIDEO:
        raise PassingError(Message(FaultMessage.LINK_FAILED), f"{part.total} bytes")
    free, needed = shutil.disk_usage(part.path.parent).free, (part.total or 0) - start + ROOM_LEFT
    if free < needed:
        raise DiskFullError(Message(FaultMessage.NO_ROOM_FOR, needed=(needed >> 20) + 1, free=free >> 20))


class _Pieces:
    """Writes what comes in a thread: much at once, since each costs the way there and back, or soon."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._waiting: list[bytes] = []
        self._length = 0
        self._turn = asyncio.Lock()
        self._soon = asyncio.create_task(self._now_and_then())

    async def add(self, piece: bytes) -> None:
        self._waiting.append(piece)
        self._length += len(piece)
        if self._length >= AT_ONCE or self._soon.done():
            await self._write()

    async def end(self) -> None:
        """Write the rest."""
        async with self._turn:  # not while it is in the thread, which can't be stopped
            self._soon.cancel()
        await self._write()

    def stop(self) -> None:
        self._soon.cancel()

    async def _write(self) -> None:
        async with self._turn:
            if self._soon.done() and not self._soon.cancelled():
                self._soon.result()  # it failed
            pieces, self._waiting, self._length = self._waiting, [], 0
            if pieces:
                await asyncio.to_thread(_put, self._file, pieces)

    async def _now_and_then(self) -> None:
        while True:
            await asyncio.sleep(WAITS_AT_MOST)
            await self._write()


async def _write(
    response: httpx.Response, part: Part, start: int, progress: Callable[[int, int | None], None] | None
) -> int:
    size, clock = start, asyncio.get_running_loop().time
    begun = clock()
    file = await asyncio.to_thread(_open, part.path, start)
    pieces = _Pieces(file)
    try:
        # as they come: asked for in larger pieces, what came before a cut would be lost
        async for piece in response.aiter_raw():
            size += len(piece)
            if size > (part.total if part.total is not None else LARGEST_VIDEO):
                raise PassingError(Message(FaultMessage.DOWNLOAD_CUT), "more bytes than told")
            now = clock()
            if now - begun > SLOW_AFTER and size - start < (now - begun) * SLOWEST:
                # let another one have its turn
                raise PassingError(Message(FaultMessage.DOWNLOAD_CUT), "too slow")
            await pieces.add(piece)
            if progress is not None:
                progress(size, part.total)
        await pieces.end()
        await asyncio.to_thread(_sync, file)
    except asyncio.CancelledError:
        raise  # the thread may be writing still, and nothing may be put in its way
    except BaseException:
        with suppress(OSError):  # the fault itself is on its way
            await pieces.end()  # what came before a cut
        raise
    finally:
        pieces.stop()
        with suppress(OSError):  # on a full disk it fails a second time
            await asyncio.to_thread(file.close)
    return size


def _open(path: Path, start: int) -> BinaryIO:
    # "ab" would write at the end whatever was cut off meanwhile; a link in its place is not followed.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    file = os.fdopen(os.open(path, flags, 0o666), "r+b")
    file.truncate(start)
    file.seek(start)
    return file


def _put(file: BinaryIO, pieces: list[bytes]) -> None:
    file.writelines(pieces)
    file.flush()


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _told(fault: OSError) -> SeedanceError:
    detail = redact(f"{type(fault).__name__}: {fault}")[:500]
    if fault.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}:
        return DiskFullError(Message(FaultMessage.DISK_FULL), detail)
    if fault.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.ENOENT, errno.EIO}:
        return FileProblemError(Message(FaultMessage.FOLDER_UNUSABLE), detail)
    return PassingError(Message(FaultMessage.LINK_FAILED), detail)
