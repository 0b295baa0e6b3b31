"""What the worker tells of the pictures of a clip."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest
from av.video.reformatter import Colorspace
from PySide6.QtGui import QImage

from seedance_gui.services.media.media_info import Timeline
from seedance_gui.services.media.worker_client import MediaWorker
from tests.media import make_wav
from tests.numbered import make_numbered, number_of
from tests.services.stage import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TIMES = (500, 507, 640, 990, 1000, 1300)


@pytest.fixture
def media(tmp_path: Path) -> Iterator[MediaWorker]:
    media = MediaWorker(tmp_path / "undecodable")
    yield media
    media.close()


async def test_when_each_picture_begins_whenever_the_first_does(media: MediaWorker, tmp_path: Path) -> None:
    clip = make_numbered(tmp_path / "clip.mkv", len(TIMES), times=TIMES, matrix=Colorspace.ITU709)
    timeline = await asyncio.to_thread(media.timeline, clip)
    assert [round(start * 1000) for start in timeline.starts] == [at - 500 for at in TIMES]
    assert timeline.matrix == 1
    assert [timeline.number(at / 1000) for at in (0, 6, 7, 139, 140, 799, 800, 9000)] == [
        0,
        0,
        1,
        1,
        2,
        4,
        5,
        5,
    ]


async def test_small_pictures_of_many_moments_in_one(media: MediaWorker, tmp_path: Path) -> None:
    clip, wanted = make_numbered(tmp_path / "clip.mp4", 60), range(0, 60, 7)
    sheet = QImage.fromData(await asyncio.to_thread(media.sheet, clip, wanted))
    assert (sheet.width(), sheet.height()) == (160, 96 * len(wanted))
    seen = [number_of(sheet.copy(0, 96 * row, 160, 96)) for row in range(len(wanted))]
    assert seen == list(wanted)


async def test_pictures_that_nobody_wants_any_more_are_given_up_at_once(
    media: MediaWorker, tmp_path: Path
) -> None:
    clip = make_numbered(tmp_path / "clip.mp4", 4)
    await asyncio.to_thread(media.timeline, clip)
    assert media._process is not None
    os.kill(media._process.pid, signal.SIGSTOP)  # as if it took for ever
    making = asyncio.create_task(asyncio.to_thread(media.sheet, clip, range(4)))
    await eventually(lambda: media._present is not None)
    media.drop_sheet(clip)
    assert not await asyncio.wait_for(making, 10), "its time was not over yet"
    assert await asyncio.to_thread(media.sheet, clip, range(4)), "the clip is not thought to be harmful"


async def test_what_is_no_clip_has_no_pictures(media: MediaWorker, tmp_path: Path) -> None:
    page = tmp_path / "page.mp4"
    page.write_text("<html>")
    for file in (page, make_wav(tmp_path / "sound.wav"), tmp_path / "gone.mp4"):
        assert await asyncio.to_thread(media.timeline, file) == Timeline()
        assert await asyncio.to_thread(media.sheet, file, range(3)) == b""


async def test_who_waits_while_it_closes_gets_nothing(media: MediaWorker, tmp_path: Path) -> None:
    clip, busy = make_numbered(tmp_path / "clip.mp4", 2), threading.Event()
    media._thread.submit(busy.wait)
    asked = asyncio.create_task(asyncio.to_thread(media.timeline, clip))
    await eventually(lambda: media._thread._work_queue.qsize() == 1)
    closing = asyncio.create_task(asyncio.to_thread(media.close))
    try:
        assert await asked == Timeline()
    finally:
        busy.set()
        await closing
