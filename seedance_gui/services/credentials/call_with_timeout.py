"""Run a blocking call in a thread of its own, and answer in time whatever it does."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


async def call_with_timeout(
    work: Callable[[Callable[[_T], None]], _T], seconds: float, timed_out: _T, later: Callable[[_T], None]
) -> _T:
    """Return what ``work`` returns, or ``timed_out`` after some ``seconds``.

    ``work`` may call the function that it is given with an early result, which is returned while it goes on.
    What it returns after that, or after the timeout, goes to ``later``, called in the event loop.
    """
    loop = asyncio.get_running_loop()
    early: asyncio.Future[_T] = loop.create_future()
    final: asyncio.Future[_T] = loop.create_future()

    def resolve(future: asyncio.Future[_T], result: _T) -> None:
        if not future.done():  # the first early result counts
            future.set_result(result)

    def post(function: Callable[..., None], *arguments: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits any more
            loop.call_soon_threadsafe(function, *arguments)

    def run() -> None:
        try:
            result = work(lambda it: post(resolve, early, it))
        except Exception as error:  # noqa: BLE001 - raised to whoever waits
            post(final.set_exception, error)
        else:
            post(resolve, final, result)

    def tell_later(_: asyncio.Future[_T]) -> None:
        if error := final.exception():
            _log.error("A call failed after it was answered for", exc_info=error)
        else:
            later(final.result())

    # Not an executor: those are waited for when the program ends, and this thread may never end.
    threading.Thread(target=run, name="keyring", daemon=True).start()
    await asyncio.wait((early, final), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    if final.done() and not early.done():
        return final.result()
    final.add_done_callback(tell_later)
    return early.result() if early.done() else timed_out
