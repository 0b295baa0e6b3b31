"""What crashes or hangs a decoder ends the worker process, and neither the program nor a paid video."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.status_message import is_unchecked
from seedance_gui.domain.task import Status
from seedance_gui.services.media.worker_client import MediaWorker
from tests import server as s
from tests.media import make_video
from tests.services.stage import FILM, eventually

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from tests.services.stage import Stage


async def saved_though(stage: Stage, *, killed: bool) -> Task:
    """Order a video, and let the worker stand still, or be killed, while the video is in its hands."""
    pid = await stage.stop_worker()
    task = stage.start().submit(stage.draft())
    await eventually(lambda: stage.media._present)
    if killed:
        os.kill(pid, signal.SIGKILL)
    return await stage.reaches(task, Status.SAVED, seconds=30)


@pytest.mark.parametrize("killed", [True, False], ids=["crashes it", "hangs it"])
async def test_promise_32_what_the_worker_dies_of_is_kept_and_not_decoded_again(
    stage: Stage, film: bytes, killed: bool
) -> None:
    stage.media._seconds = 2.0 if not killed else 60.0
    found = await saved_though(stage, killed=killed)
    assert await asyncio.to_thread(Path(found.file).read_bytes) == film
    assert is_unchecked(found)
    assert len(stage.server.seen_at(FILM)) == 1
    # The next start, in which the same video is fetched once more.
    await stage.task_service.aclose()
    stage.media.close()
    stage.media = MediaWorker(stage.folder / "undecodable")
    await stage.restart()
    await asyncio.to_thread(Path(found.file).unlink)
    assert stage.task_service.retry_save(found.id)
    again = await stage.reaches(found, Status.SAVED)
    assert is_unchecked(again)
    assert stage.media._process is None, "nothing was given to a decoder"
    assert stage.task_service.retry_save(found.id), "but the person may want it"
    await eventually(lambda: not is_unchecked(stage.task_service.tasks()[0]))


async def test_promise_32_the_others_go_on(stage: Stage, tmp_path: Path) -> None:
    await saved_though(stage, killed=True)
    other = make_video(tmp_path / "other.mp4", 480, 270, 1.0).read_bytes()
    stage.server.on("GET", FILM, s.file_of(other, tag='"two"'))
    found = await stage.reaches(stage.task_service.submit(stage.draft("another")), Status.SAVED)
    assert not is_unchecked(found)
    assert stage.task_service.downloads.pictures.of(found)
