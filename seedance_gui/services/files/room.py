"""Watches the disk with the videos folder while videos are being made: what is paid for must be kept."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING, Final

from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import ACTIVE, Status, Task
from seedance_gui.services.platform.backoff import wait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from seedance_gui.services.tasks.repository import TaskRepository

LOW = 200 << 20
"""Bytes: with fewer it is said, or with fewer than the videos need that are being made."""
RATES: Final = {"480p": 1 << 20, "720p": 2 << 20}
"""Bytes of a second of video, amply reckoned; `RATE` for another resolution."""
RATE: Final = 4 << 20
_SECONDS: Final = 10  # of a video whose length the service chooses
EVERY = 60.0
"""Seconds between two looks."""


class Room:
    """Tells ``notice`` once when the disk of the folder that ``videos`` returns is low, until it isn't."""

    def __init__(
        self, repository: TaskRepository, videos: Callable[[], Path], notice: Callable[[Message], None]
    ) -> None:
        self._repository, self._videos, self._notice = repository, videos, notice
        self._wake = asyncio.Event()
        self._told: Path | None = None
        self._moved = False

    def look_soon(self) -> None:
        """Look at another folder, whether videos are being made or not."""
        self._moved = True
        self._wake.set()

    async def run(self) -> None:
        """Look at each new order, and while there are any; for ever."""
        self._repository.changed.connect(self._changed)
        try:
            while True:
                active = self._repository.having(*ACTIVE)
                if active or self._moved:
                    self._moved = False
                    await self._look(max(LOW, needed(active)))
                await wait(self._wake, EVERY if active else None)
        finally:
            self._repository.changed.disconnect(self._changed)

    async def _look(self, least: int) -> None:
        folder = self._videos()
        free = await asyncio.to_thread(_free, folder)
        if free is None or free >= least:
            self._told = None
        elif self._told != folder:
            self._told = folder
            self._notice(Message(FaultMessage.DISK_LOW, megabytes=free >> 20, folder=str(folder)))

    def _changed(self, task: Task) -> None:
        if task.status is Status.WAITING:
            self._wake.set()


def needed(tasks: Iterable[Task]) -> int:
    """Return how many bytes the videos of tasks will have, amply reckoned."""
    drafts = [task.draft for task in tasks if not task.held]
    return sum((one.duration or _SECONDS) * RATES.get(one.resolution or "", RATE) for one in drafts)


def _free(folder: Path) -> int | None:
    """Return how many bytes are free where a folder is or will be; None where that can't be told."""
    there = next((each for each in (folder, *folder.parents) if each.is_dir()), folder)
    try:
        return shutil.disk_usage(there).free
    except OSError:
        return None
