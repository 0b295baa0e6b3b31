"""Ask how far the videos are: one scheduler for all of them.

Waiting is measured on the monotonic clock, so a clock that is set does nothing. All requests share one rate,
those of one account also one pause; of the tasks that may be asked about, the one that has been due longest
goes first, so none starves.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import BusyError, NoSuchTaskError, PersonError, ServiceError, TokenError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import POLLED, RemoteStatus, Report, Status, Task, after_report, parse_status
from seedance_gui.services.platform.backoff import asked_for, backoff, jittered, wait

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.services.accounts.account import Account
    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.tasks.context import TaskContext

QUICKEST, SLOWEST = 5.0, 15.0
"""Seconds between two questions about a task [N]: from its start to five minutes later."""
OLD, OLD_PAUSE = 3600.0, 60.0
"""A task that takes longer than an hour is asked once a minute."""
A_SECOND = 4.0
"""Requests a second at most, for all tasks together."""
AT_ONCE = 4
"""Requests under way at most, for the tasks of one account."""
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


@dataclass(slots=True)
class _Pause:
    """How it stands with one account: requests under way, faults in a row, and how long all of it waits."""

    asking: int = 0
    faults: int = 0
    until: float = 0.0


class Poller:
    """``linked`` is told a fresh link of a completed video, before the task moves on."""

    def __init__(
        self, context: TaskContext, account_of: Callable[[Task], Account], linked: Callable[[str, str], None]
    ) -> None:
        self._repository = context.repository
        self._background = context.background
        self._clock = clock = context.clock
        self._pace = pace = context.pace
        self._account_of = account_of
        self._gap = 1 / A_SECOND if pace is None else min(1 / A_SECOND, pace / 20)
        self._linked = linked
        self._watches: dict[str, _Watch] = {}
        self._pauses: defaultdict[str, _Pause] = defaultdict(_Pause)
        self._not_before = 0.0
        self._wake = asyncio.Event()
        self._offset = clock.wall() - clock.monotonic()

    def begin(self) -> None:
        """Watch what is to be watched, from now on. What an earlier run left is asked at once."""
        for task in self._repository.having(*POLLED):
            self._watch(task, 0.0)
        self._repository.changed.connect(self._changed)
        self._repository.removed.connect(self._unwatch)

    def wake(self) -> None:
        """Look again at whom to ask: a connection can be used again."""
        self._wake.set()

    async def run(self) -> None:
        """Ask, for ever."""
        while True:
            self._after_a_sleep()
            task_id, pause = self._next()
            if task_id is None:
                await wait(self._wake, pause)
            else:
                self._begin(task_id)

    async def ask(self, task_id: str) -> bool:
        """Ask about one task now, whatever its state, and let its state follow; tell whether it was answered.

        Faults are only noted.
        """
        task = self._repository.get(task_id)
        if task is None or not task.task_id:
            return False
        account = self._account_of(task)
        api = await account.connection.usable()
        watch = self._watches.get(task_id)
        try:
            report = await account.query(api, task.task_id)
        except (ServiceError, PersonError) as fault:
            self._failed(account, api, task, watch, fault)
            return isinstance(fault, NoSuchTaskError)
        self._pauses[account.key].faults = 0
        account.connection.fine(api)
        if watch is not None:
            watch.failures = 0
        self._reported(task, report)
        return True

    def interval(self, age: float) -> float:
        """Return the seconds between two questions about a task of so many seconds."""
        if self._pace is not None:
            return self._pace
        if age > OLD:
            return OLD_PAUSE
        return min(SLOWEST, QUICKEST + (SLOWEST - QUICKEST) * max(age, 0.0) / 300)

    def _begin(self, task_id: str) -> None:
        watch = self._watches[task_id]
        pause = self._pauses[self._account_of(self._repository[task_id]).key]
        watch.asking = True
        pause.asking += 1
        self._not_before = self._clock.monotonic() + self._gap
        work = self._background.spawn(self.ask(task_id), f"ask {task_id}")

        def done(_: asyncio.Task[bool]) -> None:
            pause.asking -= 1
            watch.asking = False
            now = self._clock.monotonic()
            seconds = self.interval(now - watch.begun)
            if watch.failures:
                seconds = max(seconds, backoff(watch.failures, seconds, LONGEST_PAUSE))
            watch.due = now + jittered(seconds)
            self._wake.set()

        work.add_done_callback(done)

    def _next(self) -> tuple[str | None, float]:
        """Return the task to ask about now, or none and the seconds after which to look again."""
        now = self._clock.monotonic()
        soonest = now + SLEPT / 2  # so that a sleep is noticed soon
        due: tuple[float, str] | None = None
        opens: dict[str, float | None] = {}
        for task_id, watch in self._watches.items():
            if watch.asking:
                continue
            account = self._account_of(self._repository[task_id])
            if account.key not in opens:
                pause, shut = self._pauses[account.key], account.connection.opens_in()
                free = shut is not None and pause.asking < AT_ONCE
                opens[account.key] = max(pause.until, self._not_before, now + (shut or 0.0)) if free else None
            begins = opens[account.key]
            if begins is None:
                continue  # a call that ends, or another token, wakes the loop
            at = max(watch.due, begins)
            if at > now:
                soonest = min(soonest, at)
            elif due is None or (watch.due, task_id) < due:
                due = watch.due, task_id
        return (None, soonest - now) if due is None else (due[1], 0.0)

    def _reported(self, asked: Task, report: Report) -> None:
        task_id = asked.id
        task = self._repository.get(task_id, *POLLED, Status.FAILED)
        if task is None or task.task_id != asked.task_id:
            return  # stopped, removed or given another id while it was asked
        after = after_report(task, report, self._clock.wall())
        after = replace(after, status_message=_status_message(report, after))
        if report.video_url and after.status is Status.COMPLETED:
            self._linked(task_id, report.video_url)
        if replace(after, progress=task.progress) == task:
            self._repository.show(after)
        else:
            self._repository.put(after)

    def _failed(
        self,
        account: Account,
        api: ApiClient,
        task: Task,
        watch: _Watch | None,
        fault: ServiceError | PersonError,
    ) -> None:
        now = self._clock.monotonic()
        pause = self._pauses[account.key]
        if isinstance(fault, TokenError):
            account.connection.refused(api, fault.message)
            return
        if isinstance(fault, NoSuchTaskError):
            pause.faults = 0
            account.connection.fine(api)
            by_hand = task.id_entered  # then it is not new, but perhaps mistaken
            if watch is not None and (by_hand or now - watch.begun > NEW):
                watch.failures += 1
                present = self._repository.get(task.id, *POLLED)
                if present is not None and present.task_id == task.task_id:
                    message = Message(FaultMessage.ID_UNKNOWN) if by_hand else fault.message
                    self._repository.status_message(task.id, message)
            return
        pause.faults += 1
        seconds = backoff(pause.faults, self._pace or 1.0, LONGEST_PAUSE / 2)
        if isinstance(fault, BusyError):
            seconds = asked_for(fault.retry_after, seconds)
            if seconds > 10:
                account.connection.waiting(api, fault.message)
        else:
            account.connection.fault(api, fault.message)
        pause.until = max(pause.until, now + seconds)

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

    def _after_a_sleep(self) -> None:
        """After a sleep everything is due, in its old order and at the common rate: prompt and no storm."""
        offset = self._clock.wall() - self._clock.monotonic()
        if abs(offset - self._offset) > SLEPT:
            now = self._clock.monotonic()
            self._not_before = now + self._gap
            for pause in self._pauses.values():
                pause.faults, pause.until = 0, 0.0
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
