"""Look at files that are given as references: what they are, how long and how large. One after the other."""

from __future__ import annotations

import asyncio
import base64
import json
import stat
import subprocess
import sys
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.draft import Kind
from seedance_gui.services.content import content_of
from seedance_gui.services.look_inside import SECONDS, look_inside
from seedance_gui.services.practice_process import child_environment
from seedance_gui.services.upload_memory import state_of

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.services.upload_memory import State

_KEPT = 300
_LONGEST = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a file; None: not known. ``size`` in bytes, ``width`` and ``height`` in pixels.

    ``picture`` is a small JPEG of a clip's first picture, ``loudness`` (0-1) that of a sound over its length.
    """

    kind: Kind | None = None
    format: str = ""
    size: int | None = None
    seconds: float | None = None
    width: int | None = None
    height: int | None = None
    fps: float | None = None
    picture: bytes = b""
    loudness: tuple[float, ...] = ()


class Inspection:
    """Looks at files, each state of a file once."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._one = asyncio.Semaphore(1)
        self._known: OrderedDict[tuple[str, State | None], Found] = OrderedDict()

    async def look(self, path: Path) -> Found:
        """Return what a file is, as far as it can be read. May be cancelled."""
        key = (str(path), state_of(path))
        async with self._one:
            if (known := self._known.get(key)) is None:
                self._known[key] = known = await self._look(path)
                while len(self._known) > _KEPT:
                    self._known.popitem(last=False)
        return known

    async def _look(self, path: Path) -> Found:
        found = await asyncio.to_thread(_outside, path)
        if found.kind is Kind.IMAGE or not found.format:
            return found
        return _completed(found, await self._inside(path, found.format))

    async def _inside(self, path: Path, demuxer: str) -> object:
        if getattr(sys, "frozen", False):  # a bundle has no interpreter to start
            return await asyncio.to_thread(look_inside, path, demuxer)
        # -P: a file named av.py in the current folder must not get in between.
        command = [sys.executable, "-P", "-m", "seedance_gui.services.look_inside"]
        process = await asyncio.to_thread(
            subprocess.Popen,
            [*command, demuxer, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            answer = await asyncio.to_thread(_answer, process, self._seconds)
        finally:
            if process.poll() is None:  # cancelled: the thread that waits for it ends with it
                process.kill()
        return answer


def _outside(path: Path) -> Found:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # reading a pipe would wait for ever
            return Found()
        content = content_of(path)
    except (OSError, ValueError):
        return Found()
    width, height = content.width or None, content.height or None
    return Found(content.kind, content.format, about.st_size, None, width, height)


def _answer(process: subprocess.Popen[bytes], seconds: float) -> object:
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return {}
    try:
        return json.loads(output)
    except ValueError:
        return {}


def _completed(found: Found, inside: object) -> Found:
    if not isinstance(inside, dict) or inside.get("kind") not in set(Kind):
        return found
    seconds = _number(inside, "seconds", _LONGEST)
    picture, loudness = inside.get("picture"), inside.get("loudness")
    return replace(
        found,
        kind=found.kind or Kind(inside["kind"]),
        seconds=None if seconds is None else round(seconds, 3),
        width=int(_number(inside, "width", 100_000) or 0) or None,
        height=int(_number(inside, "height", 100_000) or 0) or None,
        fps=_number(inside, "fps", 10_000),
        picture=base64.b64decode(picture) if isinstance(picture, str) else b"",
        loudness=tuple(map(float, loudness)) if isinstance(loudness, list) else (),
    )


def _number(data: dict[str, Any], name: str, most: float) -> float | None:
    value = data.get(name)
    return float(value) if isinstance(value, int | float) and 0 < value <= most else None
