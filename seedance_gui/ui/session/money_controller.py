"""What a Create will cost, the person's limits, the balance: on one page, for one task service."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.domain.address import website_of
from seedance_gui.domain.cost_estimate import Currency, Estimate, Source, Spent, limits_passed
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.ui.kit.amounts import amount_words, number_words
from seedance_gui.ui.kit.translator import counted, in_a_row
from seedance_gui.ui.shell.dialogs import ask, finished
from seedance_gui.ui.tasks.words import moment_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from seedance_gui.domain.cost_estimate import Money, Passed
    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.form_state import Form
    from seedance_gui.domain.task import Task
    from seedance_gui.services.api.models import Balance, Quota
    from seedance_gui.services.store.settings import Settings
    from seedance_gui.ui.session.scope import SessionContext


class MoneyController(QObject):
    """Says at Create what it costs and what stays; asks before a limit is passed.

    Practice has prices, limits and a balance of its own.
    """

    def __init__(self, context: SessionContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._form = form = context.page.form
        self._costs = context.task_service.costs
        self._practice = bool(context.task_service.own_origin)
        self._closed = self._asking = False
        connect = context.scope.connect
        connect(form.form_changed, self._show)
        connect(context.task_service.balance_changed, lambda _: self._show(form.form))
        connect(self._costs.changed, lambda: self._show(form.form))
        connect(context.settings.changed, self._settings_changed)
        connect(form.shape.takes.changed, lambda _: self._show(form.form))
        connect(form.bar.price_clicked, lambda: context.spawn(self._enter_price()))
        for asked in (form.bar.balance_clicked, context.page.top.balance.clicked):
            connect(asked, lambda *_: context.spawn(self._ask_balance()))
        self._show(form.form)

    def close(self) -> None:
        """Let go of the form."""
        self._closed = True
        self._form.bar.set_cost("", "", "")
        self._form.set_balance(None)
        self._context.page.top.set_balance("")

    # What it costs, and what stays

    @property
    def _money(self) -> Money:
        settings = self._context.settings.value
        return settings.practice_money if self._practice else settings.money

    def _settings_changed(self, before: Settings, now: Settings) -> None:
        if (before.money, before.practice_money) != (now.money, now.practice_money):
            self._show(self._form.form)

    def _estimate(self) -> Estimate | None:
        request = self._form.form.request
        return (
            None
            if request is None
            else self._costs.estimate(request, self._money, self._form.shape.takes.count)
        )

    def _show(self, _form: Form) -> None:
        estimate = self._estimate()
        self._form.bar.set_cost(*(("", "", "") if estimate is None else self._cost(estimate)))
        self._show_balance(estimate)

    def _cost(self, estimate: Estimate) -> tuple[str, str, str]:
        """Return how the sum comes about, the sum, and what a click does about the price."""
        billed, price = estimate.billed, estimate.price
        if price is None or estimate.total is None:
            told = self._context.words.text(billing) if (billing := self._form.form.billing) else ""
            if self._money.one_video or self._money.one_day:
                told = in_a_row((told, self.tr("What it costs is not known: your limit can't be checked.")))
            return told, "", self.tr("Change the price") if price else self.tr("Enter the price")
        unit, count = self._amount(price.amount, price.currency), estimate.count
        bare = (
            number_words(price.amount) if price.currency is Currency.COINS else unit
        )  # the sum says of what
        told = self.tr("One price per video")
        if count > 1:
            told = self.tr("One price per video: {count} × {price}").format(count=count, price=bare)
        if billed.seconds is not None:
            told = self.tr("{seconds} s at {size} × {price}")
            if count > 1:
                told = self.tr("{count} videos × {seconds} s at {size} × {price}")
            price_words = bare if count > 1 else unit
            told = told.format(seconds=billed.seconds_words, size=billed.size, price=price_words, count=count)
        total = self._amount(estimate.total, price.currency)
        if price.source is not Source.LEARNT:
            return told, total, self.tr("Change the price")
        learnt = self.tr("About {amount} each, learnt from your balance {when}. Click to enter the price.")
        return told, f"≈ {total}", learnt.format(amount=unit, when=moment_of(price.at, time.time()))

    def _show_balance(self, estimate: Estimate | None) -> None:
        monitor = self._context.task_service.accounts.current.balance
        coins = monitor.balance.available if monitor.balance is not None else None
        top = self._context.page.top
        if coins is None:
            self._form.set_balance(None)
            top.set_balance("")
            return
        text = self.tr("{amount} left").format(amount=self._amount(coins, Currency.COINS, 2))
        total = estimate.total_in(Currency.COINS) if estimate is not None else None
        if total is not None and total <= coins:
            before, after = number_words(coins), number_words(coins - total)
            text = self.tr("{before} → {after} left").format(before=before, after=after)
        elif total is not None and not self._practice:
            text = self.tr("only {amount} left").format(amount=self._amount(coins, Currency.COINS, 2))
        read = self.tr("Read at {time}. Click to read it again.")
        about = [read.format(time=moment_of(monitor.read_at, time.time()))]
        if self._practice:  # a number that goes down looks like a price
            about.append(
                self.tr(
                    "These coins are not real: they show how a balance changes. Practising costs nothing."
                )
            )
        self._form.set_balance(text, in_a_row(about))
        # While practising the banner stands there, and the coins are no money.
        top.set_balance("" if self._practice else self._amount(coins, Currency.COINS, 2), in_a_row(about))

    def _amount(self, amount: float, currency: Currency, most: int = 4) -> str:
        return amount_words(amount, currency, practice=self._practice, most=most)

    # What a click does

    async def _enter_price(self) -> None:
        from seedance_gui.ui.form.price_dialog import PriceDialog  # noqa: PLC0415 - not needed to start

        if (estimate := self._estimate()) is None:
            return
        website = website_of(self._context.task_service.accounts.address)
        dialog = PriceDialog(
            self._context.theme,
            self._form.window(),
            self._money,
            estimate,
            practice=self._practice,
            website=website,
        )
        if await finished(dialog) and not self._closed:
            name = "practice_money" if self._practice else "money"
            self._context.settings.change(**{name: dialog.money})

    async def _ask_balance(self) -> None:
        if self._asking:
            return
        self._asking = True
        try:
            balance, quota, fault = await self._costs.ask()
        finally:
            self._asking = False
        if self._closed:
            return
        if fault is not None:
            self._context.toasts.show_message(self._context.words.text(fault), "warning")
            return
        self._show(self._form.form)  # it says when it was read
        told = in_a_row((self._balance_words(balance), self._quota_words(quota)))
        self._context.toasts.show_message(told, milliseconds=12_000)

    def _balance_words(self, balance: Balance | None) -> str:
        if balance is None or balance.available is None:
            return self.tr("The service doesn't tell the balance now.")
        amount = self._amount(balance.available, Currency.COINS, 2)
        at = self._context.task_service.accounts.current.balance.read_at
        told = self.tr("Balance: {amount}, read at {time}.")
        return told.format(amount=amount, time=moment_of(at, time.time()))

    def _quota_words(self, quota: Quota | None) -> str:
        if quota is None:
            return ""
        used = "" if quota.used is None else self._amount(quota.used, Currency.COINS, 2)
        if quota.total is None:
            return self.tr("This token has no cap; {used} used.").format(used=used) if used else ""
        total, left = (
            "?" if amount is None else self._amount(amount, Currency.COINS, 2)
            for amount in (quota.total, quota.left)
        )
        return self.tr("This token may spend {total}; {left} of it are left.").format(total=total, left=left)

    # Limits

    def over_limit(self, draft: Draft, count: int = 1, instead_of: str = "") -> str:
        """Return which limits so many videos would pass, with the figures; an empty text: none.

        ``instead_of``: our id of the order whose place it takes.
        """
        request = evaluate(self._context.rules, draft, self._context.task_service.own_origin).request
        passed = None if request is None else self._costs.passed(request, self._money, count, instead_of)
        return "" if passed is None else self._words_of(passed)

    def over_limit_of(self, tasks: Sequence[Task]) -> str:
        """Return which limits these orders pass together where they are sent now; an empty text: none."""
        if not (self._money.one_video or self._money.one_day):
            return ""
        total, limits = self.of_many([task.draft for task in tasks], {task.id for task in tasks})
        return in_a_row((total, limits)) if limits and len(tasks) > 1 else limits

    def of_many(self, drafts: Sequence[Draft], without: Collection[str] = ()) -> tuple[str, str]:
        """Return what videos cost together, in words, and which limits they pass, one after the other.

        ``without``: our ids of orders that wait, and are these.
        """
        origin, money = self._context.task_service.own_origin, self._money
        before = spent = self._costs.spent_today(money, without)
        over: list[Passed] = []
        unknown = 0
        sums: dict[Currency, float] = {}
        for draft in drafts:
            if (request := evaluate(self._context.rules, draft, origin).request) is None:
                continue
            estimate = self._costs.estimate(request, money)
            if (passed := limits_passed(money, estimate, spent)) is not None:
                over.append(passed)
            here = estimate.total_in(money.currency)
            spent = Spent(spent.amount + (here or 0.0), spent.unknown + (here is None))
            if estimate.price is None or estimate.total is None:
                unknown += 1
            else:
                currency = estimate.price.currency
                sums[currency] = sums.get(currency, 0.0) + estimate.total
        amounts = " + ".join(self._amount(amount, currency) for currency, amount in sums.items())
        told = [self.tr("Together: {amount}.").format(amount=amounts)] if amounts else []
        if unknown:
            text = QT_TRANSLATE_NOOP("MoneyController", "The price of %n videos is not known.", None, 1)
            told.append(counted("MoneyController", text, unknown))
        together = in_a_row(told)
        if len(drafts) == 1 or not over:
            return together, self._words_of(over[0]) if over else ""
        return together, self._words_of_many(over, before, spent.amount - before.amount, len(drafts))

    async def agreed(self, limits: str, count: int = 1) -> bool:
        """Ask whether these limits are to be passed; not so where the session ended meanwhile."""
        dont, create = self.tr("Don't create it"), self.tr("Create it anyway")
        if count > 1:
            dont, create = self.tr("Don't create them"), self.tr("Create %n videos anyway", None, count)
        answer = await ask(
            self._form.window(),
            self.tr("Over your limit"),
            self.tr("This passes the limit that you set."),
            detail=limits,
            buttons=(("no", dont), ("yes", create)),
            danger="yes",  # so that one more press of Enter doesn't order it
        )
        return answer == "yes" and not self._closed

    def _words_of(self, passed: Passed) -> str:
        price, currency = passed.estimate.price, self._money.currency
        total, count = passed.estimate.total_in(currency), passed.estimate.count
        cost = self.tr("an unknown sum") if total is None else self._amount(total, currency)
        told = []
        if passed.video:
            words = self.tr("This video costs {cost}; your limit for one is {limit}.")
            if count > 1:
                words = self.tr("Each of these videos costs {cost}; your limit for one is {limit}.")
            each = self._amount((total or 0.0) / count, currency)
            told.append(words.format(cost=each, limit=self._amount(passed.video, currency)))
            if count > 1 and not passed.day:
                told.append(self.tr("Together: {amount}.").format(amount=cost))
        if passed.day:
            told.append(self._words_of_day(passed.day, passed.spent, cost, count))
        return self._with_notes(told, learnt=price is not None and price.source is Source.LEARNT)

    def _words_of_many(self, over: Sequence[Passed], spent: Spent, total: float, count: int) -> str:
        """Return the words for several orders, of which these pass a limit."""
        currency, told = self._money.currency, []
        cost = self._amount(total, currency) if total else self.tr("an unknown sum")
        if dear := [passed for passed in over if passed.video]:
            words = counted(
                "MoneyController",
                QT_TRANSLATE_NOOP(
                    "MoneyController",
                    "%n of these videos cost more than your limit for one, {limit}: up to {cost}.",
                    None,
                    1,
                ),
                len(dear),
            )
            most = max(passed.estimate.total_in(currency) or 0.0 for passed in dear)
            limit = self._amount(dear[0].video, currency)
            told.append(words.format(limit=limit, cost=self._amount(most, currency)))
        if day := max(passed.day for passed in over):
            told.append(self._words_of_day(day, spent, cost, count))
        prices = [passed.estimate.price for passed in over]
        return self._with_notes(
            told, learnt=any(price is not None and price.source is Source.LEARNT for price in prices)
        )

    def _words_of_day(self, day: float, spent: Spent, cost: str, count: int) -> str:
        words = self.tr(
            "Today's orders come to {spent}, and this video costs {cost}; your limit for a day is {limit}."
        )
        if count > 1:
            words = self.tr(
                "Today's orders come to {spent}, and these {count} videos cost {cost}; "
                "your limit for a day is {limit}."
            )
        currency = self._money.currency
        amounts = {"spent": self._amount(spent.amount, currency), "limit": self._amount(day, currency)}
        told = [words.format(cost=cost, count=count, **amounts)]
        if n := spent.unknown:
            text = QT_TRANSLATE_NOOP(
                "MoneyController", "%n more orders of today have no known price.", None, 1
            )
            told.append(counted("MoneyController", text, n))
        return in_a_row(told)

    def _with_notes(self, told: list[str], *, learnt: bool) -> str:
        if learnt:
            told.append(self.tr("The price was learnt from the balance: it may be another now."))
        if self._practice:
            told.append(self.tr("This is practice: nothing is charged."))
        return in_a_row(told)
