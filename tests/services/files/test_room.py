"""A disk that becomes low is told once, while there is something to be saved on it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import Draft
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.task import Status
from seedance_gui.services.files import room
from seedance_gui.services.files.room import Room
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks.repository import TaskRepository
from tests.services.stage import eventually
from tests.ui.task_samples import sample

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from seedance_gui.domain.messages import Message
    from tests.services.stage import Stage


async def test_a_low_disk_is_told_once_before_anything_can_not_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Message] = []
    looks: list[None] = []
    store = open_store(tmp_path / "studio.db").store
    repository = TaskRepository(store, "practice", Clock())
    videos = tmp_path / "not made yet" / "videos"
    watching = Room(repository, lambda: videos, told.append)
    looking = watching._look

    async def look(least: int) -> None:
        await looking(least)
        looks.append(None)

    monkeypatch.setattr(watching, "_look", look)
    monkeypatch.setattr(room, "LOW", 1 << 60)
    repository.add(sample("old"))
    running = asyncio.create_task(watching.run())
    await asyncio.sleep(0)
    assert not looks, "all is saved"

    async def order(number: int) -> None:
        before = len(looks)
        repository.add(replace(sample(number, Status.WAITING), file=""))
        await eventually(lambda: len(looks) > before)

    for number in range(2):
        await order(number)
    assert [message.code for message in told] == [FaultMessage.DISK_LOW]
    assert str(videos) in str(told[0])
    monkeypatch.setattr(room, "LOW", 0)
    await order(3)
    monkeypatch.setattr(room, "LOW", 1 << 60)
    await order(4)
    assert len(told) == 2, "it was well in between"
    for task in repository.all():
        repository.remove(task.id)
    videos, before = tmp_path / "another", len(looks)
    watching.look_soon()
    await eventually(lambda: len(looks) > before)
    assert str(videos) in str(told[2]), "another folder is looked at though nothing is being made"
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    store.close()


def test_what_the_videos_need_follows_their_length_and_resolution() -> None:
    ordered = [
        sample(number, Status.WAITING, draft=Draft("any", duration=seconds, resolution=resolution))
        for number, (seconds, resolution) in enumerate(
            [(5, "480p"), (10, "720p"), (10, "1080p"), (None, None)]
        )
    ]
    assert [room.needed([each]) >> 20 for each in ordered] == [5, 20, 40, 40]
    assert room.needed([*ordered, replace(ordered[2], held=True)]) >> 20 == 105


async def test_another_folder_is_told_of_at_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LOW", 1 << 60)
    service = stage.start()
    service.downloads.videos = stage.folder / "another"
    await eventually(lambda: any("another" in said for said in stage.notices))
