"""Objects of Qt are destroyed in the window's thread, whichever thread makes garbage due."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QTimer

from seedance_gui.ui.shell.application import GarbageCollector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Circle(QObject):
    """It holds itself, and tells in which thread it goes."""

    def __init__(self, gone: list[int]) -> None:
        super().__init__()
        self._gone = gone
        self._timer = QTimer(self)
        self._timer.start(10_000)
        self._itself = self

    def __del__(self) -> None:
        self._gone.append(threading.get_ident())


@pytest.fixture
def collecting() -> Iterator[None]:
    """Let Python collect by itself, as it does in the program without our collector."""
    gc.enable()
    yield
    gc.disable()
    gc.unfreeze()


def make_many() -> None:
    """Make so much that every generation is due several times."""
    kept = [[[number] for number in range(1000)] for _ in range(150)]
    kept.clear()


@pytest.mark.usefixtures("collecting")
def test_garbage_goes_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    owner, gone = QObject(), list[int]()
    collector = GarbageCollector(owner)
    collector.collect()
    Circle(gone)
    thread = threading.Thread(target=make_many)
    thread.start()
    thread.join()
    assert not gone
    for _ in range(3):
        make_many()
        collector.collect()
    gc.collect()
    assert gone == [threading.get_ident()]
