"""What the service's calls give back, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedance_gui.services.media.media_info import UNKNOWN_MEDIA, MediaInfo

if TYPE_CHECKING:
    from seedance_gui.domain.messages import Message


@dataclass(frozen=True, slots=True)
class Created:
    """A taken order: the service's id of it and its first status word."""

    task_id: str
    status: str


@dataclass(frozen=True, slots=True)
class Balance:
    """The coins that the account can spend; None where the service didn't tell."""

    available: float | None


@dataclass(frozen=True, slots=True)
class Quota:
    """What a token may spend of the account's coins. ``total`` and ``left`` are None where it has no cap."""

    total: float | None
    used: float | None
    left: float | None


@dataclass(frozen=True, slots=True)
class Asset:
    """A saved asset. ``status``: Processing, Active or Failed; ``image``: the link of a picture of it."""

    id: str
    status: str
    name: str
    image: str


@dataclass(frozen=True, slots=True)
class IdAnswer:
    """Whether the service knows an id; None where it could not be asked, which ``message`` explains.

    ``model`` is what it says made the video, empty where it doesn't say.
    """

    known: bool | None
    model: str = ""
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class LinkProbeResult:
    """Whether a link answers, and what is ``found`` behind it. ``message`` says what is wrong.

    ``known`` is False where nobody was asked.
    """

    ok: bool
    found: MediaInfo = UNKNOWN_MEDIA
    message: Message | None = None
    known: bool = True
