"""A dialog whose window is taken away is closed, not a fault."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QDialog, QWidget

from seedance_gui.ui.shell.dialogs import ask, finished


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
