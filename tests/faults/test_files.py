"""Files and the store outlive a kill."""

from __future__ import annotations

import asyncio
import errno
import signal
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Field, Reference
from seedance_gui.domain.task import Status
from seedance_gui.services.files import sidecar
from seedance_gui.services.store.store_file import back_up, backups, open_store
from tests import server as s
from tests.faults.killing import child
from tests.media import but_index
from tests.services.stage import FILM, eventually
from tests.services.stored import stored_tasks

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from tests.server import Answer
    from tests.services.stage import Stage

TAIL = 100_000
"""Bytes at the end of the film that no player looks at: only a comparison tells that they are wrong."""


async def test_promise_11_killed_while_downloading(stage: Stage, film: bytes) -> None:
    half = len(film) // 2

    def stalls(call: s.Call) -> None:
        s.file_of(film, cut=half)(call)
        call.stopping.wait(60)

    stage.server.on("GET", FILM, stalls, s.file_of(film))
    videos = stage.folder / "videos"
    with child("downloading", stage.folder, stage.server.address) as process:
        await eventually(lambda: any(part.stat().st_size for part in videos.glob("*.part")), 30)
        process.kill()
        process.wait()
    assert not list(videos.glob("*.mp4")), "nothing has the final name"
    (part,) = videos.glob("*.part")
    there = part.stat().st_size
    stage.opened.store.close()
    stage.task_service = stage.open()
    (task,) = stage.start().tasks()
    saved = await stage.reaches(task, Status.SAVED)
    assert but_index(await asyncio.to_thread(Path(saved.file).read_bytes)) == but_index(film)
    assert stage.server.seen_at(FILM)[-1].headers["range"] == f"bytes={there}-"
    assert len(stage.posts()) == 1
    assert not list(videos.glob("*.part"))


def part_of(film: bytes, start: int, code: int = 206, tag: str = '"one"') -> Answer:
    """Send as many bytes as are missing, but wrong ones, and say that they begin at ``start``."""
    wrong = b"w" * TAIL
    told = {"ETag": tag, "Content-Length": str(TAIL)}
    if code == 206:
        told["Content-Range"] = f"bytes {start}-{start + TAIL - 1}/{len(film)}"
    return lambda call: call.socket.sendall(s.head(code, told) + wrong)


@pytest.mark.parametrize("lie", ["another offset", "another file", "the whole"])
async def test_promise_11_wrong_bytes_that_no_player_would_notice(
    stage: Stage, film: bytes, lie: str
) -> None:
    there = len(film) - TAIL
    answers = {
        "another offset": part_of(film, 100),
        "another file": part_of(film, there, tag='"two"'),
        "the whole": part_of(film, 0, code=200),  # as long as what is missing, and not the film
    }
    stage.server.on("GET", FILM, s.file_of(film, cut=there), answers[lie], s.file_of(film))
    saved = await stage.reaches(stage.start().submit(stage.draft()), Status.SAVED)
    assert but_index(await asyncio.to_thread(Path(saved.file).read_bytes)) == but_index(film)
    asked = [seen.headers.get("range") for seen in stage.server.seen_at(FILM)]
    assert asked[:2] == [None, f"bytes={there}-"]


async def test_promise_13_a_dead_link_may_answer_200(stage: Stage) -> None:
    """Some storages say so in words only; it is a dead link all the same, and said so after three days."""
    dead = s.status(200, b"<Error><Code>AccessDenied</Code></Error>", kind="application/xml")
    stage.server.on("GET", FILM, dead)
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.COMPLETED)
    await eventually(lambda: len(stage.server.seen_at(FILM)) > 4)
    assert stage.status(task) is Status.COMPLETED
    stage.hand.ahead = 4 * 86_400
    await stage.reaches(task, Status.EXPIRED)


async def test_promise_12_no_room_for_the_settings_beside_a_video(
    stage: Stage, film: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sidecar.write

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sidecar, "write", full)
    task_service = stage.start()
    task = task_service.submit(stage.draft())
    await eventually(lambda: "no room" in str(task_service.status_message(task_service.tasks()[0])))
    assert stage.status(task) is Status.COMPLETED
    assert not list(task_service.downloads.videos.glob("*.mp4"))
    monkeypatch.setattr(sidecar, "write", real)
    assert task_service.retry_save(task.id)
    saved = await stage.reaches(task, Status.SAVED)
    assert but_index(await asyncio.to_thread(Path(saved.file).read_bytes)) == but_index(film)
    assert len(stage.server.seen_at(FILM)) == 1, "the film was there already"


async def test_promise_19_the_settings_beside_a_video_hold_no_query(stage: Stage) -> None:
    """A folder of videos is handed on, and with it the links of the pictures that went into them."""
    picture = Reference(link="https://pictures.example/a.png?sig=SECRETQUERY")
    task = stage.start().submit(stage.draft().adding(Field.IMAGES, picture))
    saved = await stage.reaches(task, Status.SAVED)
    assert stage.posts()[0].json()["images"] == [picture.link]
    beside = await asyncio.to_thread(sidecar.path_for(Path(saved.file)).read_text)
    assert "https://pictures.example/a.png" in beside
    assert "SECRETQUERY" not in beside


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "none of them"])
async def test_promise_14_a_name_that_is_taken_in_the_last_moment(
    stage: Stage, film: bytes, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """Between the look for a free name and the move another program may make a file of that name."""
    real = sidecar.write
    taken: list[Path] = []

    def write(path: Path, task: Task) -> None:
        real(path, task)
        if not taken:
            taken.append(path.with_name(path.name.removesuffix(sidecar.ENDING) + ".mp4"))
            taken[0].write_text("mine")

    def refuse(*_: object) -> None:
        raise PermissionError("as FAT and some network folders do")

    monkeypatch.setattr(sidecar, "write", write)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    saved = await stage.reaches(stage.start().submit(stage.draft()), Status.SAVED)
    assert await asyncio.to_thread(taken[0].read_text) == "mine"
    assert saved.file.endswith("(2).mp4")
    assert but_index(await asyncio.to_thread(Path(saved.file).read_bytes)) == but_index(film)
    assert not sidecar.path_for(taken[0]).exists(), "nor are our settings beside another's file"


def test_promise_15_killed_while_writing_a_backup(stage: Stage) -> None:
    task = stage.task_service.submit(stage.draft("kept"))
    path = stage.opened.store.path
    with child("while writing a backup", stage.folder, stage.server.address) as process:
        assert process.wait(30) == -signal.SIGKILL
    assert backups(path) == [], "a backup that is not whole has not the name of one"
    written = back_up(path)
    assert written is not None
    assert backups(path) == [written]
    with closing(sqlite3.connect(written)) as backup:
        assert backup.execute("SELECT id FROM task").fetchall() == [(task.id,)]
    path.write_bytes(path.read_bytes()[:5000])
    stage.opened.store.close()
    stage.opened = open_store(path)
    assert stage.opened.damaged
    assert [found.id for found in stored_tasks(stage.opened.store)] == [task.id]


def test_promise_15_backups_at_once_are_each_whole(stage: Stage) -> None:
    for number in range(40):
        stage.task_service.submit(stage.draft(f"{number} " * 3000))
    path = stage.opened.store.path
    for _ in range(5):
        together = threading.Barrier(4)

        def work(together: threading.Barrier = together) -> None:
            together.wait(10)
            back_up(path)

        with ThreadPoolExecutor(4) as pool:
            for ended in [pool.submit(work) for _ in range(4)]:
                ended.result(30)
        (written,) = backups(path)
        with closing(sqlite3.connect(written)) as backup:
            assert backup.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert backup.execute("SELECT count(*) FROM task").fetchone() == (40,)
        written.unlink()
        assert not list(written.parent.glob("*.new"))


def test_promise_16_no_write_ahead_log(stage: Stage) -> None:
    stage.task_service.submit(stage.draft())
    connection = stage.opened.store._connection
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert not list(stage.opened.store.path.parent.glob("*-wal"))
