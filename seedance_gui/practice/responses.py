"""HTTP responses: the service's envelope, a file storage's errors, and injected faults."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OK = 20000
BAD_TOKEN = 20001
BAD_REQUEST = 20002
NO_BALANCE = 20003
PASSING_FAULT = -1


@dataclass(frozen=True, slots=True)
class Response:
    """An answer of the HTTP server. `file` is sent instead of `body`, in parts if the client asks for one.

    `silent`: nothing is ever answered. `hang_up`: the connection is closed without an answer. `cut`: it is
    closed in the middle of the file.
    """

    status: int = 200
    body: bytes = b""
    kind: str = "application/json; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None
    silent: bool = False
    hang_up: bool = False
    cut: bool = False


def reply(data: object, code: int | str = OK, message: str = "success") -> Response:
    """Return the envelope with code 20000. The service writes it as a number or as text: both occur here."""
    return bare({"code": code, "msg": message, "data": data})


def refusal(code: int | str, message: str, status: int = 200) -> Response:
    """Return the envelope of a refusal."""
    return bare({"code": code, "msg": message, "data": None}, status)


def bare(data: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return JSON without an envelope."""
    return Response(status, json.dumps(data, ensure_ascii=False).encode(), headers=headers or {})


def nothing_here() -> Response:
    """Return what an unknown address gets."""
    return bare({"code": 404, "msg": "There is nothing at this address.", "data": None}, 404)


def bad_gateway() -> Response:
    """Return what a proxy says when the service behind it does not answer."""
    page = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
    return Response(502, page, "text/html")


def too_many_requests() -> Response:
    """Return 429, with a second to wait."""
    return bare({"code": 429, "msg": "Too many requests.", "data": None}, 429, {"Retry-After": "1"})


def storage_fault(status: int, code: str, message: str) -> Response:
    """Return what a file storage answers for a link that does not work."""
    text = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'
    return Response(status, text.encode(), "application/xml")
