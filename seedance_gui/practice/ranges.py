"""Which part of a file a client asked for (RFC 9110, section 14), and the file's tag."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping
    from email.message import Message


@dataclass(frozen=True, slots=True)
class Slice:
    """Bytes `start` to `end` (not included) of a file of `size` bytes, and the HTTP status for it."""

    status: int
    start: int
    end: int
    size: int

    @property
    def content_range(self) -> str:
        """The header's value; of use for 206 and 416."""
        if self.status == 416:
            return f"bytes */{self.size}"
        return f"bytes {self.start}-{self.end - 1}/{self.size}"


def tag(facts: os.stat_result) -> str:
    """Return the ETag of a file."""
    return f'"{facts.st_size:x}-{facts.st_mtime_ns:x}"'


def choose(headers: Mapping[str, str] | Message, size: int, etag: str) -> Slice:
    """Return what to send. One range is served; several, or a broken one, get the whole file."""
    whole = Slice(200, 0, size, size)
    asked = re.fullmatch(r"bytes=(\d{0,18})-(\d{0,18})", headers.get("Range", "").replace(" ", ""))
    if asked is None or asked[0] == "bytes=-" or headers.get("If-Range", etag) != etag:
        return whole
    if not asked[1]:
        start, end = max(0, size - int(asked[2])), size
    else:
        start, end = int(asked[1]), min(size, int(asked[2]) + 1) if asked[2] else size
        if asked[2] and int(asked[2]) < start:
            return whole
    if start >= size or start >= end:
        return Slice(416, 0, 0, size)
    return Slice(206, start, end, size)
