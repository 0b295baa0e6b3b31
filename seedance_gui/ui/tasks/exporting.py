"""Asks where a timeline of videos is to be written, and says how that went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.services.files.export import export
from seedance_gui.services.media.worker_client import UncheckedError
from seedance_gui.ui.kit.translator import counted
from seedance_gui.ui.shell.dialogs import finished

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedance_gui.domain.task import Task
    from seedance_gui.services.media.worker_client import MediaWorker


async def ask_and_export(
    window: QWidget, tasks: Sequence[Task], media: MediaWorker, say: Callable[[str], object]
) -> None:
    """Write the videos, in the order in which they were made, where the person wants them."""
    translate = QCoreApplication.translate
    tasks = sorted((task for task in tasks if task.watchable), key=lambda task: task.created)
    dialog = QFileDialog(
        window, translate("tasks", "Folder for the timeline and its videos"), str(Path.home())
    )
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    if await finished(dialog) != QDialog.DialogCode.Accepted or not dialog.selectedFiles():
        return
    say(counted("tasks", QT_TRANSLATE_NOOP("tasks", "Writing a timeline of %n videos…", None, 1), len(tasks)))
    try:
        made = await export(Path(dialog.selectedFiles()[0]), translate("tasks", "Timeline"), tasks, media)
    except (UncheckedError, ValueError):
        say(translate("tasks", "There is no timeline of these: one of the videos can't be read."))
    except OSError as error:
        reason = error.strerror or str(error)
        say(translate("tasks", "It could not be saved there: {reason}").format(reason=reason))
    else:
        say(translate("tasks", "The timeline is in the folder {name}.").format(name=made.name))
