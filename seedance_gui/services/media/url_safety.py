"""Which links of strangers may be opened: https on the public internet, and nothing on this network."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
import urllib.request
from urllib.parse import urlsplit

from seedance_gui.domain.links import is_private_host

_FAKE = ipaddress.ip_network("198.18.0.0/15")
"""What Clash and similar programs, common in China, answer for *every* name ("fake IP"). Nothing real has an
address in it, so a name that leads there is let through."""

_NUMBERS = re.compile(r"(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+)){0,3}\.?", re.IGNORECASE)
"""127.1, 0x7f.1 and 2130706433 are all 127.0.0.1 to most systems, and to a proxy."""


class UnsafeLinkError(Exception):
    """The link leads to no public place. The text names the scheme or host, never the query."""


def origin_of(link: str) -> str:
    """Return ``scheme://host:port`` of a link as written, or an empty text."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""


async def check(link: str, own_origin: str = "") -> None:
    """Let a link pass that is https and leads to public addresses, or is at ``own_origin``.

    Raises:
        UnsafeLinkError: it is not.
        OSError: its host has no address.
    """
    if own_origin and origin_of(link) == own_origin:
        return
    try:
        parts = urlsplit(link)
        host, port = parts.hostname or "", parts.port or 443
    except ValueError:
        raise UnsafeLinkError("a broken link") from None
    if parts.scheme != "https" or not host:
        raise UnsafeLinkError(f"scheme {parts.scheme[:20]!r}")
    if is_private_host(host) or _is_odd_address(host):
        raise UnsafeLinkError(f"host {host[:100]!r}")
    if proxied(host):
        return  # the proxy finds the address; ours may know none
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, address in found:
        if is_private_address(str(address[0])):
            raise UnsafeLinkError(f"host {host[:100]!r} leads to {address[0]}")


def _is_odd_address(host: str) -> bool:
    """Tell whether a host is an address, but in none of the usual ways: no honest link has one."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return _NUMBERS.fullmatch(host) is not None
    return False


def is_private_address(address: str) -> bool:
    """Tell whether an address belongs to this computer or network rather than to the internet."""
    try:
        found = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return True
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if found in _FAKE:
        return False
    return not found.is_global or found.is_multicast


def proxied(host: str) -> bool:
    """Tell whether the system's settings send https for ``host`` through a proxy."""
    try:
        proxies = urllib.request.getproxies()
        return bool({"https", "all"} & proxies.keys()) and not urllib.request.proxy_bypass(host)
    except (ValueError, OSError):
        return False
