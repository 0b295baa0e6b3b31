"""Questions to the person, as awaitable dialogs: ``exec()`` would stop every other task of the loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QMessageBox, QPushButton, QWidget
from shiboken6 import isValid

from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence


_ROOM = 740
"""Pixels that buttons have side by side: Qt makes no question wider than a screen less 480, and cuts them."""


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
    answers, made = [buttons[0][0]], [QPushButton(words, box) for _, words in buttons]
    for button, (value, _) in zip(made, buttons, strict=True):
        box.addButton(button, QMessageBox.ButtonRole.ActionRole)
        button.clicked.connect(lambda _, value=value: answers.append(value))
    row = box.findChild(QDialogButtonBox)
    if row is not None and row.sizeHint().width() > _ROOM:
        row.setOrientation(Qt.Orientation.Vertical)
    dangerous = buttons[-1][0] == danger
    box.setEscapeButton(made[0])
    box.setDefaultButton(made[0] if dangerous else made[-1])
    set_look(made[-1], variant="danger" if dangerous else "primary")
    await finished(box)
    return answers[-1]
