"""A dialog whose window is taken away is closed, not a fault; a question shows its answers whole."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from seedance_gui.ui.shell.dialogs import ask, finished

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme


async def test_a_window_made_anew_closes_its_dialog(qapp: object) -> None:
    window = QWidget()
    dialog = QDialog(window)
    waiting = asyncio.ensure_future(finished(dialog))
    await asyncio.sleep(0)
    window.deleteLater()
    window.close()
    del window, dialog
    assert await asyncio.wait_for(waiting, 10) == QDialog.DialogCode.Rejected.value


async def test_a_question_whose_window_goes_is_answered_with_no(qapp: object) -> None:
    window, next_one = QWidget(), QWidget()
    next_one.show()  # the last window that closes would end the loop
    asked = asyncio.create_task(ask(window, "Remove", "Remove it?", buttons=(("no", "No"), ("yes", "Yes"))))
    await asyncio.sleep(0)
    window.deleteLater()
    assert await asyncio.wait_for(asked, 5) == "no"
    next_one.deleteLater()


async def test_long_answers_are_read_whole_with_large_text(theme: Theme, qtbot: QtBot) -> None:
    theme.set_text_size(2.0)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    answers = ("Cancel", "Remove, and move the files to the bin", "Remove from the list")
    asked = asyncio.create_task(ask(window, "", "Remove it?", buttons=[(each, each) for each in answers]))
    await asyncio.sleep(0)
    (box,) = window.findChildren(QMessageBox)
    assert [button.text() for button in box.buttons()] == list(answers)
    for button in box.buttons():
        assert button.width() >= button.sizeHint().width(), button.text()
    box.reject()
    assert await asked == "Cancel"
