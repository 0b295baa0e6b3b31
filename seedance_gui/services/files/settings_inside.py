"""Write the settings into a saved video, beside which they are kept as well."""

from __future__ import annotations

import asyncio
import logging
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_gui.services.files import sidecar
from seedance_gui.services.files.download import ROOM_LEFT
from seedance_gui.services.media.media_info import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.domain.task import Task
    from seedance_gui.services.media.worker_client import MediaWorker

_log = logging.getLogger(__name__)


async def write_settings_into(video: Path, task: Task, media: MediaWorker) -> None:
    """Write the settings of a task into its video, unless they are in it.

    The video as it came stays in its place until a copy with the settings is whole and checked. Whatever goes
    wrong, it stays.
    """
    copy = video.with_name(f"{task.id}.settings.part")
    try:
        made = await asyncio.to_thread(_write, video, copy, task)
        if made and (await media.check(copy)).verdict is Verdict.WHOLE:
            await asyncio.to_thread(copy.replace, video)
    except OSError as fault:
        _log.info("the settings of %s are not in its video: %s", task.id, type(fault).__name__)
    finally:
        await asyncio.to_thread(_delete, copy)


def _write(video: Path, copy: Path, task: Task) -> bool:
    room = shutil.disk_usage(video.parent).free > video.stat().st_size + ROOM_LEFT
    return room and not sidecar.id_in(video) and sidecar.write_into(video, copy, task)


def _delete(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
