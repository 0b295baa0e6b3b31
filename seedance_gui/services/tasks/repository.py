"""The tasks of one world, practice or real, in memory, in step with the store: commit first, then tell.

Where a commit fails after the fact (an id that just arrived, an order that surely never left), the task in
memory is newer than its row. It is *unwritten* then: nothing replaces it, and it is written before anything
is claimed, as soon as the disk takes it, and at the latest on closing.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from seedance_gui.domain.address import account_of
from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import Status
from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedance_gui.domain.task import Task
    from seedance_gui.services.platform.clock import Clock
    from seedance_gui.services.store.store import Store

WRITE_AGAIN = 3.0
"""Seconds between two attempts to write what the disk didn't take."""
PAGE = 200
"""So many tasks are read at once: some 20 ms of work, which the window's thread may have to wait for."""
BREATH = 0.05
"""Seconds in which who was told of older tasks may show them before more are read."""

_created = attrgetter("created")


class TaskRepository:
    """The tasks by our id: at first the unfinished and the newest ones, then, by `load_older`, all.

    ``service``: `PRACTICE` for what was made while practising, any other for all that was not.

    ``changed`` and ``removed`` are told after each commit, ``loaded`` of older tasks that were read. Only
    ``progress`` may be newer than its row: see `show`.
    """

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
        self._service = service
        self._clock = clock
        newest, self._next_page = store.page(service, PAGE)
        # How far they were when a row was last written is not how far they are: that is told anew.
        known = (replace(task, progress=None) for task in (*newest, *store.unfinished(service)))
        self._tasks = {task.id: task for task in known}
        self._removed: set[str] = set()
        self._unwritten: set[str] = set()
        self._wake = asyncio.Event()
        self.changed: Signal[Task] = Signal(failed)
        self.removed: Signal[str] = Signal(failed)
        self.loaded: Signal[list[Task]] = Signal(failed)
        self._notice = notice

    def __getitem__(self, task_id: str) -> Task:
        return self._tasks[task_id]

    def __contains__(self, task_id: str) -> bool:
        return task_id in self._tasks

    def get(self, task_id: str, *statuses: Status) -> Task | None:
        """Return the task with our id; where statuses are given, only if it has one of them."""
        task = self._tasks.get(task_id)
        return None if task is None or (statuses and task.status not in statuses) else task

    def with_remote_id(self, remote_id: str) -> Task | None:
        """Return the task with the service's id, also one that is not loaded yet."""
        here = next((task for task in self._tasks.values() if task.task_id == remote_id), None)
        return here or self._store.task_with(self._service, remote_id)

    def all(self) -> list[Task]:
        """Return the tasks that are loaded, oldest first."""
        return sorted(self._tasks.values(), key=_created)

    def having(self, *statuses: Status) -> list[Task]:
        """Return the tasks in one of some statuses, oldest first."""
        return sorted((task for task in self._tasks.values() if task.status in statuses), key=_created)

    def of_account(self, account: str, *statuses: Status) -> list[Task]:
        """Return the tasks of an account (in one of some statuses), oldest first."""
        return [task for task in self.having(*statuses or Status) if account_of(task.service) == account]

    async def load_older(self) -> None:
        """Read the tasks that were not read at the start, newest first, in a thread.

        They are told when as many have come as were there before: a list lays out all its rows each time.

        Raises:
            PersonError: the store can't be read; called again, it goes on after what was told.
        """
        read: list[Task] = []
        place = self._next_page
        while place is not None:
            page, place = await asyncio.to_thread(self._store.page, self._service, PAGE, place)
            read += page
            if place is not None and len(read) < len(self._tasks):
                continue
            self._next_page = place
            # Changed or removed while they were read: what is known here is newer.
            new = [task for task in read if task.id not in self._tasks and task.id not in self._removed]
            read.clear()
            if new:
                self._tasks.update((task.id, task) for task in new)
                self.loaded.emit(new)
                await asyncio.sleep(BREATH)

    def add(self, task: Task, idempotency_key: str = "") -> Task:
        """Commit a new task, unless one of the same key is there; return the one that is.

        Raises:
            PersonError: the store can't be written; there is no such task then.
        """
        there = self._store.add(task, idempotency_key)
        if there != task.id:
            known = self._tasks.get(there) or self._store.task(there)
            if known is None:
                raise PersonError(Message(FaultMessage.STORE_IN_USE))
            return known
        self._tasks[task.id] = task
        self.changed.emit(task)
        return task

    def claim(self, task: Task, before: Sequence[Status]) -> bool:
        """Commit ``task`` if nobody else has moved its row on from ``before``. What is unwritten goes first.

        Raises:
            PersonError: the store can't be written; the task is as it was.
        """
        self._write()
        if not self._store.claim(task, before):
            return False
        self._tasks[task.id] = task
        self.changed.emit(task)
        return True

    def reload(self, task_id: str) -> None:
        """Read a task anew, after another program has changed its row. An unwritten one stays as it is."""
        if task_id not in self._tasks or task_id in self._unwritten:
            return
        if (task := self._store.task(task_id)) is not None:
            self._tasks[task_id] = task
            self.changed.emit(task)

    def put(self, task: Task) -> None:
        """Commit a task as it now is; if the disk refuses, keep it in memory and write it later."""
        if task.id not in self._tasks:
            return
        self._tasks[task.id] = task
        known = bool(self._unwritten)
        self._unwritten.add(task.id)
        try:
            self._store.put(task)
        except PersonError:
            if not known:
                self._notice(Message(FaultMessage.STORE_BEHIND))
            self._wake.set()
        else:
            self._unwritten.discard(task.id)
        self.changed.emit(task)

    def show(self, task: Task) -> None:
        """Show a task's passing state (its progress) without writing it."""
        if task.id in self._tasks and task != self._tasks[task.id]:
            self._tasks[task.id] = task
            self.changed.emit(task)

    def move(
        self, task: Task, status: Status, status_message: Message | None = None, **changes: object
    ) -> Task:
        """Move a task to a status with our own words on it (or none), commit it and return it."""
        moved = task.transition_to(status, self._clock.wall(), status_message=status_message, **changes)
        self.put(moved)
        return moved

    def status_message(self, task_id: str, status_message: Message | None) -> None:
        """Set our own words on a task; nothing is written where they are the same."""
        task = self._tasks.get(task_id)
        if task is not None and task.status_message != status_message:
            self.put(replace(task, status_message=status_message))

    def remove(self, task_id: str) -> None:
        """Delete a task.

        Raises:
            PersonError: the store can't be written; the task stays.
        """
        self._store.remove(task_id)
        self._unwritten.discard(task_id)
        self._removed.add(task_id)
        if self._tasks.pop(task_id, None) is not None:
            self.removed.emit(task_id)

    async def catch_up(self) -> None:
        """Write, for ever, what the disk didn't take at first."""
        while True:
            await self._wake.wait()
            while self._unwritten:
                await asyncio.sleep(WRITE_AGAIN)
                self.write_behind()
            self._wake.clear()

    def write_behind(self) -> bool:
        """Try to write what is still unwritten; tell whether nothing is left."""
        try:
            self._write()
        except PersonError:
            return False
        return True

    def _write(self) -> None:
        for task_id in tuple(self._unwritten):
            self._store.put(self._tasks[task_id])
            self._unwritten.discard(task_id)
