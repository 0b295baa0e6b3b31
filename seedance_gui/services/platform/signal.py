"""The one way in which services tell what happened: typed, and no listener's fault reaches another."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Generic, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")

_log = logging.getLogger(__name__)


class Signal(Generic[P]):
    """Calls its listeners in the order in which they were connected, in the thread that emits.

    ``failed`` is told the fault of a listener, under the name "listener"; without it the fault is logged.
    """

    def __init__(self, failed: Callable[[str, BaseException], None] | None = None) -> None:
        self._failed = failed
        self._listeners: list[Callable[P, object]] = []

    def connect(self, listener: Callable[P, object]) -> None:
        """Call ``listener`` with whatever is emitted from now on."""
        self._listeners.append(listener)

    def disconnect(self, listener: Callable[P, object]) -> None:
        """Call a listener no more. Raises ValueError where it is not connected."""
        self._listeners.remove(listener)

    def clear(self) -> None:
        """Call nobody any more."""
        self._listeners.clear()

    def emit(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call every listener that is connected now."""
        for listener in tuple(self._listeners):
            try:
                listener(*args, **kwargs)
            except Exception as fault:  # noqa: BLE001 - it is the listener's, whatever it is
                if self._failed is not None:
                    self._failed("listener", fault)
                else:
                    _log.exception("a listener failed")
