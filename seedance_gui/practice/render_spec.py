"""What a request asked for, in the words that the practice video shows."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from seedance_gui.practice import sizes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile("[A-Za-z]")
_MENTION = re.compile(r"@\w{1,3}?\d+")


@dataclass(frozen=True, slots=True)
class RenderSpec:
    """A request, read for drawing. Lengths in pixels and whole seconds.

    `pictures` are the request's own pictures (at most three) that were uploaded here; the first is on top.
    `last_picture` is the last frame, when the video runs from one frame to another.
    """

    prompt: str
    model: str
    ratio: str
    resolution: str
    seconds: int
    width: int
    height: int
    images: int = 0
    frames: int = 0
    videos: int = 0
    sounds: int = 0
    pictures: tuple[Path, ...] = field(default=())
    last_picture: Path | None = None

    @property
    def seed(self) -> int:
        """A number that is the same for the same prompt, to choose colours and sound by."""
        return int.from_bytes(hashlib.sha256(self.prompt.encode()).digest()[:6], "big")

    @property
    def chinese(self) -> bool:
        """Whether the prompt is Chinese, so that the rest is too (a mention such as @图1 says nothing)."""
        return 2 * len(_HAN.findall(_MENTION.sub("", self.prompt))) > len(_LATIN.findall(self.prompt))

    @property
    def facts(self) -> tuple[str, ...]:
        """What else was asked for, a few short words each."""
        said = [self.ratio, self.resolution, f"{self.seconds} 秒" if self.chinese else f"{self.seconds} s"]
        counts = (
            (self.images, "picture", "张图片"),
            (self.frames, "frame", "张首尾帧"),
            (self.videos, "clip", "段视频"),
            (self.sounds, "sound", "段声音"),
        )
        for count, english, chinese in counts:
            if count and self.chinese:
                said.append(f"{count} {chinese}")
            elif count:
                said.append(f"{count} {english}{'s' if count > 1 else ''}")
        return tuple(said)


def read(body: Mapping[str, Any], pictures: tuple[Path, ...] = (), last: Path | None = None) -> RenderSpec:
    """Read a request which has passed the rules; `pictures` and `last` are its uploads on this computer."""
    width, height = sizes.pixels(body)
    wide, high = sizes.ratio(body)
    return RenderSpec(
        prompt=str(body.get("prompt", "")).strip(),
        model=str(body.get("model", "")),
        ratio=str(body.get("ratio") or f"{wide}:{high}"),
        resolution=sizes.resolution(body),
        seconds=int(body.get("duration", 5)),
        width=width,
        height=height,
        images=len(body.get("images", ())),
        frames=sum(1 for name in ("first_image", "last_image") if body.get(name)),
        videos=len(body.get("reference_videos", ())),
        sounds=len(body.get("reference_audios", ())),
        pictures=pictures,
        last_picture=last,
    )
