"""The state of the way to one account's service, shared by everything that uses it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import TokenError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.platform.backoff import wait
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from seedance_gui.services.api.client import ApiClient

TOKEN_AGAIN = 60.0
"""Seconds after which a refused token is tried once more: a service may be mistaken for a while."""


class ConnectionState:
    """The present ``api``, None without a token, and one ``message`` where it can't be used.

    ``changed`` is told that message, or None; ``opened`` that the service can be used again. What a client
    meets that is no longer the present one says nothing about the present token, and is not noted.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.changed: Signal[Message | None] = Signal()
        self.opened: Signal[[]] = Signal()
        self.api: ApiClient | None = None
        self.message: Message | None = Message(FaultMessage.TOKEN_MISSING)
        self._clock = clock or Clock()
        self._shut_until = 0.0
        self._moved = asyncio.Event()
        self._faults = 0

    def use(self, api: ApiClient | None) -> ApiClient | None:
        """Go on with another client; return what was used before."""
        before, self.api = self.api, api
        self._faults = 0
        self._show(None if api is not None else Message(FaultMessage.TOKEN_MISSING))
        self._open()
        return before

    def await_token(self) -> None:
        """Say nothing yet: there is likely a token, which the keyring has still to tell."""
        if self.api is None:
            self._show(None)

    def opens_in(self) -> float | None:
        """Return in how many seconds it may be used: 0 for now, None as long as there is no token."""
        return None if self.api is None else max(0.0, self._shut_until - self._clock.monotonic())

    def client(self) -> ApiClient:
        """Return the way to call the service. Raises TokenError without a token."""
        if self.api is None:
            raise TokenError(Message(FaultMessage.TOKEN_MISSING))
        return self.api

    async def usable(self) -> ApiClient:
        """Wait until there is a token that was not refused a moment ago; return the way to use it."""
        while self.api is None or self.opens_in():
            await wait(self._moved, self.opens_in())
        return self.api

    def refused(self, api: ApiClient, message: Message) -> None:
        """Note that the token was refused: the rest waits instead of asking on."""
        if api is self.api:
            self._shut_until = self._clock.monotonic() + TOKEN_AGAIN
            self._show(message)

    def fault(self, api: ApiClient, message: Message) -> None:
        """Note a fault on the way. One alone is not shown."""
        if api is self.api:
            self._faults += 1
            if self._faults > 1:
                self._show(message)

    def waiting(self, api: ApiClient, message: Message) -> None:
        """Show that the service asked to wait."""
        if api is self.api:
            self._show(message)

    def fine(self, api: ApiClient) -> None:
        """Note that the service answered."""
        if api is self.api:
            self._faults = 0
            self._show(None)
            if self._shut_until:
                self._open()

    def _open(self) -> None:
        self._shut_until = 0.0
        self._moved.set()
        self.opened.emit()

    def _show(self, message: Message | None) -> None:
        if message != self.message:
            self.message = message
            self.changed.emit(message)
