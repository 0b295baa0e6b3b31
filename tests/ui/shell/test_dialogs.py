"""A dialog whose window is taken away is closed, not a fault."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QDialog, QWidget

from seedance_gui.ui.shell.dialogs import finished


async def test_a_window_made_anew_closes_its_dialog(qapp: object) -> None:
    window = QWidget()
    dialog = QDialog(window)
    waiting = asyncio.ensure_future(finished(dialog))
    await asyncio.sleep(0)
    window.deleteLater()
    window.close()
    del window, dialog
    assert await asyncio.wait_for(waiting, 10) == QDialog.DialogCode.Rejected.value
