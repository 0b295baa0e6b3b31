"""What a session connects, its end disconnects."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ParamSpec

from PySide6.QtCore import QObject, SignalInstance

from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")


class Scope:
    """Owns connections to what outlives it: the page, the application, the task service."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], object]] = []

    def connect(self, signal: SignalInstance | Signal[P], slot: Callable[P, object]) -> None:
        """Call ``slot``, which may be a lambda, with whatever is emitted until ``close``."""
        if isinstance(signal, Signal):
            signal.connect(slot)
            self._undo.append(partial(signal.disconnect, slot))
        else:
            self._undo.append(partial(QObject.disconnect, signal.connect(slot)))

    def close(self) -> None:
        """Undo every connection; a second call does nothing."""
        while self._undo:
            self._undo.pop()()
