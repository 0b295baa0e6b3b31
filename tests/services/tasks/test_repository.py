"""Memory and rows agree, what is newer stays, and a long list is read in pages while it is worked with."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import NOT_SENT, Status, Task
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks import repository as module
from seedance_gui.services.tasks.repository import TaskRepository
from tests.services.store.test_store import task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedance_gui.services.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "studio.db").store
    store._connection.execute("PRAGMA busy_timeout = 1")
    yield store
    store.close()


def opened(store: Store, notices: list[Message] | None = None) -> TaskRepository:
    return TaskRepository(store, "practice", Clock(), notice=(notices or []).append)


def test_what_is_unwritten_is_replaced_by_nothing_and_written_before_a_claim(store: Store) -> None:
    store.add(task(1, status=Status.SENDING))
    store.add(task(2))
    notices: list[Message] = []
    repository = TaskRepository(store, "practice", Clock(), notice=notices.append)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = repository.move(repository["id1"], Status.WAITING)
        repository.put(replace(waiting, favourite=True))
        assert [notice.code for notice in notices] == [FaultMessage.STORE_BEHIND], "said once"
        repository.reload("id1")
        assert repository["id1"].status is Status.WAITING
        for number in (1, 2):
            sending = repository[f"id{number}"].transition_to(Status.SENDING, 5.0)
            with pytest.raises(PersonError):
                repository.claim(sending, tuple(NOT_SENT))
        assert not repository.write_behind()
        other.execute("ROLLBACK")
    sending = repository["id2"].transition_to(Status.SENDING, 5.0)
    assert repository.claim(sending, tuple(NOT_SENT))
    assert store.task("id1") == repository["id1"], "it was written before the other one was claimed"
    assert store.task("id1") == replace(waiting, favourite=True)
    store.put(task(1, status=Status.CANCELLED))
    repository.reload("id1")
    assert repository.having(Status.CANCELLED), "what is written is read anew"


def test_how_far_it_was_at_the_last_start_is_not_how_far_it_is(store: Store) -> None:
    store.add(task(70, status=Status.PROCESSING, progress=42))
    assert opened(store)["id70"].progress is None


def test_a_key_that_only_the_store_knows_gives_that_task(store: Store) -> None:
    """Another start of the program has ordered it, or it is not loaded yet."""
    repository = opened(store)
    elsewhere = task(70)
    store.add(elsewhere, "one press")
    assert repository.add(task(71), "one press") == elsewhere
    assert "id71" not in repository


async def test_pages_come_newest_first_and_nothing_older_replaces_what_is_here(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 4)
    for number in range(20):
        status = Status.PROCESSING if number == 3 else Status.SAVED
        store.add(task(number, status=status, task_id=f"t{number}"))
    store.add(task(99, service="another"))
    repository = opened(store)
    assert [one.id for one in repository.all()] == ["id3", "id16", "id17", "id18", "id19"]
    assert repository.with_remote_id("t0") == store.task("id0"), "it is not loaded yet"
    assert repository.with_remote_id("t99") is None
    first = store.task("id0")
    assert first is not None
    assert repository.add(replace(first, id="new", created=5.0)).id == "new"
    repository.remove("id3")
    pages: list[list[Task]] = []

    def loaded(page: list[Task]) -> None:
        pages.append(page)
        if len(pages) == 1:
            for one in ("id14", "id2"):  # one that was told, and one that was not: it is gone before
                repository.remove(one)

    repository.loaded.connect(loaded)
    await repository.load_older()
    assert len(pages) > 1
    told = [one.id for page in pages for one in page]
    assert told == [f"id{number}" for number in range(15, -1, -1) if number not in {3, 2}]
    assert [one.id for one in repository.all()] == [
        "new",
        *(f"id{number}" for number in range(20) if number not in {3, 2, 14}),
    ]


async def test_pages_that_cant_be_read_now_are_read_later(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    for number in range(20):
        store.add(task(number, status=Status.SAVED))
    repository = opened(store)
    told: list[str] = []
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:

        def loaded(page: list[Task]) -> None:
            told.extend(one.id for one in page)
            if len(told) == len(page):
                other.execute("BEGIN EXCLUSIVE")

        repository.loaded.connect(loaded)
        with pytest.raises(PersonError):
            await repository.load_older()
        assert 0 < len(told) < 18
        other.execute("ROLLBACK")
    await repository.load_older()
    assert told == [f"id{number}" for number in range(17, -1, -1)]


async def test_closing_while_pages_are_read_is_no_fault(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 1)
    for number in range(50):
        store.add(task(number, status=Status.SAVED))
    repository = opened(store)
    loading = asyncio.get_running_loop().create_task(repository.load_older())
    await asyncio.sleep(0)
    loading.cancel()
    store.close()
    with pytest.raises(asyncio.CancelledError):
        await loading


def test_a_claim_and_what_is_noted_with_it_are_one_commit(store: Store) -> None:
    """A commit costs three syncs of the disk, and the order waits for it."""
    store.add(task())
    repository = opened(store)
    sending = repository["id1"].transition_to(Status.SENDING, 5.0)

    def commits() -> int:
        return int.from_bytes(store.path.read_bytes()[24:28], "big")

    def noted(claimed: Task) -> Task:
        store.set_setting("orders", ["id1"])
        return replace(claimed, error="noted")

    before = commits()
    assert repository.claim(sending, tuple(NOT_SENT), noted)
    assert commits() == before + 1
    assert store.get_setting("orders") == ["id1"]
    assert store.task("id1") == repository["id1"] == replace(sending, error="noted")


def test_nothing_is_noted_where_the_claim_fails(store: Store) -> None:
    store.add(task())
    repository = opened(store)

    def noted(_: Task) -> Task:
        store.set_setting("orders", ["id1"])
        raise PersonError(Message(FaultMessage.STORE_FULL))

    with pytest.raises(PersonError):
        repository.claim(repository["id1"].transition_to(Status.SENDING, 5.0), tuple(NOT_SENT), noted)
    assert store.get_setting("orders") is None
    assert store.task("id1") == repository["id1"]
