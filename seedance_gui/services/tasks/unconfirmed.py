"""What the balance did around orders that nobody confirmed.

Before an order leaves, the coins that were told last are kept with it; nothing is asked for that, so nothing
waits. Once an order is doubtful the account is asked again, and what it tells is kept with the task.

Orders are counted in the store: whether another one came in between is known also when that one was taken off
the list, the clock was set, or the program was started anew.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedance_gui.domain.doubt import (
    REMARKS,
    Before,
    Cause,
    Doubt,
    Verdict,
    after_of,
    cause_of,
    doubt_of,
    in_doubt,
    is_undecided,
    verdict,
    with_doubt,
)
from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import Status, Task

if TYPE_CHECKING:
    from seedance_gui.services.api.models import Balance
    from seedance_gui.services.platform.clock import Clock
    from seedance_gui.services.store.store import Store
    from seedance_gui.services.tasks.balance import Account
    from seedance_gui.services.tasks.cost_estimate import Prices
    from seedance_gui.services.tasks.repository import TaskRepository

FOLLOWED = 600.0
"""Seconds after an order in which the balance is asked for again and again: it may be booked late."""
BOOKED_BY = 3600.0
"""Seconds after which an order that is not watched any more is taken to be booked."""

_WATCHED = frozenset({Status.SENDING, Status.QUEUED, Status.PROCESSING})
_UNWATCHED = frozenset({Status.STOPPED, Status.NOT_CONFIRMED})


@dataclass(frozen=True, slots=True)
class _Asked:
    """How it stood when the account was asked: what changed after that may be in the answer or not."""

    at: float
    orders: int
    under_way: int
    undecided: frozenset[str]


def note_token(store: Store, service: str) -> None:
    """Note that a token was entered: coins read before and after it may be those of two accounts."""
    with suppress(PersonError):
        store.keep(_key("tokens", service), _count(store, "tokens", service) + 1)


class Doubts:
    """Keeps the doubts of the tasks in the ledger. One for a studio."""

    def __init__(
        self,
        repository: TaskRepository,
        account: Account,
        prices: Prices,
        store: Store,
        service: str,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._prices = prices
        self._account = account
        self._store = store
        self._service = service
        self._clock = clock
        self._orders = _count(store, "orders", service)
        self._token = _count(store, "tokens", service)
        self._last: Before | None = None
        self._asked: _Asked | None = None
        account.asking = self._asking
        account.answered = self._answered

    def forget(self) -> None:
        """Forget what another token's account was told to have."""
        self._last = None
        self._asked = None
        self._prices.forget()

    # -- around an order; each returns the task's extra as it is to be

    def sending(self, task: Task) -> Task:
        """Return a task that leaves now, with what is known of the coins, and count the order.

        Raises:
            PersonError: it can't be counted, so nothing may be sent.
        """
        self._set_orders(self._orders + 1)
        doubt = doubt_of(task)
        if doubt is None or not doubt.open:
            doubt = Doubt(before=self._last)
        return replace(task, extra=with_doubt(task.extra, doubt.sending(self._clock.wall())))

    def not_sent(self, task: Task) -> Task:
        """Return a task whose order was surely not taken. A try before that may have been."""
        self.uncount()
        doubt = doubt_of(task)
        return replace(task, extra=with_doubt(task.extra, doubt.not_sent() if doubt else None))

    def uncount(self) -> None:
        """Take one order off the count; where that can't be written, one too many is counted."""
        with suppress(PersonError):
            self._set_orders(max(0, self._orders - 1))

    def unclear(self, task: Task, status_message: Message, detail: str = "") -> Task:
        """Move a task whose order may have been taken to NOT_CONFIRMED, and ask what the coins do."""
        doubt = doubt_of(task) or Doubt()
        extra = with_doubt(task.extra, doubt.unclear(cause_of(status_message), detail))
        return self._to_decide(task, status_message, extra=extra)

    def back(self, task: Task, status_message: Message | None = None, error: str = "") -> Task:
        """Move a task back to where the person decides about its order."""
        doubt = doubt_of(task) or Doubt(open=True)
        extra = with_doubt(task.extra, doubt)
        return self._to_decide(
            task, status_message or Message(REMARKS[doubt.cause]), extra=extra, error=error
        )

    def kept_open(self, task: Task) -> Task:
        """Return a NOT_CONFIRMED task to be sent again, which does not settle what became of it before."""
        doubt = doubt_of(task) or Doubt(cause=Cause.BROKE)
        return replace(task, extra=with_doubt(task.extra, replace(doubt, open=True)))

    # -- the account

    def _to_decide(self, task: Task, status_message: Message, **changes: object) -> Task:
        moved = self._repository.move(task, Status.NOT_CONFIRMED, status_message, progress=None, **changes)
        self._account.refresh(hurry=True)
        return moved

    def _asking(self) -> None:
        now = self._clock.wall()
        tasks = self._repository.all()
        self._asked = _Asked(
            at=now,
            orders=self._orders,
            under_way=sum(_may_be_booked(task, now) for task in tasks),
            undecided=frozenset(task.id for task in tasks if is_undecided(task)),
        )

    def _answered(self, balance: Balance | None) -> None:
        asked, self._asked = self._asked, None
        if asked is None:
            return
        coins = balance.available if balance is not None else None
        now = self._clock.wall()
        if coins is not None:
            self._last = Before(
                coins=coins,
                at=asked.at,
                orders=asked.orders,
                under_way=asked.under_way,
                token=self._token,
            )
            self._prices.read(self._last)
        undecided = [
            task for task in self._repository.all() if task.id in asked.undecided and is_undecided(task)
        ]
        for task in undecided:
            doubt = doubt_of(task) or Doubt(open=True)
            after = replace(doubt, unread=True)
            if coins is not None:
                own = len(doubt.sent)
                after = doubt.read(
                    after_of(doubt.before, self._orders, self._token, own, coins=coins, at=now)
                )
            if after != doubt:
                self._repository.put(replace(task, extra=with_doubt(task.extra, after)))
        if any(now - FOLLOWED < task.since <= now for task in undecided):
            self._account.refresh()

    def _set_orders(self, orders: int) -> None:
        self._store.keep(_key("orders", self._service), orders)
        self._orders = orders


def _may_be_booked(task: Task, now: float) -> bool:
    """Whether an order of this program may still be booked, or given back, after ``now``."""
    if task.status in _WATCHED:
        return True
    if task.status in _UNWATCHED or in_doubt(task):
        doubt = doubt_of(task)
        booked = doubt is not None and len(doubt.sent) == 1 and verdict(doubt) is Verdict.FEWER
        return not booked and abs(now - task.since) < BOOKED_BY
    return False


def _key(what: str, service: str) -> str:
    return f"{what} {service}"


def _count(store: Store, what: str, service: str) -> int:
    found = store.kept(_key(what, service), 0)
    return found if isinstance(found, int) else 0
