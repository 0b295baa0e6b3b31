"""What a video costs: billed units by the rules of every route, prices, sums, limits; and never a guess."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.cost_estimate import (
    Billed,
    Currency,
    Estimate,
    Money,
    Order,
    Passed,
    Price,
    Spent,
    billing_models,
    limits_passed,
    practice_price,
    same_day,
    spent_in,
    units_of,
    units_of_task,
)
from seedance_gui.domain.draft import Draft, Field, InputMode
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.request import build_body
from seedance_gui.domain.task import Task
from tests.domain.drafts import reference, text_draft
from tests.domain.routes_table import MODELS, ROUTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedance_gui.domain.rules import Rules
    from tests.domain.routes_table import Expected

STD, MINI_VIDEO = "seedance2.0-std", "seedance2.0-mini-video"


def billed(rules: Rules, draft: Draft) -> Billed:
    request = evaluate(rules, draft).request
    assert request is not None
    return units_of(request)


def names(model: str, expected: Expected) -> tuple[str, ...]:
    """Return what the console calls the prices of a model, as service.md says."""
    if expected.billed != "second by resolution":
        return (model,)
    if model == MINI_VIDEO:
        return tuple(f"seedance2.0-mini-{size}-video" for size in expected.sizes)
    return tuple(f"{model}-{size}" for size in expected.sizes)


@pytest.mark.parametrize(("model", "expected"), MODELS)
def test_what_is_billed_of_every_route(rules: Rules, model: str, expected: Expected) -> None:
    sizes = expected.sizes or ("",)
    for size in sizes:
        found = billed(rules, text_draft(model, duration=7, resolution=size))
        assert (
            found.model == names(model, expected)[sizes.index(size) if expected.billed[:6] == "second" else 0]
        )
        assert found.units == (1 if expected.billed == "video" else 7)
        assert practice_price(found) is not None
        if expected.billed == "second by resolution":
            assert found.size == size


def test_each_price_has_its_name_once(rules: Rules) -> None:
    told = [found.model for found in billing_models(rules)]
    assert told == [
        name for route in ROUTES.values() for model in route.models for name in names(model, route)
    ]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    ("seconds", "clip", "words"),
    [
        (3.6, 4, "5 + 4"),
        (4.49, 4, "5 + 4"),
        (4.5, 5, "5 + 5"),
        (5.5, 6, "5 + 6"),
        (0.4, 0, "5"),
        (None, None, ""),
    ],
)
def test_the_first_clip_is_billed_rounded_half_up(
    rules: Rules, seconds: float | None, clip: int | None, words: str
) -> None:
    clips = (
        reference(Field.REFERENCE_VIDEOS, 1, seconds=seconds),
        reference(Field.REFERENCE_VIDEOS, 2, seconds=9),
    )
    draft = text_draft(MINI_VIDEO, start=InputMode.REFERENCES, duration=5, reference_videos=clips)
    found = billed(rules, draft)
    assert (found.clip, found.units) == (clip, None if clip is None else 5 + clip)
    if clip is not None:
        assert found.seconds_words == words
        assert words in str(evaluate(rules, draft).billing)
    price = Price(2, at=1)
    assert Estimate(found, price).total == (None if clip is None else 2 * (5 + clip))
    economy = billed(rules, replace(draft, model="seedance2.0-sp"))  # takes clips, bills none
    assert economy.units == 5
    task = Task(id="1", service="", created=0, draft=draft, body=build_body(rules, draft))
    assert units_of_task(rules, task) == found
    # Clips that were entered and are not sent are not billed.
    unused = replace(draft, start=InputMode.TEXT)
    task = replace(task, draft=unused, body={**task.body, "reference_videos": []})
    assert (units_of_task(rules, task) or found).units == 5


def test_a_sum_is_exact_and_in_its_own_currency() -> None:
    estimate = Estimate(Billed("sp", 3), Price(0.1, Currency.YUAN))
    assert estimate.total == 0.3
    assert estimate.total_in(Currency.YUAN) == 0.3
    assert estimate.total_in(Currency.COINS) is None  # nothing says what a coin is worth
    assert Estimate(Billed("sp", 3)).total is None


LIMITS = Money(currency=Currency.COINS, one_video=10, one_day=50)
UNKNOWN = Estimate(Billed("md"))


def costing(coins: float, currency: Currency = Currency.COINS) -> Estimate:
    return Estimate(Billed("md"), Price(coins, currency))


@pytest.mark.parametrize(
    ("money", "estimate", "spent", "passed"),
    [
        (LIMITS, costing(10), 40, None),  # a limit may be reached
        (LIMITS, costing(10.01), 0, (10, 0)),
        (LIMITS, costing(9), 41.5, (0, 50)),
        (LIMITS, costing(12), 40, (10, 50)),
        (Money(), costing(1e6), 1e6, None),  # no limit was set
        (LIMITS, UNKNOWN, 49, None),  # what isn't known can't be judged
        (LIMITS, UNKNOWN, 50, (0, 50)),  # nor is it free
        (LIMITS, costing(99, Currency.YUAN), 0, None),
        (replace(LIMITS, one_day=0.3, one_video=0), costing(0.1), 0.2, None),  # sums of fractions
    ],
)
def test_a_limit_is_passed(
    money: Money, estimate: Estimate, spent: float, passed: tuple[float, float] | None
) -> None:
    found = limits_passed(money, estimate, Spent(spent, 2))
    assert found == (None if passed is None else Passed(estimate, *passed, Spent(spent, 2)))


def test_what_orders_come_to() -> None:
    prices = {"md": Price(3), "sp": Price(0.5, Currency.YUAN)}
    orders = [
        Order("1", 0, Billed("md")),
        Order("2", 0, Billed("md"), coins=2.5),  # what it took is better known than its price
        Order("3", 0, Billed("sp", 10)),
        Order("4", 0, Billed("none", 5)),
        Order("5", 0),
        Order("6", 0, Billed("md", 5, None)),
    ]
    assert spent_in(orders, lambda of: prices.get(of.model), Currency.COINS) == Spent(5.5, 4)
    assert spent_in(orders, lambda of: prices.get(of.model), Currency.YUAN) == Spent(5, 5)


@pytest.fixture
def shanghai(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(os.name == "nt", reason="there is no tzset")
@pytest.mark.usefixtures("shanghai")
def test_a_day_is_the_calendars_where_the_person_is() -> None:
    midnight = datetime.fromisoformat("2026-11-28T00:00:00+08:00").timestamp()
    assert same_day(midnight, midnight + 86_399)
    assert not same_day(midnight - 1, midnight)
