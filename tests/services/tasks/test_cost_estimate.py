"""What a video took is learnt from the balance, where nothing else can have moved it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.task import Status
from tests import server as s
from tests.services.stage import BALANCE, QUERY, Stage, eventually
from tests.services.tasks.test_unconfirmed import balance_is, coins, known

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task


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
