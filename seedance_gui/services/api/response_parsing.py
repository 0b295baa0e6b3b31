"""Read the service's replies as they really come.

The envelope is ``{"code", "msg", "data"}``, its success code ``20000`` as text or number, ``0`` from the
asset calls; sometimes there is no envelope at all [S, P]. A reply is the work of strangers: everything in it
is bounded.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.task import Report

if TYPE_CHECKING:
    from collections.abc import Mapping

SUCCESS = frozenset({"20000", "0"})
BAD_TOKEN = "20001"  # noqa: S105 - a code of the service
BAD_REQUEST = "20002"
PASSING_FAULT = "-1"
NO_VERDICT = "?"
"""Stands for an envelope whose code is none: neither a success nor a refusal."""

LONGEST_TEXT = 4000
LONGEST_LINK = 8000
LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Envelope:
    """A reply taken apart. ``code`` is empty where there was no envelope; ``data`` is never None.

    ``readable`` is False for what is no JSON object: an error page, a cut or empty reply.
    """

    code: str = ""
    message: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    readable: bool = True

    @property
    def success(self) -> bool:
        """Whether the service calls it a success, or says nothing of the kind."""
        return self.readable and (not self.code or self.code in SUCCESS)


def read_envelope(body: bytes) -> Envelope:
    """Take a reply apart, whatever it is."""
    try:
        reply = json.loads(body, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        reply = None
    if not isinstance(reply, dict):
        return Envelope(readable=False)
    message = text_of(reply, "msg") or text_of(reply, "message")
    if "code" not in reply:
        return Envelope("", message, reply)
    data = reply.get("data")
    if isinstance(data, list):
        data = {"items": data}
    return Envelope(_code(reply["code"]), message, data if isinstance(data, dict) else {})


def task_id_of(data: Mapping[str, Any]) -> str:
    """Return the task id of a reply's data, or an empty text."""
    value = data.get("task_id")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    found = str(value).strip()
    return found if found.isprintable() and len(found) <= LONGEST_ID else ""


def report_of(data: Mapping[str, Any]) -> Report:
    """Return the report of a query's data; what is of no use in it counts as absent."""
    result = data.get("result")
    if isinstance(result, list):
        result = result[0] if result else None
    if isinstance(result, str):
        result = {"video_url": result}
    link = result.get("video_url") if isinstance(result, dict) else None
    link = link or data.get("video_url")
    return Report(
        status=text_of(data, "status", 100),
        progress=_progress(data.get("progress")),
        video_url=link.strip() if isinstance(link, str) and len(link) <= LONGEST_LINK else "",
        error=text_of(data, "error_message"),
        completed_at=_moment(number(data.get("completed_at"))),
        model=text_of(data, "model", 100),
    )


def text_of(data: Mapping[str, Any], key: str, most: int = LONGEST_TEXT) -> str:
    """Return what stands under a key as ``text``; empty where nothing does."""
    return text(data.get(key) or "", most)


def text(value: object, most: int = LONGEST_TEXT) -> str:
    """Return a stranger's value as plain text that can be stored and shown, at most ``most`` characters."""
    if isinstance(value, dict | list):
        try:
            value = json.dumps(value, ensure_ascii=False)
        except (ValueError, RecursionError):
            value = ""
    plain = str(value)[: most + 1].replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def number(value: object) -> float | None:
    """Return a finite number given as number or text, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds of a Retry-After header, given as seconds or as a date.

    A date counts from the reply's own Date, else from ``now`` (Unix seconds): clocks differ. Nothing or
    nonsense gives None; what is past gives 0. No upper bound is set here.
    """
    value = headers.get("retry-after", "").strip()
    seconds = number(value)
    if seconds is None and (until := http_date(value)) is not None:
        seconds = until - (http_date(headers.get("date", "")) or now)
    return None if seconds is None else max(0.0, seconds)


def http_date(value: str) -> float | None:
    """Return the Unix seconds of an HTTP date, or None."""
    try:
        return parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _code(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    found = text(value, 40) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return found or NO_VERDICT


def _progress(value: object) -> int | None:
    found = number(value.strip().rstrip("%") if isinstance(value, str) else value)
    return None if found is None or abs(found) > 1e6 else int(found)


def _moment(seconds: float | None) -> float | None:
    if seconds is not None and seconds > 1e11:
        seconds /= 1000  # milliseconds
    return seconds if seconds is not None and 1e9 < seconds < 1e10 else None
