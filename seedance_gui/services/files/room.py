"""Watches the disk with the videos folder while videos are being made: what is paid for must be kept."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING

from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import ACTIVE, Status, Task
from seedance_gui.services.platform.backoff import wait

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_gui.services.tasks.repository import TaskRepository

LOW = 1024**3
"""Bytes: with fewer it is said."""
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

    async def run(self) -> None:
        """Look at each new order, and while there are any; for ever."""
        self._repository.changed.connect(self._changed)
        try:
            while True:
                active = any(True for _ in self._repository.having(*ACTIVE))
                if active:
                    await self._look()
                await wait(self._wake, EVERY if active else None)
        finally:
            self._repository.changed.disconnect(self._changed)

    async def _look(self) -> None:
        folder = self._videos()
        free = await asyncio.to_thread(_free, folder)
        if free is None or free >= LOW:
            self._told = None
        elif self._told != folder:
            self._told = folder
            self._notice(Message(FaultMessage.DISK_LOW, megabytes=free >> 20, folder=str(folder)))

    def _changed(self, task: Task) -> None:
        if task.status is Status.WAITING:
            self._wake.set()


def _free(folder: Path) -> int | None:
    """Return how many bytes are free where a folder is or will be; None where that can't be told."""
    there = next((each for each in (folder, *folder.parents) if each.is_dir()), folder)
    try:
        return shutil.disk_usage(there).free
    except OSError:
        return None
