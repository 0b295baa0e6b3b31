"""Work beside the window's thread, and its result in the window's."""

from __future__ import annotations

import threading
from functools import lru_cache, partial
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


# Who waits for a result, known to the window's thread alone. A thread that held the last reference to an
# object of Qt would destroy it there, and leave its timers to fire at what is gone.
_waiting: dict[int, tuple[QObject, Callable[..., object]]] = {}
_numbers = count()


class _Post(QObject):
    """Carries results into the window's thread. It is never destroyed: a thread may be just emitting."""

    came = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.came.connect(self._tell)

    @Slot(int, object)
    def _tell(self, number: int, result: object) -> None:
        if number in _waiting:
            call, done = _waiting.pop(number)
            call.deleteLater()
            done(result)


_post = lru_cache(maxsize=1)(_Post)


def in_thread(owner: QObject, work: Callable[[], _T], done: Callable[[_T], object]) -> None:
    """Call ``work`` in a thread, then ``done`` with what it returned, unless ``owner`` has gone meanwhile.

    ``work`` must not hold an object of Qt.
    """
    number, post, call = next(_numbers), _post(), QObject(owner)
    _waiting[number] = call, done
    call.destroyed.connect(partial(_waiting.pop, number, None))

    def run() -> None:
        post.came.emit(number, work())

    # Not a pool: at its end the interpreter would wait for a share that never answers.
    threading.Thread(target=run, name="in thread", daemon=True).start()
