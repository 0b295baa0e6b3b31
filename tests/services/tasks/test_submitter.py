"""A video is ordered once, whatever happens on the way; the truth is told about each outcome."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from seedance_gui.domain.draft import Field, InputMode, Kind, Reference
from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.request import NotReadyError, build_body
from seedance_gui.domain.task import Status, Task
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks import submitter
from tests import server as s
from tests.media import make_image
from tests.services.stage import CREATE, QUERY, TOKEN, UPLOAD, Stage, eventually
from tests.services.stored import stored_tasks

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server import Answer, Call, Server


async def test_the_main_way(stage: Stage) -> None:
    task_service = stage.start()
    stage.server.on("GET", QUERY + "*", stage.running(0, "queued"), stage.running(40), stage.completed())
    task = task_service.submit(stage.draft())
    assert task.status is Status.WAITING
    saved = await stage.reaches(task, Status.SAVED)
    assert [status for _, status in dict.fromkeys(stage.history)] == [
        Status.WAITING,
        Status.SENDING,
        Status.QUEUED,
        Status.PROCESSING,
        Status.COMPLETED,
        Status.SAVED,
    ]
    (post,) = stage.posts()
    assert post.json() == build_body(stage.rules, stage.draft()) == saved.body
    assert post.headers["authorization"] == f"Bearer {TOKEN}"
    assert saved.task_id == "t1"


async def test_the_row_says_sending_before_the_request_leaves_and_has_the_id_after(stage: Stage) -> None:
    found: list[Task | None] = []

    def create(call: Call) -> None:
        store = open_store(stage.opened.store.path).store
        found.extend(stored_tasks(store))
        store.close()
        s.envelope({"task_id": "t77"})(call)

    stage.server.on("POST", CREATE, create)
    stage.server.on("GET", QUERY + "*", stage.running())
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.PROCESSING)
    assert found[0] is not None
    assert (found[0].status, found[0].task_id) == (Status.SENDING, "")
    stored = stage.opened.store.task(task.id)
    assert stored is not None
    assert stored.task_id == "t77"


@pytest.mark.parametrize(
    "answer",
    [s.hang_up(), s.reset(), s.silent(), s.html(502), s.envelope({"status": "queued"}), s.envelope(None, -1)],
    ids=["closes", "resets", "silent", "502", "no id", "-1"],
)
async def test_unclear_is_never_sent_again_by_itself(stage: Stage, answer: Answer) -> None:
    stage.server.on("POST", CREATE, answer)
    task = stage.start().submit(stage.draft())
    found = await stage.reaches(task, Status.NOT_CONFIRMED)
    assert "may have been charged" in str(stage.task_service.status_message(found))
    task_service = await stage.restart()
    await asyncio.sleep(0)
    other = task_service.submit(stage.draft("another"))
    await eventually(lambda: len(stage.posts()) == 2)
    assert stage.status(task) is Status.NOT_CONFIRMED
    assert [post.json()["prompt"] for post in stage.posts()] == [task.draft.prompt, other.draft.prompt]


async def test_the_person_decides_about_an_unclear_one(stage: Stage) -> None:
    stage.server.on("POST", CREATE, s.hang_up(), s.hang_up(), s.hang_up(), stage.create)
    task_service = stage.start()
    tasks = [task_service.submit(stage.draft(str(number))) for number in range(3)]
    for task in tasks:
        await stage.reaches(task, Status.NOT_CONFIRMED)
    found, left, again = tasks
    assert not task_service.confirm_created(found.id, "  ")
    assert task_service.confirm_created(found.id, " their-id\n")
    assert (await stage.reaches(found, Status.SAVED)).task_id == "their-id"
    assert task_service.leave(left.id)
    assert "may have been charged" in str(task_service.status_message(task_service.tasks()[1]))
    assert stage.status(left) is Status.NOT_CONFIRMED
    assert task_service.send_again(again.id)
    await stage.reaches(again, Status.SAVED)
    assert len(stage.posts()) == 4


async def test_killed_while_sending_is_not_confirmed_on_the_next_start(stage: Stage, server: Server) -> None:
    script = textwrap.dedent(f"""
        import asyncio
        from pathlib import Path
        from seedance_gui.domain.draft import Draft
        from seedance_gui.domain.rules_file import load_rules
        from seedance_gui.services.platform import resources
        from seedance_gui.services.api.client import ApiClient
        from seedance_gui.services.media.worker_client import MediaWorker
        from seedance_gui.services.store.store_file import open_store
        from seedance_gui.services.tasks.service import TaskService
        async def main():
            folder = Path({str(stage.folder)!r})
            rules = load_rules(resources.read_text("routes.toml"))
            task_service = TaskService(
                rules=rules, store=open_store(folder / "data" / "studio.db").store,
                api_factory=lambda _, token: ApiClient({server.address!r}, token),
                videos=folder, cache=folder, media=MediaWorker(folder / "undecodable"),
                service="practice", own_origin={server.address!r})
            task_service.accounts.set_token("t"); task_service.start()
            task_service.submit(Draft(rules.first_model, "killed"))
            await asyncio.sleep(60)
        asyncio.run(main())
    """)
    server.on("POST", CREATE, s.silent())
    process = subprocess.Popen([sys.executable, "-c", script])  # noqa: ASYNC220 - starts at once
    await eventually(stage.posts, 30)
    process.send_signal(signal.SIGKILL)
    process.wait()
    stage.opened.store.close()
    stage.task_service = stage.open()
    task_service = stage.start()
    (task,) = task_service.tasks()
    assert task.status is Status.NOT_CONFIRMED
    assert "program ended while sending" in str(task_service.status_message(task))
    assert len(stage.posts()) == 1


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (s.envelope(None, 20001, "bad token"), ""),
        (s.envelope(None, 20002, "bad request"), "bad request"),
        (s.envelope(None, 20003, "余额不足"), "余额不足"),
        (s.status(401), ""),
        (s.status(402), ""),
        (s.envelope(None, 1, "no", http=422), "no"),
    ],
)
async def test_refused_is_not_charged(stage: Stage, answer: Answer, message: str) -> None:
    stage.server.on("POST", CREATE, answer)
    task = stage.start().submit(stage.draft())
    found = await stage.reaches(task, Status.REFUSED)
    assert found.error == message
    assert "othing was charged" in str(stage.task_service.status_message(found))
    assert found.draft == stage.draft()
    assert len(stage.posts()) == 1


async def test_nothing_listens_then_something_does(stage: Stage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    task_service = stage.task_service
    stage.at = f"http://127.0.0.1:{port}"
    task_service.accounts.set_token(TOKEN)
    task_service.start()
    task = task_service.submit(stage.draft())
    await eventually(lambda: len([h for h in stage.history if h[1] is Status.SENDING]) > 2)
    assert not stage.posts()
    await eventually(lambda: stage.status(task) is Status.WAITING)
    assert "nothing was charged" in str(task_service.status_message(task_service.tasks()[0]))
    assert task_service.accounts.current.connection.message is not None
    stage.at = stage.server.address
    task_service.accounts.set_token(TOKEN)
    await stage.reaches(task, Status.SAVED)
    assert len(stage.posts()) == 1
    assert task_service.accounts.current.connection.message is None


async def test_at_the_services_own_pace_the_next_try_comes_after_some_seconds(stage: Stage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        stage.at = f"http://127.0.0.1:{closed.getsockname()[1]}"
    stage.opened.store.close()
    stage.task_service = task_service = stage.open(pace=None)
    task = stage.start().submit(stage.draft())
    await eventually(lambda: (task.id, Status.WAITING) in stage.history[1:])
    due = task_service._submitter._due[task.id] - task_service._clock.monotonic()
    assert 1.0 < due < 2.7


async def test_a_fault_of_our_own_before_the_send_is_told_and_tried_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [RuntimeError("of our own")]
    real = build_body

    def failing(*given: Any) -> dict[str, Any]:
        if faults:
            raise faults.pop()
        return real(*given)

    monkeypatch.setattr(submitter, "build_body", failing)
    task, _ = with_picture(stage, "a.png")
    stage.server.on("POST", UPLOAD, link_of(stage, "1.png"))
    stage.start()
    await stage.reaches(task, Status.SAVED)
    assert [str(fault) for _, fault in stage.faults] == ["of our own"]
    stage.faults.clear()
    assert len(stage.posts()) == 1


async def test_busy_is_sent_again_after_a_while(stage: Stage) -> None:
    stage.server.on("POST", CREATE, s.status(429, b"", {"Retry-After": "0.1"}), stage.create)
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.SAVED)
    assert len(stage.posts()) == 2


async def test_busy_is_said_to_all_orders(stage: Stage) -> None:
    stage.server.on("POST", CREATE, s.status(429, b"", {"Retry-After": "30"}), stage.create)
    task_service = stage.start()
    first = task_service.submit(stage.draft("first"))
    await eventually(stage.posts)
    await stage.reaches(first, Status.WAITING)
    other = task_service.submit(stage.draft("other"))
    await asyncio.sleep(0.2)
    assert stage.status(other) is Status.WAITING
    assert len(stage.posts()) == 1


async def test_a_press_is_one_order(stage: Stage) -> None:
    task_service = stage.start()
    one = task_service.submit(stage.draft(), "press 1")
    two = task_service.submit(stage.draft(), "press 1")
    assert one.id == two.id
    await stage.reaches(one, Status.SAVED)
    assert task_service.submit(stage.draft(), "press 1").status is Status.SAVED
    assert len(stage.posts()) == 1
    assert len(task_service.tasks()) == 1


async def test_two_programs_on_one_store_send_once(stage: Stage) -> None:
    """Not how it is meant to be (there is one owner), but even so nothing is paid twice."""
    task = stage.task_service.submit(stage.draft())
    first, opened = stage.task_service, stage.opened
    second = stage.open()
    for task_service in (first, second):
        task_service.accounts.set_token(TOKEN)
        task_service.start()
    await eventually(
        lambda: second.tasks()[0].status is Status.SAVED or first.tasks()[0].status is Status.SAVED
    )
    assert len(stage.posts()) == 1
    assert first.tasks()[0].id == task.id
    await second.aclose()
    stage.opened.store.close()
    stage.task_service, stage.opened = first, opened


async def test_stopped_before_it_is_sent(stage: Stage) -> None:
    task = stage.task_service.submit(stage.draft())
    assert stage.task_service.stop(task.id)
    task_service = stage.start()
    other = task_service.submit(stage.draft("other"))
    await stage.reaches(other, Status.SAVED)
    assert stage.status(task) is Status.CANCELLED
    assert len(stage.posts()) == 1
    assert task_service.send_again(task.id)
    await stage.reaches(task, Status.SAVED)


async def test_stopped_while_it_is_sent(stage: Stage) -> None:
    release = asyncio.Event()
    loop = asyncio.get_running_loop()

    def create(call: Call) -> None:
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(10)
        stage.create(call)

    stage.server.on("POST", CREATE, create)
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.SENDING)
    assert not stage.task_service.removals.remove([task.id])
    assert stage.task_service.stop(task.id)
    release.set()
    stopped = await stage.reaches(task, Status.STOPPED)
    assert stopped.task_id == "t1"
    assert "charge" in str(stage.task_service.status_message(stopped))
    assert stage.task_service.watch_again(task.id)
    await stage.reaches(task, Status.SAVED)


async def test_stopped_while_the_service_says_it_is_busy(stage: Stage) -> None:
    release = asyncio.Event()
    loop = asyncio.get_running_loop()

    def create(call: Call) -> None:
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(10)
        s.status(429)(call)

    stage.server.on("POST", CREATE, create)
    task = stage.start().submit(stage.draft())
    await eventually(stage.posts)
    assert stage.task_service.stop(task.id)
    release.set()
    await stage.reaches(task, Status.CANCELLED)
    await asyncio.sleep(0.1)
    assert len(stage.posts()) == 1


async def test_closing_lets_an_order_on_its_way_finish(stage: Stage) -> None:
    def create(call: Call) -> None:
        call.stopping.wait(0.5)
        stage.create(call)

    stage.server.on("POST", CREATE, create)
    stage.server.on("GET", QUERY + "*", stage.running())
    task = stage.start().submit(stage.draft())
    await eventually(stage.posts)
    await stage.task_service.aclose()
    stored = stage.opened.store.task(task.id)
    assert stored is not None
    assert (stored.status, stored.task_id) == (Status.QUEUED, "t1")


async def test_a_draft_that_breaks_a_rule_never_leaves(stage: Stage) -> None:
    with pytest.raises(NotReadyError):
        stage.start().submit(stage.draft(""))
    assert not stage.task_service.tasks()


async def test_nothing_is_sent_without_a_token(stage: Stage) -> None:
    stage.task_service.start()
    task = stage.task_service.submit(stage.draft())
    assert stage.task_service.accounts.current.connection.message is not None
    await asyncio.sleep(0.2)
    assert not stage.server.seen
    stage.task_service.accounts.set_token(TOKEN)
    await stage.reaches(task, Status.SAVED)


async def test_a_full_disk_before_sending(stage: Stage) -> None:
    task_service = stage.start()
    connection = stage.opened.store._connection
    size = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {size}")
    task_service.submit(stage.draft("a small one may still fit"))
    with pytest.raises(PersonError):
        task_service.submit(stage.draft("x" * 50_000))
    connection.execute("PRAGMA max_page_count = 100000")
    for task in task_service.tasks():
        await stage.reaches(task, Status.SAVED, seconds=20)
    assert len(stage.posts()) == len(task_service.tasks())


async def test_an_id_that_cant_be_written_is_kept_and_written_later(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seedance_gui.services.tasks.repository.WRITE_AGAIN", 0.05)
    connection = stage.opened.store._connection
    connection.execute("PRAGMA busy_timeout = 1")
    other = open_store(stage.opened.store.path).store
    loop = asyncio.get_running_loop()

    def create(call: Call) -> None:
        async def lock() -> None:
            other._connection.execute("BEGIN EXCLUSIVE")

        asyncio.run_coroutine_threadsafe(lock(), loop).result(10)
        stage.create(call)

    stage.server.on("POST", CREATE, create)
    stage.server.on("GET", QUERY + "*", stage.running())
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.PROCESSING)
    assert stage.notices
    other._connection.execute("ROLLBACK")
    await eventually(
        lambda: (found := stage.opened.store.task(task.id)) is not None and found.task_id == "t1"
    )
    other.close()


# -- files


def with_picture(stage: Stage, *names: str) -> tuple[Task, list[Path]]:
    paths = [make_image(stage.folder / name, 64 + n, 64) for n, name in enumerate(names)]
    draft = stage.draft().adding(Field.IMAGES, *(Reference(file=str(path)) for path in paths))
    return stage.task_service.submit(draft), paths


def link_of(stage: Stage, name: str) -> Answer:
    link = f"{stage.server.address}/uploads/{name}"
    return s.envelope({"url": link, "filename": name, "size": 5, "mime_type": "image/png"})


async def test_files_go_up_first(stage: Stage) -> None:
    stage.server.on("POST", UPLOAD, link_of(stage, "1.png"), link_of(stage, "2.png"))
    stage.start()
    task, paths = with_picture(stage, "a.png", "b.png")
    assert task.body == {}
    saved = await stage.reaches(task, Status.SAVED)
    (post,) = stage.posts()
    assert post.json()["images"] == [f"{stage.server.address}/uploads/{n}.png" for n in (1, 2)]
    assert saved.body == post.json()
    assert (task.id, Status.UPLOADING) in stage.history
    first = stage.server.seen_at(UPLOAD)[0]
    assert paths[0].read_bytes() in first.body
    assert b'name="file"; filename="a.png"' in first.body
    assert "transfer-encoding" not in first.headers
    # the same files again: their links still work
    again = stage.task_service.submit(saved.draft)
    assert again.body == saved.body
    # but not for ever
    stage.hand.ahead = 3 * 86_400
    assert stage.task_service.submit(saved.draft).body == {}


@pytest.mark.parametrize(
    "answer", [s.envelope(None, 20002, "not this file"), s.envelope({"filename": "x"}), s.status(401)]
)
async def test_no_order_follows_an_upload_that_is_refused(stage: Stage, answer: Answer) -> None:
    stage.server.on("POST", UPLOAD, answer)
    stage.start()
    task, _ = with_picture(stage, "a.png")
    await stage.reaches(task, Status.REFUSED)
    assert not stage.posts()


async def test_what_the_video_does_not_use_is_not_uploaded(stage: Stage, tmp_path: Path) -> None:
    """A picture that is kept while the video starts from text can neither cost time nor refuse the order."""
    stage.server.on("POST", UPLOAD, s.envelope(None, 20002, "no"))
    path = make_image(tmp_path / "kept.png")
    draft = replace(stage.draft(), images=(Reference(file=str(path), kind=Kind.IMAGE),))
    assert draft.start is InputMode.TEXT
    task = stage.start().submit(draft)
    await stage.reaches(task, Status.SAVED)
    assert not stage.server.seen_at(UPLOAD)


async def test_an_upload_that_breaks_is_tried_again(stage: Stage) -> None:
    stage.server.on("POST", UPLOAD, s.hang_up(), s.html(502), link_of(stage, "1.png"))
    stage.start()
    task, _ = with_picture(stage, "a.png")
    await stage.reaches(task, Status.SAVED)
    assert len(stage.posts()) == 1
    assert len(stage.server.seen_at(UPLOAD)) == 3


async def test_a_file_that_is_gone_ends_it(stage: Stage) -> None:
    task, (path,) = with_picture(stage, "a.png")
    path.unlink()
    stage.start()
    found = await stage.reaches(task, Status.REFUSED)
    assert "a.png" in str(stage.task_service.status_message(found))
    assert not stage.server.seen_at(UPLOAD)
    assert not stage.posts()


@pytest.mark.parametrize("end", ["stopped", "removed"])
async def test_ended_while_a_file_goes_up(stage: Stage, end: str) -> None:
    stage.server.body_rate = 10
    stage.start()
    big = stage.folder / "big.png"
    big.write_bytes(b"x" * 8_000_000)
    task = stage.task_service.submit(stage.draft().adding(Field.IMAGES, Reference(file=str(big))))
    await eventually(lambda: (found := stage.task_service.task(task.id)) is not None and found.progress)
    if end == "stopped":
        assert stage.task_service.stop(task.id)
        assert stage.status(task) is Status.CANCELLED
    else:
        assert stage.task_service.removals.remove([task.id])
    stage.server.body_rate = None
    await eventually(lambda: stage.server.seen_at(UPLOAD))
    assert not stage.server.seen_at(UPLOAD)[0].whole
    assert not stage.posts()


async def test_stopped_while_a_file_goes_up_and_sent_again(stage: Stage) -> None:
    """The upload that was stopped says nothing about the one that is begun anew."""
    stage.server.on("POST", UPLOAD, s.silent(), link_of(stage, "1.png"))
    stage.start()
    task, _ = with_picture(stage, "a.png")
    await eventually(lambda: stage.server.seen_at(UPLOAD))
    assert stage.task_service.stop(task.id)
    assert stage.task_service.send_again(task.id)
    await stage.reaches(task, Status.SAVED)
    assert len(stage.posts()) == 1
    after = stage.history[stage.history.index((task.id, Status.CANCELLED)) :]
    assert Status.REFUSED not in {status for _, status in after}


async def test_stopped_and_sent_again_while_it_waits_for_its_turn(stage: Stage) -> None:
    held = threading.Event()

    def create(call: Call) -> None:
        held.wait(10)
        stage.create(call)

    stage.server.on("POST", CREATE, create)
    task_service = stage.start()
    tasks = [task_service.submit(stage.draft(str(number))) for number in range(3)]
    await eventually(lambda: len(stage.posts()) == 2)
    assert stage.status(tasks[2]) is Status.WAITING
    assert task_service.stop(tasks[2].id)
    assert stage.status(tasks[2]) is Status.CANCELLED
    assert task_service.send_again(tasks[2].id)
    held.set()
    for task in tasks:
        await stage.reaches(task, Status.SAVED)
    assert len(stage.posts()) == 3


async def test_the_very_same_order_is_known_for_a_minute(stage: Stage) -> None:
    task_service = stage.start()
    stage.server.on("POST", UPLOAD, link_of(stage, "1.png"))
    assert task_service.repeats.of(stage.draft()) is None
    task, _ = with_picture(stage, "a.png")
    again = task.draft
    assert task_service.repeats.of(again) == task, "also before its file is up"
    assert task_service.repeats.of(stage.draft()) is None
    saved = await stage.reaches(task, Status.SAVED)
    assert task_service.repeats.of(again) == saved
    assert task_service.repeats.of(saved.draft) == saved
    assert task_service.repeats.of(replace(again, prompt="another")) is None
    assert task_service.repeats.of(stage.draft("")) is None, "a draft that breaks a rule repeats nothing"
    stage.hand.ahead = 61
    assert task_service.repeats.of(again) is None
    stage.hand.ahead = -600
    assert task_service.repeats.of(again) is None, "nor after the clock was set back"


@pytest.mark.parametrize("answer", [s.envelope(None, 20002, "no"), s.hang_up()], ids=["refused", "unclear"])
async def test_only_what_may_be_charged_counts_as_the_same_order(stage: Stage, answer: Answer) -> None:
    stage.server.on("POST", CREATE, answer)
    task_service = stage.start()
    task = task_service.submit(stage.draft())
    found = await stage.reaches(task, Status.REFUSED, Status.NOT_CONFIRMED)
    repeated = task_service.repeats.of(stage.draft())
    assert (repeated == found) is (found.status is Status.NOT_CONFIRMED)


async def test_restarted_while_a_file_goes_up(stage: Stage) -> None:
    stage.server.on("POST", UPLOAD, s.silent(), link_of(stage, "1.png"))
    stage.start()
    task, _ = with_picture(stage, "a.png")
    await stage.reaches(task, Status.UPLOADING)
    await eventually(lambda: stage.server.seen_at(UPLOAD))
    await stage.restart()
    await stage.reaches(task, Status.SAVED)
    assert len(stage.posts()) == 1
