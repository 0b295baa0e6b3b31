"""What is known of an order that nobody confirmed: when it left, and what the account's coins did meanwhile.

It is kept with the task as plain data: begun and committed before the order leaves, so that it outlives a
program that is killed while sending. Times are Unix seconds. Nothing here says more than is known: the coins
of an account are no receipt.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.task import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_gui.domain.messages import Message
    from seedance_gui.domain.task import Task

DOUBT = "doubt"
LEFT = "left"
BY_HAND = "by_hand"
"""Keys of a task's ``extra``: this knowledge, that the person leaves it, the id that was entered by hand."""

ALIKE = 0.005
"""Coins that differ by less are the same number on the screen."""


class Cause(StrEnum):
    """Why it is not known whether the service took the order."""

    BROKE = "broke"
    """The connection broke before there was an answer."""
    ENDED = "ended"
    """The program ended before there was an answer."""
    ANSWER = "answer"
    """There was an answer, but it doesn't say."""


REMARKS: Mapping[Cause, FaultMessage] = {
    Cause.BROKE: FaultMessage.NOT_CONFIRMED,
    Cause.ENDED: FaultMessage.CLOSED_WHILE_SENDING,
    Cause.ANSWER: FaultMessage.ANSWER_UNCLEAR,
}
"""Our own words on a task, by the cause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The account as it was told last before the order left.

    ``orders``: how many this program had sent when it asked. ``under_way``: its orders that may have been
    booked or given back after that. ``token``: the how manieth token entered here it was read with.
    """

    coins: float
    at: float
    orders: int = 0
    under_way: int = 0
    token: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """The account as it was told after the order had become doubtful.

    ``others``: orders of this program, besides this one, since the reading before. ``under_way``: those from
    before that, which may have been booked or given back in between. ``same_token``: no token was entered in
    between.
    """

    coins: float
    at: float
    others: int = 0
    under_way: int = 0
    same_token: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What is known. ``sent``: when each try that may have arrived left, the first one first.

    ``open``: one of them may have been taken and billed. ``later``: a later reading could not tell any more
    and was not kept. ``unread``: the last question for the coins got no answer. ``detail``: what came instead
    of a confirmation, without secrets.
    """

    sent: tuple[float, ...] = ()
    before: Before | None = None
    after: After | None = None
    open: bool = False
    later: bool = False
    unread: bool = False
    cause: Cause = Cause.BROKE
    detail: str = ""

    def sending(self, now: float) -> Doubt:
        """Return it with one more try, which leaves now: what the coins did is to be read anew."""
        return replace(self, sent=(*self.sent, now), after=None, later=False, unread=False)

    def not_sent(self) -> Doubt | None:
        """Return it without the last try, which did not arrive; None where nothing is left in doubt."""
        return replace(self, sent=self.sent[:-1]) if self.open else None

    def unclear(self, cause: Cause, detail: str = "") -> Doubt:
        """Return it after a try that may have arrived."""
        return replace(self, open=True, cause=cause, detail=detail, unread=False)

    def read(self, told: After) -> Doubt:
        """Return it with a newer reading. One that can tell is not given up for one that can't."""
        newer = replace(self, after=told, later=False, unread=False)
        if verdict(self) in TELLING and verdict(newer) not in TELLING:
            return replace(self, later=True, unread=False)
        return newer


class Verdict(StrEnum):
    """What the coins say of an order."""

    ASKING = "asking"
    UNREAD = "unread"
    NOTHING_BEFORE = "nothing before"
    OTHER_TOKEN = "other token"  # noqa: S105 - no secret
    OTHERS = "others"
    UNDER_WAY = "under way"
    FEWER = "fewer"
    SAME = "same"
    MORE = "more"


TELLING = frozenset({Verdict.FEWER, Verdict.SAME})
"""Verdicts that speak for or against a charge. Neither proves it."""


def verdict(doubt: Doubt) -> Verdict:
    """Return what the coins say."""
    before, after = doubt.before, doubt.after
    if after is None:
        return Verdict.UNREAD if doubt.unread else Verdict.ASKING
    if before is None:
        return Verdict.NOTHING_BEFORE
    if not after.same_token:
        return Verdict.OTHER_TOKEN
    if after.others:
        return Verdict.OTHERS
    if abs(after.coins - before.coins) < ALIKE:
        return Verdict.SAME
    fewer = Verdict.UNDER_WAY if after.under_way else Verdict.FEWER
    return fewer if after.coins < before.coins else Verdict.MORE


def after_of(before: Before | None, orders: int, token: int, own: int, *, coins: float, at: float) -> After:
    """Return a reading as it is to be compared with the one before.

    ``orders``: how many this program has sent by now; ``own``: tries of the order in question among them.
    ``token``: the how manieth token is in use now.
    """
    if before is None:
        return After(coins=coins, at=at)
    since = orders - before.orders - own
    # A negative number: what was on its way when the coins were read before was not taken in the end.
    return After(
        coins=coins,
        at=at,
        others=max(0, since),
        under_way=max(0, before.under_way + min(0, since)),
        same_token=before.token == token,
    )


def is_undecided(task: Task) -> bool:
    """Whether the person has still to decide about a task that nobody confirmed."""
    return task.status is Status.NOT_CONFIRMED and not task.extra.get(LEFT)


def in_doubt(task: Task) -> bool:
    """Whether an earlier order of a task may have been taken and billed, whatever becomes of this one."""
    doubt = doubt_of(task)
    return task.status is Status.NOT_CONFIRMED or (doubt is not None and doubt.open)


def is_by_hand(task: Task) -> bool:
    """Whether the service's id of a task was entered by the person, who may have mistaken it."""
    return bool(task.task_id) and task.extra.get(BY_HAND) == task.task_id


def cause_of(status_message: Message) -> Cause:
    """Return the cause that our words on a task tell of."""
    return next((cause for cause, code in REMARKS.items() if code is status_message.code), Cause.BROKE)


def with_doubt(extra: Mapping[str, Any], doubt: Doubt | None) -> dict[str, Any]:
    """Return a task's extra with what is known of it, or without."""
    rest = {key: value for key, value in extra.items() if key != DOUBT}
    return rest if doubt is None else {**rest, DOUBT: asdict(doubt) | {"sent": list(doubt.sent)}}


def doubt_of(task: Task) -> Doubt | None:
    """Return what is known of a task, or None. What can't be read in it counts as not known."""
    data = task.extra.get(DOUBT)
    if not isinstance(data, dict):
        return None
    sent = data.get("sent")
    cause = data.get("cause")
    return Doubt(
        sent=tuple(map(float, filter(_is_number, sent if isinstance(sent, list) else ()))),
        before=_before(data.get("before")),
        after=_after(data.get("after")),
        open=data.get("open") is True,
        later=data.get("later") is True,
        unread=data.get("unread") is True,
        cause=next((known for known in Cause if known == cause), Cause.BROKE),
        detail=str(data.get("detail", "")),
    )


def _before(data: object) -> Before | None:
    if not isinstance(data, dict) or not _is_number(data.get("coins")) or not _is_number(data.get("at")):
        return None
    counts = {name: _count(data.get(name)) for name in ("orders", "under_way", "token")}
    return Before(coins=float(data["coins"]), at=float(data["at"]), **counts)


def _after(data: object) -> After | None:
    if not isinstance(data, dict) or not _is_number(data.get("coins")) or not _is_number(data.get("at")):
        return None
    return After(
        coins=float(data["coins"]),
        at=float(data["at"]),
        others=_count(data.get("others")),
        under_way=_count(data.get("under_way")),
        same_token=data.get("same_token") is not False,
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
