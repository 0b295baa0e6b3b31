"""What is held is not sent; what is changed while it goes out is ordered once, as its row says."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import Field, Reference
from seedance_gui.domain.task import NOT_SENT, Status
from seedance_gui.services.store.store_file import back_up
from tests import server as s
from tests.faults.killing import child
from tests.media import make_image
from tests.services.stage import QUERY, UPLOAD, Stage, eventually

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from tests.server import Seen


def prompt_of(post: Seen) -> object:
    return post.json()["prompt"]


async def test_promise_39_held_and_killed_and_started_again(stage: Stage) -> None:
    with child("held", stage.folder, stage.server.address):
        await eventually(stage.posts)
    stage.opened.store.close()
    stage.task_service = stage.open()
    task_service = stage.start()
    assert {task.draft.prompt for task in task_service.tasks() if task.held} == {"held", "changed"}
    await stage.reaches(task_service.submit(stage.draft("another")), Status.SAVED)
    task_service.accounts.set_token("sk-another")
    await stage.reaches(task_service.submit(stage.draft("one more")), Status.SAVED)
    await stage.restart()
    task_service = stage.task_service
    await stage.reaches(task_service.submit(stage.draft("the last")), Status.SAVED)
    assert [prompt_of(post) for post in stage.posts()] == ["free", "another", "one more", "the last"]
    held = [task for task in task_service.tasks() if task.held]
    assert len(held) == 2
    assert task_service.waiting.let_go([task.id for task in held])
    for task in held:
        await stage.reaches(task, Status.SAVED)
    assert sorted(map(str, map(prompt_of, stage.posts()[4:]))) == ["changed", "held"]


async def test_promise_39_held_where_nothing_answers_and_then_something_does(stage: Stage) -> None:
    at, stage.at = stage.at, "http://127.0.0.1:9"
    task_service = stage.start()
    task = task_service.submit(stage.draft())
    await eventually(lambda: (now := task_service.task(task.id)) and now.status_message)
    await eventually(lambda: task_service.waiting.hold([task.id]))
    stage.at = at
    task_service.accounts.set_token("sk-another")
    await stage.reaches(task_service.submit(stage.draft("another")), Status.SAVED)
    assert [prompt_of(post) for post in stage.posts()] == ["another"]


async def test_promise_39_changed_or_held_while_it_is_claimed(stage: Stage) -> None:
    """At many moments between Create and the request: one order, and the row says which."""
    image = stage.folder / "cat.png"
    link = f"{stage.at}/uploads/cat.png"
    stage.server.on("POST", UPLOAD, s.envelope({"url": link, "filename": "x", "size": 5}))
    stage.server.on("GET", QUERY + "*", stage.running())
    task_service, in_times = stage.start(), set()
    for number in range(28):
        holds, uploads, moment = bool(number % 2), number % 4 > 1, number // 4
        draft = stage.draft(f"before {number}")
        if uploads:
            make_image(image, 64 + number, 64)
            draft = draft.adding(Field.IMAGES, Reference(file=str(image)))
        task = task_service.submit(draft)
        for _ in range(3 * moment):  # of the loop's steps, or of milliseconds while its file goes up
            await asyncio.sleep(0.001 if uploads else 0)
        if moment == 6:
            await eventually(partial(gone_out, stage, task))
        if holds:
            in_time = task_service.waiting.hold([task.id])
            assert not in_time or not posts_of(stage, number)
            await asyncio.sleep(0.005)
            assert not in_time or not posts_of(stage, number)
            assert task_service.waiting.let_go([task.id]) is in_time
        else:
            other = replace(task.draft, prompt=f"after {number}")
            in_time = task_service.waiting.replace(task.id, other, held=False)
        in_times.add((holds, uploads, in_time))
        now = task_service.task(task.id)
        assert now is not None
        assert in_time or now.status not in NOT_SENT
        sent = await stage.reaches(task, Status.QUEUED, Status.PROCESSING)
        (post,) = posts_of(stage, number)
        row = stage.opened.store.task(task.id)
        assert row is not None
        assert prompt_of(post) == f"{'after' if in_time and not holds else 'before'} {number}"
        assert prompt_of(post) == sent.draft.prompt == row.draft.prompt
        assert post.json() == sent.body == row.body
    assert len(in_times) == 8, "with an upload and without, some were in time, and some were not"


def gone_out(stage: Stage, task: Task) -> bool:
    return stage.status(task) not in NOT_SENT


def posts_of(stage: Stage, number: int) -> list[Seen]:
    return [post for post in stage.posts() if str(prompt_of(post)).endswith(f" {number}")]


async def test_promise_39_what_waited_in_a_backup_that_is_restored_may_have_been_sent(stage: Stage) -> None:
    task, path = stage.task_service.submit(stage.draft()), stage.opened.store.path
    assert back_up(path) is not None
    stage.start()
    await stage.reaches(task, Status.SAVED)
    await stage.task_service.aclose()
    stage.opened.store.close()
    path.write_bytes(b"garbage" * 1000)
    stage.task_service = stage.open()
    assert stage.opened.damaged
    task_service = stage.start()
    await stage.reaches(task_service.submit(stage.draft("another")), Status.SAVED)
    now = task_service.task(task.id)
    assert now is not None
    assert (now.status, now.held, now.maybe_charged) == (Status.NOT_CONFIRMED, False, True)
    assert "restored from a backup" in str(task_service.status_message(now))
    assert [prompt_of(post) for post in stage.posts()] == [task.draft.prompt, "another"]


async def test_promise_39_held_by_another_program_on_the_same_store(stage: Stage) -> None:
    task = stage.task_service.submit(stage.draft())
    with closing(sqlite3.connect(stage.opened.store.path)) as other:
        other.execute("UPDATE task SET held = 1")
        other.commit()
    task_service = stage.start()
    await stage.reaches(task_service.submit(stage.draft("another")), Status.SAVED)
    await eventually(lambda: (now := task_service.task(task.id)) and now.held)
    assert [prompt_of(post) for post in stage.posts()] == ["another"]
