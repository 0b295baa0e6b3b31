"""What a practice video shows and how large it is: read from the request, computed without Qt."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHORT_SIDES: Mapping[str, int] = {"480p": 480, "720p": 720, "1080p": 1080, "2k": 1440, "4k": 2160}
"""Pixels of the shorter side."""

LONGEST_SIDE = 4096
"""Pixels. Hardware decoders of H.264 end here, so the widest ratios of 4K are scaled down to it."""

_COUNTED = (
    (("images",), "picture", "张图片"),
    (("first_image", "last_image"), "frame", "张首尾帧"),
    (("reference_videos",), "clip", "段视频"),
    (("reference_audios",), "sound", "段声音"),
)


@dataclass(frozen=True, slots=True)
class RenderSpec:
    """A request which has passed the rules, and those of its pictures that were uploaded here.

    The first of `pictures` (at most three) is on top. `last_picture` is the last frame.
    """

    body: Mapping[str, Any]
    pictures: tuple[Path, ...] = ()
    last_picture: Path | None = None

    @property
    def prompt(self) -> str:
        """The prompt in one line."""
        return " ".join(str(self.body.get("prompt", "")).split())

    @property
    def seconds(self) -> int:
        """The length of the video."""
        return int(self.body.get("duration", 5))

    @property
    def seed(self) -> int:
        """A number that is the same for the same prompt, to choose colours and sound by."""
        prompt = str(self.body.get("prompt", "")).strip()
        return int.from_bytes(hashlib.sha256(prompt.encode()).digest()[:6], "big")

    @property
    def chinese(self) -> bool:
        """Whether the prompt is Chinese, and with it the facts; mentions such as @图1 don't count."""
        text = re.sub(r"@\w{1,3}?\d+", "", self.prompt)
        return 2 * len(re.findall("[\u3400-\u9fff\uf900-\ufaff]", text)) > len(re.findall("[A-Za-z]", text))

    @property
    def facts(self) -> tuple[str, ...]:
        """What else was asked for, a few short words each."""
        shown = str(self.body.get("ratio") or "{}:{}".format(*_ratio(self.body)))
        facts = [shown, resolution(self.body), f"{self.seconds} 秒" if self.chinese else f"{self.seconds} s"]
        for fields, english, chinese in _COUNTED:
            values = [self.body[name] for name in fields if self.body.get(name)]
            if count := sum(1 if isinstance(value, str) else len(value) for value in values):
                facts.append(f"{count} {chinese if self.chinese else english + 's' * (count > 1)}")
        return tuple(facts)


def resolution(body: Mapping[str, Any]) -> str:
    """Return the resolution of a request: its own field, else the end of the model's name, else 720p [S]."""
    named = re.search(r"_(\d+[pk])$", str(body.get("model") or ""))
    for name in (str(body.get("resolution") or "").lower(), named[1] if named else ""):
        if name in SHORT_SIDES:
            return name
    return "720p"


def pixels(body: Mapping[str, Any]) -> tuple[int, int]:
    """Return width and height of a request's video, both even as H.264 wants them."""
    wide, high = _ratio(body)
    scale = min(SHORT_SIDES[resolution(body)] / min(wide, high), LONGEST_SIDE / max(wide, high))
    return max(2, round(wide * scale / 2) * 2), max(2, round(high * scale / 2) * 2)


def _ratio(body: Mapping[str, Any]) -> tuple[int, int]:
    """Return the ratio, which wins over `orientation` [S]; `Adaptive` or none is 16:9, in portrait 9:16."""
    if given := re.fullmatch(r"([1-9]\d?):([1-9]\d?)", str(body.get("ratio") or "")):
        return int(given[1]), int(given[2])
    return (9, 16) if body.get("orientation") == "portrait" else (16, 9)
