"""What is known of an order that nobody confirmed: when it left, and the account's coins before and after.

It is committed before the order leaves, so that it outlives a program that is killed while sending. Times are
Unix seconds. The coins of an account are no receipt: they are told, and nothing is decided by them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from seedance_gui.domain.fault_messages import FaultMessage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_gui.domain.messages import Message

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


STATUS_MESSAGES: Mapping[Cause, FaultMessage] = {
    Cause.BROKE: FaultMessage.NOT_CONFIRMED,
    Cause.ENDED: FaultMessage.CLOSED_WHILE_SENDING,
    Cause.ANSWER: FaultMessage.ANSWER_UNCLEAR,
}


class Verdict(StrEnum):
    """What the coins say of a charge. None of it proves one."""

    ASKING = "asking"
    CHARGED = "probably charged"
    NOT_CHARGED = "probably not charged"
    """As far as told by then: it may still be booked."""
    UNKNOWN = "can't be told"


TELLING = frozenset({Verdict.CHARGED, Verdict.NOT_CHARGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The account's coins as told at a time. ``token``: the how manieth token that was entered here.

    ``mixed``, of one before the order: earlier orders of this program may have been booked after it. Of one
    after it: other orders of this program left in between.
    """

    coins: float
    at: float
    token: int = 0
    mixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconfirmed:
    """``sent``: when each try that may have arrived left, the first one first.

    ``open``: one of them may have been taken and billed. ``others``: other orders of this program left since
    ``before`` was read. ``detail``: what came instead of a confirmation, without secrets.
    """

    sent: tuple[float, ...] = ()
    open: bool = False
    cause: Cause = Cause.BROKE
    detail: str = ""
    others: bool = False
    before: Reading | None = None
    after: Reading | None = None

    def sending(self, now: float) -> Unconfirmed:
        """Return it with one more try, which leaves now: the coins are to be read anew."""
        return replace(self, sent=(*self.sent, now), after=None)

    def not_sent(self) -> Unconfirmed | None:
        """Return it without the last try, which did not arrive; None where no other may have."""
        return replace(self, sent=self.sent[:-1]) if self.open else None

    def unclear(self, cause: Cause, detail: str = "") -> Unconfirmed:
        """Return it after a try that may have arrived."""
        return replace(self, open=True, cause=cause, detail=detail)

    def read(self, reading: Reading) -> Unconfirmed:
        """Return it with a newer reading, unless that tells less than the first one, which is evidence.

        A charge that is booked late is seen later; after one was seen, other coins are not this order's.
        """
        newer = replace(self, after=replace(reading, mixed=self.others))
        before, after = self.before, self.after
        if after is None or before is None or after.token != before.token:
            return newer
        if self.verdict is Verdict.CHARGED and not alike(after.coins, reading.coins):
            return self
        return newer if newer.verdict in TELLING else self

    @property
    def verdict(self) -> Verdict:
        """What the coins say."""
        before, after = self.before, self.after
        if after is None:
            return Verdict.ASKING
        if before is None or before.token != after.token or after.mixed:
            return Verdict.UNKNOWN
        if alike(before.coins, after.coins):
            return Verdict.NOT_CHARGED
        return Verdict.UNKNOWN if before.mixed or after.coins > before.coins else Verdict.CHARGED


def alike(one: float, other: float) -> bool:
    """Whether two numbers of coins are the same on the screen."""
    return abs(one - other) < ALIKE


def cause_of(status_message: Message) -> Cause:
    """Return the cause that our words on a task tell of."""
    return next(
        (cause for cause, code in STATUS_MESSAGES.items() if code is status_message.code), Cause.BROKE
    )
