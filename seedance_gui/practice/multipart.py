"""Reads ``multipart/form-data`` as it comes in, without holding the file in memory."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MAXIMUM_HEADERS = 16 * 1024
_MAXIMUM_PARTS = 50


class MultipartError(ValueError):
    """The body is not multipart as it should be."""


@dataclass(frozen=True, slots=True)
class Part:
    """The beginning of a part: the field's name, and the file's name where it is a file."""

    name: str
    filename: str | None


class _State(Enum):
    BEFORE = auto()
    AFTER_BOUNDARY = auto()
    HEADERS = auto()
    CONTENT = auto()
    END = auto()


class MultipartReader:
    """Takes bytes by `feed`, which yields a `Part` where one begins and then its bytes."""

    def __init__(self, content_type: str) -> None:
        """Read the boundary. Raises MultipartError when there is none."""
        header = Message()
        header["Content-Type"] = content_type
        boundary = header.get_param("boundary")
        if header.get_content_type() != "multipart/form-data" or not isinstance(boundary, str):
            message = "The body is not multipart/form-data."
            raise MultipartError(message)
        if not re.fullmatch(r"[ -~]{1,200}", boundary):
            message = "The boundary of the form is not valid."
            raise MultipartError(message)
        self._mark = b"\r\n--" + boundary.encode()
        # As if a line had ended before the first boundary, so that all boundaries look alike.
        self._rest = b"\r\n"
        self._state = _State.BEFORE
        self._parts = 0

    @property
    def complete(self) -> bool:
        """Whether the last boundary has been read."""
        return self._state is _State.END

    def feed(self, data: bytes) -> Iterator[Part | bytes]:
        """Take more of the body. Raises MultipartError."""
        self._rest += data
        steps: dict[_State, Callable[[], Iterator[Part | bytes]]] = {
            _State.BEFORE: self._content,
            _State.CONTENT: self._content,
            _State.AFTER_BOUNDARY: self._after_boundary,
            _State.HEADERS: self._headers,
            _State.END: self._end,
        }
        reached = None
        while reached is not self._state:
            reached = self._state
            yield from steps[reached]()

    def _content(self) -> Iterator[bytes]:
        wanted = self._state is _State.CONTENT
        end = self._rest.find(self._mark)
        if end >= 0:
            content, self._rest = self._rest[:end], self._rest[end + len(self._mark) :]
            self._state = _State.AFTER_BOUNDARY
        else:
            # What may be the beginning of a boundary waits for more.
            keep = len(self._mark) - 1
            content, self._rest = self._rest[:-keep], self._rest[-keep:]
        if content and wanted:
            yield content

    def _after_boundary(self) -> Iterator[bytes]:
        if len(self._rest) >= 2:
            self._state = _State.END if self._rest.startswith(b"--") else _State.HEADERS
        yield from ()

    def _headers(self) -> Iterator[Part]:
        # The line break after the boundary is still there, so that headers always end in an empty line.
        end = self._rest.find(b"\r\n\r\n")
        if max(end, len(self._rest) if end < 0 else 0) > _MAXIMUM_HEADERS:
            message = "A part of the form has too long headers."
            raise MultipartError(message)
        if end >= 0:
            self._parts += 1
            if self._parts > _MAXIMUM_PARTS:
                message = "The form has too many parts."
                raise MultipartError(message)
            part = _part(self._rest[:end])
            self._rest = self._rest[end + 4 :]
            self._state = _State.CONTENT
            yield part

    def _end(self) -> Iterator[bytes]:
        self._rest = b""
        yield from ()


def _part(headers: bytes) -> Part:
    text = headers.decode("utf-8", "replace")
    line = re.search(r"^content-disposition:\s*form-data\s*(;.*)$", text, re.IGNORECASE | re.MULTILINE)
    if line is None:
        message = "A part of the form has no name."
        raise MultipartError(message)
    found = dict(re.findall(r';\s*([a-z*]+)="((?:[^"\\]|\\.)*)"', line[1], re.IGNORECASE))
    if "name" not in found:
        message = "A part of the form has no name."
        raise MultipartError(message)
    filename = found.get("filename")
    # Browsers and httpx write a quote as %22 or \".
    return Part(
        found["name"], filename.replace("%22", '"').replace('\\"', '"') if filename is not None else None
    )
