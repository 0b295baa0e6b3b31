"""What the balance did around orders that nobody confirmed.

Before an order leaves, the coins that were told last are kept with it; nothing is asked for that, so nothing
waits. Once an order is unconfirmed the balance is asked for again, and what it tells is kept with the task.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import Status, Task
from seedance_gui.domain.unconfirmed import (
    STATUS_MESSAGES,
    Cause,
    Reading,
    Unconfirmed,
    Verdict,
    alike,
    cause_of,
)

if TYPE_CHECKING:
    from seedance_gui.services.api.models import Balance
    from seedance_gui.services.store.store import Store
    from seedance_gui.services.tasks.balance import BalanceMonitor
    from seedance_gui.services.tasks.context import TaskContext
    from seedance_gui.services.tasks.cost_estimate import CostRecorder

FOLLOWED = 600.0
"""Seconds after an order in which the balance is asked for again and again: it may be booked late."""
BOOKED_BY = 3600.0
"""Seconds after which an order that is not watched any more is taken to be booked."""

_WATCHED = frozenset({Status.SENDING, Status.QUEUED, Status.PROCESSING})


@dataclass(frozen=True, slots=True)
class _Asked:
    """How it stood when the balance was asked for: what left after that may be in the answer or not."""

    at: float
    mixed: bool
    sent: frozenset[str]
    undecided: frozenset[str]


def note_token(store: Store, account: str) -> None:
    """Note that a token was entered: coins read before and after it may be those of two accounts."""
    with suppress(PersonError):
        store.set_setting(f"tokens {account}", _tokens(store, account) + 1)


class UnconfirmedOrders:
    """Keeps what is known of the unconfirmed orders of one account; ``account`` is its key."""

    def __init__(
        self, context: TaskContext, account: str, balance: BalanceMonitor, costs: CostRecorder
    ) -> None:
        self._repository = context.repository
        self._store = context.store
        self._clock = context.clock
        self._account = account
        self._balance = balance
        self._costs = costs
        self._token = _tokens(self._store, account)
        self._last: Reading | None = None
        self._sent: set[str] = set()  # since the last reading was asked for
        self._asked: _Asked | None = None
        balance.asking = self._asking
        balance.answered = self._answered

    def forget(self) -> None:
        """Forget what another token's account was told to have."""
        self._last = self._asked = None
        with suppress(PersonError):  # a store in use: it is noted as the token before
            self._token = _tokens(self._store, self._account)
        self._costs.forget()

    # -- around an order

    def sending(self, task: Task) -> Task:
        """Return a task that leaves now, with what is known of the coins."""
        known = task.unconfirmed
        if known is None or not known.open:
            known = Unconfirmed(before=self._last, others=bool(self._sent - {task.id}))
        self._sent.add(task.id)
        self._costs.leaves(task)
        return replace(task, unconfirmed=known.sending(self._clock.wall()))

    def not_sent(self, task: Task) -> Task:
        """Return a task whose order was surely not taken. A try before that may have been."""
        self._sent.discard(task.id)
        self._costs.not_taken(task)
        return replace(task, unconfirmed=task.unconfirmed.not_sent() if task.unconfirmed else None)

    def taken(self, task: Task) -> None:
        """Note that an order was, or may have been taken: it hides what the coins say of the others."""
        for other in self._own():
            known = other.unconfirmed
            if known is not None and not known.others and other.id != task.id:
                self._repository.put(replace(other, unconfirmed=replace(known, others=True)))

    def unclear(self, task: Task, status_message: Message, detail: str = "") -> Task:
        """Move a task whose order may have been taken to NOT_CONFIRMED, and ask what the coins do."""
        self.taken(task)
        known = (task.unconfirmed or Unconfirmed()).unclear(cause_of(status_message), detail)
        return self._to_decide(task, status_message, unconfirmed=known)

    def back(self, task: Task, status_message: Message | None = None, error: str = "") -> Task:
        """Move a task back to where the person decides about its order."""
        known = task.unconfirmed or Unconfirmed(open=True)
        status_message = status_message or Message(STATUS_MESSAGES[known.cause])
        return self._to_decide(task, status_message, unconfirmed=known, error=error)

    def kept_open(self, task: Task) -> Task:
        """Return a NOT_CONFIRMED task to be sent again, which does not settle what became of it before."""
        known = task.unconfirmed or Unconfirmed(cause=Cause.BROKE)
        return replace(task, unconfirmed=replace(known, open=True))

    # -- the balance

    def later(self, task: Task) -> Reading | None:
        """Return the coins as read after the reading that is kept with a task, where they differ."""
        kept, last = task.unconfirmed.after if task.unconfirmed else None, self._last
        if kept is None or last is None or last.token != kept.token or last.at <= kept.at:
            return None
        return None if alike(kept.coins, last.coins) else last

    def _to_decide(self, task: Task, status_message: Message, **changes: object) -> Task:
        moved = self._repository.move(task, Status.NOT_CONFIRMED, status_message, progress=None, **changes)
        self._balance.refresh(hurry=True)
        return moved

    def _asking(self) -> None:
        now = self._clock.wall()
        tasks = self._own()
        self._asked = _Asked(
            at=now,
            mixed=any(_may_be_booked(task, now) for task in tasks),
            sent=frozenset(self._sent),
            undecided=frozenset(task.id for task in tasks if task.undecided),
        )

    def _answered(self, balance: Balance | None) -> None:
        asked, self._asked = self._asked, None
        if asked is None:
            return
        now = self._clock.wall()
        undecided = [
            task for task in self._own(Status.NOT_CONFIRMED) if task.undecided and task.id in asked.undecided
        ]
        if balance is not None and balance.available is not None:
            reading = Reading(coins=balance.available, at=now, token=self._token)
            self._note(asked, reading)
            if not self._own(Status.SENDING):  # else they may be that one's coins
                self._compare(undecided, reading)
        if any(now - FOLLOWED < task.since <= now for task in undecided):
            self._balance.refresh()

    def _own(self, *statuses: Status) -> list[Task]:
        return self._repository.of_account(self._account, *statuses)

    def _note(self, asked: _Asked, reading: Reading) -> None:
        """Keep a reading for the next order, and learn from it what the last one took."""
        self._sent -= asked.sent
        self._last = replace(reading, at=asked.at, mixed=asked.mixed)
        # What left since the question may be in the answer: no later reading is compared with it.
        self._costs.read(replace(self._last, mixed=asked.mixed or bool(self._sent)), asked.sent | self._sent)

    def _compare(self, tasks: list[Task], reading: Reading) -> None:
        for task in tasks:
            known = task.unconfirmed or Unconfirmed(open=True)
            if (after := known.read(reading)) != known:
                self._repository.put(replace(task, unconfirmed=after))


def _may_be_booked(task: Task, now: float) -> bool:
    """Whether an order of this program may still be booked, or given back, after ``now``."""
    if task.status in _WATCHED:
        return True
    if task.status is Status.STOPPED or task.maybe_charged:
        known = task.unconfirmed
        booked = known is not None and len(known.sent) == 1 and known.verdict is Verdict.CHARGED
        return not booked and abs(now - task.since) < BOOKED_BY
    return False


def _tokens(store: Store, account: str) -> int:
    found = store.get_setting(f"tokens {account}", 0)
    return found if isinstance(found, int) else 0
