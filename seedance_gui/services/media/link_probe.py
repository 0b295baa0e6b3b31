"""Look at what a link leads to before it is paid for: what it is, how long and how large, by its content.

Only parts of it are fetched: its beginning, and what else the probe needs (an index at the end, the first
picture). A small picture is fetched whole, to be shown. Everything goes by the rules of ``public_http``:
without the token, and from public places only.
"""

from __future__ import annotations

import asyncio
import io
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import Kind
from seedance_gui.domain.errors import PassingError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.links import origin_of
from seedance_gui.domain.messages import Message
from seedance_gui.services.api.models import LinkProbeResult
from seedance_gui.services.files.download import RANGE, tag_of
from seedance_gui.services.media.file_signature import read_signature
from seedance_gui.services.media.media_info import PIECE, MediaInfo
from seedance_gui.services.media.url_safety import UnsafeLinkError

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    import httpx

    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.media.worker_client import MediaWorker

SECONDS = 20.0
"""For one link, all together."""
MOST = 12 * 1024 * 1024
"""Bytes that are fetched of one link at the most."""
MOST_AT_ONCE = 8
"""Pieces. What is read on and on comes in larger and larger parts."""
WITHOUT_RANGES = 4 * 1024 * 1024
"""Bytes that are read of a link whose server gives no parts, before the line is cut."""

_PAGES = {"text/html", "application/xhtml+xml"}
_PAGE_BEGINS = (b"<!doctype html", b"<html")
_FAULTS = (UnsafeLinkError, PassingError)


async def probe_link(api: ApiClient, media: MediaWorker, link: str, own_origin: str = "") -> LinkProbeResult:
    """Tell whether a link answers, and what is behind it, as far as that can be known. May be cancelled.

    While practising (``own_origin``) nothing leaves this computer, so other links are not looked at.
    """
    if own_origin and origin_of(link) != own_origin:
        return LinkProbeResult(False, message=Message(FaultMessage.LINK_NOT_ASKED), known=False)
    end = asyncio.get_running_loop().time() + SECONDS
    source = _Source(api, link, own_origin)
    try:
        async with asyncio.timeout_at(end):
            answer = await source.begin()
    except UnsafeLinkError:
        return LinkProbeResult(False, message=Message(FaultMessage.LINK_NOT_OPENED))
    except (PassingError, TimeoutError):
        return LinkProbeResult(False, message=Message(FaultMessage.LINK_ANSWERS_NOT))
    if answer.ok:
        with suppress(TimeoutError):
            async with asyncio.timeout_at(end):
                return replace(answer, found=await _probed(media, source, answer.found))
    return answer


async def fetched(api: ApiClient, link: str, own_origin: str = "") -> bytes:
    """Return all that is behind a link. Raises ValueError: it doesn't answer, or is more than ``MOST``."""
    source = _Source(api, link, own_origin)
    with suppress(*_FAULTS, TimeoutError):
        async with asyncio.timeout(SECONDS):
            size = (await source.begin()).found.size
            if size and (whole := await source.whole(size)):
                return whole
    raise ValueError("it can't be had")


async def _probed(media: MediaWorker, source: _Source, found: MediaInfo) -> MediaInfo:
    """Return what a probe tells: of a picture, the picture itself; of others, length and measures."""
    if found.size is None or not found.format:
        return found
    if found.kind is Kind.IMAGE:
        whole = await source.whole(found.size)
        if whole is None:
            return found
        picture = await asyncio.to_thread(media.picture, whole)
        return replace(await media.probe(whole), picture=picture)
    last = False
    while isinstance(known := await media.probe_pieces(found, source.pieces, last=last), int):
        last = await source.piece(known) is None
    return known


class _Source:
    """A link whose pieces are fetched when they are asked for, and kept."""

    def __init__(self, api: ApiClient, link: str, own_origin: str) -> None:
        self._api = api
        self._link = link
        self._own_origin = own_origin
        self.pieces: dict[int, bytes] = {}
        self._size: int | None = None
        self._tag = ""
        self._in_parts = False
        self._fetched = 0
        self._next, self._at_once = 0, 1

    async def begin(self) -> LinkProbeResult:
        """Fetch the beginning. Raises _FAULTS."""
        async with self._asked(0, PIECE - 1) as response:
            answer = _answer(response)
            if not answer.ok:
                return answer
            if response.status_code == 206 and not _starts_at(response, 0):
                return answer  # of what comes it is not known where it belongs
            self._in_parts = response.status_code == 206
            self._size = answer.found.size
            self._tag = tag_of(response)
            head = await _read(response, PIECE if self._in_parts else WITHOUT_RANGES)
        self._fetched = len(head)
        if self._size is None and not self._in_parts and len(head) < WITHOUT_RANGES:
            self._size = len(head)  # it came to its end
        self._keep(0, head)
        if head[:200].lstrip().lower().startswith(_PAGE_BEGINS):
            return LinkProbeResult(False, answer.found, Message(FaultMessage.LINK_IS_PAGE))
        return replace(answer, found=_by_content(head, replace(answer.found, size=self._size)))

    async def piece(self, number: int) -> bytes | None:
        """Return a piece of ``PIECE`` bytes, the last one as short as it is; None where it can't be had."""
        if number not in self.pieces and self._in_parts and self._size is not None:
            # What is read in a row comes in ever larger parts: each request costs a connection.
            self._at_once = min(MOST_AT_ONCE, 2 * self._at_once) if number == self._next else 1
            with suppress(*_FAULTS):
                await self._fetch(number * PIECE, min(self._size, (number + self._at_once) * PIECE))
            self._next = number + self._at_once
        return self.pieces.get(number)

    async def whole(self, size: int) -> bytes | None:
        """Return everything, None where that is too much or can't be had."""
        count = -(-size // PIECE)
        known = len(self.pieces)  # its beginning
        if size > MOST or (known < count and not self._in_parts):
            return None
        if known < count:
            with suppress(*_FAULTS):
                await self._fetch(known * PIECE, size)
        found = [self.pieces.get(number, b"") for number in range(count)]
        return b"".join(found) if all(found) else None

    async def _fetch(self, start: int, end: int) -> None:
        if self._fetched + end - start > MOST:
            return
        self._fetched += end - start
        async with self._asked(start, end - 1) as response:
            same = response.status_code == 206 and tag_of(response) == self._tag
            if same and _starts_at(response, start):
                self._keep(start, await _read(response, end - start))

    def _asked(self, first: int, last: int) -> AbstractAsyncContextManager[httpx.Response]:
        headers = {"Range": f"bytes={first}-{last}", "Accept-Encoding": "identity"}
        return self._api.opened(self._link, headers, self._own_origin)

    def _keep(self, start: int, data: bytes) -> None:
        for at in range(0, len(data), PIECE):
            part = data[at : at + PIECE]
            if len(part) == PIECE or start + at + len(part) == self._size:
                self.pieces[(start + at) // PIECE] = part


def _starts_at(response: httpx.Response, start: int) -> bool:
    told = RANGE.fullmatch(response.headers.get("content-range", "").strip())
    return told is not None and int(told[1]) == start


async def _read(response: httpx.Response, most: int) -> bytes:
    data = bytearray()
    async for part in response.aiter_raw():
        data += part
        if len(data) >= most:
            break
    return bytes(data[:most])


def _answer(response: httpx.Response) -> LinkProbeResult:
    """Return what the head of a reply says: whether there is a file, its size, and its kind as it is told."""
    status = response.status_code
    if status not in {200, 206}:
        return LinkProbeResult(False, message=Message(FaultMessage.LINK_ANSWERS_STATUS, status=status))
    mime = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if mime in _PAGES:
        return LinkProbeResult(False, message=Message(FaultMessage.LINK_IS_PAGE))
    told = RANGE.fullmatch(response.headers.get("content-range", "").strip())
    length = told[3] if told is not None else response.headers.get("content-length", "")
    packed = response.headers.get("content-encoding", "identity").lower() != "identity"
    size = int(length) if length.isascii() and length.isdigit() and not packed else None
    return LinkProbeResult(
        True, MediaInfo(next((k for k in Kind if mime.startswith(f"{k.value}/")), None), size=size)
    )


def _by_content(data: bytes, found: MediaInfo) -> MediaInfo:
    """Return what was found, with what the first bytes say: they count for more than what a server tells."""
    content = read_signature(io.BytesIO(data))
    if not content.format:
        return found
    kind = content.kind or (found.kind if found.kind is not Kind.IMAGE else None)
    return replace(content, kind=kind, size=found.size)
