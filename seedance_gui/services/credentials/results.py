"""What ``Credentials`` answers. Imports no keyring."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_gui.domain.messages import Message


class CredentialStatus(StrEnum):
    """What is known of an account's token."""

    FOUND = "found"
    MISSING = "missing"  # there is none
    LOCKED = "locked"  # there may be one: the person has to unlock the keyring, or it has not answered yet
    UNAVAILABLE = "unavailable"  # there may be one, but the keyring failed, or there is none here


@dataclass(frozen=True, slots=True)
class CredentialResult:
    """The outcome of loading, saving or forgetting a token.

    ``keyring`` names the keyring that holds the token, or may hold it; where it is empty, a token that was
    found is in memory. ``reason`` says why it was not loaded, not kept in the keyring, or not forgotten.
    """

    status: CredentialStatus
    token: str | None = field(default=None, repr=False)
    keyring: str = ""
    reason: Message | None = None
