"""What changes many times in a row is committed once, and nothing of it is lost."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.errors import DiskFullError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.store import late_writer
from seedance_gui.services.store.late_writer import LateWriter
from seedance_gui.services.store.settings import KeptSettings
from seedance_gui.services.store.store_file import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedance_gui.services.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "store.sqlite").store
    yield store
    store.close()


@pytest.fixture
def commits(store: Store) -> list[str]:
    """Return the threads in which the store commits."""
    seen: list[str] = []

    def traced(statement: str) -> None:
        if statement == "COMMIT":
            seen.append(threading.current_thread().name)

    store._connection.set_trace_callback(traced)
    return seen


def settings_of(store: Store) -> KeptSettings:
    return KeptSettings(lambda: store.get_setting("settings"), lambda it: store.set_setting("settings", it))


async def until(true: object) -> None:
    end = time.monotonic() + 10
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not come about"
        await asyncio.sleep(0.01)


async def test_fifty_ticks_are_one_commit_in_another_thread(store: Store, commits: list[str]) -> None:
    settings, told = settings_of(store), list[int]()
    settings.changed.connect(lambda _, now: told.append(now.volume))
    for volume in range(30, 80):
        settings.change(volume=volume)
        await asyncio.sleep(0.001)
    assert told == list(range(30, 80)), "it is in force at once"
    assert not commits
    await until(lambda: commits)
    assert len(commits) == 1
    assert commits != [threading.current_thread().name]
    assert settings_of(store).value.volume == 79


async def test_what_never_rests_is_written_all_the_same(
    store: Store, commits: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(late_writer, "LONGEST", 0.2)
    settings, loop = settings_of(store), asyncio.get_running_loop()
    end = loop.time() + 10
    while not commits and loop.time() < end:  # sooner than it rests
        settings.change(volume=(settings.value.volume + 1) % 100)
        await asyncio.sleep(0.02)
    assert commits
    await until(lambda: settings_of(store).value == settings.value)


async def test_what_is_not_written_yet_is_at_the_end(store: Store, commits: list[str]) -> None:
    settings = settings_of(store)
    settings.change(volume=31)
    settings.kept.flush()
    assert len(commits) == 1
    assert settings_of(store).value.volume == 31
    settings.kept.flush()
    assert len(commits) == 1


async def test_what_could_not_be_written_is_told_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late_writer, "REST", 0.01)
    full, written, told = [True], list[int](), list[BaseException]()

    def write(value: int) -> None:
        if full:
            raise DiskFullError(Message(FaultMessage.STORE_FULL))
        written.append(value)

    writer = LateWriter(write)
    writer.failed.connect(told.append)
    writer.put(1)
    await until(lambda: told)
    assert isinstance(told[0], DiskFullError)
    full.clear()
    writer.flush()
    assert written == [1]


async def test_what_comes_while_it_is_being_written_is_written_too() -> None:
    going_on, go_on, written = threading.Event(), threading.Event(), list[int]()

    def write(value: int) -> None:
        written.append(value)
        going_on.set()
        go_on.wait(10)

    writer = LateWriter(write)
    writer.put(1)
    await until(going_on.is_set)
    writer.put(2)
    go_on.set()
    await asyncio.to_thread(writer.flush)
    assert written == [1, 2]
