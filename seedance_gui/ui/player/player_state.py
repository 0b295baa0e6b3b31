"""What a player can be doing, what can be wrong with a file, and what a person sets once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

SPEEDS = (0.5, 1.0, 1.5, 2.0)


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


@dataclass(frozen=True, slots=True)
class PlaySettings:
    """What a person sets once and expects to find again. `volume` is 0-1 as heard, `speed` one of SPEEDS."""

    volume: float = 1.0
    muted: bool = False
    loop: bool = False
    speed: float = 1.0
