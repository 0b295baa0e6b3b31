"""Pretend coins: a balance that goes down a little with each video and never runs out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedance_gui.domain.rules import Billing
from seedance_gui.practice import render_spec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_gui.domain.rules import Rules

GRANT = 1000
"""Coins given at the start, and again whenever they are used up."""

_A_VIDEO = 12
_A_SECOND = {"480p": 1, "720p": 2, "1080p": 4, "2k": 6, "4k": 10}


def cost(rules: Rules, body: Mapping[str, Any]) -> int:
    """Return the pretend coins of a request which has passed the rules."""
    found = rules.find(str(body.get("model")))
    if found is None or found[0].billing is Billing.PER_VIDEO:
        return _A_VIDEO
    return int(body["duration"]) * _A_SECOND[render_spec.resolution(body)]


def user_balance(used: int) -> dict[str, Any]:
    """Return the data of ``user/balance`` after `used` coins."""
    left = GRANT - used % GRANT
    return {"balance": left, "used_coin": used, "available": left}


def key_balance(used: int) -> dict[str, Any]:
    """Return the data of ``key/balance``: a key without a cap."""
    return {"name": "Practice", "total_quota": 0, "used_quota": used, "available_quota": 0, "unlimited": True}
