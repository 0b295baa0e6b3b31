"""What the coins say of an order that nobody confirmed, and never more than that."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from seedance_gui.domain.address import website_of
from seedance_gui.domain.doubt import (
    BY_HAND,
    REMARKS,
    After,
    Before,
    Cause,
    Doubt,
    Verdict,
    after_of,
    cause_of,
    doubt_of,
    in_doubt,
    is_by_hand,
    is_undecided,
    verdict,
    with_doubt,
)
from seedance_gui.domain.draft import Draft
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import Status, Task

BEFORE = Before(coins=988.0, at=1000.0, orders=3)


def after(coins: float, **more: Any) -> After:
    return After(coins=coins, at=1300.0, **more)


def task(status: Status = Status.NOT_CONFIRMED, **changes: Any) -> Task:
    return Task(id="a", service="s", created=0, draft=Draft("m"), body={}, status=status, **changes)


@pytest.mark.parametrize(
    ("doubt", "found"),
    [
        (Doubt(), Verdict.ASKING),
        (Doubt(before=BEFORE), Verdict.ASKING),
        (Doubt(before=BEFORE, unread=True), Verdict.UNREAD),
        (Doubt(after=after(976)), Verdict.NOTHING_BEFORE),
        (Doubt(before=BEFORE, after=after(976)), Verdict.FEWER),
        (Doubt(before=BEFORE, after=after(988.001)), Verdict.SAME),
        (Doubt(before=BEFORE, after=after(1000)), Verdict.MORE),
        (Doubt(before=BEFORE, after=after(976, others=1)), Verdict.OTHERS),
        (Doubt(before=BEFORE, after=after(988, others=1)), Verdict.OTHERS),
        (Doubt(before=BEFORE, after=after(976, under_way=1)), Verdict.UNDER_WAY),
        (Doubt(before=BEFORE, after=after(988, under_way=1)), Verdict.SAME),
        (Doubt(before=BEFORE, after=after(990, under_way=1)), Verdict.MORE),
        (Doubt(before=BEFORE, after=after(988, same_token=False)), Verdict.OTHER_TOKEN),
        (Doubt(before=BEFORE, after=after(976), unread=True), Verdict.FEWER),
    ],
)
def test_what_the_coins_say(doubt: Doubt, found: Verdict) -> None:
    assert verdict(doubt) is found


def test_a_reading_that_can_tell_is_not_given_up_for_one_that_cant() -> None:
    clean = Doubt(before=BEFORE).read(after(988))
    assert clean.read(after(976)).after == after(976)
    later = clean.read(after(700, others=2))
    assert (later.after, later.later) == (after(988), True)
    assert clean.read(after(1988)).after == after(988), "coins were added"
    first = Doubt(before=BEFORE).read(after(700, others=2))
    assert verdict(first) is Verdict.OTHERS
    assert Doubt().read(after(5)).read(after(4, others=1)).after == after(4, others=1)


@pytest.mark.parametrize(
    ("orders", "under_way", "found"),
    [(4, 0, (0, 0)), (6, 0, (2, 0)), (4, 2, (0, 2)), (3, 1, (0, 0)), (2, 1, (0, 0)), (5, 1, (1, 1))],
)
def test_other_orders_are_counted(orders: int, under_way: int, found: tuple[int, int]) -> None:
    """Three were sent before; the order itself is the fourth, unless one on its way then was not taken."""
    told = after_of(replace(BEFORE, under_way=under_way), orders, 0, 1, coins=1, at=2)
    assert (told.others, told.under_way, told.same_token) == (*found, True)


def test_another_token_is_noted() -> None:
    assert not after_of(BEFORE, 4, 1, 1, coins=1, at=2).same_token
    assert after_of(None, 4, 1, 1, coins=1, at=2) == After(coins=1, at=2)


def test_a_try_that_did_not_arrive_leaves_the_doubt_about_the_one_before() -> None:
    first = Doubt(before=BEFORE).sending(10.0)
    assert first.not_sent() is None
    unclear = first.unclear(Cause.ANSWER, "HTTP 502").read(after(988))
    again = unclear.sending(20.0)
    assert (again.sent, again.before, again.after) == ((10.0, 20.0), BEFORE, None)
    back = again.not_sent()
    assert back is not None
    assert (back.sent, back.open, back.cause) == ((10.0,), True, Cause.ANSWER)


def test_it_is_kept_as_plain_data_and_read_with_patience() -> None:
    doubt = Doubt(
        sent=(10.0, 20.0),
        before=BEFORE,
        after=after(976, others=2, same_token=False),
        open=True,
        later=True,
        unread=True,
        cause=Cause.ENDED,
        detail="HTTP 502",
    )
    extra = json.loads(json.dumps(with_doubt({"left": True}, doubt)))
    assert doubt_of(task(extra=extra)) == doubt
    assert extra["left"] is True
    assert with_doubt(extra, None) == {"left": True}
    assert doubt_of(task()) is None
    assert doubt_of(task(extra={"doubt": 3})) is None
    odd: dict[str, Any] = {
        "sent": "x",
        "before": {"coins": True, "at": 1},
        "after": {"coins": 1, "at": None},
        "cause": [],
    }
    assert doubt_of(task(extra={"doubt": odd})) == Doubt()
    odd = {"later": 1, "sent": [1, "x"], "before": {"coins": 1, "at": 2, "orders": 1.5}, "cause": "none"}
    assert doubt_of(task(extra={"doubt": odd})) == Doubt(sent=(1.0,), before=Before(coins=1.0, at=2.0))


def test_whose_decision_is_open() -> None:
    assert is_undecided(task())
    assert not is_undecided(task(extra={"left": True}))
    assert not is_undecided(task(Status.QUEUED))
    assert in_doubt(task())
    assert not in_doubt(task(Status.WAITING))
    assert in_doubt(task(Status.WAITING, extra=with_doubt({}, Doubt(open=True))))
    assert is_by_hand(task(Status.QUEUED, task_id="x", extra={BY_HAND: "x"}))
    assert not is_by_hand(task(Status.QUEUED, task_id="y", extra={BY_HAND: "x"}))
    assert not is_by_hand(task(extra={BY_HAND: ""}))


def test_each_cause_has_its_remark() -> None:
    assert [cause_of(Message(REMARKS[cause])) for cause in Cause] == list(Cause)
    assert cause_of(Message(FormMessage.AS_IT_IS, value="of an earlier version")) is Cause.BROKE


@pytest.mark.parametrize(
    ("service", "page"),
    [
        ("https://www.jimmyai.cn", "https://www.jimmyai.cn"),
        ("https://api.viraltok.ai", "https://api.viraltok.ai"),
        ("https://x.example:8443", "https://x.example:8443"),
        ("practice", ""),
        ("http://127.0.0.1:8000", ""),
        ("http://www.jimmyai.cn", ""),
        ("", ""),
        ("file:///etc/passwd", ""),
        ("https://a@b.example", ""),
    ],
)
def test_only_a_page_of_https_is_a_website(service: str, page: str) -> None:
    assert website_of(service) == page
