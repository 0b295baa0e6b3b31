"""Look at files that are given as references: what they are, how long and how large. One after the other."""

from __future__ import annotations

import asyncio
import stat
from collections import OrderedDict
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import Kind
from seedance_gui.services.media import probe_client
from seedance_gui.services.media.file_signature import read_signature
from seedance_gui.services.media.media_info import MediaInfo
from seedance_gui.services.media.probe_worker import SECONDS
from seedance_gui.services.uploads.upload_cache import state_of

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.services.uploads.upload_cache import State

_KEPT = 300


class MediaInspector:
    """Looks at files, each state of a file once."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._one = asyncio.Semaphore(1)
        self._known: OrderedDict[tuple[str, State | None], MediaInfo] = OrderedDict()

    async def look(self, path: Path) -> MediaInfo:
        """Return what a file is, as far as it can be read. May be cancelled."""
        key = (str(path), state_of(path))
        async with self._one:
            if (known := self._known.get(key)) is None:
                self._known[key] = known = await self._look(path)
                while len(self._known) > _KEPT:
                    self._known.popitem(last=False)
        return known

    async def _look(self, path: Path) -> MediaInfo:
        found = await asyncio.to_thread(_outside, path)
        if found.kind is Kind.IMAGE or not found.format:
            return found
        return probe_client.completed(
            found, await probe_client.look(found.format, str(path), seconds=self._seconds)
        )


def _outside(path: Path) -> MediaInfo:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # reading a pipe would wait for ever
            return MediaInfo()
        with path.open("rb") as file:
            content = read_signature(file)
    except (OSError, ValueError):
        return MediaInfo()
    width, height = content.width or None, content.height or None
    return MediaInfo(content.kind, content.format, about.st_size, None, width, height)
