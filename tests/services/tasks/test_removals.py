"""What was removed can be had back as it was, and is gone for good only later, all at once."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import Field, Reference
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.task import Status, Task
from seedance_gui.services.files import sidecar
from seedance_gui.services.tasks import removals
from seedance_gui.services.tasks.recovery import recover
from tests import server as s
from tests.services.stage import CREATE, QUERY, UPLOAD, Stage, eventually
from tests.ui.task_samples import sample

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import pytest

    from seedance_gui.services.store.store import Store


class Bin:
    """A bin in a folder; ``full``: the names that it does not take."""

    def __init__(self, folder: Path, *full: str) -> None:
        self.folder = folder
        self.full = full
        folder.mkdir()

    def __call__(self, files: Sequence[Path]) -> Collection[Path]:
        stayed = [file for file in files if file.name in self.full]
        for file in files:
            if file not in stayed:
                shutil.move(file, self.folder)
                shutil.move(sidecar.path_for(file), self.folder)
        return stayed

    def names(self) -> set[str]:
        return {file.name for file in self.folder.glob("*.mp4")}


def commits(store: Store) -> list[str]:
    found: list[str] = []
    store._connection.set_trace_callback(lambda said: found.append(said) if said == "COMMIT" else None)
    return found


def saved(stage: Stage, count: int) -> list[Task]:
    """Put saved videos into the store, their files beside them, and return them newest first."""
    videos = stage.task_service.downloads.videos
    videos.mkdir(parents=True, exist_ok=True)
    stage.opened.store._connection.execute("PRAGMA synchronous = OFF")
    tasks = []
    for number in range(count):
        file = videos / f"fox {number}.mp4"
        file.write_bytes(b"film")
        tasks.append(replace(sample(number, ago=number, favourite=number == 1), file=str(file)))
        sidecar.write(sidecar.path_for(file), tasks[-1])
        stage.task_service._repository.add(tasks[-1])
    return tasks


def films(stage: Stage) -> set[str]:
    return {film.name for film in stage.task_service.downloads.videos.glob("*.mp4")}


def stored(stage: Stage) -> set[str]:
    return {row[0] for row in stage.opened.store.read("SELECT id FROM task")}


async def test_hundreds_are_removed_and_brought_back_without_a_commit(stage: Stage) -> None:
    tasks = saved(stage, 300)
    ids = [task.id for task in tasks]
    told, back = list[str](), list[Task]()
    stage.task_service.task_removed.connect(told.append)
    stage.task_service.task_changed.connect(back.append)
    written = commits(stage.opened.store)
    assert stage.task_service.removals.remove(ids) == ids
    assert told == ids
    assert stage.task_service.tasks() == []
    assert stage.task_service.task(ids[0]) is None
    assert not stage.task_service.removals.remove(ids), "they are gone already"
    assert stage.task_service.removals.put_back(ids)
    assert stage.task_service.tasks() == back == tasks
    assert not written
    assert not stage.task_service.removals.put_back(ids), "there is nothing to bring back"


async def test_hundreds_are_gone_for_good_with_one_commit(stage: Stage) -> None:
    tasks = saved(stage, 300)
    written = commits(stage.opened.store)
    stage.task_service.removals.remove([task.id for task in tasks[:200]])
    stage.task_service.removals.remove([task.id for task in tasks[200:]])
    stage.task_service.removals.finish_soon()
    await eventually(lambda: written)
    assert stored(stage) == set()
    assert len(written) == 1
    assert not stage.task_service.removals.put_back([tasks[0].id])
    assert len(films(stage)) == 300


async def test_favourites_of_hundreds_are_one_commit(stage: Stage) -> None:
    tasks = saved(stage, 300)
    written = commits(stage.opened.store)
    stage.task_service.filing.favour([task.id for task in tasks], True)
    assert all(task.favourite for task in stage.task_service.tasks())
    assert len(written) == 1


async def test_it_is_final_after_a_while_unless_brought_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removals, "FINAL_AFTER", 0.05)
    tasks = saved(stage, 2)
    stage.task_service.removals.remove(["task0", "task1"])
    assert not stage.task_service.removals.put_back(["task1", "unknown"])
    await eventually(lambda: stored(stage) == {"task1"})
    assert stage.task_service.tasks() == [tasks[1]]


async def test_files_go_to_the_bin_at_the_end_and_those_that_cant_come_back(stage: Stage) -> None:
    tasks = saved(stage, 4)
    waste = Bin(stage.folder / "bin", "fox 2.mp4")
    stage.task_service.removals.remove(["task0"])
    stage.task_service.removals.remove(["task1", "task2"], waste)
    assert not waste.names(), "as long as it can be had back, it is where it was"
    back: list[Task] = []
    stage.task_service.task_changed.connect(back.append)
    stage.task_service.removals.finish_soon()
    await eventually(lambda: back)
    assert waste.names() == {"fox 1.mp4"}
    assert back == [tasks[2]]
    assert stored(stage) == {"task2", "task3"}
    assert "fox 0.mp4" in films(stage)
    settings = sidecar.path_for(Path(tasks[0].file))
    await eventually(lambda: json.loads(settings.read_text()).get("removed"))
    assert not json.loads(sidecar.path_for(Path(tasks[2].file)).read_text()).get("removed")


async def test_closing_makes_it_final_and_what_was_removed_is_not_put_together_again(stage: Stage) -> None:
    saved(stage, 3)
    waste = Bin(stage.folder / "bin")
    stage.task_service.removals.remove(["task0"])
    stage.task_service.removals.remove(["task1"], waste)
    written = commits(stage.opened.store)
    await stage.task_service.aclose()
    assert len(written) == 1
    assert waste.names() == {"fox 1.mp4"}
    assert stored(stage) == {"task2"}
    assert recover(stage.opened.store, stage.task_service.downloads.videos) == 0
    assert stored(stage) == {"task2"}


async def test_killed_in_between_it_is_simply_there_again(stage: Stage) -> None:
    tasks = saved(stage, 2)
    stage.task_service.removals.remove(["task0"], Bin(stage.folder / "bin"))
    # As the next start finds the file; this one ends without a word.
    stage.opened.store.close()
    killed, stage.task_service = stage.task_service, stage.open()
    assert stage.task_service.tasks() == tasks
    killed.removals._leaving.clear()
    await killed.aclose()


async def test_a_disk_that_refuses_gives_them_back_and_says_so(stage: Stage) -> None:
    tasks = saved(stage, 2)
    stage.opened.store._connection.execute("PRAGMA busy_timeout = 1")
    stage.task_service.removals.remove(["task0", "task1"])
    notices = list[FaultMessage]()
    stage.task_service.notice.connect(lambda message: notices.append(FaultMessage(message.code)))
    with closing(sqlite3.connect(stage.opened.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        stage.task_service.removals.finish_soon()
        await eventually(lambda: notices)
        other.execute("ROLLBACK")
    assert notices == [FaultMessage.STORE_IN_USE]
    assert stage.task_service.tasks() == tasks


async def test_what_was_paid_for_is_watched_until_the_removal_is_final(stage: Stage) -> None:
    stage.server.on("GET", QUERY + "*", stage.running())
    task_service = stage.start()
    task = task_service.submit(stage.draft())
    await stage.reaches(task, Status.PROCESSING)
    told: list[str] = []
    task_service.task_changed.connect(lambda changed: told.append(changed.id))
    assert task_service.removals.remove([task.id])
    assert task_service.accounts.under_way("practice") == (0, 0)
    stage.server.on("GET", QUERY + "*", stage.completed())
    await eventually(lambda: task_service._repository[task.id].status is Status.SAVED)
    assert not told, "nobody hears of what was removed"
    assert task_service.removals.put_back([task.id])
    assert stage.status(task) is Status.SAVED


async def test_nothing_is_ordered_for_what_was_removed_before_it_was_sent(stage: Stage) -> None:
    stage.server.on("POST", UPLOAD, s.silent())
    task_service = stage.start()
    picture = stage.folder / "a.png"
    picture.write_bytes(b"\x89PNG")
    going_up = task_service.submit(stage.draft().adding(Field.IMAGES, Reference(file=str(picture))))
    await stage.reaches(going_up, Status.UPLOADING)
    waiting = task_service.submit(stage.draft("waits"))
    assert task_service.removals.remove([going_up.id, waiting.id])
    other = task_service.submit(stage.draft("other"))
    await stage.reaches(other, Status.SAVED)
    await asyncio.sleep(0)
    assert len(stage.server.seen_at(CREATE, "POST")) == 1
    assert task_service.removals.put_back([waiting.id])
    await stage.reaches(waiting, Status.SAVED)
    assert len(stage.server.seen_at(CREATE, "POST")) == 2
    assert task_service._repository[going_up.id].status is Status.WAITING
