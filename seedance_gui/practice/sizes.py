"""How large the practice video is: from the model, the resolution and the ratio that were asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORT_SIDES: Mapping[str, int] = {"480p": 480, "720p": 720, "1080p": 1080, "2k": 1440, "4k": 2160}
"""Pixels of the shorter side."""

LONGEST_SIDE = 4096
"""Pixels. Hardware decoders of H.264 end here, so the widest ratios of 4K are scaled down to it."""

DEFAULT_RESOLUTION = "720p"


def resolution(body: Mapping[str, Any]) -> str:
    """Return the resolution of a request: its own field, else the end of the model's name, else 720p [S]."""
    asked = str(body.get("resolution") or "").lower()
    if asked in SHORT_SIDES:
        return asked
    named = re.search(r"_(\d+[pk])$", str(body.get("model") or ""))
    return named[1] if named and named[1] in SHORT_SIDES else DEFAULT_RESOLUTION


def ratio(body: Mapping[str, Any]) -> tuple[int, int]:
    """Return width and height of the ratio of a request; `ratio` wins over `orientation` [S].

    `Adaptive` and a missing ratio become 16:9, or 9:16 for a portrait.
    """
    asked = re.fullmatch(r"(\d{1,2}):(\d{1,2})", str(body.get("ratio") or ""))
    if asked and int(asked[1]) and int(asked[2]):
        return int(asked[1]), int(asked[2])
    return (9, 16) if body.get("orientation") == "portrait" else (16, 9)


def pixels(body: Mapping[str, Any]) -> tuple[int, int]:
    """Return width and height in pixels, both even as H.264 wants them."""
    wide, high = ratio(body)
    scale = SHORT_SIDES[resolution(body)] / min(wide, high)
    scale = min(scale, LONGEST_SIDE / max(wide, high))
    return _even(wide * scale), _even(high * scale)


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)
