"""Writes videos into a folder of their own, with their settings and a timeline that editors open."""

from __future__ import annotations

import asyncio
import os
import shutil
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.domain.file_names import numbered
from seedance_gui.services.files import sidecar
from seedance_gui.services.files.edit_list import Clip, otio, xmeml
from seedance_gui.services.files.video_files import MOST_OF_ONE_NAME, copy_stem, copy_to
from seedance_gui.services.media.worker_client import UncheckedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedance_gui.domain.task import Task
    from seedance_gui.services.media.worker_client import MediaWorker


async def export(
    parent: Path,
    name: str,
    tasks: Sequence[Task],
    media: MediaWorker,
    spelled: Callable[[str], str] = str,
) -> Path:
    """Write videos in this order into a new folder in ``parent``, and return that folder.

    Their names begin with numbers: in a program that opens no timelines they are in order, too. ``spelled``
    returns mentions as a person reads them. Raises OSError, ValueError or UncheckedError (one can't be
    read); nothing is left behind then.
    """
    folder = await asyncio.to_thread(_new_folder, parent, name)
    try:
        clips = [await _clip(folder, number, task, media, spelled) for number, task in enumerate(tasks, 1)]
        for ending, write in ((".otio", otio), (".xml", xmeml)):
            text = write(folder.name, clips)
            await asyncio.to_thread((folder / f"{folder.name}{ending}").write_text, text, "utf-8")
    except (OSError, ValueError, UncheckedError):
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        raise
    return folder


async def _clip(
    folder: Path, number: int, task: Task, media: MediaWorker, spelled: Callable[[str], str]
) -> Clip:
    file = await asyncio.to_thread(_copied, folder, task, f"{number:02} {spelled(copy_stem(task))}")
    told, found = await media.reel(file), await media.probe(file)
    return Clip(
        name=task.name or file.stem,
        file=file,
        frames=told["frames"],
        rate=Fraction(*told["rate"]),
        width=found.width or 1920,
        height=found.height or 1080,
        sound=told["sound"],
    )


def _new_folder(parent: Path, name: str) -> Path:
    for number in range(1, MOST_OF_ONE_NAME):
        folder = parent / numbered(name, number)
        if not os.path.lexists(folder):
            folder.mkdir()
            return folder
    raise FileExistsError(f"{MOST_OF_ONE_NAME} folders of the same name")


def _copied(folder: Path, task: Task, stem: str) -> Path:
    file = copy_to(folder, Path(task.file), stem)
    sidecar.write(sidecar.path_for(file), task)
    return file
