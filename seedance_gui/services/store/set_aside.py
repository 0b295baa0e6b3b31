"""Keeps a stored value that could not be read whole, before the next change overwrites it."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_gui.services.store.store import Store


def set_aside(store: Store, key: str) -> str:
    """Copy what is stored under ``key`` to a key that holds nothing else, and return that.

    Raises:
        StoreFaultError: the store can't be written.
    """
    value = store.get_setting(key)
    keys = (f"{key} unreadable {number}" for number in count(1))
    free = next(each for each in keys if store.get_setting(each) in (None, value))
    store.set_setting(free, value)
    return free
