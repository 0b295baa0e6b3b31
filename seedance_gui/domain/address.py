"""The address of the service: tidied, or a message on what is wrong with it. The token goes there."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.links import is_private_host
from seedance_gui.domain.messages import Message

if TYPE_CHECKING:
    from urllib.parse import SplitResult


DEFAULT_ADDRESS = "https://www.jimmyai.cn"
KNOWN_ADDRESSES = (DEFAULT_ADDRESS, "https://api.viraltok.ai")
"""Both lead to one service: the same tokens, tasks and balance [P, N]."""

PRACTICE = "practice"
"""What the practice service is called in the place of an address, which is another one each time."""

# What people copy along from the pages that describe the service.
_COPIED_ALONG = "/api/open-api"


class AddressError(PersonError):
    """What was entered is no address of a service."""


def clean_address(text: str) -> str:
    """Return the address in ``text`` as ``https://host`` or ``https://host:port``, in small letters.

    Plain http is taken only for this very computer. Raises AddressError, whose message says what is wrong.
    """
    text = text.strip()
    if not text:
        raise AddressError(Message(FaultMessage.ADDRESS_EMPTY, example=DEFAULT_ADDRESS))
    parts = _split(text if "://" in text else f"https://{text}")
    if parts.username is not None or parts.password is not None:
        raise AddressError(Message(FaultMessage.ADDRESS_HAS_USER))
    host = _host(parts)
    if parts.scheme != "https" and not (parts.scheme == "http" and is_this_computer(host)):
        raise AddressError(Message(FaultMessage.ADDRESS_NOT_SECURE))
    port = parts.port
    origin = f"{parts.scheme}://{f'[{host}]' if ':' in host else host}"
    if port is not None and port != {"https": 443, "http": 80}[parts.scheme]:
        origin = f"{origin}:{port}"
    path = parts.path.rstrip("/")
    copied = path == _COPIED_ALONG or path.startswith(f"{_COPIED_ALONG}/")
    if parts.query or parts.fragment or (path and not copied):
        raise AddressError(Message(FaultMessage.ADDRESS_HAS_MORE, example=origin))
    return origin


def account_of(service: str) -> str:
    """Return the key of the account that a service's base address (or `PRACTICE`) belongs to.

    An account is a service to which a token belongs: both known addresses are one.
    """
    return DEFAULT_ADDRESS if service in KNOWN_ADDRESSES else service


@lru_cache(16)
def website_of(service: str) -> str:
    """Return the page of a service to open in a browser: its own origin; empty where that is not https."""
    try:
        origin = clean_address(service)
    except AddressError:
        return ""
    return origin if origin.startswith("https://") else ""


def private_origin(service: str) -> str:
    """Return the address of a service on this computer or network; empty for others and `PRACTICE`."""
    return service if is_private_host(urlsplit(service).hostname or "public") else ""


def is_this_computer(host: str) -> bool:
    """Tell whether a host is this very computer (localhost, 127.0.0.0/8, ::1)."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _split(text: str) -> SplitResult:
    broken = AddressError(Message(FaultMessage.ADDRESS_BROKEN, example=DEFAULT_ADDRESS))
    # urlsplit would drop line breaks and tabs silently.
    if any(character.isspace() or not character.isprintable() for character in text) or "\\" in text:
        raise broken
    try:
        parts = urlsplit(text)
        port = parts.port  # one that is no number raises here
    except ValueError:
        raise broken from None
    if port == 0:
        raise broken
    return parts


def _host(parts: SplitResult) -> str:
    """Return the host in small letters and ASCII. Raises AddressError for what can't be one."""
    broken = AddressError(Message(FaultMessage.ADDRESS_BROKEN, example=DEFAULT_ADDRESS))
    host = (parts.hostname or "").rstrip(".")
    if "[" in parts.netloc:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            raise broken from None
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise broken from None
    if not host or not all(character.isalnum() or character in ".-_" for character in host):
        raise broken
    if "." not in host and not is_this_computer(host):
        raise broken
    return host
