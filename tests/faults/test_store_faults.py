"""The store and the videos on a disk that is really full, and in a folder that really may not be written."""

from __future__ import annotations

import asyncio
import hashlib
import os
import subprocess
import sys
import tempfile
import textwrap
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.task import Status
from seedance_gui.services.files import download
from seedance_gui.services.store.store_file import open_store
from tests import server as s
from tests.faults.killing import ROOT
from tests.services.stage import CREATE, FILM, QUERY, Stage, eventually
from tests.services.stored import stored_tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedance_gui.domain.rules import Rules
    from tests.server import Call, Server

NOBODY = 65534
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a disk or become another"
)


class Disk:
    """A small disk of its own, which can be filled up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self, leave: int = 0) -> None:
        """Write until nothing goes on it any more, but for ``leave`` bytes."""
        with suppress(OSError), self._filler.open("wb", buffering=0) as file:
            while file.write(b"x" * 4096):
                pass
        os.truncate(self._filler, max(0, self._filler.stat().st_size - leave))

    def empty(self) -> None:
        self._filler.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("nothing may be mounted here")
    yield Disk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@as_root
async def test_promise_12_the_disk_fills_up_while_downloading(
    stage: Stage, film: bytes, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "ROOM_LEFT", 0)
    disk.fill(leave=len(film) // 2)
    # told no length, so that only the disk itself can stop it
    stage.server.on("GET", FILM, s.chunked(film))
    stage.task_service.downloads.videos = disk.folder / "videos"
    task_service = stage.start()
    task = task_service.submit(stage.draft())
    await stage.reaches(task, Status.COMPLETED)
    await eventually(lambda: "no room" in str(task_service.status_message(task_service.tasks()[0])))
    assert stage.status(task) is Status.COMPLETED
    assert not list(disk.folder.glob("videos/*.mp4"))
    disk.empty()
    task_service.retry_save(task.id)
    saved = await stage.reaches(task, Status.SAVED)
    assert await asyncio.to_thread(Path(saved.file).read_bytes) == film
    assert len(stage.posts()) == 1


@as_root
async def test_promise_12_the_disk_is_full_when_the_id_arrives(
    server: Server, rules: Rules, film: bytes, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seedance_gui.services.tasks.repository.WRITE_AGAIN", 0.05)
    stage = Stage(server, rules, film, disk.folder)

    def create(call: Call) -> None:
        disk.fill()
        stage.create(call)

    server.on("POST", CREATE, create)
    server.on("GET", QUERY + "*", stage.running())
    task_service = stage.start()
    task = task_service.submit(stage.draft())
    await stage.reaches(task, Status.PROCESSING)
    stored = stage.opened.store.task(task.id)
    assert stored is not None
    assert (stored.status, stored.task_id) == (Status.SENDING, ""), "the disk takes nothing"
    with pytest.raises(PersonError, match="no room"):
        task_service.submit(stage.draft("another"))
    disk.empty()
    await eventually(
        lambda: (found := stage.opened.store.task(task.id)) is not None and found.task_id == "t1"
    )
    await stage.restart()
    assert [(t.id, t.task_id) for t in stage.task_service.tasks()] == [(task.id, "t1")]
    assert stage.opened.notice is None
    assert len(stage.posts()) == 1
    await stage.aclose()


@contextmanager
def folder_for_anybody() -> Iterator[Path]:
    """Make a folder to which another user finds the way, as he doesn't to pytest's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@as_root
@pytest.mark.parametrize("protected", ["folder", "file", "both"])
def test_promise_15_write_protected(stage: Stage, protected: str) -> None:
    task = stage.task_service.submit(stage.draft("kept"))
    whole = stage.opened.store.path.read_bytes()
    with folder_for_anybody() as top:
        folder = top / "data"
        folder.mkdir()
        store = folder / "studio.db"
        store.write_bytes(whole)
        store.chmod(0o444 if protected in {"file", "both"} else 0o666)
        folder.chmod(0o555 if protected in {"folder", "both"} else 0o777)
        script = textwrap.dedent(f"""
            import os
            from pathlib import Path
            from dataclasses import replace
            from seedance_gui.domain.errors import PersonError
            from tests.services.stored import stored_tasks
            from seedance_gui.services.store.store_file import open_store
            os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})
            try:
                opened = open_store(Path({str(store)!r}))
                assert not opened.damaged
                (task,) = stored_tasks(opened.store)
                opened.store.put(replace(task, favourite=True))
            except PersonError as fault:
                print(fault.message)
            else:
                print("written")
        """)
        done = subprocess.run(
            [sys.executable, "-c", script], check=False, capture_output=True, text=True, cwd=ROOT
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "write-protected" in done.stdout
        assert [path.name for path in folder.iterdir()] == ["studio.db"], "nothing was set aside"
        assert hashlib.sha256(store.read_bytes()).digest() == hashlib.sha256(whole).digest()
        folder.chmod(0o777)
        opened = open_store(store)
        assert [found.id for found in stored_tasks(opened.store)] == [task.id]
        opened.store.close()
