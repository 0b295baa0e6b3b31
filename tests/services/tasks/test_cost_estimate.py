"""What a video took is learnt from the balance, where nothing else can have moved it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.cost_estimate import Currency, Money, Price, Source
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.task import Status
from seedance_gui.services.api.client import PREFIX
from seedance_gui.services.api.models import Balance, Quota
from tests import server as s
from tests.services.stage import BALANCE, CREATE, QUERY, Stage, eventually
from tests.services.tasks.test_unconfirmed import balance_is, coins, known

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task


STD = "seedance2.0-std"
KEY = f"{PREFIX}/key/balance"


def learnt(stage: Stage) -> Price | None:
    return stage.task_service.accounts.current.costs.learnt.get(STD)


def price(stage: Stage, task: Task) -> float | None:
    found = stage.task_service.task(task.id)
    assert found is not None
    return found.coins_paid


async def ordered(stage: Stage) -> Task:
    task = stage.task_service.submit(stage.draft())
    await eventually(lambda: (now := stage.task_service.task(task.id)) is not None and now.task_id)
    return task


async def test_one_order_between_two_readings(stage: Stage) -> None:
    await known(stage, 100)
    task = await ordered(stage)
    await balance_is(stage, 87.5)
    assert price(stage, task) == 12.5
    kept = stage.opened.store.task(task.id)
    assert kept is not None
    assert kept.coins_paid == 12.5
    told = learnt(stage)
    assert told is not None
    assert (told.amount, told.currency, told.source) == (12.5, Currency.COINS, Source.LEARNT)
    assert told.at == pytest.approx(stage.hand.clock().wall(), abs=60)
    await stage.restart()
    assert learnt(stage) == told


async def test_what_is_booked_late_is_learnt_late(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", s.envelope({"status": "processing", "progress": 5}))
    await known(stage, 100)
    task = await ordered(stage)
    before = len(stage.server.seen_at(BALANCE))
    stage.task_service.refresh_balance()
    await eventually(lambda: len(stage.server.seen_at(BALANCE)) > before)
    assert price(stage, task) is None
    await balance_is(stage, 88)
    assert price(stage, task) == 12


async def test_two_orders_tell_nothing(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", s.envelope({"status": "processing", "progress": 5}))
    await known(stage, 100)
    stage.server.on("GET", BALANCE, coins(100), s.html(502))
    first, second = await ordered(stage), await ordered(stage)
    await balance_is(stage, 76)
    assert price(stage, first) is None
    assert price(stage, second) is None
    assert learnt(stage) is None
    # And what is under way may be booked or given back later: the next one tells nothing either.
    third = await ordered(stage)
    await balance_is(stage, 60)
    assert price(stage, third) is None


async def test_coins_that_became_more_tell_nothing(stage: Stage) -> None:
    await known(stage, 100)
    task = await ordered(stage)
    await balance_is(stage, 188)
    assert price(stage, task) is None


async def test_another_token_is_another_account(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", stage.running())
    await known(stage, 100)
    stage.task_service.accounts.set_token("another")
    await eventually(lambda: stage.task_service.accounts.current.balance.balance)
    task = await ordered(stage)
    await balance_is(stage, 44)
    assert price(stage, task) == 56
    stage.server.on("GET", BALANCE, s.html(502))
    other = await ordered(stage)
    stage.server.on("GET", BALANCE, coins(20))
    stage.task_service.accounts.set_token("third")
    await eventually(lambda: stage.task_service.accounts.current.balance.balance)
    assert price(stage, other) is None


@pytest.mark.parametrize("back", [True, False])
async def test_coins_that_come_back_after_a_failure_are_noted(stage: Stage, back: bool) -> None:
    stage.server.on("GET", QUERY + "*", s.envelope({"status": "processing", "progress": 5}))
    await known(stage, 100)
    task = await ordered(stage)
    await balance_is(stage, 88)
    stage.server.on("GET", BALANCE, coins(100 if back else 94))
    stage.server.on("GET", QUERY + "*", s.envelope({"status": "failed", "error_message": "no"}))
    await stage.reaches(task, Status.FAILED)
    # Nobody asks for it: a failure does.
    await eventually(
        lambda: (
            (told := stage.task_service.accounts.current.balance.balance) is not None and told.available != 88
        )
    )

    def found() -> Task:
        there = stage.task_service.task(task.id)
        assert there is not None
        return there

    await eventually(lambda: found().coins_returned is back)
    assert found().coins_paid == 12


async def test_an_order_sent_twice_tells_nothing(stage: Stage) -> None:
    """The balance fell once or twice for the one task: what a video costs can't be told from it."""
    await known(stage, 100)
    stage.server.on("GET", BALANCE, s.html(502))
    stage.server.on("POST", CREATE, s.hang_up())
    task = stage.task_service.submit(stage.draft())
    await stage.reaches(task, Status.NOT_CONFIRMED)
    stage.server.on("POST", CREATE, stage.create)
    stage.server.on("GET", QUERY + "*", stage.running())
    stage.task_service.send_again(task.id)
    await stage.reaches(task, Status.QUEUED, Status.PROCESSING)
    await balance_is(stage, 76)
    assert price(stage, task) is None
    assert learnt(stage) is None


# Limits


MONEY = Money({STD: Price(12, Currency.YUAN, Source.ENTERED)}, Currency.YUAN, one_day=30)


def spent(stage: Stage) -> float:
    return stage.task_service.costs.spent_today(MONEY).amount


def passed(stage: Stage) -> bool:
    request = evaluate(stage.rules, stage.draft()).request
    assert request is not None
    return stage.task_service.costs.passed(request, MONEY) is not None


async def test_a_day_ends_at_midnight_and_outlives_a_restart_and_a_removal(stage: Stage) -> None:
    now = datetime.now().astimezone()
    stage.hand.ahead = (now.replace(hour=23, minute=50) - now).total_seconds()
    stage.start()
    first, _second = await ordered(stage), await ordered(stage)
    assert spent(stage) == 24
    assert passed(stage)
    await stage.reaches(first, Status.SAVED)
    await stage.restart()
    assert spent(stage) == 24
    stage.task_service.removals.remove([first.id])
    await stage.task_service.removals.finish()
    assert stage.task_service.task(first.id) is None
    assert spent(stage) == 24, "what was charged is not made undone by removing the video"
    stage.hand.ahead += 20 * 60
    assert spent(stage) == 0
    assert not passed(stage)
    await ordered(stage)
    assert spent(stage) == 12


async def test_what_waits_counts_and_what_was_surely_not_taken_does_not(stage: Stage) -> None:
    stage.server.on("POST", CREATE, s.envelope({}, "20002", "bad request"))
    stage.start()
    task = stage.task_service.submit(stage.draft())
    assert spent(stage) == 12, "it is sent in a moment"
    await stage.reaches(task, Status.REFUSED)
    assert spent(stage) == 0
    stage.server.on("POST", CREATE, s.hang_up())
    task = stage.task_service.submit(stage.draft())
    await stage.reaches(task, Status.NOT_CONFIRMED)
    assert spent(stage) == 12, "it may have been charged"
    stage.server.on("POST", CREATE, stage.create)
    stage.task_service.send_again(task.id)
    await stage.reaches(task, Status.SAVED)
    assert spent(stage) == 24, "and was charged, perhaps twice"


async def test_balance_and_quota_on_demand(stage: Stage) -> None:
    await known(stage, 100)
    stage.server.on("GET", BALANCE, coins(90))
    quota = {"name": "k", "total_quota": 500, "used_quota": 120, "available_quota": 380, "unlimited": False}
    stage.server.on("GET", KEY, s.envelope(quota))
    balance, key, fault = await stage.task_service.costs.ask()
    assert (balance, key, fault) == (Balance(90), Quota(500, 120, 380), None)
    stage.server.on("GET", KEY, s.envelope({**quota, "total_quota": 0, "available_quota": 0}))
    assert (await stage.task_service.costs.ask())[1] == Quota(None, 120, None)
    stage.server.on("GET", KEY, s.html(404))  # an older host
    assert (await stage.task_service.costs.ask())[:2] == (Balance(90), None)
    stage.server.on("GET", KEY, s.html(502))
    _, _, fault = await stage.task_service.costs.ask()
    assert fault is not None
