"""What the person has removed from the list, and may want back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.task import Status
from seedance_gui.services.files import sidecar

if TYPE_CHECKING:
    from seedance_gui.domain.messages import Message
    from seedance_gui.domain.task import Task
    from seedance_gui.services.files.downloads import Downloads
    from seedance_gui.services.tasks.context import TaskContext
    from seedance_gui.services.tasks.submitter import Submitter

FINAL_AFTER = 60.0
"""Seconds after which what was removed can't be brought back any more."""

ToBin = Callable[[Sequence[Path]], Collection[Path]]
"""Moves videos, and the settings beside them, to the bin, in a thread; returns those that stayed."""


@dataclass(slots=True, eq=False)
class _Leaving:
    """A removed task by our id. ``to_bin`` moves its ``file``, if that is not to stay."""

    id: str
    file: Path | None
    to_bin: ToBin | None


class Removals:
    """Removed tasks are hidden at first: nothing is written, so a program that is killed then has them back.

    Meanwhile what was paid for is watched and saved as before, and nothing unsent is sent. They go for good
    after `FINAL_AFTER`, or when `finish` is called: first the files to the bin, then all rows in one
    transaction. What can't be moved or deleted comes back to the list.
    """

    def __init__(
        self,
        context: TaskContext,
        submitter: Submitter,
        downloads: Downloads,
        notice: Callable[[Message], None],
    ) -> None:
        self._repository = context.repository
        self._background = context.background
        self._submitter = submitter
        self._downloads = downloads
        self._notice = notice
        self._leaving: dict[str, _Leaving] = {}

    def remove(self, task_ids: Collection[str], to_bin: ToBin | None = None) -> list[str]:
        """Take tasks off the list but those being sent right now, and return the ids of those that are gone.

        ``to_bin`` moves their files at the end; without it they stay where they are.
        """
        hidden = self._repository.hidden
        found = (self._repository.get(task_id) for task_id in task_ids if task_id not in hidden)
        tasks = [task for task in found if task is not None and task.status is not Status.SENDING]
        for task in tasks:
            self._leaving[task.id] = _Leaving(task.id, Path(task.file) if task.file else None, to_bin)
        self._repository.hide(*(ids := [task.id for task in tasks]))
        for task in tasks:
            self._submitter.forget(task.id)
            if task.status is Status.UPLOADING:
                self._repository.move(task, Status.WAITING, progress=None)
        some = [self._leaving[task_id] for task_id in ids]
        asyncio.get_running_loop().call_later(FINAL_AFTER, self.finish_soon, some)
        return ids

    def put_back(self, task_ids: Collection[str]) -> bool:
        """Bring back what is not removed for good, and tell whether that was all of it."""
        back = [task_id for task_id in task_ids if self._leaving.pop(task_id, None)]
        self._repository.unhide(*back)
        self._submitter.wake()
        return len(back) == len(task_ids)

    def finish_soon(self, some: Collection[_Leaving] | None = None) -> None:
        """Begin to remove for good what can't be brought back any more, all or some."""
        if self._leaving:
            self._background.spawn(self.finish(some), "remove")

    async def finish(self, some: Collection[_Leaving] | None = None) -> None:
        """Remove for good, all or some."""
        leaving = [one for one in self._leaving.values() if some is None or one in some]
        stayed: set[Path] = set()
        try:
            for one in leaving:
                del self._leaving[one.id]
            for to_bin in {one.to_bin for one in leaving if one.to_bin is not None}:
                files = [one.file for one in leaving if one.to_bin == to_bin and one.file is not None]
                stayed.update(await asyncio.to_thread(to_bin, files))
            gone = [self._repository[one.id] for one in leaving if one.file not in stayed]
            self._repository.remove(*(task.id for task in gone))
        except asyncio.CancelledError:  # the program closes, and finishes all
            self._leaving.update((one.id, one) for one in leaving)
            raise
        except PersonError as fault:
            self._notice(fault.message)
            gone = []
        self._repository.unhide(*(one.id for one in leaving if one.id in self._repository))
        if gone:
            self._downloads.forget(*gone)
            # Waited for: at closing nobody else would.
            await asyncio.to_thread(_mark_removed, gone)


def _mark_removed(tasks: Sequence[Task]) -> None:
    for task in tasks:
        with suppress(OSError):  # at worst it comes back when a damaged list is put together again
            if task.file:
                sidecar.mark_removed(sidecar.path_for(Path(task.file)), task)
