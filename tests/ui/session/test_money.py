"""What a Create costs, what stays, and the limits that ask: of the real service, and in practice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QPushButton

from seedance_gui.domain.cost_estimate import Currency, Money, Price, Source
from seedance_gui.domain.draft import Draft
from seedance_gui.domain.task import Status
from seedance_gui.services.api.client import PREFIX
from seedance_gui.ui.form.price_dialog import PriceDialog
from seedance_gui.ui.kit.amounts import number_in, number_words
from seedance_gui.ui.tasks.command_table import Command
from seedance_gui.ui.tasks.words import take_words
from tests import server as s
from tests.services.stage import BALANCE, CREATE
from tests.ui.session.test_same_order import answer, count, create, question, works
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, coins, desk, eventually, server

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["desk", "server"]

STD, SP = "seedance2.0-std", "seedance2.0-sp"
ENTERED = Price(12, Currency.COINS, Source.ENTERED)


def text(desk: Desk, name: str) -> str:
    """Return what a part of the foot of the form says."""
    found = desk.page.form.bar.findChild(QLabel, name) or desk.page.form.bar.findChild(QPushButton, name)
    assert isinstance(found, QLabel | QPushButton)
    return found.text() if found.isVisible() else ""


def total(desk: Desk) -> str:
    """Return the sum that stands in Create, as it is read out too."""
    return desk.page.form.bar.button.accessibleName().removeprefix("Create video").removeprefix(": ")


def press(desk: Desk, name: str) -> None:
    button = desk.page.form.bar.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


async def enter(desk: Desk, amount: str, currency: Currency | None = None) -> None:
    """Enter a price at the line above Create."""
    press(desk, "price")
    await eventually(lambda: desk.page.findChild(PriceDialog))
    dialog = desk.page.findChild(PriceDialog)
    assert isinstance(dialog, PriceDialog)
    dialog.field.setText(amount)
    if currency is not None:
        assert dialog.currency is not None
        next(each for each in dialog.currency.buttons() if each.choice.value == currency).click()
    assert dialog.save.isEnabled()
    dialog.save.click()
    await eventually(lambda: not desk.page.findChildren(PriceDialog))


@at_work
async def test_nothing_is_guessed_and_what_is_entered_is_reckoned_with(desk: Desk) -> None:
    await eventually(lambda: text(desk, "balance") == "988 coins left")
    assert desk.page.top.balance.text() == "988 coins"
    desk.page.form.enter(Draft(SP, "A fox", duration=8))
    assert text(desk, "cost") == "Billed by the second: 8 s at 720p."
    assert text(desk, "price") == "Enter the price"
    assert total(desk) == ""
    await enter(desk, "0.35", Currency.YUAN)
    assert text(desk, "price") == "8 s at 720p × ¥0.35"
    assert text(desk, "cost") == "", "once"
    assert total(desk) == "¥2.80"
    assert text(desk, "balance") == "988 coins left", "nothing says what a coin is worth"
    await enter(desk, "2.5", Currency.COINS)
    assert total(desk) == "20 coins"
    assert text(desk, "balance") == "988 → 968 left"
    desk.page.form.enter(Draft(SP, "A fox", duration=4, resolution="1080p"))
    assert total(desk) == "", "another size has another price"
    desk.page.form.enter(Draft(SP, "A fox", duration=4))
    assert total(desk) == "10 coins"
    assert desk.settings.value.practice_money.prices == {}
    await enter(desk, "")
    assert text(desk, "price") == "Enter the price"
    assert total(desk) == ""


@at_work
async def test_a_learnt_price_is_said_to_be_learnt(desk: Desk) -> None:
    await eventually(lambda: text(desk, "balance") == "988 coins left")
    draft = works(desk)
    desk.page.form.enter(draft)
    desk.server.on("GET", BALANCE, coins(976))
    create(desk, draft)
    await eventually(lambda: total(desk) == "≈ 12 coins")
    assert text(desk, "price") == "One price per video"
    price = desk.page.form.bar.findChild(QPushButton, "price")
    assert isinstance(price, QPushButton)
    assert price.accessibleDescription().startswith("About 12 coins each, learnt from your balance ")
    assert text(desk, "balance") == "976 → 964 left"
    desk.server.on("GET", BALANCE, coins(5))
    desk.task_service.refresh_balance()
    await eventually(lambda: text(desk, "balance") == "only 5 coins left")


@at_work
async def test_a_limit_asks_once_before_it_is_passed(desk: Desk) -> None:
    draft = works(desk)
    desk.page.form.enter(draft)
    desk.settings.change(money=Money({STD: ENTERED}, Currency.COINS, one_day=30))
    create(desk, draft)
    create(desk, replace(draft, prompt="A hare"))
    assert question(desk) is None
    assert count(desk) == 2
    third = replace(draft, prompt="A lynx")
    create(desk, third)
    create(desk, third)  # asks no second time
    await eventually(lambda: question(desk))
    box = question(desk)
    assert box is not None
    assert (
        "Today's orders come to 24 coins, and this video costs 12 coins; your limit for a day is 30 coins."
        in box.informativeText()
    )
    await answer(desk, "Don't create it")
    assert count(desk) == 2
    create(desk, third)
    await answer(desk, "Create it anyway")
    assert count(desk) == 3
    # The same video again, over the limit: one question says both.
    create(desk, third)
    await eventually(lambda: question(desk))
    box = question(desk)
    assert box is not None
    assert "as well" in box.informativeText()
    assert "your limit for a day is 30 coins" in box.informativeText()
    await answer(desk, "Create another one")
    assert question(desk) is None
    assert count(desk) == 4
    desk.settings.change(money=Money({STD: ENTERED}, Currency.COINS, one_video=11))
    create(desk, replace(draft, prompt="A bear"))
    await answer(desk, "Don't create it")
    assert count(desk) == 4
    desk.settings.change(money=Money({STD: ENTERED}, Currency.COINS, one_video=12))
    create(desk, replace(draft, prompt="A bear"))
    assert question(desk) is None
    assert count(desk) == 5


@at_work
async def test_several_are_reckoned_asked_about_and_ordered_together(desk: Desk) -> None:
    draft, bar = works(desk), desk.page.form.bar
    desk.page.form.enter(draft)
    desk.settings.change(money=Money({STD: ENTERED}, Currency.COINS, one_video=12, one_day=50))
    await eventually(lambda: text(desk, "balance") == "988 → 976 left")
    desk.page.form.shape.takes.rows.button("4").click()
    assert bar.button.text() == "Create 4 videos"
    assert bar.button.accessibleName() == "Create 4 videos: 48 coins"
    assert text(desk, "price") == "One price per video: 4 × 12"
    balance = bar.findChild(QPushButton, "balance")
    assert isinstance(balance, QPushButton)
    assert balance.accessibleName() == "Balance: 988 → 940 left"
    create(desk, draft)
    assert question(desk) is None, "no one of them passes the limit of a video"
    assert count(desk) == 4
    assert [take_words(task) for task in desk.task_service.tasks()] == [f"{n} of 4" for n in (4, 3, 2, 1)]
    create(desk, draft)
    await eventually(lambda: question(desk))
    box = question(desk)
    assert box is not None
    assert "Today's orders come to 48 coins, and these 4 videos cost 48 coins" in box.informativeText()
    assert "4 more are made" in box.informativeText(), "one question says both"
    await answer(desk, "Create 4 more")
    assert question(desk) is None
    assert count(desk) == 8
    desk.settings.change(money=Money({STD: ENTERED}, Currency.COINS, one_video=11))
    create(desk, replace(draft, prompt="A hare"))
    await eventually(lambda: question(desk))
    box = question(desk)
    assert box is not None
    assert "Each of these videos costs 12 coins; your limit for one is 11 coins." in box.informativeText()
    assert "Together: 48 coins." in box.informativeText()
    await answer(desk, "Create 4 videos anyway")
    assert count(desk) == 12


@at_work
async def test_what_is_sent_again_asks_too(desk: Desk) -> None:
    desk.server.on("POST", CREATE, s.envelope({}, "20002", "bad request"))
    desk.settings.change(money=Money({STD: ENTERED}, Currency.COINS, one_day=10))
    create(desk, desk.draft("A fox in the snow"))
    await answer(desk, "Create it anyway")
    task = desk.task_service.tasks()[0]
    await eventually(lambda: desk.status(task) is Status.REFUSED)
    desk.page.tasks.choose(task.id)
    await desk.says("The service did not accept the order.")
    desk.page.preview.commands[Command.SEND_AGAIN].trigger()
    await eventually(lambda: question(desk))
    box = question(desk)
    assert box is not None
    assert "Today's orders come to 0 coins, and this video costs 12 coins" in box.informativeText()
    await answer(desk, "Don't send")
    assert desk.status(task) is Status.REFUSED


@at_work
async def test_what_was_held_asks_too_when_it_is_released(desk: Desk) -> None:
    draft, commands = works(desk), desk.page.tasks.commands
    prompts = ("A fox", "A hare", "A lynx")
    held = [desk.task_service.submit(replace(draft, prompt=prompt), held=True) for prompt in prompts]

    def sent() -> int:
        return len(desk.server.seen_at(CREATE, "POST"))

    desk.settings.change(money=Money({STD: ENTERED}, Currency.COINS, one_day=36))
    commands.do(Command.HOLD, held[:1])
    await eventually(lambda: sent() == 1)
    assert question(desk) is None, "what waits is counted once"
    desk.settings.change(money=Money({STD: ENTERED}, Currency.COINS, one_video=11, one_day=30))
    commands.do(Command.HOLD, held[1:])
    await eventually(lambda: question(desk))
    box = question(desk)
    assert box is not None
    said = box.informativeText()
    for part in (
        "Together: 24 coins.",
        "2 of these videos cost more than your limit for one, 11 coins: up to 12 coins.",
        "Today's orders come to 12 coins, and these 2 videos cost 24 coins; ",
    ):
        assert part in said
    await answer(desk, "Don't send")
    assert all(task.held for task in desk.task_service.tasks() if task.id != held[0].id)
    assert sent() == 1
    commands.do(Command.HOLD, held[1:])
    await answer(desk, "Send 2 anyway")
    await eventually(lambda: sent() == 3)


@at_work
async def test_a_limit_that_can_not_be_checked_is_said_to_be(desk: Desk) -> None:
    draft = works(desk)
    desk.page.form.enter(draft)
    desk.settings.change(money=Money(one_day=30))
    assert "your limit can't be checked" in text(desk, "cost")
    create(desk, draft)
    assert question(desk) is None
    assert count(desk) == 1


@at_work
async def test_balance_and_quota_are_told_on_demand(desk: Desk) -> None:
    await eventually(lambda: text(desk, "balance") == "988 coins left")
    desk.server.on("GET", BALANCE, coins(934.5))
    quota = {"total_quota": 500, "used_quota": 120, "available_quota": 380, "unlimited": False}
    desk.server.on("GET", f"{PREFIX}/key/balance", s.envelope(quota))
    press(desk, "balance")
    await eventually(desk.toasts.toasts)
    told = desk.toasts.toasts()[-1].text
    assert told.startswith("Balance: 934.5 coins, read at ")
    assert told.endswith("This token may spend 500 coins; 380 coins of it are left.")
    assert text(desk, "balance") == "934.5 coins left"
    desk.server.on("GET", f"{PREFIX}/key/balance", s.html(502))
    press(desk, "balance")
    await eventually(lambda: len(desk.toasts.toasts()) > 1)
    assert "Balance" not in desk.toasts.toasts()[-1].text


@pytest.mark.parametrize("desk", ["practice"], indirect=True)
@at_work
async def test_practice_rehearses_it_apart(desk: Desk) -> None:
    draft = works(desk)
    desk.page.form.enter(draft)
    desk.settings.change(money=Money({STD: Price(99, Currency.YUAN, Source.ENTERED)}, Currency.YUAN, 1, 1))
    await eventually(lambda: text(desk, "balance") == "988 → 976 left")
    assert total(desk) == "12 pretend coins", "its own price, known from the start"
    create(desk, draft)
    assert question(desk) is None, "a real limit says nothing of practice"
    await enter(desk, "15")
    assert total(desk) == "15 pretend coins"
    assert desk.settings.value.money.prices[STD].amount == 99
    desk.settings.change(practice_money=replace(desk.settings.value.practice_money, one_video=10))
    create(desk, replace(draft, prompt="A hare"))
    await eventually(lambda: question(desk))
    box = question(desk)
    assert box is not None
    assert "costs 15 pretend coins; your limit for one is 10 pretend coins." in box.informativeText()
    assert "nothing is charged" in box.informativeText()
    await answer(desk, "Create it anyway")
    assert count(desk) == 2


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("german")
def test_numbers_are_written_and_read_as_the_window_does() -> None:
    assert number_words(1234.5) == "1.234,5"
    assert number_in("1.234,5") == 1234.5
    assert number_in("0,35") == 0.35
    assert number_in(" 3，5 ") == 3.5  # as a Chinese keyboard writes it
    assert number_in("much") is None
    assert number_in("") is None
