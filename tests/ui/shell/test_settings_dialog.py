"""The settings stay on the screen while the text grows under the person's hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from seedance_gui.services.store.settings import Settings
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.shell.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme


def opened(theme: Theme, qtbot: QtBot, folder: Path) -> SettingsDialog:
    below = QWidget()
    below.resize(700, 700)
    qtbot.addWidget(below)
    below.show()
    dialog = SettingsDialog(
        theme, Words(), Settings(), videos=folder, session=None, logs=folder, parent=below
    )
    dialog.open()
    return dialog


def test_a_larger_text_leaves_it_on_the_screen(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(theme, qtbot, tmp_path)
    room = dialog.screen().availableGeometry()
    dialog.move(room.right() - dialog.width(), 20)
    small = dialog.width()
    theme.set_text_size(2.0)
    qtbot.waitUntil(lambda: dialog.width() > small)
    assert dialog.width() <= room.width()
    assert room.contains(dialog.frameGeometry())
