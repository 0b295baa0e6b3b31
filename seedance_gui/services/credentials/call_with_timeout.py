"""A call that may block for minutes, answered in time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class KeyringCall(Generic[_T]):
    """One call to the keyring in a thread of its own.

    ``work`` gets a function that gives an early answer while it goes on; ``slow`` is the answer at the limit;
    ``later`` gets the final answer where another one went before it.
    """

    def __init__(
        self,
        work: Callable[[Callable[[_T], None]], _T],
        slow: _T,
        later: Callable[[_T], None] | None = None,
    ) -> None:
        self._work = work
        self._slow = slow
        self._later = later

    async def run(self, limit: float) -> _T:
        """Return the first answer, at the latest after ``limit`` seconds."""
        self._loop = asyncio.get_running_loop()
        self._first: asyncio.Future[_T] = self._loop.create_future()
        # Not an executor: those are waited for when the program ends, and this one may never return.
        threading.Thread(target=self._run, name="keyring", daemon=True).start()
        timer = self._loop.call_later(limit, self._answer, self._slow)
        try:
            return await self._first
        finally:
            timer.cancel()

    def _run(self) -> None:
        try:
            answer = self._work(lambda early: self._post(self._answer, early))
        except Exception as error:  # noqa: BLE001 - goes to whoever waits
            self._post(self._fail, error)
        else:
            self._post(self._finish, answer)

    def _post(self, function: Callable[..., None], argument: object) -> None:
        # A loop that has closed in the meantime refuses: nobody waits any more.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(function, argument)

    def _answer(self, answer: _T) -> None:
        if not self._first.done():
            self._first.set_result(answer)

    def _finish(self, answer: _T) -> None:
        if not self._first.done():
            self._first.set_result(answer)
        elif self._later is not None:
            self._later(answer)

    def _fail(self, error: Exception) -> None:
        if not self._first.done():
            self._first.set_exception(error)
        else:
            _log.error("A call to the keyring failed after its time", exc_info=error)
