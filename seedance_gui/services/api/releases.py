"""Whether a newer version of the program was published. Nothing here runs unless the person wants it."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec

from seedance_gui.domain.links import is_private_host
from seedance_gui.services.api.transport import WIRE_FAULTS, HttpTransport

_DEADLINE = 30.0  # seconds
_VERSION = re.compile(r"v?(\d{1,9}(?:\.\d{1,9}){0,4})([-.]?[a-z][\w.-]*)?(\+[\w.-]*)?", re.ASCII)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Release:
    """A published version, without the v of its tag, and the page (https) that tells of it."""

    version: str
    page: str


class _Latest(msgspec.Struct):
    """What GitHub gives at ``releases/latest``, as far as it matters here."""

    tag_name: str
    html_url: str


async def newer_release(address: str, than: str) -> Release | None:
    """Ask for the newest release and return it if it is newer; None also for whatever goes wrong.

    Through the system's proxy and trust store, without a token, following no redirect.
    """
    transport = HttpTransport(direct=is_private_host(urlsplit(address).hostname or ""))
    try:
        reply = await transport.exchange("GET", address, deadline=_DEADLINE)
        latest = msgspec.json.decode(reply.body, type=_Latest)
    except WIRE_FAULTS as fault:  # what msgspec raises is a ValueError
        _log.info("Newer versions could not be asked for: %s", type(fault).__name__)
        return None
    finally:
        await transport.aclose()
    found = _VERSION.fullmatch(latest.tag_name)
    if reply.status != 200 or found is None or not latest.html_url.startswith("https://"):
        return None
    return Release(found[0].removeprefix("v"), latest.html_url) if is_newer(found[0], than) else None


def is_newer(version: str, than: str) -> bool:
    """Tell whether a version comes after another: 1.10 after 1.9, and 1.0 after 1.0-rc1."""
    one, other = _place(version), _place(than)
    return one is not None and other is not None and one > other


def _place(version: str) -> tuple[list[int], bool] | None:
    """Return what versions are compared by, or None where it is none."""
    found = _VERSION.fullmatch(version)
    if found is None:
        return None
    numbers = [int(number) for number in found[1].split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return numbers, found[2] is None
