"""Work in a thread: what belongs to the window is let go of in the window's thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.ui.kit.in_thread import in_thread

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Asking(QObject):
    """Nobody else knows it; it tells in which thread it goes."""

    def __init__(self, gone: list[int]) -> None:
        super().__init__()
        self._gone = gone

    def answered(self, result: object) -> None:
        """Take the result."""

    def __del__(self) -> None:
        self._gone.append(threading.get_ident())


def test_who_asks_goes_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    gone: list[int] = []
    for _ in range(50):
        asking = Asking(gone)
        in_thread(asking, lambda: 1, asking.answered)
        del asking
    qtbot.waitUntil(lambda: len(gone) == 50)
    assert set(gone) == {threading.get_ident()}


def test_where_the_owner_has_gone_nothing_is_told(qtbot: QtBot) -> None:
    owner, told, go_on = QObject(), list[int](), threading.Event()
    in_thread(owner, go_on.wait, told.append)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    go_on.set()
    qtbot.waitUntil(lambda: not any(thread.name == "in thread" for thread in threading.enumerate()))
    assert not told
