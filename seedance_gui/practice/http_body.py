"""Reads the body of a request, whole or in chunks, within a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from email.message import Message
    from io import BufferedIOBase

PIECE = 64 * 1024
_LINE = 1024
_DISCARDED = 64 * 1024 * 1024
"""Bytes that are read of a body that is too large anyway: many clients send all before they read."""


class BodyError(Exception):
    """The body can't be read; `status` is the HTTP status that says so, the text is for people."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


class Body:
    """A body that is still on its way. Once it is `finished`, the connection can go on."""

    def __init__(self, stream: BufferedIOBase, headers: Mapping[str, str] | Message, limit: int) -> None:
        """Read the headers.

        `limit` in bytes. Raises BodyError for a length that is no number or above the limit.
        """
        self._stream = stream
        self._limit = limit
        chunked = "chunked" in headers.get("Transfer-Encoding", "").lower()
        stated = headers.get("Content-Length") or "0"
        if not (stated.isascii() and stated.isdigit()):
            raise BodyError(400, "The length of the body is not a number.")
        length = int(stated)
        self.finished = not chunked and length == 0
        if length > limit:
            for _ in self._exactly(min(length, _DISCARDED)):
                pass
            raise BodyError(413, "The body is too large.")
        self._pieces = self._all(self._chunks() if chunked else self._exactly(length))

    def pieces(self) -> Iterator[bytes]:
        """Return the pieces that have not been read. BodyError: it is cut off, broken or above the limit."""
        return self._pieces

    def read(self) -> bytes:
        """Return the whole body. Raises BodyError."""
        return b"".join(self._pieces)

    def drain(self) -> None:
        """Read what is left, so that the client sees the answer instead of a broken connection."""
        for _ in self._pieces:
            pass

    def _all(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        yield from pieces
        self.finished = True

    def _exactly(self, length: int) -> Iterator[bytes]:
        while length:
            piece = self._stream.read1(min(length, PIECE))
            if not piece:
                raise BodyError(400, "The body ended too early.")
            length -= len(piece)
            yield piece

    def _chunks(self) -> Iterator[bytes]:
        total = 0
        while True:
            line = self._stream.readline(_LINE).split(b";")[0].strip()
            try:
                size = int(line, 16)
            except ValueError:
                raise BodyError(400, "A chunk of the body has no length.") from None
            total += max(size, 0)
            if size < 0 or total > self._limit:
                raise BodyError(413, "The body is too large.")
            if size == 0:
                break
            yield from self._exactly(size)
            self._stream.readline(_LINE)
        while self._stream.readline(_LINE).strip():
            pass
