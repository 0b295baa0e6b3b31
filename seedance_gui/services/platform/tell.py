"""Tell listeners something. The fault of one stops neither the others nor whoever tells."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

_log = logging.getLogger(__name__)


def tell(
    listeners: Sequence[Callable[[T], None]],
    value: T,
    failed: Callable[[str, BaseException], None] | None = None,
) -> None:
    """Call every listener with ``value``; ``failed`` is told of a fault, which is logged without it."""
    for call in tuple(listeners):
        try:
            call(value)
        except Exception as fault:  # noqa: BLE001 - it is the listener's, whatever it is
            if failed is not None:
                failed("listener", fault)
            else:
                _log.exception("a listener failed")
