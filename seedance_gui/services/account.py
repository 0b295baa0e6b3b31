"""The account's balance: asked at the start, after each order and when wanted, but not too often."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import PersonError, ServiceError, TokenError
from seedance_gui.services.pauses import wait
from seedance_gui.services.tell import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.services.accounts import Balance
    from seedance_gui.services.clock import Clock
    from seedance_gui.services.link import Link


class Account:
    """``balance``: the last one told, None before; ``changed`` is told of each. ``gap``: seconds between."""

    def __init__(self, link: Link, clock: Clock, gap: float) -> None:
        self.balance: Balance | None = None
        self.changed: list[Callable[[Balance | None], None]] = []
        self._link = link
        self._clock = clock
        self._gap = gap
        self._wanted = asyncio.Event()
        self._wanted.set()

    def refresh(self) -> None:
        """Ask soon."""
        self._wanted.set()

    def forget(self) -> None:
        """Forget the balance of another token, and ask anew."""
        self._show(None)
        self.refresh()

    async def run(self) -> None:
        """Ask when wanted, for ever."""
        while True:
            await wait(self._wanted, None)
            api = await self._link.usable()
            try:
                self._show(await api.balance())
                self._link.fine()
            except TokenError as fault:
                self._link.refused(fault.sentence)
            except (ServiceError, PersonError):
                self._wanted.set()  # once more, after the gap
            await asyncio.sleep(self._gap)

    def _show(self, balance: Balance | None) -> None:
        if balance != self.balance:
            self.balance = balance
            tell(self.changed, balance)
