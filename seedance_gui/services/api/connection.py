"""The state of the way to the service, shared by everything that uses it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_gui.domain import fault_sentences as s
from seedance_gui.domain.words import say
from seedance_gui.services.platform.tell import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.domain.words import Sentence
    from seedance_gui.services.api.client import Api

TOKEN_AGAIN = 60.0
"""Seconds after which a refused token is tried once more: a service may be mistaken for a while."""


class Link:
    """The present ``Api``, and one standing sentence where it can't be used. ``changed`` is told of it."""

    def __init__(self) -> None:
        self.changed: list[Callable[[Sentence | None], None]] = []
        self.sentence: Sentence | None = say(s.TOKEN_MISSING)
        self._api: Api | None = None
        self._usable = asyncio.Event()
        self._faults = 0

    @property
    def api(self) -> Api | None:
        """The way to call the service, None without a token."""
        return self._api

    def use(self, api: Api | None) -> Api | None:
        """Go on with another token; return what was used before, to be closed."""
        before, self._api = self._api, api
        self._faults = 0
        self._show(None if api is not None else say(s.TOKEN_MISSING))
        (self._usable.set if api is not None else self._usable.clear)()
        return before

    def close(self) -> Api | None:
        """End, telling nobody; return what is to be closed."""
        self.changed.clear()
        return self.use(None)

    async def usable(self) -> Api:
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

    def refused(self, sentence: Sentence) -> None:
        """Note that the token was refused: the rest waits instead of asking on."""
        self._usable.clear()
        self._show(sentence)

    def fault(self, sentence: Sentence) -> int:
        """Note a fault on the way; return how many came in a row. One alone is not shown."""
        self._faults += 1
        if self._faults > 1:
            self._show(sentence)
        return self._faults

    def waiting(self, sentence: Sentence) -> None:
        """Show that the service asked to wait."""
        self._show(sentence)

    def fine(self) -> None:
        """Note that the service answered."""
        self._faults = 0
        if self._api is not None:
            self._usable.set()
            self._show(None)

    def _show(self, sentence: Sentence | None) -> None:
        if sentence != self.sentence:
            self.sentence = sentence
            tell(self.changed, sentence)
