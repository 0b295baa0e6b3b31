"""HTTP to strangers: links of videos and references. Without the token, and from public places only."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import httpx

from seedance_gui.domain.errors import PassingError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.links import is_private_host, origin_of
from seedance_gui.domain.messages import Message
from seedance_gui.services.api import proxies, transport
from seedance_gui.services.media import url_safety
from seedance_gui.services.platform.redaction import redact

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

MOST_REDIRECTS = 5
OPENING = 90.0
"""Seconds for one reply's head: httpx sets no limit to what a SOCKS proxy says before that."""


@asynccontextmanager
async def opened(
    link: str, headers: Mapping[str, str], own_origin: str = "", *, paid: bool = False
) -> AsyncIterator[httpx.Response]:
    """GET a link and yield the reply, not yet read, once no redirect is left to follow.

    Each next link is checked as the first one was, before it is opened. ``own_origin`` may be private, but
    no stranger may lead there. ``paid``: see ``url_safety.check``.

    Raises:
        url_safety.UnsafeLinkError: it, or where it leads, is no public place.
        PassingError: it can't be reached, or (while it is read) was cut.
    """
    async with AsyncExitStack() as stack:
        try:
            response = await _followed(stack, link, headers, own_origin, paid=paid)
        except transport.WIRE_FAULTS as fault:
            raise _told(fault) from None
        try:
            yield response
        except (httpx.HTTPError, httpx.StreamError) as fault:
            raise _told(fault) from None


async def _followed(
    stack: AsyncExitStack, link: str, headers: Mapping[str, str], own_origin: str, *, paid: bool
) -> httpx.Response:
    own = bool(own_origin)
    direct = own and is_private_host(urlsplit(own_origin).hostname or "")  # as the service itself is asked
    for _ in range(MOST_REDIRECTS + 1):
        own = own and origin_of(link) == own_origin
        proxy, faked = "", False
        if not (own and direct):
            proxy = await asyncio.to_thread(proxies.proxy_for, link)
        if not own:
            faked = await url_safety.check(link, proxied=bool(proxy), paid=paid)
        client = await stack.enter_async_context(transport.make_client(proxy=proxy))
        watch = transport.SendWatch()
        stack.push_async_callback(watch.clean_up)
        async with asyncio.timeout(OPENING):
            response = await stack.enter_async_context(
                client.stream("GET", link, headers={"Accept": "*/*", **headers}, extensions={"trace": watch})
            )
        if not response.is_redirect:
            if not own and not proxy:
                _check_peer(response, faked=faked)
            return response
        link = urljoin(link, response.headers.get("location", ""))
        await stack.pop_all().aclose()
    raise httpx.TooManyRedirects("too many redirects")


def _check_peer(response: httpx.Response, *, faked: bool) -> None:
    """Check the address that really answered: a name may lead elsewhere when it is asked for again."""
    stream: Any = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if peer is not None and not url_safety.may_answer(str(peer[0]), faked=faked):
        raise url_safety.UnsafeLinkError(f"answered by {peer[0]}")


def _told(fault: Exception) -> PassingError:
    message = FaultMessage.LINK_FAILED
    if isinstance(fault, transport.OddSetupError):
        message = FaultMessage.PROXY_ODD
    elif isinstance(fault, httpx.TransportError) and not isinstance(fault, httpx.ConnectError):
        message = FaultMessage.DOWNLOAD_CUT
    return PassingError(Message(message), redact(f"{type(fault).__name__}: {fault}")[:500])
