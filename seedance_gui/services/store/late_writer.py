"""Writes when the hand rests: of a hundred changes in a row the store commits the last one."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Generic, TypeVar

from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Callable

REST = 0.5
LONGEST = 1.5
"""Seconds without a change, and seconds after the first one, after which it is written: what a kill loses."""

T = TypeVar("T")


class LateWriter(Generic[T]):
    """Hands the latest value to ``write`` in a thread; at once where no event loop runs.

    ``failed`` is told the fault of a ``write``. What was not written stays for ``flush``.
    """

    def __init__(self, write: Callable[[T], object]) -> None:
        self.failed: Signal[BaseException] = Signal()
        self._write = write
        self._unwritten: list[T] = []
        self._lock = threading.Lock()
        self._timer: asyncio.TimerHandle | None = None
        self._latest = 0.0

    def put(self, value: T) -> None:
        """Write a value soon. Without a loop it is written now, and raises what ``write`` raises."""
        self._unwritten = [value]
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.flush()
            return
        if self._timer is None:
            self._latest = loop.time() + LONGEST
        else:
            self._timer.cancel()
        self._timer = loop.call_at(min(loop.time() + REST, self._latest), self._begin)

    def flush(self) -> None:
        """Write now what is not written yet. Raises what ``write`` raises."""
        with self._lock:  # also waits for what is being written
            if not (values := self._unwritten):
                return
            self._write(values[0])
            if self._unwritten is values:
                self._unwritten = []

    def _begin(self) -> None:
        self._timer = None
        asyncio.get_running_loop().run_in_executor(None, self.flush).add_done_callback(self._written)

    def _written(self, done: asyncio.Future[None]) -> None:
        if not done.cancelled() and (fault := done.exception()) is not None:
            self.failed.emit(fault)
