"""Work beside the window's thread, and its result in the window's."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


# Who waits for a result, known to the window's thread alone. A thread that held the last reference to an
# object of Qt would destroy it there, and leave its timers to fire at what is gone.
_waiting: dict[_Call, Callable[..., object]] = {}


class _Call(QObject):
    came = Signal(object)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.came.connect(self._tell)
        self.destroyed.connect(partial(_waiting.pop, self, None))

    @Slot(object)
    def _tell(self, result: object) -> None:
        done = _waiting.pop(self)
        self.deleteLater()
        done(result)


def in_thread(owner: QObject, work: Callable[[], _T], done: Callable[[_T], object]) -> None:
    """Call ``work`` in a thread, then ``done`` with what it returned, unless ``owner`` has gone meanwhile.

    ``work`` must not hold an object of Qt.
    """
    call = _Call(owner)
    _waiting[call] = done

    def run() -> None:
        result = work()
        with suppress(RuntimeError):
            call.came.emit(result)

    # Not a pool: at its end the interpreter would wait for a share that never answers.
    threading.Thread(target=run, name="in thread", daemon=True).start()
