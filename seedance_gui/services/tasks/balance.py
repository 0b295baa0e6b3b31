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

SOONEST = 1 / 20
"""The part of the gap that passes in any case between two questions, however much somebody hurries."""


class BalanceMonitor:
    """``balance``: the last one told, None before; ``changed`` is told of each. ``gap``: seconds between.

    ``asking`` is called before each question, ``answered`` with what was told, or with None where the balance
    could not be read.
    """

    def __init__(self, connection: ConnectionState, clock: Clock, gap: float) -> None:
        self.balance: Balance | None = None
        self.changed: Signal[Balance | None] = Signal()
        self.asking: Callable[[], None] = lambda: None
        self.answered: Callable[[Balance | None], None] = lambda _: None
        self._connection = connection
        self._clock = clock
        self._gap = gap
        self._wanted = asyncio.Event()
        self._wanted.set()
        self._hurry = asyncio.Event()

    def refresh(self, *, hurry: bool = False) -> None:
        """Ask soon. ``hurry``: without waiting for the whole gap, as somebody looks at it."""
        self._wanted.set()
        if hurry:
            self._hurry.set()

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
            self._show(balance)
            self._connection.fine(api)
        self.answered(balance)

    def _show(self, balance: Balance | None) -> None:
        if balance != self.balance:
            self.balance = balance
            self.changed.emit(balance)
