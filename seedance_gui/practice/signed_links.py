"""Signed links to the finished videos, as a file storage would make them: good for some days."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import parse_qs

PATH = "/videos/"


def sign(secret: bytes, task_id: str, expires: int) -> str:
    """Return path and query of a link which works until `expires` (unix seconds)."""
    return f"{PATH}{task_id}.mp4?sig={_signature(secret, task_id, expires)}&expires={expires}"


def works(secret: bytes, task_id: str, query: str, now: float) -> bool:
    """Tell whether a link's query was signed here and has not expired at `now`."""
    asked = parse_qs(query)
    expires = asked.get("expires", [""])[0]
    if not (expires.isascii() and expires.isdigit() and len(expires) < 13):
        return False
    expected = _signature(secret, task_id, int(expires))
    given = asked.get("sig", [""])[0]
    return hmac.compare_digest(expected.encode(), given.encode()) and now < int(expires)


def _signature(secret: bytes, task_id: str, expires: int) -> str:
    return hmac.new(secret, f"{task_id} {expires}".encode(), hashlib.sha256).hexdigest()[:32]
