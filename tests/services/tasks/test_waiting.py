"""Orders that wait: held, moved and changed until they are claimed."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Field, Reference
from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.request import NotReadyError
from seedance_gui.domain.task import Status
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.tasks import submitter
from seedance_gui.services.tasks.waiting import Move
from tests import server as s
from tests.media import make_image
from tests.services.stage import UPLOAD, Stage, eventually

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task


def line(stage: Stage) -> str:
    return "".join(task.draft.prompt for task in stage.task_service._repository.line())


def submitted(stage: Stage, prompts: str, *, held: bool = False) -> list[Task]:
    return [stage.task_service.submit(stage.draft(prompt), held=held) for prompt in prompts]


async def test_they_are_sent_in_the_order_in_which_they_were_put(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submitter, "AT_ONCE", 1)
    monkeypatch.setattr(stage.hand, "clock", lambda: Clock(wall=lambda: 1_800_000_000.0))
    stage.opened.store.close()
    stage.task_service = stage.open()
    waiting = stage.task_service.waiting
    ids = dict(zip("abcdef", (task.id for task in submitted(stage, "abcdef")), strict=True))
    first = line(stage)
    assert sorted(first) == list("abcdef"), "all of one moment"
    waiting.move([ids[letter] for letter in "cfa"], Move.FIRST)
    for letter in "bcadef":  # each to the end: whatever the order was, it is this one then
        for _ in range(6):
            waiting.move([ids[letter]], Move.LATER)
    assert line(stage) == "bcadef"
    waiting.move([ids["d"], ids["e"]], Move.EARLIER)
    assert line(stage) == "bcdeaf"
    waiting.move([ids["b"], ids["c"]], Move.EARLIER)
    waiting.move([ids["f"]], Move.LATER)
    assert line(stage) == "bcdeaf", "there is nothing before and after them"
    waiting.move([ids["f"], ids["e"]], Move.FIRST)
    assert line(stage) == "efbcda"
    assert waiting.hold([ids["b"], ids["c"]])
    waiting.move([ids["d"]], Move.EARLIER)
    assert line(stage) == "edfa", "past what is held"
    assert waiting.let_go([ids["c"]])
    task_service = await stage.restart()
    await eventually(lambda: len(stage.posts()) == 5)
    assert "".join(post.json()["prompt"] for post in stage.posts()) == "edcfa"
    held = task_service.task(ids["b"])
    assert held is not None
    assert (held.status, held.held) == (Status.WAITING, True)


async def test_one_whose_files_go_up_can_be_held_and_changed(stage: Stage) -> None:
    begun = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(call: s.Call) -> None:
        loop.call_soon_threadsafe(begun.set)
        s.silent()(call)

    stage.server.on("POST", UPLOAD, slow, s.envelope(None, 20002, "not asked for"))
    task_service = stage.start()
    image = make_image(stage.folder / "a.png", 64, 64)
    draft = stage.draft().adding(Field.IMAGES, Reference(file=str(image)))
    task = task_service.submit(draft)
    await begun.wait()
    assert stage.status(task) is Status.UPLOADING
    assert task_service.waiting.hold([task.id])
    held = task_service.task(task.id)
    assert held is not None
    assert (held.status, held.held, held.progress) == (Status.WAITING, True, None)
    with pytest.raises(NotReadyError):
        task_service.waiting.replace(task.id, stage.draft(""), held=False)
    assert task_service.task(task.id) == held == stage.opened.store.task(task.id)
    assert task_service.waiting.replace(task.id, stage.draft("without it"), held=False)
    saved = await stage.reaches(task, Status.SAVED)
    assert [post.json() for post in stage.posts()] == [saved.body]
    assert saved.body["prompt"] == "without it"
    assert not task_service.waiting.hold([task.id]), "it has gone out"
    assert not task_service.waiting.replace(task.id, stage.draft("too late"), held=False)
    assert task_service.task(task.id) == saved


async def test_what_cant_be_written_is_not_held(stage: Stage) -> None:
    (task,) = submitted(stage, "a")
    stage.opened.store._connection.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(stage.opened.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(PersonError):
            stage.task_service.waiting.hold([task.id])
        other.execute("ROLLBACK")
    assert stage.task_service.task(task.id) == task
    assert line(stage) == "a"


async def test_one_that_was_stopped_and_sent_again_is_not_held_any_more(stage: Stage) -> None:
    task_service = stage.start()
    (task,) = submitted(stage, "a", held=True)
    assert task_service.stop(task.id)
    stopped = task_service.task(task.id)
    assert stopped is not None
    assert (stopped.status, stopped.held) == (Status.CANCELLED, False)
    assert task_service.send_again(task.id)
    await stage.reaches(task, Status.SAVED)
