"""The note of the system's tray, where the desktop has no service for notes."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSystemTrayIcon

from seedance_gui.ui.shell.notifier import Notifier

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def test_an_icon_does_not_hold_what_it_is_a_part_of(qapp: QApplication) -> None:
    notifier = Notifier(lambda *_: None, lambda _: None, lambda _: None)
    notifier._tell_by_tray("Ready", "A fox", "fox")
    gone = weakref.ref(notifier)
    del notifier
    gc.collect()
    assert gone() is None, "else it goes with its icon, which goes with it"


def test_the_note_that_is_clicked_is_the_one_that_plays_and_the_icon_goes(qtbot: QtBot) -> None:
    played: list[str] = []
    notifier = Notifier(lambda *_: None, played.append, lambda _: None)

    def icons() -> list[QSystemTrayIcon]:
        return [icon for icon in notifier.findChildren(QSystemTrayIcon) if icon.isVisible()]

    notifier._tell_by_tray("Ready", "A fox", "fox")
    (fox,) = icons()
    notifier._tell_by_tray("Ready", "A hare", "hare")
    (hare,) = icons()
    assert fox is not hare
    fox.messageClicked.emit()  # by the desktop, that shows the note still
    assert played == ["fox"]
    notifier._tell_by_tray("Ready", "A hen", "hen")
    icons()[0].messageClicked.emit()
    assert played == ["fox", "hen"]
    assert not icons()
    notifier._tell_by_tray("Ready", "A heron", "heron")
    notifier._shown.start(1)
    qtbot.waitUntil(lambda: not icons())
    assert played == ["fox", "hen"]
