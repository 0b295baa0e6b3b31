"""What is not given to the media worker again, also not at the next start: each file is known by a mark."""

from __future__ import annotations

import logging
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MOST = 1000

_log = logging.getLogger(__name__)


class RefusedFiles:
    """The marks of files at which the worker crashed or hung, kept in ``memory``: the newest ones."""

    def __init__(self, memory: Path) -> None:
        self._memory = memory

    def __contains__(self, mark: str) -> bool:
        return mark in self._marks

    def discard(self, mark: str) -> None:
        """Let a file be given to it once more: the person wants it."""
        self._marks.pop(mark, None)

    def add(self, mark: str) -> None:
        """Note a file."""
        self._marks[mark] = None
        while len(self._marks) > _MOST:
            del self._marks[next(iter(self._marks))]
        new = self._memory.with_name(f"{self._memory.name}.new")
        try:
            new.write_text("\n".join(self._marks), "ascii")
            new.replace(self._memory)
        except OSError as fault:
            _log.warning("that can't be kept: %s", type(fault).__name__)

    @cached_property
    def _marks(self) -> dict[str, None]:
        try:
            return dict.fromkeys(self._memory.read_text("ascii").split())
        except (OSError, ValueError):
            return {}
