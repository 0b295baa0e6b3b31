"""Work beside the window's thread, and its result in the window's."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


class _Call(QObject):
    came = Signal(object)

    def __init__(self, owner: QObject, done: Callable[..., object]) -> None:
        super().__init__(owner)
        self._done = done
        self.came.connect(self._tell)

    @Slot(object)
    def _tell(self, result: object) -> None:
        self.deleteLater()
        self._done(result)


def in_thread(owner: QObject, work: Callable[[], _T], done: Callable[[_T], object]) -> None:
    """Call ``work`` in a thread, then ``done`` with what it returned, unless ``owner`` has gone meanwhile."""
    call = _Call(owner, done)

    def run() -> None:
        result = work()
        with suppress(RuntimeError):
            call.came.emit(result)

    # Not a pool: at its end the interpreter would wait for a share that never answers.
    threading.Thread(target=run, name="in thread", daemon=True).start()
