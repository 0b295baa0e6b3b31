"""Learn from the balance what videos take, since the service tells no prices.

Only what is plain counts: nothing was under way when the balance was read before, and one order alone was
taken since. Another program that uses the same account can still mislead it: so it is said as what it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_gui.domain.cost_estimate import GIVEN_BACK, PAID
from seedance_gui.domain.doubt import ALIKE
from seedance_gui.domain.task import Status

if TYPE_CHECKING:
    from seedance_gui.domain.doubt import Before
    from seedance_gui.services.tasks.repository import TaskRepository


class Prices:
    """Notes with each task what it took, where that can be told."""

    def __init__(self, repository: TaskRepository) -> None:
        self._repository = repository
        self._base: Before | None = None  # read while nothing was under way
        self._taken: list[str] = []
        self._last: tuple[str, Before, Before] | None = None  # what took coins, and the balance around it

    def forget(self) -> None:
        """Begin anew, for the account of another token."""
        self._base = None
        self._last = None
        self._taken.clear()

    def taken(self, task_id: str) -> None:
        """Note that the service took an order."""
        self._taken.append(task_id)

    def read(self, now: Before) -> None:
        """Compare the balance with what it was."""
        self._look_back(now)
        base = self._base
        if base is not None and (base.token, base.orders + 1) == (now.token, now.orders):
            fell = base.coins - now.coins
            if abs(fell) < ALIKE:
                return  # not booked yet: the next reading may tell
            if (
                fell > 0
                and len(self._taken) == 1
                and (task := self._repository.get(self._taken[0])) is not None
            ):
                self._repository.put(replace(task, extra={**task.extra, PAID: round(fell, 4)}))
                self._last = task.id, base, now
        self._base = now if not now.under_way else None
        self._taken.clear()

    def _look_back(self, now: Before) -> None:
        """Note that what the last order took came back after its video had failed."""
        if self._last is None:
            return
        task_id, before, after = self._last
        task = self._repository.get(task_id)
        if task is None or (after.token, after.orders) != (now.token, now.orders):
            self._last = None
        elif task.status is Status.FAILED and abs(now.coins - before.coins) < ALIKE:
            self._repository.put(replace(task, extra={**task.extra, GIVEN_BACK: True}))
            self._last = None
