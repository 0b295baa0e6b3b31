"""Have a media file looked into by a process of its own (``look_inside``), and understand its answer."""

from __future__ import annotations

import asyncio
import base64
import json
import struct
import subprocess
from contextlib import suppress
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from seedance_gui.domain.draft import Kind
from seedance_gui.services.media.probe_worker import MISSING
from seedance_gui.services.platform.subprocess_entry import LOOK_INSIDE, child_command, child_environment

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from seedance_gui.services.media.media_info import MediaInfo

_LONGEST = 24 * 3600.0
_LONGEST_LINE = 4 * 1024 * 1024


async def look(
    demuxer: str,
    *source: str,
    seconds: float,
    piece: Callable[[int], Awaitable[bytes | None]] | None = None,
) -> object:
    """Return what the process says of ``source``, an empty dict where it says nothing in time.

    ``piece`` returns a piece of a file that isn't here by its number, None where it can't be had.
    """
    process = await asyncio.to_thread(
        subprocess.Popen,
        [*child_command(LOOK_INSIDE), demuxer, *source],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                return await _conversation(process.stdin, process.stdout, piece)
        return {}
    finally:
        # Whatever it does now, nobody waits for it: the thread that reads from it ends with it.
        process.kill()
        await asyncio.shield(asyncio.to_thread(_bury, process))


async def _conversation(
    to: IO[bytes], of: IO[bytes], piece: Callable[[int], Awaitable[bytes | None]] | None
) -> object:
    while line := await asyncio.to_thread(of.readline, _LONGEST_LINE):
        try:
            said = json.loads(line)
        except ValueError:
            return {}
        wanted = said.get("piece") if isinstance(said, dict) else None
        if wanted is None:
            return said
        data = await piece(wanted) if piece is not None and isinstance(wanted, int) else None
        try:
            await asyncio.to_thread(_give, to, data)
        except OSError:
            return {}  # it has ended
    return {}


def _give(to: IO[bytes], data: bytes | None) -> None:
    to.write(struct.pack(">I", MISSING if data is None else len(data)) + (data or b""))
    to.flush()


def _bury(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):  # it went away with something still unread
        process.communicate()


def completed(found: MediaInfo, inside: object) -> MediaInfo:
    """Return what was found, completed by what the process said; what makes no sense is left out."""
    if not isinstance(inside, dict) or inside.get("kind") not in set(Kind):
        return found
    seconds = _number(inside, "seconds", _LONGEST)
    picture, loudness = inside.get("picture"), inside.get("loudness")
    return replace(
        found,
        kind=Kind(inside["kind"]),
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
