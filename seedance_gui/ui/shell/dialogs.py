"""Questions to the person, as awaitable dialogs: ``exec()`` would stop every other task of the loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QMessageBox, QPushButton, QWidget
from shiboken6 import isValid

from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence


async def finished(dialog: QDialog) -> int:
    """Open a dialog and wait until it is closed; returns its result.

    WORKAROUND for https://github.com/CabbageDevelopment/qasync/issues/59: no ``exec()`` inside a coroutine.
    """
    done: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def close(result: int) -> None:
        if not done.done():
            done.set_result(result)

    dialog.finished.connect(close)
    # The window it stands on can be made anew (another language) and takes the dialog with it.
    dialog.destroyed.connect(lambda: close(QDialog.DialogCode.Rejected.value))
    dialog.open()
    try:
        return await done
    finally:
        if isValid(dialog):
            dialog.deleteLater()


async def ask(
    parent: QWidget,
    title: str,
    text: str,
    *,
    buttons: Sequence[tuple[str, str]],
    detail: str = "",
    danger: str = "",
    tick: QCheckBox | None = None,
) -> str:
    """Ask a question and return the value of the button that was pressed; the first is for Esc and closing.

    ``buttons`` are (value, words); the last one is the default unless it is the dangerous one. ``tick`` is
    shown above them.
    """
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(detail)
    if tick is not None:
        box.setCheckBox(tick)
    made: dict[QPushButton, str] = {}
    for value, words in buttons:
        button = QPushButton(words, box)
        box.addButton(button, QMessageBox.ButtonRole.ActionRole)
        made[button] = value
    first, last = next(iter(made)), list(made)[-1]
    box.setEscapeButton(first)
    box.setDefaultButton(first if made[last] == danger else last)
    set_look(last, variant="danger" if made[last] == danger else "primary")
    await finished(box)
    return next((value for button, value in made.items() if box.clickedButton() is button), buttons[0][0])
