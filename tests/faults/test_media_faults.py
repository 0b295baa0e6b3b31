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


async def saved_though(stage: Stage, sign: signal.Signals) -> Task:
    """Order a video, and do something to the worker while the video is in its hands."""
    task = stage.start().submit(stage.draft())
    pid = await eventually(lambda: stage.media._present and stage.media._process and stage.media._process.pid)
    os.kill(pid, sign)
    return await stage.reaches(task, Status.SAVED, seconds=30)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP], ids=["crashes it", "hangs it"])
async def test_promise_32_what_the_worker_dies_of_is_kept_and_not_decoded_again(
    stage: Stage, film: bytes, sign: signal.Signals
) -> None:
    stage.media._seconds = 2.0
    found = await saved_though(stage, sign)
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
    await saved_though(stage, signal.SIGKILL)
    other = make_video(tmp_path / "other.mp4", 480, 270, 1.0).read_bytes()
    stage.server.on("GET", FILM, s.file_of(other, tag='"two"'))
    found = await stage.reaches(stage.task_service.submit(stage.draft("another")), Status.SAVED)
    assert not is_unchecked(found)
    assert stage.task_service.thumbnail(found)
