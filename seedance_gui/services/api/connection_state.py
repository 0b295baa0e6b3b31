"""The state of the way to the service, shared by everything that uses it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from seedance_gui.services.api.client import ApiClient

TOKEN_AGAIN = 60.0
"""Seconds after which a refused token is tried once more: a service may be mistaken for a while."""


class ConnectionState:
    """The present ``ApiClient``, and one standing message where it can't be used, told to ``changed``."""

    def __init__(self) -> None:
        self.changed: Signal[Message | None] = Signal()
        self.message: Message | None = Message(FaultMessage.TOKEN_MISSING)
        self._api: ApiClient | None = None
        self._usable = asyncio.Event()
        self._faults = 0

    @property
    def api(self) -> ApiClient | None:
        """The way to call the service, None without a token."""
        return self._api

    def use(self, api: ApiClient | None) -> ApiClient | None:
        """Go on with another token; return what was used before, to be closed."""
        before, self._api = self._api, api
        self._faults = 0
        self._show(None if api is not None else Message(FaultMessage.TOKEN_MISSING))
        (self._usable.set if api is not None else self._usable.clear)()
        return before

    def close(self) -> ApiClient | None:
        """End, telling nobody; return what is to be closed."""
        self.changed.clear()
        return self.use(None)

    async def usable(self) -> ApiClient:
        """Wait until there is a token that was not refused, and return the way to use it."""
        while True:
            if self._usable.is_set() and self._api is not None:
                return self._api
            if self._api is None:
                await self._usable.wait()
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(TOKEN_AGAIN):
                    await self._usable.wait()
            if not self._usable.is_set() and self._api is not None:
                return self._api

    def refused(self, message: Message) -> None:
        """Note that the token was refused: the rest waits instead of asking on."""
        self._usable.clear()
        self._show(message)

    def fault(self, message: Message) -> int:
        """Note a fault on the way; return how many came in a row. One alone is not shown."""
        self._faults += 1
        if self._faults > 1:
            self._show(message)
        return self._faults

    def waiting(self, message: Message) -> None:
        """Show that the service asked to wait."""
        self._show(message)

    def fine(self) -> None:
        """Note that the service answered."""
        self._faults = 0
        if self._api is not None:
            self._usable.set()
            self._show(None)

    def _show(self, message: Message | None) -> None:
        if message != self.message:
            self.message = message
            self.changed.emit(message)
