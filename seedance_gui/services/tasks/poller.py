"""Ask how far the videos are: one scheduler for all of them.

Waiting is measured on the monotonic clock, so a clock that is set does nothing. All requests share one rate
and one pause; the task that has been due longest is asked first, so none starves.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import BusyError, NoSuchTaskError, PersonError, ServiceError, TokenError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import POLLED, RemoteStatus, Report, Status, Task, after_report, parse_status
from seedance_gui.services.platform.backoff import asked_for, backoff, jittered, wait

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.services.api.connection_state import ConnectionState
    from seedance_gui.services.platform.background_tasks import BackgroundTasks
    from seedance_gui.services.platform.clock import Clock
    from seedance_gui.services.tasks.repository import TaskRepository

QUICKEST, SLOWEST = 5.0, 15.0
"""Seconds between two questions about a task [N]: from its start to five minutes later."""
OLD, OLD_PAUSE = 3600.0, 60.0
"""A task that takes longer than an hour is asked once a minute."""
A_SECOND = 4.0
"""Requests a second at most, for all tasks together."""
AT_ONCE = 4
LONGEST_PAUSE = 120.0
NEW = 120.0
"""Seconds in which "no such task" only means: not yet."""
SLEPT = 30.0
"""A jump of the wall clock against the monotonic one, in seconds, that is taken for a sleep."""


@dataclass(slots=True)
class _Watch:
    """When a task is asked next and since when it is watched (monotonic), and what went wrong in a row."""

    due: float
    begun: float
    failures: int = 0
    asking: bool = False


class Poller:
    """``linked`` is told a fresh link of a completed video, before the task moves on."""

    def __init__(
        self,
        *,
        repository: TaskRepository,
        link: ConnectionState,
        background: BackgroundTasks,
        clock: Clock,
        pace: float | None = None,
        linked: Callable[[str, str], None] = lambda _id, _link: None,
    ) -> None:
        self._repository = repository
        self._link = link
        self._background = background
        self._clock = clock
        self._pace = pace
        self._gap = 1 / A_SECOND if pace is None else min(1 / A_SECOND, pace / 20)
        self._linked = linked
        self._watches: dict[str, _Watch] = {}
        self._asking = 0
        self._not_before = 0.0
        self._faults = 0
        self._wake = asyncio.Event()
        self._offset = clock.wall() - clock.monotonic()

    def begin(self) -> None:
        """Watch what is to be watched, from now on. What an earlier run left is asked at once."""
        for task in self._repository.having(*POLLED):
            self._watch(task, 0.0)
        self._repository.changed.connect(self._changed)
        self._repository.removed.connect(self._unwatch)

    async def run(self) -> None:
        """Ask, for ever."""
        while True:
            self._link_woken()
            now = self._clock.monotonic()
            pause: float | None = SLEPT / 2  # so that a sleep is noticed soon
            task_id = self._next()
            if task_id is not None and self._asking < AT_ONCE:
                at = max(self._watches[task_id].due, self._not_before)
                if at <= now:
                    await self._link.usable()
                    self._begin(task_id)
                    continue
                pause = min(at - now, SLEPT / 2)
            await wait(self._wake, pause)

    async def ask(self, task_id: str) -> None:
        """Ask about one task now, whatever its state, and let its state follow. Faults are only noted."""
        task = self._repository.get(task_id)
        if task is None or not task.task_id:
            return
        api = await self._link.usable()
        watch = self._watches.get(task_id)
        try:
            report = await api.query(task.task_id)
        except (ServiceError, PersonError) as fault:
            self._failed(task, watch, fault)
        else:
            self._faults = 0
            self._link.fine()
            if watch is not None:
                watch.failures = 0
            self._reported(task, report)

    def interval(self, age: float) -> float:
        """Return the seconds between two questions about a task of so many seconds."""
        if self._pace is not None:
            return self._pace
        if age > OLD:
            return OLD_PAUSE
        return min(SLOWEST, QUICKEST + (SLOWEST - QUICKEST) * max(age, 0.0) / 300)

    def _begin(self, task_id: str) -> None:
        watch = self._watches.get(task_id)
        if watch is None:
            return
        watch.asking = True
        self._asking += 1
        self._not_before = max(self._not_before, self._clock.monotonic() + self._gap)
        work = self._background.spawn(self.ask(task_id), f"ask {task_id}")

        def done(_: asyncio.Task[None]) -> None:
            self._asking -= 1
            watch.asking = False
            now = self._clock.monotonic()
            pause = self.interval(now - watch.begun)
            if watch.failures:
                pause = max(pause, backoff(watch.failures, pause, LONGEST_PAUSE))
            watch.due = now + jittered(pause)
            self._wake.set()

        work.add_done_callback(done)

    def _next(self) -> str | None:
        waiting = [(watch.due, task_id) for task_id, watch in self._watches.items() if not watch.asking]
        return min(waiting)[1] if waiting else None

    def _reported(self, asked: Task, report: Report) -> None:
        task_id = asked.id
        task = self._repository.get(task_id)
        if task is None or task.status not in {*POLLED, Status.FAILED} or task.task_id != asked.task_id:
            return  # stopped, removed or given another id while it was asked
        after = after_report(task, report, self._clock.wall())
        after = replace(after, status_message=_status_message(report, after))
        if report.video_url and after.status is Status.COMPLETED:
            self._linked(task_id, report.video_url)
        if replace(after, progress=task.progress) == task:
            self._repository.show(after)
        else:
            self._repository.put(after)

    def _failed(self, task: Task, watch: _Watch | None, fault: ServiceError | PersonError) -> None:
        now = self._clock.monotonic()
        if isinstance(fault, TokenError):
            self._link.refused(fault.message)
            return
        if isinstance(fault, NoSuchTaskError):
            self._faults = 0
            self._link.fine()
            by_hand = task.id_entered  # then it is not new, but perhaps mistaken
            if watch is not None and (by_hand or now - watch.begun > NEW):
                watch.failures += 1
                self._tell_unknown(task, Message(FaultMessage.ID_UNKNOWN) if by_hand else fault.message)
            return
        self._faults += 1
        pause = backoff(self._faults, self._pace or 1.0, LONGEST_PAUSE / 2)
        if isinstance(fault, BusyError):
            pause = asked_for(fault.retry_after, pause)
            if pause > 10:
                self._link.waiting(fault.message)
        else:
            self._link.fault(fault.message)
        self._not_before = max(self._not_before, now + pause)

    def _tell_unknown(self, asked: Task, message: Message) -> None:
        task = self._repository.get(asked.id)
        if task is not None and task.status in POLLED and task.task_id == asked.task_id:
            self._repository.status_message(task.id, message)

    def _changed(self, task: Task) -> None:
        if task.status not in POLLED:
            self._unwatch(task.id)
        elif task.id not in self._watches:
            self._watch(task, self._pace if self._pace is not None else 2.0)

    def _watch(self, task: Task, soon: float) -> None:
        now = self._clock.monotonic()
        age = min(max(self._clock.wall() - task.since, 0.0), OLD)
        self._watches[task.id] = _Watch(due=now + jittered(soon), begun=now - age)
        self._wake.set()

    def _unwatch(self, task_id: str) -> None:
        if self._watches.pop(task_id, None) is not None:
            self._wake.set()

    def _link_woken(self) -> None:
        """After a sleep everything is due, in its old order and at the common rate: prompt and no storm."""
        offset = self._clock.wall() - self._clock.monotonic()
        if abs(offset - self._offset) > SLEPT:
            now = self._clock.monotonic()
            self._faults = 0
            self._not_before = now + self._gap
            for watch in self._watches.values():
                watch.due, watch.failures = min(watch.due, now), 0
        self._offset = offset


def _status_message(report: Report, after: Task) -> Message | None:
    said = parse_status(report.status)
    if said is RemoteStatus.UNKNOWN:
        return Message(FaultMessage.WORD_UNKNOWN, word=report.status)
    if said is RemoteStatus.COMPLETED and after.status is not Status.COMPLETED:
        return Message(FaultMessage.NO_LINK_YET)
    return None
