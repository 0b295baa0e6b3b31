"""Which links of strangers may be opened: https on the public internet, and nothing on this network."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from urllib.parse import urlsplit

from seedance_gui.domain.links import is_private_host

_FAKE_4 = ipaddress.ip_network("198.18.0.0/15")
_FAKE_6 = ipaddress.ip_network("fc00::/7")
"""From these Clash, sing-box and similar programs, common in China, answer for *every* name ("fake IP"; their
documented defaults). Nothing real has an address in the first, so a name that leads there is let through. The
second is many homes' real network too, so only a paid video's name may lead there."""

_NUMBERS = re.compile(r"(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+)){0,3}\.?", re.IGNORECASE)
"""127.1, 0x7f.1 and 2130706433 are all 127.0.0.1 to most systems, and to a proxy."""


class UnsafeLinkError(Exception):
    """The link leads to no public place. The text names the scheme or host, never the query."""


async def check(link: str, *, proxied: bool = False, paid: bool = False) -> bool:
    """Let a link pass that is https and leads to public addresses.

    ``proxied``: a proxy finds the address, so only the link itself is looked at. ``paid``: it is the link of
    a finished video, whose name may lead to made-up addresses alone. Returns whether it does.

    Raises:
        UnsafeLinkError: it is none of these.
        OSError: its host has no address.
    """
    try:
        parts = urlsplit(link)
        host, port = parts.hostname or "", parts.port or 443
    except ValueError:
        raise UnsafeLinkError("a broken link") from None
    if parts.scheme != "https" or not host:
        raise UnsafeLinkError(f"scheme {parts.scheme[:20]!r}")
    if is_private_host(host) or _is_odd_address(host):
        raise UnsafeLinkError(f"host {host[:100]!r}")
    if proxied:
        return False
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(address[0]) for *_, address in found]
    faked = paid and all(map(_is_fake, addresses))
    for address in addresses:
        if not may_answer(address, faked=faked):
            raise UnsafeLinkError(f"host {host[:100]!r} leads to {address}")
    return faked


def may_answer(address: str, *, faked: bool) -> bool:
    """Tell whether an address may be asked; ``faked``: the name leads to made-up addresses alone."""
    return not is_private_address(address) or (faked and _is_fake(address))


def is_private_address(address: str) -> bool:
    """Tell whether an address belongs to this computer or network rather than to the internet."""
    found = _address(address)
    if found is None:
        return True
    return found not in _FAKE_4 and (not found.is_global or found.is_multicast)


def _is_fake(address: str) -> bool:
    found = _address(address)
    return found is not None and (found in _FAKE_4 or found in _FAKE_6)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text.split("%", 1)[0])
    except ValueError:
        return None
    return (isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped) or found


def _is_odd_address(host: str) -> bool:
    """Tell whether a host is an address, but in none of the usual ways: no honest link has one."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return _NUMBERS.fullmatch(host) is not None
    return False
