"""What assistive software is told, as Qt hands it on: PySide has no way to listen."""

from __future__ import annotations

import ctypes
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import PySide6
import pytest
from PySide6.QtGui import QAccessible

if TYPE_CHECKING:
    from collections.abc import Iterator

_INSTALL = "_ZN11QAccessible20installUpdateHandlerEPFvP16QAccessibleEventE"


class Told(NamedTuple):
    """One event. ``child``: the number of a part of the widget, -1 for itself or where it names none."""

    kind: QAccessible.Event
    child: int


class _Event(ctypes.Structure):
    _fields_ = (
        ("virtual", ctypes.c_void_p),
        ("kind", ctypes.c_int),
        ("object", ctypes.c_void_p),
        ("child", ctypes.c_int),
    )


@contextmanager
def told() -> Iterator[list[Told]]:
    """Collect what is told within."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the handler is found by its name on Linux")
    library = next(path for path in PySide6.__path__)
    install = getattr(ctypes.CDLL(f"{library}/Qt/lib/libQt6Gui.so.6"), _INSTALL)
    install.restype = ctypes.c_void_p
    install.argtypes = (ctypes.c_void_p,)
    found: list[Told] = []

    def heard(event: ctypes._Pointer[_Event]) -> None:
        found.append(Told(QAccessible.Event(event.contents.kind), event.contents.child))

    handler = ctypes.CFUNCTYPE(None, ctypes.POINTER(_Event))(heard)
    before = install(ctypes.cast(handler, ctypes.c_void_p))
    QAccessible.setActive(True)
    try:
        yield found
    finally:
        QAccessible.setActive(False)
        install(before)
