"""The account's balance: asked at the start, after each order and when wanted, but not too often."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import PersonError, ServiceError, TokenError
from seedance_gui.services.platform.backoff import wait
from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.api.connection_state import ConnectionState
    from seedance_gui.services.api.models import Balance
    from seedance_gui.services.platform.clock import Clock

PATIENCE = 20.0
"""Seconds for which somebody who asked waits for an answer."""
SOONEST = 1 / 20
"""The part of the gap that passes in any case between two questions, however much somebody hurries."""


class BalanceMonitor:
    """``balance``: the last one told, None before; ``changed`` is told of each. ``gap``: seconds between.

    ``read_at``: when the service told it, Unix seconds.

    ``asking`` is called before each question, ``answered`` with what was told, or with None where the balance
    could not be read.
    """

    def __init__(self, connection: ConnectionState, clock: Clock, gap: float) -> None:
        self.balance: Balance | None = None
        self.read_at = 0.0
        self.changed: Signal[Balance | None] = Signal()
        self.asking: Callable[[], None] = lambda: None
        self.answered: Callable[[Balance | None], None] = lambda _: None
        self._connection = connection
        self._clock = clock
        self._gap = gap
        self._awaited: list[asyncio.Future[Balance | None]] = []
        self._wanted = asyncio.Event()
        self._wanted.set()
        self._hurry = asyncio.Event()

    def refresh(self, *, hurry: bool = False) -> None:
        """Ask soon. ``hurry``: without waiting for the whole gap, as somebody looks at it."""
        self._wanted.set()
        if hurry:
            self._hurry.set()

    async def ask_now(self) -> Balance | None:
        """Ask as soon as may be, and return the answer; None where the service doesn't tell."""
        answer: asyncio.Future[Balance | None] = asyncio.get_running_loop().create_future()
        self._awaited.append(answer)
        self.refresh(hurry=True)
        await asyncio.wait({answer}, timeout=PATIENCE)
        return answer.result() if answer.done() else None

    def forget(self) -> None:
        """Forget the balance of another token, and ask anew."""
        self._show(None)
        self.refresh(hurry=True)

    async def run(self) -> None:
        """Ask when wanted, for ever."""
        while True:
            await wait(self._wanted, None)
            api = await self._connection.usable()
            self._hurry.clear()
            await self._ask(api)
            await asyncio.sleep(self._gap * SOONEST)
            await wait(self._hurry, self._gap * (1 - SOONEST))

    async def _ask(self, api: ApiClient) -> None:
        self.asking()
        balance: Balance | None = None
        try:
            balance = await api.balance()
        except TokenError as fault:
            self._connection.refused(api, fault.message)
        except (ServiceError, PersonError):
            self._wanted.set()  # once more, after the gap
        if api is not self._connection.api:
            self.refresh(hurry=True)  # another token has come meanwhile: this is not its balance
            return
        if balance is not None:
            self.read_at = self._clock.wall()
            self._show(balance)
            self._connection.fine(api)
        self.answered(balance)
        awaited, self._awaited = self._awaited, []
        for answer in awaited:
            answer.set_result(balance)

    def _show(self, balance: Balance | None) -> None:
        if balance != self.balance:
            self.balance = balance
            self.changed.emit(balance)
