"""Makes one thing of several videos, one after the other: a file, or a timeline that editors open."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.services.files.export import export
from seedance_gui.services.files.video_files import keep_beside
from seedance_gui.services.media.worker_client import UncheckedError
from seedance_gui.ui.kit.translator import counted
from seedance_gui.ui.shell.dialogs import finished
from seedance_gui.ui.tasks import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedance_gui.domain.task import Task
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.services.tasks.service import TaskService

_OF_A_TITLE = 60  # characters


async def join(service: TaskService, tasks: Sequence[Task], say: Callable[[str], object]) -> None:
    """Join videos in this order, beside the first of them and as one of the list."""
    translate = QCoreApplication.translate
    if len(tasks) < 2:
        say(translate("tasks", "The videos before this one are not here any more."))
        return
    say(counted("tasks", QT_TRANSLATE_NOOP("tasks", "%n videos are being joined…", None, 1), len(tasks)))
    files = [Path(task.file) for task in tasks]
    name = counted("tasks", QT_TRANSLATE_NOOP("tasks", "%n videos joined", None, 1), len(tasks))
    told = translate("tasks", "Joined from: {videos}")
    note = told.format(videos="; ".join(words.title(task)[:_OF_A_TITLE] for task in tasks))
    try:
        data, _ = await service.media.join(files)
        made = await asyncio.to_thread(keep_beside, files[0], translate("tasks", "joined"), data)
        await service.add_joined(tasks, made, name, note)
    except (UncheckedError, ValueError, FileNotFoundError):
        say(translate("tasks", "These videos can't be joined: one of them can't be read."))
    except OSError as error:
        reason = error.strerror or str(error)
        say(translate("tasks", "It could not be saved there: {reason}").format(reason=reason))
    else:
        say(translate("tasks", "Saved as {name}").format(name=made.name))


async def ask_and_export(
    window: QWidget, tasks: Sequence[Task], media: MediaWorker, say: Callable[[str], object]
) -> None:
    """Write the videos in this order where the person wants them."""
    translate = QCoreApplication.translate
    dialog = QFileDialog(
        window, translate("tasks", "Folder for the timeline and its videos"), str(Path.home())
    )
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    if await finished(dialog) != QDialog.DialogCode.Accepted or not dialog.selectedFiles():
        return
    say(counted("tasks", QT_TRANSLATE_NOOP("tasks", "Writing a timeline of %n videos…", None, 1), len(tasks)))
    try:
        made = await export(Path(dialog.selectedFiles()[0]), translate("tasks", "Timeline"), tasks, media)
    except (UncheckedError, ValueError, FileNotFoundError):
        say(translate("tasks", "There is no timeline of these: one of the videos can't be read."))
    except OSError as error:
        reason = error.strerror or str(error)
        say(translate("tasks", "It could not be saved there: {reason}").format(reason=reason))
    else:
        say(translate("tasks", "The timeline is in the folder {name}.").format(name=made.name))
