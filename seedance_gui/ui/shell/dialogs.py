"""Questions to the person, as awaitable dialogs: ``exec()`` would stop every other task of the loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QMessageBox, QPushButton, QWidget
from shiboken6 import isValid

from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.translator import counted

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


async def forget_all_the_same(window: QWidget, making: int, unsaved: int) -> bool:
    """Say what is still under way with the token, and ask whether to forget it all the same.

    ``making``: how many videos are being made; ``unsaved``: how many are finished and not saved yet.
    """
    counts = (
        (making, QT_TRANSLATE_NOOP("SettingsDialog", "%n videos are being made.", None, 1)),
        (unsaved, QT_TRANSLATE_NOOP("SettingsDialog", "%n videos are finished, but not saved yet.", None, 1)),
    )
    detail = QCoreApplication.translate(
        "SettingsDialog",
        "Without the token nothing more is watched or saved here. The service goes on all the same, charges "
        "for it, and keeps each video for a few days only. Enter the token again within that time, and "
        "everything is saved.",
    )
    answer = await ask(
        window,
        QCoreApplication.translate("SettingsDialog", "Forget the token?"),
        "\n".join(counted("SettingsDialog", text, count) for count, text in counts if count),
        detail=detail,
        buttons=(
            ("keep", QCoreApplication.translate("SettingsDialog", "Keep it")),
            ("forget", QCoreApplication.translate("SettingsDialog", "Forget it all the same")),
        ),
        danger="forget",
    )
    return answer == "forget"
