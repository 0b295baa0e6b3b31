"""What the keeper of the tokens answers. Apart from it, because its keyrings take a while to import."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_gui.domain.messages import Message


class Place(StrEnum):
    """What keeps the token."""

    KEYRING = "keyring"
    MEMORY = "memory"


class LoadState(StrEnum):
    """What became of asking for a token."""

    FOUND = "found"
    NONE = "none"  # the keyring has none for this account
    LOCKED = "locked"  # it may have one: the person has to unlock it, or it has not answered yet
    UNAVAILABLE = "unavailable"  # there is no keyring, or it can't be read


@dataclass(frozen=True, slots=True)
class Where:
    """Where a token is kept: a keyring by ``name``, or memory, and then ``reason`` tells why."""

    kind: Place
    name: str = ""
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The answer to ``load``. ``reason`` is there for the states locked and unavailable."""

    state: LoadState
    token: str | None = field(default=None, repr=False)
    where: Where | None = None
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer to ``save``: where the token is now."""

    where: Where


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The answer to ``forget``. ``reason`` tells why the token may still be in the keyring."""

    done: bool
    reason: Message | None = None
