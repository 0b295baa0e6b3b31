"""Fetch a finished video: resumed where it was cut, checked, and never from a place that isn't public.

What arrives is written to a ``.part`` file; giving it its final name is ``downloads``' work.
"""

from __future__ import annotations

import asyncio
import errno
import os
import re
import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urljoin

import httpx

from seedance_gui.domain.errors import (
    DiskFullError,
    FileProblemError,
    LinkExpiredError,
    PassingError,
    SeedanceError,
)
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.api import transport
from seedance_gui.services.media import url_safety
from seedance_gui.services.platform.redaction import redact

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from pathlib import Path

    from seedance_gui.services.files.partial import Part

MOST_REDIRECTS = 5
ROOM_LEFT = 32 * 1024 * 1024
"""Bytes that a download leaves free, so that the store can still be written."""

LARGEST_VIDEO = 8 * 1024**3
SLOW_AFTER, SLOWEST = 120.0, 1024
"""After so many seconds, a download with fewer bytes a second is left for a while, to be gone on with."""

RANGE = re.compile(r"bytes (\d{1,19})-(\d{1,19})/(\d{1,19}|\*)")
FAULTS = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, transport.OddSetupError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that arrived. ``checked``: its size is the one told before. ``mime``: the type it came as."""

    size: int
    checked: bool
    mime: str = ""


async def fetch(
    link: str, part: Part, own_origin: str = "", progress: Callable[[int, int | None], None] | None = None
) -> Fetched:
    """Fetch ``link`` into ``part.path`` and return once everything is on the disk.

    Raises:
        LinkExpiredError: the link doesn't work (400, 401, 403, 404, 410), or leads to no public place.
        DiskFullError, FileProblemError: it can't be written.
        PassingError: cut, slow, or another fault: what has arrived stays, go on later.
    """
    have = await asyncio.to_thread(_have, part)
    headers = {"Accept-Encoding": "identity"}
    if have:
        headers |= {"Range": f"bytes={have}-", "If-Range": part.tag}
    try:
        async with followed("GET", link, headers, own_origin) as response:
            start, part = _begin(response, part, have)
            _room(part, start)
            if part.begun is not None:
                part.begun(part)
            size = await _write(response, part, start, progress)
            mime = response.headers.get("content-type", "").split(";")[0].strip().lower()
    except url_safety.UnsafeLinkError as fault:
        raise LinkExpiredError(Message(FaultMessage.LINK_UNSAFE), str(fault)) from None
    except FAULTS as fault:
        raise _told(fault) from None
    if part.total is not None and size != part.total:
        raise PassingError(Message(FaultMessage.DOWNLOAD_CUT), f"{size} of {part.total} bytes")
    return Fetched(size, part.total is not None, mime)


@asynccontextmanager
async def followed(
    method: str, link: str, headers: Mapping[str, str], own_origin: str
) -> AsyncIterator[httpx.Response]:
    """Follow redirects by hand: each next link is checked as the first one was, before it is opened."""
    for _ in range(MOST_REDIRECTS + 1):
        await url_safety.check(link, own_origin)
        own = bool(own_origin) and url_safety.origin_of(link) == own_origin
        async with transport.streamed(method, link, headers, direct=own) as response:
            if not response.is_redirect:
                if not own:
                    _check_peer(response)
                yield response
                return
            link = urljoin(link, response.headers.get("location", ""))
    raise httpx.TooManyRedirects("too many redirects")


def _check_peer(response: httpx.Response) -> None:
    """Check the address that really answered: a name may lead elsewhere when it is asked for again."""
    if url_safety.proxied(response.url.host):
        return
    stream: Any = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if peer is not None and url_safety.is_private_address(str(peer[0])):
        raise url_safety.UnsafeLinkError(f"answered by {peer[0]}")


def _begin(response: httpx.Response, part: Part, have: int) -> tuple[int, Part]:
    """Return at which byte to write, and the part as this reply describes it."""
    status = response.status_code
    if status in {400, 401, 403, 404, 410}:
        raise LinkExpiredError(Message(FaultMessage.LINK_STALE), f"HTTP {status}")
    if status == 416:
        _drop(part.path)  # what is here doesn't belong to what is there
        raise PassingError(Message(FaultMessage.DOWNLOAD_CUT), "HTTP 416")
    if status not in {200, 206}:
        raise PassingError(Message(FaultMessage.LINK_FAILED), f"HTTP {status}")
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        raise PassingError(Message(FaultMessage.LINK_FAILED), "packed, though unpacked was asked for")
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind.startswith("text/") or kind in {"application/xml", "application/json"}:
        raise LinkExpiredError(Message(FaultMessage.LINK_STALE), f"HTTP {status} with {kind[:60]}")
    tag = tag_of(response)
    if status == 206:
        told = RANGE.fullmatch(response.headers.get("content-range", "").strip())
        if told is None or int(told[1]) != have or (tag and part.tag and tag != part.tag):
            _drop(part.path)
            raise PassingError(Message(FaultMessage.DOWNLOAD_CUT), "another part than the one asked for")
        total = None if told[3] == "*" else int(told[3])
        return have, replace(part, tag=tag or part.tag, total=total if total is not None else part.total)
    length = response.headers.get("content-length", "")
    total = int(length) if length.isascii() and length.isdigit() else None
    return 0, replace(part, tag=tag, total=total)


def tag_of(response: httpx.Response) -> str:
    """Return what If-Range may be asked with: a strong ETag, else the date of the last change."""
    tag: str = response.headers.get("etag", "").strip()
    if tag and not tag.startswith("W/"):
        return tag[:300]
    changed: str = response.headers.get("last-modified", "")
    return changed.strip()[:100]


def _have(part: Part) -> int:
    """Return how many bytes of a part can be gone on from."""
    try:
        part.path.parent.mkdir(parents=True, exist_ok=True)
        size = part.path.stat().st_size
    except FileNotFoundError:
        return 0
    except OSError as fault:
        raise _told(fault) from None
    if not part.tag or (part.total is not None and size >= part.total):
        return 0
    return size


def _room(part: Part, start: int) -> None:
    if part.total is not None and part.total > LARGEST_VIDEO:
        raise PassingError(Message(FaultMessage.LINK_FAILED), f"{part.total} bytes")
    if shutil.disk_usage(part.path.parent).free < (part.total or 0) - start + ROOM_LEFT:
        raise DiskFullError(Message(FaultMessage.DISK_FULL))


async def _write(
    response: httpx.Response, part: Part, start: int, progress: Callable[[int, int | None], None] | None
) -> int:
    size = start
    clock = asyncio.get_running_loop().time
    begun = clock()
    file = await asyncio.to_thread(_open, part.path, start)
    try:
        # as they come: asked for in larger pieces, what came before a cut would be lost
        async for piece in response.aiter_raw():
            size += len(piece)
            if size > (part.total if part.total is not None else LARGEST_VIDEO):
                raise PassingError(Message(FaultMessage.DOWNLOAD_CUT), "more bytes than told")
            if clock() - begun > SLOW_AFTER and size - start < (clock() - begun) * SLOWEST:
                raise PassingError(
                    Message(FaultMessage.DOWNLOAD_CUT), "too slow"
                )  # let another one have its turn
            await asyncio.to_thread(file.write, piece)
            if progress is not None:
                progress(size, part.total)
        await asyncio.to_thread(_sync, file)
    finally:
        await asyncio.to_thread(_close, file)
    return size


def _open(path: Path, start: int) -> BinaryIO:
    # "ab" would write at the end whatever was cut off meanwhile; a link in its place is not followed.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    file = os.fdopen(os.open(path, flags, 0o666), "r+b")
    file.truncate(start)
    file.seek(start)
    return file


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _close(file: BinaryIO) -> None:
    try:
        file.close()
    except OSError:
        # The disk is full: flushing fails a second time. The fault itself is already on its way.
        os.close(file.fileno()) if not file.closed else None


def _drop(path: Path) -> None:
    path.unlink(missing_ok=True)


def _told(fault: Exception) -> SeedanceError:
    detail = redact(f"{type(fault).__name__}: {fault}")[:500]
    if isinstance(fault, OSError) and not isinstance(fault, ConnectionError | TimeoutError):
        if fault.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}:
            return DiskFullError(Message(FaultMessage.DISK_FULL), detail)
        if fault.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.ENOENT, errno.EIO}:
            return FileProblemError(Message(FaultMessage.FOLDER_UNUSABLE), detail)
    if isinstance(fault, transport.OddSetupError):
        return PassingError(Message(FaultMessage.PROXY_ODD), detail)
    if isinstance(fault, httpx.TransportError) and not isinstance(fault, httpx.ConnectError):
        return PassingError(Message(FaultMessage.DOWNLOAD_CUT), detail)
    return PassingError(Message(FaultMessage.LINK_FAILED), detail)
