"""Keeps beside the saved videos what the person calls them, so that a lost list comes back with it."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.services.files import sidecar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.domain.task import Task
    from seedance_gui.services.tasks.repository import TaskRepository

_log = logging.getLogger(__name__)


class Beside:
    """Follows the tasks of ``repository`` while it runs."""

    def __init__(self, repository: TaskRepository) -> None:
        self._repository = repository
        self._changed: dict[str, Task] = {}
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """Write what changes, for ever."""
        self._repository.changed.connect(self._note)
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                tasks, self._changed = list(self._changed.values()), {}
                await asyncio.to_thread(_write, tasks)
        finally:
            self._repository.changed.disconnect(self._note)

    def _note(self, task: Task) -> None:
        if task.watchable:
            self._changed[task.id] = task
            self._wake.set()


def _write(tasks: Sequence[Task]) -> None:
    for task in tasks:
        try:
            sidecar.keep_own(sidecar.path_for(Path(task.file)), task)
        except OSError as fault:  # the list knows it as well
            _log.info("what a video is called is not kept beside it: %s", type(fault).__name__)
