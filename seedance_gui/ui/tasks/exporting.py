"""Makes one thing of several videos, one after the other: a file, or a timeline that editors open."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.services.files.export import export
from seedance_gui.services.files.video_files import keep_beside
from seedance_gui.services.media.worker_client import UncheckedError
from seedance_gui.ui.kit.mention_words import spelled
from seedance_gui.ui.kit.translator import counted
from seedance_gui.ui.shell.desktop import show_in_folder
from seedance_gui.ui.shell.dialogs import finished
from seedance_gui.ui.tasks import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedance_gui.domain.task import Task
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.services.tasks.service import TaskService

_OF_A_TITLE = 60  # characters


class Tell(NamedTuple):
    """Says how it goes, takes that back, says what there is now with what can be done, shows a task."""

    say: Callable[[str], object]
    over: Callable[[str], object]
    made: Callable[[str, str, Callable[[], object]], object]
    look: Callable[[str], object]


async def join(service: TaskService, tasks: Sequence[Task], tell: Tell) -> None:
    """Join videos in this order, beside the first of them and as one of the list."""
    translate, say = QCoreApplication.translate, tell.say
    if len(tasks) < 2:
        say(translate("tasks", "The videos before this one are not here any more."))
        return
    text = QT_TRANSLATE_NOOP("tasks", "%n videos are being joined…", None, 1)
    say(joining := counted("tasks", text, len(tasks)))
    files = [Path(task.file) for task in tasks]
    name = counted("tasks", QT_TRANSLATE_NOOP("tasks", "%n videos joined", None, 1), len(tasks))
    told = translate("tasks", "Joined in the order they were made: {videos}")
    note = told.format(videos="; ".join(words.title(task)[:_OF_A_TITLE] for task in tasks))
    try:
        beside = files[0].with_name(spelled(files[0].name))
        data, _ = await service.media.join(files)
        made = await asyncio.to_thread(keep_beside, beside, translate("tasks", "joined"), data)
        task = await service.add_joined(tasks, made, name, note)
    except (UncheckedError, ValueError, FileNotFoundError):
        say(translate("tasks", "These videos can't be joined: one of them can't be read."))
    except OSError as error:
        reason = error.strerror or str(error)
        say(translate("tasks", "It could not be saved there: {reason}").format(reason=reason))
    else:
        said = translate("tasks", "Saved as {name}").format(name=made.name)
        tell.made(said, translate("tasks", "Play"), partial(tell.look, task.id))
    finally:
        tell.over(joining)


async def ask_and_export(window: QWidget, tasks: Sequence[Task], media: MediaWorker, tell: Tell) -> None:
    """Write the videos in this order where the person wants them."""
    translate, say = QCoreApplication.translate, tell.say
    dialog = QFileDialog(
        window, translate("tasks", "Folder for the timeline and its videos"), str(Path.home())
    )
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    if await finished(dialog) != QDialog.DialogCode.Accepted or not dialog.selectedFiles():
        return
    text = QT_TRANSLATE_NOOP("tasks", "Writing a timeline of %n videos…", None, 1)
    say(writing := counted("tasks", text, len(tasks)))
    parent = Path(dialog.selectedFiles()[0])
    try:
        made = await export(parent, translate("tasks", "Timeline"), tasks, media, spelled)
    except (UncheckedError, ValueError, FileNotFoundError):
        say(translate("tasks", "There is no timeline of these: one of the videos can't be read."))
    except OSError as error:
        reason = error.strerror or str(error)
        say(translate("tasks", "It could not be saved there: {reason}").format(reason=reason))
    else:
        said = translate("tasks", "The timeline is in the folder {name}.").format(name=made.name)
        tell.made(said, translate("tasks", "Show in folder"), partial(show_in_folder, made))
    finally:
        tell.over(writing)
