"""When an account's service may be called, and what is said while it may not."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.api.client import ApiClient
from seedance_gui.services.api.connection_state import TOKEN_AGAIN, ConnectionState
from seedance_gui.services.platform.clock import Clock

REFUSED = Message(FaultMessage.TOKEN_REFUSED)
MISSING = Message(FaultMessage.TOKEN_MISSING)
NO_CONNECTION = Message(FaultMessage.NO_CONNECTION)


@dataclass
class Hand:
    now: float = 1000.0

    def clock(self) -> Clock:
        return Clock(monotonic=lambda: self.now)


def client(token: str = "one") -> ApiClient:
    return ApiClient("http://127.0.0.1:1", token)


def test_a_refused_token_is_tried_again_after_a_minute() -> None:
    hand, api = Hand(), client()
    state = ConnectionState(hand.clock())
    assert state.opens_in() is None
    state.use(api)
    assert state.opens_in() == 0
    state.refused(api, REFUSED)
    assert (state.opens_in(), state.message) == (TOKEN_AGAIN, REFUSED)
    hand.now += 59
    assert state.opens_in() == 1
    hand.now += 2
    assert state.opens_in() == 0
    assert state.message == REFUSED, "it stands until the service has answered"
    state.fine(api)
    assert state.message is None


def test_an_answer_opens_it_at_once() -> None:
    hand, api = Hand(), client()
    state = ConnectionState(hand.clock())
    state.use(api)
    opened: list[int] = []
    state.opened.connect(lambda: opened.append(1))
    state.fine(api)
    assert not opened, "it was open"
    state.refused(api, REFUSED)
    state.fine(api)
    assert opened == [1]
    assert state.opens_in() == 0


def test_what_an_earlier_client_meets_says_nothing_of_the_present_one() -> None:
    hand, before, api = Hand(), client("old"), client("new")
    state = ConnectionState(hand.clock())
    state.use(before)
    assert state.use(api) is before
    for _ in range(2):
        state.fault(before, NO_CONNECTION)
    state.refused(before, REFUSED)
    state.waiting(before, REFUSED)
    assert (state.opens_in(), state.message) == (0, None)
    state.refused(api, REFUSED)
    state.fine(before)
    assert (state.opens_in(), state.message) == (TOKEN_AGAIN, REFUSED)


def test_one_fault_alone_is_not_shown_and_an_answer_takes_it_back() -> None:
    api = client()
    state = ConnectionState()
    told: list[Message | None] = []
    state.use(api)
    state.changed.connect(told.append)
    state.fault(api, NO_CONNECTION)
    assert state.message is None
    state.fault(api, NO_CONNECTION)
    assert state.message == NO_CONNECTION
    state.fine(api)
    state.fault(api, NO_CONNECTION)
    assert told == [NO_CONNECTION, None], "the row was broken"
    state.use(client())
    state.waiting(api, REFUSED)
    assert state.message is None


def test_without_a_client_that_is_said() -> None:
    state = ConnectionState()
    assert state.message == MISSING
    state.use(client())
    state.use(None)
    assert (state.opens_in(), state.message, state.api) == (None, MISSING, None)


async def test_who_waits_is_woken_by_a_client() -> None:
    state = ConnectionState()
    waiting = [asyncio.ensure_future(state.usable()) for _ in range(3)]
    await asyncio.sleep(0)
    api = client()
    state.use(api)
    assert await asyncio.gather(*waiting) == [api] * 3
    state.refused(api, REFUSED)
    again = asyncio.ensure_future(state.usable())
    await asyncio.sleep(0)
    assert not again.done()
    state.fine(api)
    assert await again is api
