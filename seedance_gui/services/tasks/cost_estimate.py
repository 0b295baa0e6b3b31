"""Learn from the balance what videos take, since the service tells no prices.

Only what is plain counts: nothing was under way when the balance was read before, and one order alone left
since. Another program that uses the same account can still mislead it: so it is said as what it is.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from seedance_gui.domain.cost_estimate import Price, units_of_task
from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.task import Status
from seedance_gui.domain.unconfirmed import alike
from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Collection

    from seedance_gui.domain.task import Task
    from seedance_gui.domain.unconfirmed import Reading
    from seedance_gui.services.tasks.context import TaskContext


class CostRecorder:
    """Notes with each task what it took, and the price of a unit, where that can be told.

    ``learnt``: the prices by billing model, kept in the store; ``changed``: there is a new one. ``account``
    is the key of the account whose balance it is.
    """

    def __init__(self, context: TaskContext, account: str) -> None:
        self._repository = context.repository
        self._rules, self._store, self._orders = context.rules, context.store, context.orders
        self._key = f"learnt prices {account}"
        self.learnt: dict[str, Price] = {}
        self.changed: Signal[[]] = Signal()
        with suppress(msgspec.ValidationError):
            self.learnt = msgspec.convert(self._store.get_setting(self._key, {}), dict[str, Price])
        self._base: Reading | None = None  # read while nothing was under way
        self._sent: set[str] = set()
        self._last: tuple[str, Reading, Reading] | None = None  # what took coins, and the balance around it

    def forget(self) -> None:
        """Begin anew, for the account of another token."""
        self._base = self._last = None
        self._sent.clear()

    def leaves(self, task: Task) -> None:
        """Note that an order leaves: from here on it may be charged."""
        self._orders.leaves(task.id, units_of_task(self._rules, task))

    def not_taken(self, task: Task) -> None:
        """Note that the order that left last was surely not taken."""
        self._orders.take_out(task.id)

    def read(self, now: Reading, sent: Collection[str]) -> None:
        """Compare the balance with what it was. ``sent``: the orders that left since it was read before."""
        self._look_back(now, sent)
        self._sent.update(sent)
        base, task = self._base, self._repository.get(next(iter(self._sent), ""))
        if base is not None and base.token == now.token and len(self._sent) == 1:
            if alike(base.coins, now.coins):
                return  # not booked yet: the next reading may tell
            if base.coins > now.coins and task is not None and task.task_id:
                self._learn(task, base, now)
        self._base = None if now.mixed else now
        self._sent.clear()

    def _learn(self, task: Task, base: Reading, now: Reading) -> None:
        if self._orders.times(task.id, base.at) > 1:
            return  # sent again meanwhile: one order or two of them were charged
        coins = round(base.coins - now.coins, 4)
        self._repository.put(replace(task, coins_paid=coins))
        self._last = task.id, base, now
        self._orders.paid(task.id, coins)
        billed = units_of_task(self._rules, task)
        if billed is None or not billed.units:
            return
        self.learnt = self.learnt | {billed.model: Price(round(coins / billed.units, 6), at=now.at)}
        with suppress(PersonError):  # it is known until the program closes
            self._store.set_setting(self._key, msgspec.to_builtins(self.learnt))
        self.changed.emit()

    def _look_back(self, now: Reading, sent: Collection[str]) -> None:
        """Note that what the last order took came back after its video had failed."""
        if self._last is None:
            return
        task_id, before, after = self._last
        task = self._repository.get(task_id)
        if task is None or after.token != now.token or sent:
            self._last = None
        elif task.status is Status.FAILED and alike(now.coins, before.coins):
            self._repository.put(replace(task, coins_returned=True))
            self._orders.take_out(task_id)
            self._last = None
