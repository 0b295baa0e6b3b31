"""Send what waits, each at most once.

The row says SENDING, committed, before the request leaves; the task id is committed as soon as it arrives.
What ends without one and may have arrived is NOT_CONFIRMED and never sent again by itself.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedance_gui.domain.address import private_origin
from seedance_gui.domain.errors import (
    BusyError,
    FileProblemError,
    NeverSentError,
    PassingError,
    PersonError,
    RefusedError,
    ServiceError,
    TokenError,
    UnclearError,
)
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.request import NotReadyError, build_body, sent_references
from seedance_gui.domain.task import NOT_SENT, RemoteStatus, Status, Task, parse_status
from seedance_gui.services.platform.backoff import asked_for, backoff, wait

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.services.accounts.account import Account
    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.api.models import Created
    from seedance_gui.services.tasks.context import TaskContext
    from seedance_gui.services.uploads.uploads import Uploads

AT_ONCE = 2
"""Orders under way at most, for one account."""
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0
"""Seconds before an order is sent again."""


@dataclass(slots=True, eq=False)
class _Attempt:
    """One try to upload and send a task. ``stopped`` while it was sent: its outcome ends the task."""

    task_id: str
    account: Account
    work: asyncio.Task[None] | None = None
    sending: bool = False
    stopped: bool = False


class Submitter:
    """Takes waiting tasks in the order of their turns, and none that is held."""

    def __init__(self, context: TaskContext, account_of: Callable[[Task], Account], uploads: Uploads) -> None:
        self._repository = context.repository
        self._background = context.background
        self._clock = context.clock
        self._rules = context.rules
        self._own_origin = context.own_origin
        self._first_pause = FIRST_PAUSE if context.pace is None else context.pace
        self._account_of = account_of
        self._uploads = uploads
        self._not_before: defaultdict[str, float] = defaultdict(float)  # monotonic, of an account's orders
        self._attempts: dict[str, _Attempt] = {}
        self._due: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._wake = asyncio.Event()
        self._closing = False

    def recover(self) -> None:
        """Tell the truth about what the last run left behind. To be called before anything is sent."""
        for task in self._repository.having(Status.SENDING):
            self._account_of(task).unconfirmed.unclear(task, Message(FaultMessage.CLOSED_WHILE_SENDING))
        for task in self._repository.having(Status.UPLOADING):
            self._repository.move(task, Status.WAITING, progress=None)

    def wake(self, task_id: str = "") -> None:
        """Look at the waiting tasks now; one named is tried at once."""
        self._due.pop(task_id, None)
        self._wake.set()

    def stop(self, task_id: str) -> None:
        """Stop a task: before it is sent for sure, while it is sent as soon as its outcome is known."""
        task = self._repository[task_id]
        if task.status is not Status.SENDING:
            self.forget(task_id)
            self._cancel(task)
        elif (attempt := self._attempts.get(task_id)) is not None:
            attempt.stopped = True

    def forget(self, task_id: str) -> None:
        """End what is done for a task that is not being sent."""
        attempt = self._attempts.pop(task_id, None)
        if attempt is not None and attempt.work is not None:
            attempt.work.cancel()

    async def run(self) -> None:
        """Start waiting tasks, for ever."""
        while True:
            now = self._clock.monotonic()
            soonest: float | None = None
            busy = Counter(attempt.account.key for attempt in self._attempts.values())
            for task in self._repository.line():
                if task.id in self._attempts or self._closing:
                    continue
                account = self._account_of(task)
                if (shut := account.connection.opens_in()) is None or busy[account.key] >= AT_ONCE:
                    continue  # a token, or one that ends, wakes this
                due = max(self._due.get(task.id, now), self._not_before[account.key], now + shut)
                if due <= now:
                    busy[account.key] += 1
                    self._start(task.id, account)
                else:
                    soonest = min(due, soonest or due)
            await wait(self._wake, None if soonest is None else soonest - now)

    async def aclose(self, patience: float = 5.0) -> None:
        """Take nothing new, and give what is on its way some seconds to end well."""
        self._closing = True
        working = {attempt.work: attempt.sending for attempt in self._attempts.values() if attempt.work}
        for work, sending in working.items():
            if not sending:
                work.cancel()
        if left := [work for work, sending in working.items() if sending]:
            await asyncio.wait(left, timeout=patience)
        for work in working:
            work.cancel()
        await asyncio.gather(*working, return_exceptions=True)

    def _start(self, task_id: str, account: Account) -> None:
        attempt = self._attempts[task_id] = _Attempt(task_id, account)
        attempt.work = self._background.spawn(self._work(attempt), f"send {task_id}")

        def done(ended: asyncio.Task[None]) -> None:
            if self._attempts.get(task_id) is attempt:
                del self._attempts[task_id]
                if not ended.cancelled() and (fault := ended.exception()) is not None:
                    self._broke(attempt, fault)
            self._wake.set()

        attempt.work.add_done_callback(done)

    async def _work(self, attempt: _Attempt) -> None:
        account = attempt.account
        if (waiting := self._repository.get(attempt.task_id)) is not None:
            await self._uploads.look(sent_references(self._rules, waiting.draft))
        task = self._repository.get(attempt.task_id, Status.WAITING)
        api = account.connection.api
        if task is None or self._closing:
            return
        if (
            api is None
            or account.connection.opens_in()
            or self._not_before[account.key] > self._clock.monotonic()
        ):
            return  # the token was refused, or the service asked for patience, while this one was looked at
        try:
            prepared = await self._prepared(api, task, attempt)
            if prepared is not None and self._claimed(prepared, attempt):
                await self._send(api, attempt)
        except NotReadyError as fault:
            self._refuse(attempt, Message(FaultMessage.NOT_READY, reason=fault.messages[0]))

    async def _prepared(self, api: ApiClient, task: Task, attempt: _Attempt) -> Task | None:
        """Upload the files of a task and build its body; None where that ended it or must wait."""
        if files := self._uploads.pending(sent_references(self._rules, task.draft)):
            uploaded = await self._uploaded(api, task, attempt, files)
            if uploaded is None:
                return None
            task = uploaded
        elif task.body:
            return task
        return replace(
            task, body=build_body(self._rules, task.draft, self._own_origin or private_origin(task.service))
        )

    async def _uploaded(self, api: ApiClient, task: Task, attempt: _Attempt, files: list[str]) -> Task | None:
        draft = self._uploads.ready(task.draft)
        self._repository.move(task, Status.UPLOADING, draft=draft, progress=None)

        def progress(percent: int) -> None:
            if (now := self._repository.get(task.id, Status.UPLOADING)) is not None:
                self._repository.show(replace(now, progress=percent or None))

        try:
            draft = await self._uploads.bring(api, draft, files, progress)
        except (PersonError, ServiceError) as fault:
            self._not_taken(api, attempt, fault)
            return None
        if (now := self._repository.get(task.id, Status.UPLOADING)) is None:
            return None
        uploaded = replace(now, draft=draft, progress=None)
        self._repository.put(uploaded)
        return uploaded

    def _claimed(self, task: Task, attempt: _Attempt) -> bool:
        """Commit SENDING, unless another start of the program was quicker or the disk is full."""
        unconfirmed = attempt.account.unconfirmed
        sending = task.transition_to(Status.SENDING, self._clock.wall(), progress=None, error="")
        noted = False

        def note(task: Task) -> Task:
            nonlocal noted
            noted = True
            return unconfirmed.sending(task)

        try:
            if self._repository.claim(sending, tuple(NOT_SENT), note):
                return True
        except PersonError as fault:
            if noted:  # else an earlier order of this task would be taken out
                unconfirmed.not_sent(sending)
            self._again(attempt, fault.message, fault)
            return False
        unconfirmed.not_sent(sending)
        self._repository.reload(task.id)
        return False

    async def _send(self, api: ApiClient, attempt: _Attempt) -> None:
        account, task = attempt.account, self._repository[attempt.task_id]
        attempt.sending = True
        try:
            created = await api.create(task.body)
        except UnclearError as fault:
            account.unconfirmed.unclear(self._repository[task.id], fault.message, fault.detail)
        except (NeverSentError, BusyError, RefusedError, PersonError) as fault:
            self._not_taken(api, attempt, fault)
        except BaseException:  # also when the program closes: whatever it was, the request may be out
            account.unconfirmed.unclear(self._repository[task.id], Message(FaultMessage.CLOSED_WHILE_SENDING))
            raise
        else:
            account.connection.fine(api)
            self._taken(attempt, created)
        finally:
            attempt.sending = False

    def _taken(self, attempt: _Attempt, created: Created) -> None:
        running = parse_status(created.status) is RemoteStatus.RUNNING
        task = self._repository.move(
            self._repository[attempt.task_id],
            Status.PROCESSING if running else Status.QUEUED,
            task_id=created.task_id,
            remote_status=created.status,
            unconfirmed=None,
        )
        self._failures.pop(task.id, None)
        if attempt.stopped:
            self._repository.move(task, Status.STOPPED, Message(FaultMessage.STOPPED_WATCHING))
        attempt.account.unconfirmed.taken(task)
        attempt.account.balance.refresh(hurry=True)

    def _not_taken(self, api: ApiClient, attempt: _Attempt, fault: PersonError | ServiceError) -> None:
        """After a fault that says that nothing was ordered: try again where that may help, else refuse."""
        connection, outdated, error = attempt.account.connection, False, ""
        if isinstance(fault, TokenError):
            outdated = connection.api not in {None, api}  # another token has come meanwhile
            connection.refused(api, fault.message)
        elif isinstance(fault, RefusedError):
            connection.fine(api)
            error = fault.service_text
        elif isinstance(fault, FileProblemError):
            error = fault.detail
        if outdated or isinstance(fault, NeverSentError | BusyError | PassingError):
            self._again(attempt, fault.message, fault)
        else:
            self._refuse(attempt, fault.message, error)
        if isinstance(fault, NeverSentError):
            connection.fault(api, fault.message)

    def _cancel(self, task: Task) -> None:
        """End what was not sent. Where an earlier try may have been billed, that is to be decided again."""
        if task.maybe_charged:
            self._account_of(task).unconfirmed.back(task, Message(FaultMessage.AGAIN_STOPPED))
        else:
            self._repository.move(task, Status.CANCELLED, Message(FaultMessage.STOPPED_BY_YOU), progress=None)

    def _not_sent(self, attempt: _Attempt) -> Task | None:
        """Return the task of an attempt that ends without an order, or None where it is past that."""
        task = self._repository.get(attempt.task_id, *NOT_SENT, Status.SENDING)
        sending = task is not None and task.status is Status.SENDING
        return attempt.account.unconfirmed.not_sent(task) if task is not None and sending else task

    def _again(self, attempt: _Attempt, message: Message, fault: BaseException) -> None:
        """Put a task that was not sent back in its place, to be tried after a while."""
        if (task := self._not_sent(attempt)) is None:
            return
        if attempt.stopped:
            # by way of WAITING, which says that nothing has left
            self._cancel(task.transition_to(Status.WAITING, self._clock.wall()))
            return
        self._failures[task.id] = failures = self._failures.get(task.id, 0) + 1
        pause = backoff(failures, self._first_pause, LONGEST_PAUSE)
        if isinstance(fault, BusyError):
            pause = asked_for(fault.retry_after, pause)
            # The service asks it of all orders of the account.
            self._not_before[attempt.account.key] = self._clock.monotonic() + pause
        self._due[task.id] = self._clock.monotonic() + pause
        if task.maybe_charged:  # "nothing was charged" would be said of all tries
            message = Message(FaultMessage.AGAIN_WAITS)
        self._repository.move(task, Status.WAITING, message, progress=None)

    def _broke(self, attempt: _Attempt, fault: BaseException) -> None:
        """After a fault of ours (which the background tasks report): what may be out is not sent again."""
        if (task := self._repository.get(attempt.task_id, Status.SENDING)) is not None:
            attempt.account.unconfirmed.unclear(
                task, Message(FaultMessage.NOT_CONFIRMED), type(fault).__name__
            )
        else:
            self._again(attempt, Message(FaultMessage.OWN_FAULT, name="submitter"), fault)

    def _refuse(self, attempt: _Attempt, message: Message, error: str = "") -> None:
        if (task := self._not_sent(attempt)) is None:
            return
        if task.maybe_charged:
            reason = Message(FaultMessage.AGAIN_NOT_TAKEN, reason=message)
            attempt.account.unconfirmed.back(task, reason, error)
        else:
            self._repository.move(task, Status.REFUSED, message, error=error, progress=None)
