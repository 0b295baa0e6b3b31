"""What the coins say of an order that nobody confirmed, and never more than that."""

from __future__ import annotations

from typing import Any

import pytest

from seedance_gui.domain.address import website_of
from seedance_gui.domain.draft import Draft
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import Status, Task
from seedance_gui.domain.unconfirmed import STATUS_MESSAGES, Cause, Reading, Unconfirmed, Verdict, cause_of

BEFORE = Reading(coins=988.0, at=1000.0)
MIXED = Reading(coins=988.0, at=1000.0, mixed=True)


def after(coins: float, token: int = 0) -> Reading:
    return Reading(coins=coins, at=1300.0, token=token)


def task(status: Status = Status.NOT_CONFIRMED, **changes: Any) -> Task:
    return Task(id="a", service="s", created=0, draft=Draft("m"), body={}, status=status, **changes)


@pytest.mark.parametrize(
    ("known", "reading", "verdict"),
    [
        (Unconfirmed(), None, Verdict.ASKING),
        (Unconfirmed(before=BEFORE), None, Verdict.ASKING),
        (Unconfirmed(), after(976), Verdict.UNKNOWN),
        (Unconfirmed(before=BEFORE), after(976), Verdict.CHARGED),
        (Unconfirmed(before=BEFORE), after(988.001), Verdict.NOT_CHARGED),
        (Unconfirmed(before=BEFORE), after(987.99), Verdict.CHARGED),
        (Unconfirmed(before=BEFORE), after(1000), Verdict.UNKNOWN),
        (Unconfirmed(before=BEFORE), after(976, token=1), Verdict.UNKNOWN),
        (Unconfirmed(before=BEFORE), after(988, token=1), Verdict.UNKNOWN),
        (Unconfirmed(before=BEFORE, others=True), after(976), Verdict.UNKNOWN),
        (Unconfirmed(before=BEFORE, others=True), after(988), Verdict.UNKNOWN),
        (Unconfirmed(before=MIXED), after(976), Verdict.UNKNOWN),
        (Unconfirmed(before=MIXED), after(988), Verdict.NOT_CHARGED),
    ],
)
def test_what_the_coins_say(known: Unconfirmed, reading: Reading | None, verdict: Verdict) -> None:
    assert (known if reading is None else known.read(reading)).verdict is verdict


def test_a_reading_that_tells_is_not_given_up_for_one_that_does_not() -> None:
    same = Unconfirmed(before=BEFORE).read(after(988))
    assert same.read(after(976)).verdict is Verdict.CHARGED
    assert same.read(after(1988)) == same, "coins were added"
    ordered = Unconfirmed(before=BEFORE, others=True, after=same.after)
    assert ordered.verdict is Verdict.NOT_CHARGED, "the others left after that was read"
    assert ordered.read(after(700)) == ordered
    assert Unconfirmed().read(after(5)).read(after(4)).after == after(4)


def test_a_try_that_did_not_arrive_leaves_the_one_before_unconfirmed() -> None:
    first = Unconfirmed(before=BEFORE).sending(10.0)
    assert first.not_sent() is None
    unclear = first.unclear(Cause.ANSWER, "HTTP 502").read(after(988))
    again = unclear.sending(20.0)
    assert (again.sent, again.before, again.after) == ((10.0, 20.0), BEFORE, None)
    back = again.not_sent()
    assert back is not None
    assert (back.sent, back.open, back.cause) == ((10.0,), True, Cause.ANSWER)


def test_whose_decision_is_open() -> None:
    assert task().undecided
    assert not task(left_as_is=True).undecided
    assert not task(Status.QUEUED).undecided
    assert task().maybe_charged
    assert not task(Status.WAITING).maybe_charged
    assert not task(Status.WAITING, unconfirmed=Unconfirmed()).maybe_charged
    assert task(Status.WAITING, unconfirmed=Unconfirmed(open=True)).maybe_charged
    assert task(Status.QUEUED, task_id="x", entered_id="x").id_entered
    assert not task(Status.QUEUED, task_id="y", entered_id="x").id_entered
    assert not task(entered_id="").id_entered


def test_each_cause_has_its_words() -> None:
    assert [cause_of(Message(STATUS_MESSAGES[cause])) for cause in Cause] == list(Cause)
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
