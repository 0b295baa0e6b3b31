"""What a video costs, as well as it can be known: what is billed, the price of a unit, a person's limits.

No call of the service tells prices. A price is what the person read in the service's console, what the
balance fell by around one single order, or the practice service's own. Without one there is no sum.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta

from seedance_gui.domain.draft import Field
from seedance_gui.domain.rules import Billing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from seedance_gui.domain.checks import EffectiveRequest
    from seedance_gui.domain.draft import Reference
    from seedance_gui.domain.rules import Model, Route, Rules
    from seedance_gui.domain.task import Task

MOST = 1e6
"""The largest amount that is taken."""

Amount = Annotated[float, Meta(ge=0, le=MOST)]
Moment = Annotated[float, Meta(ge=0, le=1e11)]
UnitPrice = Annotated[float, Meta(gt=0, le=MOST)]

_CENT = 1e-6  # sums of fractions are not exact
_PRACTICE_VIDEO = 12.0
_PRACTICE_SECOND = {"480p": 1.0, "720p": 2.0, "1080p": 4.0, "2k": 6.0, "4k": 10.0}


class Currency(StrEnum):
    """What an amount is in. The console's prices are in yuan [P], a balance in coins [N].

    Nothing says what a coin is worth: an amount in one is never compared with one in the other.
    """

    YUAN = "yuan"
    COINS = "coins"


class Source(StrEnum):
    """How a price came to be known."""

    ENTERED = "entered"
    LEARNT = "learnt"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Billed:
    """What is billed of a video. ``model``: the name under which the console tells its price.

    ``seconds``: the length asked for, None where a video has one price; ``clip``: the seconds of the first
    reference video that are billed besides, None while they are not measured.
    """

    model: str
    seconds: int | None = None
    clip: int | None = 0
    size: str = ""

    @property
    def units(self) -> int | None:
        """How many seconds, or videos, are billed; None where that is not known."""
        if self.seconds is None:
            return 1
        return None if self.clip is None else self.seconds + self.clip

    @property
    def seconds_words(self) -> str:
        """The seconds as they add up, as in "5" or "5 + 8"."""
        return f"{self.seconds} + {self.clip}" if self.clip else str(self.seconds)


@dataclass(frozen=True, slots=True)
class Price:
    """The price of a second, or of a video. ``at``: when it was learnt, Unix seconds."""

    amount: UnitPrice
    currency: Currency = Currency.COINS
    source: Source = Source.LEARNT
    at: Moment = 0.0


@dataclass(frozen=True, slots=True)
class Money:
    """What a person set about money: ``prices`` by billing model, and limits in ``currency``, 0 for none."""

    prices: dict[str, Price] = field(default_factory=dict)
    currency: Currency = Currency.YUAN
    one_video: Amount = 0.0
    one_day: Amount = 0.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """What ``count`` videos of one kind will cost. ``price`` is None where it is not known."""

    billed: Billed
    price: Price | None = None
    count: int = 1

    @property
    def total(self) -> float | None:
        """The sum, in the price's currency."""
        units = self.billed.units
        if self.price is None or units is None:
            return None
        return round(units * self.price.amount * self.count, 4)

    def total_in(self, currency: Currency) -> float | None:
        """Return the sum in a currency, None where it is known in another one, or not at all."""
        return self.total if self.price is not None and self.price.currency is currency else None


@dataclass(frozen=True, slots=True)
class Order:
    """An order that left, and was or may be charged. ``coins``: what it is known to have taken."""

    task: str
    at: Moment
    billed: Billed | None = None
    coins: float | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """What orders come to. ``unknown``: so many more have no known price in this currency."""

    amount: float = 0.0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Passed:
    """Which limits the videos of an estimate would pass; 0 where they don't pass it."""

    estimate: Estimate
    video: float
    day: float
    spent: Spent


def units_of(request: EffectiveRequest) -> Billed:
    """Return what is billed of a request."""
    clips = request.items(Field.REFERENCE_VIDEOS)
    return _billed(request.route, request.model, request.resolution, request.duration, clips)


def units_of_body(rules: Rules, body: Mapping[str, Any], clips: Sequence[Reference]) -> Billed | None:
    """Return what is billed of an order. ``clips``: what is known of its reference videos, in order."""
    found, seconds = rules.find(str(body.get(Field.MODEL))), body.get(Field.DURATION)
    if found is None or not isinstance(seconds, int):
        return None
    used = clips if body.get(Field.REFERENCE_VIDEOS) else ()
    return _billed(*found, str(body.get(Field.RESOLUTION) or ""), seconds, used)


def units_of_task(rules: Rules, task: Task) -> Billed | None:
    """Return what is billed of a task."""
    return units_of_body(rules, task.body, task.draft.reference_videos)


def billing_models(rules: Rules) -> Iterator[Billed]:
    """Yield what has a price of its own, in the order of the rules."""
    for route, model in rules.models():
        for resolution in (
            route.resolution.choices if route.billing is Billing.PER_SECOND_BY_RESOLUTION else ("",)
        ):
            yield _billed(route, model, resolution, 1, ())


def practice_price(billed: Billed) -> Price | None:
    """Return what the practice service takes for a unit."""
    amount = _PRACTICE_VIDEO if billed.seconds is None else _PRACTICE_SECOND.get(billed.size)
    return None if amount is None else Price(amount, source=Source.PRACTICE)


def limits_passed(money: Money, estimate: Estimate, spent: Spent) -> Passed | None:
    """Return what the videos of an estimate would pass, or None.

    ``spent``: in the day so far, in the limits' currency. What costs an unknown sum passes a day's limit
    that is used up already, and is else not judged.
    """
    total = estimate.total_in(money.currency)
    video = total is not None and 0 < money.one_video < total / estimate.count - _CENT
    if total is None:
        day = 0 < money.one_day <= spent.amount + _CENT
    else:
        day = 0 < money.one_day < spent.amount + total - _CENT
    return Passed(estimate, money.one_video * video, money.one_day * day, spent) if video or day else None


def spent_in(
    orders: Iterable[Order], price_of: Callable[[Billed], Price | None], currency: Currency
) -> Spent:
    """Return what orders come to, at the prices known now; what one took is better known than its price."""
    amount, unknown = 0.0, 0
    for order in orders:
        if order.coins is not None and currency is Currency.COINS:
            amount += order.coins
            continue
        billed = order.billed
        total = Estimate(billed, price_of(billed)).total_in(currency) if billed is not None else None
        amount += total or 0.0
        unknown += total is None
    return Spent(round(amount, 4), unknown)


def same_day(one: float, other: float) -> bool:
    """Whether two moments, in Unix seconds, are on one day of the local calendar."""
    return _day(one) == _day(other)


def _day(moment: float) -> date:
    return datetime.fromtimestamp(moment).astimezone().date()


def _billed(route: Route, model: Model, resolution: str, seconds: int, clips: Sequence[Reference]) -> Billed:
    name = route.billing_model(model, resolution)
    if route.billing is Billing.PER_VIDEO:
        return Billed(name)
    return Billed(name, seconds, model.billed_clip(clips), resolution or model.output)
