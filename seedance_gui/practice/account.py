"""Pretend coins: a balance that goes down a little with each video and never runs out."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.cost_estimate import practice_price, units_of_body

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from seedance_gui.domain.draft import Reference
    from seedance_gui.domain.rules import Rules

GRANT = 1000
"""Coins given at the start, and again whenever they are used up."""


def cost(rules: Rules, body: Mapping[str, Any], clips: Sequence[Reference]) -> int:
    """Return the pretend coins of a request which has passed the rules, by what is billed of it.

    ``clips``: what is known of its reference videos. One whose length is not known is not billed.
    """
    billed = units_of_body(rules, body, clips)
    price = practice_price(billed) if billed is not None else None
    if billed is None or price is None:
        return 0
    return round(price.amount * (billed.units or billed.seconds or 0))


def seconds_of(clip: Path) -> float | None:
    """Return the length of a video, None where it can't be read."""
    import av  # noqa: PLC0415 - for the first video with a clip that is billed

    with suppress(av.FFmpegError, OSError), av.open(clip) as container:
        return container.duration / 1_000_000 if container.duration else None
    return None


def user_balance(used: int) -> dict[str, Any]:
    """Return the data of ``user/balance`` after `used` coins."""
    left = GRANT - used % GRANT
    return {"balance": left, "used_coin": used, "available": left}


def key_balance(used: int) -> dict[str, Any]:
    """Return the data of ``key/balance``: a key without a cap."""
    return {"name": "Practice", "total_quota": 0, "used_quota": used, "available_quota": 0, "unlimited": True}
