"""The one stretch in which two texts differ, in the positions of a text document."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from operator import eq


@dataclass(frozen=True, slots=True)
class Change:
    """Put ``text`` in place of what stands from ``start`` to ``end``, in UTF-16 units as Qt counts."""

    start: int
    end: int
    text: str

    @classmethod
    def between(cls, before: str, after: str) -> Change:
        """Return the smallest single change that makes ``after`` of ``before``."""
        head = _same(before, after)
        rest, new = before[head:], after[head:]
        tail = _same(rest[::-1], new[::-1])
        start = utf16_length(before[:head])
        return cls(start, start + utf16_length(rest[: len(rest) - tail]), new[: len(new) - tail])

    def moved(self, position: int) -> int:
        """Return where a position of the old text is in the new one."""
        length = utf16_length(self.text)
        if position <= self.start:
            return position
        if position >= self.end:
            return position + length - (self.end - self.start)
        return min(position, self.start + length)

    def made_in(self, text: str) -> str:
        """Return a text with this change made."""
        units = text.encode("utf-16-le", "surrogatepass")
        new = self.text.encode("utf-16-le", "surrogatepass")
        whole = units[: 2 * self.start] + new + units[2 * self.end :]
        return whole.decode("utf-16-le", "surrogatepass")


def utf16_length(text: str) -> int:
    """Return the length of a text as Qt counts it: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _same(one: str, other: str) -> int:
    """Return how many characters two texts have in common from their start."""
    return sum(takewhile(bool, map(eq, one, other)))
