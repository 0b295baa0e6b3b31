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

    ``changed`` and ``removed`` are told after each commit, ``loaded`` of older tasks that were read. The
    window shows all but what is ``hidden`` (see `Removals`): ``shown_changed`` and ``gone`` tell what comes,
    changes and goes there. Only ``progress`` may be newer than its row: see `show`.
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
        self.hidden: set[str] = set()
        self._unwritten: set[str] = set()
        self._wake = asyncio.Event()
        self.changed: Signal[Task] = Signal(failed)
        self.removed: Signal[str] = Signal(failed)
        self.shown_changed: Signal[Task] = Signal(failed)
        self.gone: Signal[str] = Signal(failed)
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

    def shown(self) -> list[Task]:
        """Return the tasks that are loaded and not hidden, newest first."""
        return [task for task in self.all()[::-1] if task.id not in self.hidden]

    def having(self, *statuses: Status) -> list[Task]:
        """Return the tasks in one of some statuses, oldest first."""
        return sorted((task for task in self._tasks.values() if task.status in statuses), key=_created)

    def of_account(self, account: str, *statuses: Status) -> list[Task]:
        """Return the tasks of an account (in one of some statuses), oldest first."""
        return [task for task in self.having(*statuses or Status) if account_of(task.service) == account]

    def line(self, account: str | None = None) -> list[Task]:
        """Return what waits to be sent by itself (of an account), in the order of sending."""
        waiting = self.having(Status.WAITING) if account is None else self.of_account(account, Status.WAITING)
        return sorted(
            (task for task in waiting if task.in_line and task.id not in self.hidden), key=attrgetter("turn")
        )

    async def load_older(self) -> None:
        """Read the tasks that were not read at the start, newest first, page by page in a thread.

        Raises:
            PersonError: the store can't be read; called again, it goes on after what was told.
        """
        while (place := self._next_page) is not None:
            page, self._next_page = await asyncio.to_thread(self._store.page, self._service, PAGE, place)
            # Changed or removed while they were read: what is known here is newer.
            new = [task for task in page if task.id not in self._tasks and task.id not in self._removed]
            if new:
                self._tasks.update((task.id, task) for task in new)
                self.loaded.emit(new)
                await asyncio.sleep(BREATH)

    def add(self, task: Task, idempotency_key: str = "") -> Task:
        """Commit a new task, unless one of the same key is there; return the one that is.

        Raises:
            PersonError: the store can't be written; there is no such task then.
        """
        return self.add_all([(task, idempotency_key)])[0]

    def add_all(self, tasks: Sequence[tuple[Task, str]]) -> list[Task]:
        """Commit new tasks with their keys, all or none. As ``add``."""
        there, all_of_them = self._store.add_all(tasks), []
        for (task, _), task_id in zip(tasks, there, strict=True):
            known = task if task_id == task.id else self._tasks.get(task_id) or self._store.task(task_id)
            if known is None:
                raise PersonError(Message(FaultMessage.STORE_IN_USE))
            all_of_them.append(known)
        for task, _ in tasks:
            if task.id in there:
                self._show(task)
        return all_of_them

    def claim(
        self, task: Task, before: Sequence[Status], noted: Callable[[Task], Task] = lambda task: task
    ) -> bool:
        """Commit ``task`` if nobody else has moved its row on from ``before``. What is unwritten goes first.

        ``noted`` returns the task as it is to be claimed; what it writes is of the same commit.

        Raises:
            PersonError: the store can't be written; the task is as it was.
        """
        self._write()
        with self._store.together():
            task = noted(task)
            claimed = self._store.claim(task, before)
        if not claimed:
            return False
        self._show(task)
        return True

    def claim_all(self, tasks: Sequence[Task], before: Sequence[Status]) -> list[Task]:
        """Commit, at once, those whose rows nobody has moved on from ``before``, and return them.

        What the rest has become is read anew. Raises as ``claim``.
        """
        self._write()
        with self._store.together():
            claimed = {task.id: task for task in tasks if self._store.claim(task, before)}
        for task in tasks:
            if task.id in claimed:
                self._show(task)
            else:
                self.reload(task.id)
        return list(claimed.values())

    def reload(self, task_id: str) -> None:
        """Read a task anew, after another program has changed its row. An unwritten one stays as it is."""
        if task_id not in self._tasks or task_id in self._unwritten:
            return
        if (task := self._store.task(task_id)) is not None:
            self._show(task)

    def put(self, *tasks: Task) -> None:
        """Commit tasks as they now are, at once; if the disk refuses, keep them here and write them later."""
        here = {task.id: task for task in tasks if task.id in self._tasks}
        if not here:
            return
        self._tasks.update(here)
        known = bool(self._unwritten)
        self._unwritten.update(here)
        try:
            self._store.put(*here.values())
        except PersonError:
            if not known:
                self._notice(Message(FaultMessage.STORE_BEHIND))
            self._wake.set()
        else:
            self._unwritten.difference_update(here)
        for task in here.values():
            if self._tasks.get(task.id) is task:  # else whoever was told of another one has moved it on
                self._show(task)

    def show(self, task: Task) -> None:
        """Show a task's passing state (its progress) without writing it."""
        if task.id in self._tasks and task != self._tasks[task.id]:
            self._show(task)

    def _show(self, task: Task) -> None:
        self._tasks[task.id] = task
        self.changed.emit(task)
        if task.id not in self.hidden:
            self.shown_changed.emit(task)

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

    def hide(self, *task_ids: str) -> None:
        """Show some tasks no longer; they go on unseen."""
        self.hidden.update(task_ids)
        for task_id in task_ids:
            self.gone.emit(task_id)

    def unhide(self, *task_ids: str) -> None:
        """Show some tasks again, as they are now."""
        self.hidden.difference_update(task_ids)
        for task_id in task_ids:
            self.shown_changed.emit(self._tasks[task_id])

    def remove(self, *task_ids: str) -> None:
        """Delete tasks, all at once.

        Raises:
            PersonError: the store can't be written; the tasks stay.
        """
        if not task_ids:
            return
        self._store.remove(*task_ids)
        self._unwritten.difference_update(task_ids)
        self._removed.update(task_ids)
        self.hidden.difference_update(task_ids)
        for task_id in task_ids:
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
        if self._unwritten:
            self._store.put(*(self._tasks[task_id] for task_id in self._unwritten))
            self._unwritten.clear()
