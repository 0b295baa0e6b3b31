"""The orders of the last days that were or may be charged. Tasks can be removed, so it is no list of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from seedance_gui.domain.cost_estimate import Order, same_day
from seedance_gui.domain.errors import PersonError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seedance_gui.domain.cost_estimate import Billed
    from seedance_gui.services.platform.clock import Clock
    from seedance_gui.services.store.store import Store

_KEPT = 3 * 86_400.0
"""Seconds. A day of the calendar is asked for; clocks are set, and people travel."""


class OrderBook:
    """The orders of one world, under ``key`` in the store. What can't be written is known until the end."""

    def __init__(self, store: Store, key: str, clock: Clock) -> None:
        self._store, self._key, self._clock = store, key, clock
        self._orders: tuple[Order, ...] = ()
        with suppress(msgspec.ValidationError):
            self._orders = msgspec.convert(store.get_setting(key, []), tuple[Order, ...])

    def today(self) -> list[Order]:
        """Return the orders of today's date, the first one first."""
        now = self._clock.wall()
        return [order for order in self._orders if same_day(order.at, now)]

    def times(self, task_id: str, since: float) -> int:
        """Return how often a task was ordered since a moment, Unix seconds."""
        return sum(order.task == task_id and order.at >= since for order in self._orders)

    def leaves(self, task_id: str, billed: Billed | None) -> None:
        """Note that an order leaves now."""
        now = self._clock.wall()
        kept = (order for order in self._orders if abs(now - order.at) < _KEPT)
        self._put((*kept, Order(task_id, now, billed)))

    def paid(self, task_id: str, coins: float) -> None:
        """Note what the last order of a task took."""
        self._last(task_id, lambda order: (replace(order, coins=coins),))

    def take_out(self, task_id: str) -> None:
        """Take out the last order of a task: it was not taken, or what it took came back."""
        self._last(task_id, lambda _: ())

    def _last(self, task_id: str, change: Callable[[Order], tuple[Order, ...]]) -> None:
        places = [place for place, order in enumerate(self._orders) if order.task == task_id]
        if places:
            at = places[-1]
            self._put((*self._orders[:at], *change(self._orders[at]), *self._orders[at + 1 :]))

    def _put(self, orders: Iterable[Order]) -> None:
        self._orders = tuple(orders)
        with suppress(PersonError):  # a full disk is told where it stops the order itself
            self._store.set_setting(self._key, msgspec.to_builtins(self._orders))
