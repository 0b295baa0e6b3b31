"""Never sent, and then the commit that says so fails: the order waits, and is sent once when it can be."""

from __future__ import annotations

import socket
import sqlite3
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.task import Status, Task
from tests.services.stage import TOKEN, Stage, eventually

if TYPE_CHECKING:
    from collections.abc import Iterator


class Disk:
    """Takes nothing of the store while another program holds its lock, which is as good as a full disk."""

    def __init__(self, stage: Stage) -> None:
        self._own = stage.opened.store._connection
        self._other = sqlite3.connect(stage.opened.store.path, isolation_level=None)
        self.refuses = False

    def refuse(self) -> None:
        if not self.refuses:
            self._own.execute("PRAGMA busy_timeout = 1")
            self._other.execute("BEGIN IMMEDIATE")
            self.refuses = True

    def allow(self) -> None:
        """Take everything, from now on."""
        self._other.execute("ROLLBACK")
        self._own.execute("PRAGMA busy_timeout = 5000")  # the daily backup may be reading

    def row(self, task: Task) -> tuple[str, str]:
        found: tuple[str, str] = self._other.execute(
            "SELECT status, task_id FROM task WHERE id = ?", (task.id,)
        ).fetchone()
        return found

    def close(self) -> None:
        self._other.close()


@pytest.fixture
def disk(stage: Stage) -> Iterator[Disk]:
    disk = Disk(stage)
    yield disk
    disk.close()


async def never_sent(stage: Stage, disk: Disk) -> Task:
    """Order where nothing listens; the disk takes the claim and then, before the request leaves, no more."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    task_service = stage.task_service
    task_service.task_changed.connect(lambda now: disk.refuse() if now.status is Status.SENDING else None)
    stage.at = f"http://127.0.0.1:{port}"
    task_service.accounts.set_token(TOKEN)
    task_service.start()
    task = task_service.submit(stage.draft())
    await eventually(lambda: (task.id, Status.SENDING) in stage.history)
    await stage.reaches(task, Status.WAITING)
    assert disk.row(task) == ("sending", ""), "the disk took nothing since"
    assert len(stage.notices) == 1
    return task


async def test_promise_28_it_waits_and_is_sent_once_when_the_disk_is_back(stage: Stage, disk: Disk) -> None:
    task = await never_sent(stage, disk)
    stage.task_service.accounts.set_token("")
    stage.at = stage.server.address
    stage.task_service.accounts.set_token(TOKEN)
    told = len(stage.history)
    await eventually(lambda: len(stage.history) > told + 2)  # it is tried, and the disk refuses each claim
    assert {status for _, status in stage.history[told:]} == {Status.WAITING}
    assert not stage.posts()
    disk.allow()
    saved = await stage.reaches(task, Status.SAVED)
    assert disk.row(task) == ("saved", saved.task_id)
    assert len(stage.posts()) == 1


async def test_promise_28_closing_writes_what_it_can(stage: Stage, disk: Disk) -> None:
    task = await never_sent(stage, disk)
    disk.allow()
    await stage.task_service.aclose()
    assert disk.row(task) == ("waiting", "")
    stage.opened.store.close()
    stage.at = stage.server.address
    stage.task_service = stage.open()
    assert stage.status(task) is Status.WAITING
    stage.start()
    await stage.reaches(task, Status.SAVED)
    assert (task.id, Status.NOT_CONFIRMED) not in stage.history
    assert len(stage.posts()) == 1


async def test_promise_28_after_a_kill_it_is_unclear_and_not_sent_again(stage: Stage, disk: Disk) -> None:
    """What nobody could write nobody can know: the row still says sending."""
    task = await never_sent(stage, disk)
    disk.allow()
    before = stage.task_service
    stage.task_service = stage.open()
    assert stage.status(task) is Status.NOT_CONFIRMED
    before._repository._unwritten.clear()  # as if it had been killed
    await before.aclose()
    assert not stage.posts()
