"""HTTP as this program needs it: bounded in time and size, and never with the token at another origin.

A fault is either a ``NeverSentFault`` (no byte of the request itself had left) or one of ``WIRE_FAULTS``.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import httpcore
import httpx
import truststore
from socksio import SOCKSError

from seedance_gui import __version__
from seedance_gui.compat import override
from seedance_gui.domain.errors import PersonError, TokenError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.links import is_private_host
from seedance_gui.domain.messages import Message
from seedance_gui.services.api.proxies import proxy_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator, Iterator, Mapping

TIMEOUT = httpx.Timeout(connect=15, read=60, write=60, pool=30)
LARGEST_REPLY = 4 * 1024 * 1024
"""Bytes of a JSON reply, unpacked. Real ones have a few hundred."""

# As much as asyncio takes from a socket at once: a piece has a price of its own, whatever its size.
httpcore.AsyncHTTP11Connection.READ_NUM_BYTES = 256 * 1024


class OddSetupError(Exception):
    """The client can't even be made: the system's proxy or certificate settings are unusable."""


class DeadlineError(Exception):
    """The whole exchange took too long. What had left by then is not known."""


class TooLargeError(Exception):
    """The reply has more bytes than any honest one, or is packed in a way that isn't known."""


class NeverSentFault(Exception):  # noqa: N818 - an error only to whoever asked
    """The request itself had not begun to leave when the fault came, which is its cause."""


WIRE_FAULTS = (
    httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, SOCKSError, AssertionError, OSError, ValueError,
    NeverSentFault, OddSetupError, DeadlineError, TooLargeError,
)  # fmt: skip
"""Everything that an exchange can end in. SOCKSError, AssertionError: a SOCKS proxy that breaks off or talks
nonsense (httpcore 1.0.9). OSError, ValueError: from the depths of socket, TLS and IDNA."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP reply, read whole. ``headers`` finds a name in any case."""

    status: int
    headers: httpx.Headers
    body: bytes


class OwnOriginAuth(httpx.Auth):
    """Adds the token to requests for one origin, whatever else a client is asked to fetch."""

    def __init__(self, token: str, origin: httpx.URL) -> None:
        self._token = token
        self._origin = _origin(origin)

    @override
    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._token and _origin(request.url) == self._origin:
            request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def transport_to(base_url: str, token: str) -> HttpTransport:
    """Return the way to the service. Plain http is taken on this computer and its network alone.

    Raises:
        TokenError: the token could not be put into a header. PersonError: the address is none.
    """
    if not (token.isascii() and token.isprintable() and " " not in token):
        raise TokenError(Message(FaultMessage.TOKEN_ODD))
    try:
        url = httpx.URL(base_url)
    except httpx.InvalidURL:
        raise PersonError(Message(FaultMessage.ADDRESS_ODD)) from None
    private = bool(url.host) and is_private_host(url.host)
    if url.scheme != "https" and not (url.scheme == "http" and private):
        raise PersonError(Message(FaultMessage.ADDRESS_ODD))
    return HttpTransport(OwnOriginAuth(token, url), direct=private)


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    port = url.port or {"http": 80, "https": 443}.get(url.scheme)
    return url.scheme, url.host, port


@cache
def trusted() -> ssl.SSLContext:
    """Return the context that trusts what the system trusts. Costs some milliseconds: made at first use."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def make_client(auth: httpx.Auth | None = None, *, proxy: str = "") -> httpx.AsyncClient:
    """Return a client that follows no redirect and goes through ``proxy`` (a URL), or through none.

    Raises:
        OddSetupError: the system's settings can't be used.
    """
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)  # their INFO lines hold signed links
    try:
        return httpx.AsyncClient(
            auth=auth,
            verify=trusted(),
            trust_env=False,
            proxy=proxy or None,
            timeout=TIMEOUT,
            limits=httpx.Limits(max_connections=12, max_keepalive_connections=8, keepalive_expiry=20),
            follow_redirects=False,
            headers={
                "User-Agent": f"seedance-gui/{__version__}",
                "Accept": "application/json",
                "Accept-Encoding": "identity",
            },
        )
    except (ValueError, TypeError, ImportError, OSError, httpx.HTTPError, httpx.InvalidURL) as fault:
        # e.g. a proxy of an unknown kind, certificate files that aren't there
        raise OddSetupError(f"{type(fault).__name__}: {fault}") from None


class SendWatch:
    """Notes when the first byte of a request leaves; what is said to a proxy before that doesn't count.

    To be given to httpx as the request's ``trace`` extension.
    """

    def __init__(self) -> None:
        self.begun = False
        self._stream: httpcore.AsyncNetworkStream | None = None

    async def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        """Take an event of httpcore."""
        if event == "socks.connect_tcp.complete":
            self._stream = info["return_value"]
        elif event == "http11.send_request_headers.started" and info["request"].method != b"CONNECT":
            self.begun = True

    async def clean_up(self) -> None:
        """Close what a request that failed left open.

        # WORKAROUND for httpcore 1.0.9: it forgets the connection to a SOCKS proxy that doesn't do as asked.
        """
        if self._stream is not None and not self.begun:
            await self._stream.aclose()


class _ClientLease:
    """A client, the proxy it goes through, and how many requests use it."""

    def __init__(self, auth: httpx.Auth | None, proxy: str) -> None:
        self.client = make_client(auth, proxy=proxy)
        self.proxy = proxy
        self.users = 0
        self.retired = False


class HttpTransport:
    """The way to one origin: a client made at first use, and made anew after a fault that may cling to it.

    # WORKAROUND for https://github.com/encode/httpcore/issues/1093: a request that is cancelled leaks its
    # place in the pool. So one that is given up takes its client with it, once the others have finished.
    """

    def __init__(self, auth: httpx.Auth | None = None, *, direct: bool = False) -> None:
        self._auth = auth
        self._direct = direct
        self._lease: _ClientLease | None = None
        self._leftover: set[asyncio.Future[Reply]] = set()
        self._closing: set[asyncio.Task[None]] = set()

    async def exchange(
        self,
        method: str,
        url: str,
        *,
        deadline: float,
        headers: Mapping[str, str] | None = None,
        content: bytes | AsyncIterator[bytes] | None = None,
        fresh: bool = False,
    ) -> Reply:
        """Send a request and read its whole reply within ``deadline`` seconds.

        ``fresh``: on a connection of its own. An idle one may be closed by the service in the very moment of
        its next use, which would leave a paid request unclear.

        Raises:
            NeverSentFault: nothing of it had left. Else one of ``WIRE_FAULTS``, or what ``content`` raised.
        """
        watch = SendWatch()
        try:
            proxy = "" if self._direct else await asyncio.to_thread(proxy_for, url)
            with self._leased(proxy, fresh=fresh) as lease:
                request = lease.client.build_request(
                    method, url, headers=headers, content=content, extensions={"trace": watch}
                )
                return await self._reply(lease, request, deadline)
        except WIRE_FAULTS as fault:
            await watch.clean_up()
            if watch.begun and not isinstance(fault, httpx.LocalProtocolError):
                raise
            raise NeverSentFault from fault

    async def _reply(self, lease: _ClientLease, request: httpx.Request, deadline: float) -> Reply:
        work = asyncio.ensure_future(_read(lease.client, request))
        try:
            done, _ = await asyncio.wait({work}, timeout=deadline)
            if not done:
                raise DeadlineError(f"no whole reply within {deadline:.0f} s")
            return work.result()
        finally:
            if not work.done():
                self._retire(lease)
                self._leftover.add(work)
                work.add_done_callback(self._leftover.discard)
                work.add_done_callback(lambda work: work.cancelled() or work.exception())
                work.cancel()

    async def aclose(self) -> None:
        """Close the connections."""
        if self._lease is not None:
            self._retire(self._lease)
        for work in tuple(self._leftover):
            work.cancel()
        await asyncio.gather(*self._leftover, *self._closing, return_exceptions=True)

    @contextmanager
    def _leased(self, proxy: str, *, fresh: bool) -> Iterator[_ClientLease]:
        if self._lease is not None and self._lease.proxy != proxy:
            self._retire(self._lease)  # the system's settings were changed
        lease = None if fresh else self._lease
        if lease is None:
            lease = _ClientLease(self._auth, proxy)
            lease.retired = fresh  # closed with its one request
        if not fresh:
            self._lease = lease
        lease.users += 1
        try:
            yield lease
        except httpx.PoolTimeout:
            self._retire(lease)
            raise
        finally:
            lease.users -= 1
            if lease.retired and not lease.users:
                self._close_soon(lease)

    def _retire(self, lease: _ClientLease) -> None:
        lease.retired = True
        if self._lease is lease:
            self._lease = None
            if not lease.users:
                self._close_soon(lease)

    def _close_soon(self, lease: _ClientLease) -> None:
        task = asyncio.ensure_future(lease.client.aclose())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


async def _read(client: httpx.AsyncClient, request: httpx.Request) -> Reply:
    response = await client.send(request, stream=True)
    try:
        parts, size = [], 0
        async for part in response.aiter_raw():
            size += len(part)
            if size > LARGEST_REPLY:
                raise TooLargeError(f"more than {LARGEST_REPLY} bytes")
            parts.append(part)
    finally:
        await response.aclose()
    body = _unpacked(b"".join(parts), response.headers.get("content-encoding", ""))
    return Reply(response.status_code, response.headers, body)


def _unpacked(body: bytes, encoding: str) -> bytes:
    """Undo what was packed though unpacked was asked for, without letting a small bomb grow large."""
    packing = encoding.strip().lower()
    if packing in {"", "identity"}:
        return body
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise TooLargeError(f"packed as {packing[:20]!r}")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        unpacked = unpacker.decompress(body, LARGEST_REPLY + 1)
    except zlib.error:
        raise TooLargeError("wrongly packed") from None
    if len(unpacked) > LARGEST_REPLY or not unpacker.eof:
        raise TooLargeError("packed too densely, or cut")
    return unpacked
