"""The tasks of one service in memory, in step with the store: commit first, then tell.

Where a commit fails after money may have moved (a task id that just arrived), the task is kept in memory, and
written as soon as the disk takes it again: losing the id would lose a paid video.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.status_message import with_status_message
from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedance_gui.domain.task import Status, Task
    from seedance_gui.services.platform.clock import Clock
    from seedance_gui.services.store.store import Store

WRITE_AGAIN = 3.0
"""Seconds between two attempts to write what the disk didn't take."""


class TaskRepository:
    """The tasks by our id. ``changed`` and ``removed`` are told after each commit."""

    def __init__(
        self,
        store: Store,
        service: str,
        clock: Clock,
        *,
        notice: Callable[[Message], None] = lambda _: None,
        failed: Callable[[str, BaseException], None] = lambda _name, _fault: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._tasks = {task.id: task for task in reversed(store.tasks(service))}
        self._behind: set[str] = set()
        self._wake = asyncio.Event()
        self.changed: Signal[Task] = Signal(failed)
        self.removed: Signal[str] = Signal(failed)
        self._notice = notice

    def __getitem__(self, task_id: str) -> Task:
        return self._tasks[task_id]

    def __contains__(self, task_id: str) -> bool:
        return task_id in self._tasks

    def get(self, task_id: str) -> Task | None:
        """Return the task with our id."""
        return self._tasks.get(task_id)

    def all(self) -> list[Task]:
        """Return the tasks, oldest first."""
        return list(self._tasks.values())

    def having(self, *statuses: Status) -> list[Task]:
        """Return the tasks in one of some statuses, oldest first."""
        return [task for task in self._tasks.values() if task.status in statuses]

    def add(self, task: Task, intent: str = "") -> Task:
        """Commit a new task, unless one of the same intent is there; return the one that is.

        Raises:
            PersonError: the store can't be written; there is no such task then.
        """
        there = self._store.add(task, intent)
        if there != task.id:
            known = self._tasks.get(there) or self._store.task(there)
            if known is None:
                raise PersonError(Message(FaultMessage.STORE_IN_USE))
            return known
        self._tasks[task.id] = task
        self.changed.emit(task)
        return task

    def claim(self, task: Task, before: Sequence[Status]) -> bool:
        """Commit ``task`` if nobody else has moved its row on from ``before``.

        Raises:
            PersonError: the store can't be written; the task is as it was.
        """
        if not self._store.claim(task, before):
            return False
        self._tasks[task.id] = task
        self.changed.emit(task)
        return True

    def reload(self, task_id: str) -> None:
        """Read a task anew, after another program has changed its row."""
        task = self._store.task(task_id)
        if task is not None and task_id in self._tasks:
            self._tasks[task_id] = task
            self.changed.emit(task)

    def put(self, task: Task) -> None:
        """Commit a task as it now is; if the disk refuses, keep it in memory and write it later."""
        if task.id not in self._tasks:
            return
        self._tasks[task.id] = task
        try:
            self._store.put(task)
        except PersonError:
            if not self._behind:
                self._notice(Message(FaultMessage.STORE_BEHIND))
            self._behind.add(task.id)
            self._wake.set()
        else:
            self._behind.discard(task.id)
        self.changed.emit(task)

    def show(self, task: Task) -> None:
        """Show a task's passing state (its progress) without writing it."""
        if task.id in self._tasks and task != self._tasks[task.id]:
            self._tasks[task.id] = task
            self.changed.emit(task)

    def move(
        self, task: Task, status: Status, status_message: Message | None = None, **changes: object
    ) -> Task:
        """Move a task to a status with our own remark on it (or none), commit it and return it."""
        extra = with_status_message(changes.pop("extra", task.extra), status_message)  # type: ignore[arg-type]
        moved = task.transition_to(status, self._clock.wall(), extra=extra, **changes)
        self.put(moved)
        return moved

    def status_message(self, task_id: str, status_message: Message | None) -> None:
        """Set our own remark on a task; nothing is written where it is the same."""
        task = self._tasks.get(task_id)
        if task is not None and (extra := with_status_message(task.extra, status_message)) != task.extra:
            self.put(replace(task, extra=extra))

    def remove(self, task_id: str) -> None:
        """Delete a task.

        Raises:
            PersonError: the store can't be written; the task stays.
        """
        self._store.remove(task_id)
        self._behind.discard(task_id)
        if self._tasks.pop(task_id, None) is not None:
            self.removed.emit(task_id)

    async def catch_up(self) -> None:
        """Write, for ever, what the disk didn't take at first."""
        while True:
            await self._wake.wait()
            while self._behind:
                await asyncio.sleep(WRITE_AGAIN)
                self.write_behind()
            self._wake.clear()

    def write_behind(self) -> bool:
        """Try to write what is still unwritten; tell whether nothing is left."""
        for task_id in tuple(self._behind):
            try:
                if task_id in self._tasks:
                    self._store.put(self._tasks[task_id])
            except PersonError:
                return False
            self._behind.discard(task_id)
        return True
