"""A file on its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Part:
    """A file on its way. ``tag``: the strong ETag or the date that its bytes belong to; ``total``: all bytes.

    ``begun`` is told the part as it then stands before the first byte is written, to be kept for resuming.
    """

    path: Path
    tag: str = ""
    total: int | None = None
    begun: Callable[[Part], None] | None = None
