"""What a player can be doing, what can be wrong with a file, and what a person sets once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from pathlib import Path

SPEEDS = (0.25, 0.5, 1.0, 1.5, 2.0)


class State(Enum):
    """What the player is doing."""

    EMPTY = auto()
    LOADING = auto()
    PAUSED = auto()
    PLAYING = auto()
    ENDED = auto()
    BROKEN = auto()


READY = frozenset({State.PAUSED, State.PLAYING, State.ENDED})
"""There is a video that can be played and searched."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a file can't be played: a message for the person, and the decoder's own words.

    ``may_try``: it was not even tried, because of what happened at the last start.
    """

    message: str
    detail: str = ""
    may_try: bool = False


def size_of(file: Path) -> int | None:
    """Return the bytes of a file, None where it isn't there. To be called in a thread."""
    try:
        return file.stat().st_size
    except OSError:
        return None


def fault_words(size: int | None, *, blind: bool) -> str:
    """Return why a file of that size can't be played; ``blind``: it can be opened, and not be shown."""
    translate = QCoreApplication.translate
    if size is None:
        return translate("Player", "The video file isn't in its place any more. Was it moved or deleted?")
    if size == 0:
        return translate("Player", "The video file is empty.")
    if blind:
        return translate(
            "Player", "This video is coded in a way that can't be shown here. Other players may show it."
        )
    return translate("Player", "This file can't be played. It may be damaged, or of a kind unknown here.")


@dataclass(frozen=True, slots=True)
class PlaySettings:
    """What a person sets once and expects to find again. `volume` is 0-1 as heard, `speed` one of SPEEDS."""

    volume: float = 1.0
    muted: bool = False
    loop: bool = False
    speed: float = 1.0
