"""Learn from the balance what videos take, since the service tells no prices.

Only what is plain counts: nothing was under way when the balance was read before, and one order alone left
since. Another program that uses the same account can still mislead it: so it is said as what it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_gui.domain.task import Status
from seedance_gui.domain.unconfirmed import alike

if TYPE_CHECKING:
    from collections.abc import Collection

    from seedance_gui.domain.unconfirmed import Reading
    from seedance_gui.services.tasks.repository import TaskRepository


class CostRecorder:
    """Notes with each task what it took, where that can be told."""

    def __init__(self, repository: TaskRepository) -> None:
        self._repository = repository
        self._base: Reading | None = None  # read while nothing was under way
        self._sent: set[str] = set()
        self._last: tuple[str, Reading, Reading] | None = None  # what took coins, and the balance around it

    def forget(self) -> None:
        """Begin anew, for the account of another token."""
        self._base = self._last = None
        self._sent.clear()

    def read(self, now: Reading, sent: Collection[str]) -> None:
        """Compare the balance with what it was. ``sent``: the orders that left since it was read before."""
        self._look_back(now, sent)
        self._sent.update(sent)
        base, task = self._base, self._repository.get(next(iter(self._sent), ""))
        if base is not None and base.token == now.token and len(self._sent) == 1:
            if alike(base.coins, now.coins):
                return  # not booked yet: the next reading may tell
            if base.coins > now.coins and task is not None and task.task_id:
                self._repository.put(replace(task, coins_paid=round(base.coins - now.coins, 4)))
                self._last = task.id, base, now
        self._base = None if now.mixed else now
        self._sent.clear()

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
            self._last = None
