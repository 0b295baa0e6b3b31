"""What a video will cost in one world, and what today's orders come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_gui.domain.cost_estimate import (
    Estimate,
    Order,
    limits_passed,
    practice_price,
    spent_in,
    units_of,
    units_of_task,
)
from seedance_gui.domain.errors import SeedanceError
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.task import NOT_SENT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from seedance_gui.domain.checks import EffectiveRequest
    from seedance_gui.domain.cost_estimate import Billed, Money, Passed, Price, Spent
    from seedance_gui.domain.messages import Message
    from seedance_gui.services.accounts.accounts import Accounts
    from seedance_gui.services.api.models import Balance, Quota
    from seedance_gui.services.tasks.context import TaskContext


class Costs:
    """Knows prices by what the person entered (``Money``), by what was learnt, and those of practice.

    ``changed``: a price was learnt for the current account.
    """

    def __init__(self, context: TaskContext, accounts: Accounts) -> None:
        self._context = context
        self._accounts = accounts
        self.changed = accounts.price_learnt

    def price_of(self, billed: Billed, money: Money) -> Price | None:
        """Return the price of a unit: as entered, else as learnt, else the practice service's own."""
        known = money.prices.get(billed.model) or self._accounts.current.costs.learnt.get(billed.model)
        return known or (practice_price(billed) if self._context.own_origin else None)

    def estimate(self, request: EffectiveRequest, money: Money, count: int = 1) -> Estimate:
        """Return what so many videos of one request will cost."""
        billed = units_of(request)
        return Estimate(billed, self.price_of(billed, money), count)

    def spent_today(self, money: Money, without: Collection[str] = ()) -> Spent:
        """Return what the orders of today's date come to, those that wait to be sent among them.

        ``without``: but for these.
        """
        waiting = (order for order in self._waiting() if order.task not in without)
        orders = [*self._context.orders.today(), *waiting]
        return spent_in(orders, lambda billed: self.price_of(billed, money), money.currency)

    def passed(
        self, request: EffectiveRequest, money: Money, count: int = 1, instead_of: str = ""
    ) -> Passed | None:
        """Return which of the person's limits so many videos more, or one in another's place, would pass."""
        if not (money.one_video or money.one_day):
            return None
        spent = self.spent_today(money, {instead_of})
        return limits_passed(money, self.estimate(request, money, count), spent)

    async def ask(self) -> tuple[Balance | None, Quota | None, Message | None]:
        """Ask for the balance and for the token's own quota. Free.

        Returns them, None where the service doesn't tell; and why it could not be asked.
        """
        account = self._accounts.current
        try:
            quota = await account.api.quota()
        except SeedanceError as fault:
            return None, None, fault.message
        return await account.balance.ask_now(), quota, None

    def _waiting(self) -> Iterator[Order]:
        repository, rules = self._context.repository, self._context.rules
        for task in repository.having(*NOT_SENT):
            if task.id in repository.hidden:
                continue
            billed = units_of_task(rules, task)
            if billed is None and (request := evaluate(rules, task.draft).request) is not None:
                billed = units_of(request)  # its files are still to be uploaded
            yield Order(task.id, self._context.clock.wall(), billed)
