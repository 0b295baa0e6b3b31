"""What is saved is whole, playable and the right one, whatever the way there does."""

from __future__ import annotations

import asyncio
import errno
import io
import json
import os
import re
import signal
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from seedance_gui.domain.draft import Field, InputMode, Reference
from seedance_gui.domain.status_message import is_unchecked
from seedance_gui.domain.task import Status, Task
from seedance_gui.services.files import download, sidecar, video_files, video_tag
from seedance_gui.services.media import url_safety
from seedance_gui.services.store.store_file import back_up, backups, open_store
from seedance_gui.services.tasks.recovery import recover
from tests import server as s
from tests.media import but_index, make_video
from tests.services.stage import FILM, QUERY, TOKEN, Stage, eventually
from tests.services.stored import stored_tasks

if TYPE_CHECKING:
    from tests.server import Answer

DAY = 86_400.0


async def saved(stage: Stage, task: Task, film: bytes) -> Task:
    """Wait until the task is saved and check that exactly its film is there."""
    found = await stage.reaches(task, Status.SAVED)
    assert but_index(file_of(found).read_bytes()) == but_index(film)
    assert not list(stage.task_service.downloads.videos.glob("*.part"))
    return found


async def saved_in_a_hurry(stage: Stage, film: bytes) -> Task:
    """Do the same for a new task that is tried again at once, however often it failed."""
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.COMPLETED, Status.SAVED)

    def hurried() -> bool:
        stage.task_service.retry_save(task.id)
        return stage.status(task) is Status.SAVED

    await eventually(hurried)
    return await saved(stage, task, film)


def file_of(task: Task) -> Path:
    return Path(task.file)


def message_of(stage: Stage) -> str:
    return str(stage.task_service.status_message(stage.task_service.tasks()[0]))


def nothing_saved(stage: Stage) -> bool:
    return not [path for path in stage.task_service.downloads.videos.glob("*") if path.suffix != ".part"]


async def test_a_video_is_saved_with_its_settings_and_picture(stage: Stage, film: bytes) -> None:
    draft = stage.draft("A cat: on a sofa")
    found = await saved(stage, stage.start().submit(draft), film)
    path = Path(found.file)
    assert path.parent == stage.task_service.downloads.videos
    assert path.name.endswith("A cat on a sofa.mp4")
    beside = sidecar.path_for(path)
    text = beside.read_text(encoding="utf-8")
    assert TOKEN not in text
    assert "SECRETQUERY" not in text
    assert json.loads(text)["request"] == found.body
    assert sidecar.id_in(path) == found.id, "they are in the video itself, too"
    thumb = stage.task_service.downloads.pictures.of(found)
    assert thumb is not None
    assert thumb.read_bytes()[:2] == b"\xff\xd8"
    picture = thumb.read_bytes()
    thumb.unlink()  # the cache was cleared
    assert await asyncio.to_thread(stage.task_service.downloads.pictures.of, found) == thumb
    assert thumb.read_bytes() == picture
    get = stage.server.seen_at(FILM)[0]
    assert "authorization" not in get.headers


async def test_neither_token_nor_signed_link_is_ever_written(stage: Stage, film: bytes) -> None:
    task_service = stage.start()
    await saved(stage, task_service.submit(stage.draft()), film)
    stage.server.on("GET", FILM, s.file_of(film, cut=5000), s.status(500), s.file_of(film))
    await saved(stage, task_service.submit(stage.draft("again")), film)
    for path in stage.folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert TOKEN.encode() not in data
            assert b"SECRETQUERY" not in data


@pytest.mark.parametrize("fault", ["half", "full"])
async def test_a_copy_with_the_settings_takes_no_place_before_it_is_whole(
    stage: Stage, film: bytes, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    def written(video: Path, copy: Path, _: str) -> bool:
        copy.write_bytes(video.read_bytes()[:10_000])
        if fault == "full":
            raise OSError(errno.ENOSPC, "full")
        return True

    monkeypatch.setattr(video_tag, "write", written)
    found = await saved(stage, stage.start().submit(stage.draft()), film)
    assert file_of(found).read_bytes() == film


async def test_two_of_one_name_are_both_kept(stage: Stage, film: bytes) -> None:
    task_service = stage.start()
    stage.task_service.downloads.videos.mkdir()
    names = set()
    for _ in range(3):
        names.add(Path((await saved(stage, task_service.submit(stage.draft()), film)).file).name)
    assert len(names) == 3
    assert {name[10:] for name in names} == {f" A cat on a sofa{n}.mp4" for n in ("", " (2)", " (3)")}


async def test_mentions_in_a_name_are_as_a_person_reads_them(stage: Stage, film: bytes) -> None:
    task_service = stage.start()
    task_service.downloads.spelled = lambda prompt: prompt.replace("@图1", "@Picture 1")
    draft = replace(stage.draft(), prompt="Dance of @图1").with_items(
        Field.IMAGES, (Reference("https://a.com/a.png"),)
    )
    found = await saved(stage, task_service.submit(replace(draft, start=InputMode.REFERENCES)), film)
    assert file_of(found).name[10:] == " Dance of @Picture 1.mp4"
    assert found.draft.prompt == "Dance of @图1"
    assert video_files.settled(Path(f"{file_of(found)}.part"), found, prompt="Dance of @Picture 1")


async def test_a_file_of_the_person_is_never_overwritten(stage: Stage, film: bytes) -> None:
    task = stage.task_service.submit(stage.draft())
    videos = stage.task_service.downloads.videos
    videos.mkdir()
    mine = videos / (video_files.stem_of(task) + ".mp4")
    mine.write_text("mine")
    notes = videos / (video_files.stem_of(task) + " (2).seedance.json")
    notes.write_text("mine too")
    stage.start()
    found = await saved(stage, task, film)
    assert mine.read_text() == "mine"
    assert notes.read_text() == "mine too"
    assert found.file.endswith("(3).mp4")


@pytest.mark.parametrize("cut", [0, 1, 5000, 150_000])
async def test_cut_by_length_it_goes_on_where_it_was(stage: Stage, film: bytes, cut: int) -> None:
    stage.server.on("GET", FILM, s.file_of(film, cut=cut), s.file_of(film))
    await saved(stage, stage.start().submit(stage.draft()), film)
    asked = [seen.headers.get("range") for seen in stage.server.seen_at(FILM)]
    assert asked[0] is None
    if cut > 1:
        assert asked[-1] is not None
        assert stage.server.seen_at(FILM)[-1].headers["if-range"] == '"one"'


@pytest.mark.parametrize(
    "first",
    [
        lambda film: s.chunked(film, cut=5000),
        lambda film: s.status(200, film, kind="video/mp4", length=None, cut=5000),
        lambda film: s.status(200, film[:5000], kind="video/mp4"),
        lambda _: s.hang_up(),
        lambda _: s.reset(),
        lambda _: s.html(200),
        lambda _: s.status(200, b"<Error/>", kind="application/xml"),
        lambda _: s.status(200, b"<Error/>", kind="video/mp4"),
        lambda _: s.status(403, b"<Error><Code>AccessDenied</Code></Error>", kind="application/xml"),
        lambda _: s.status(500),
        lambda _: s.status(416),
        lambda _: s.status(200, b"", kind="video/mp4"),
        lambda _: s.status(200, b"#EXTM3U\n#EXT-X-VERSION:3\nhttp://127.0.0.1/x", kind="video/mp4"),
        lambda _: s.status(200, b"ffconcat version 1.0\nfile /etc/passwd\n", kind="video/mp4"),
        lambda film: s.status(200, film[:24] + os.urandom(100_000), kind="video/mp4"),
        lambda film: s.status(200, film, {"Content-Encoding": "gzip"}, kind="video/mp4"),
        lambda film: s.status(206, film, {"Content-Range": "bytes 7-9/10"}, kind="video/mp4"),
    ],
    ids=[
        "chunked cut", "closed early", "short file", "closes", "resets", "html", "xml",
        "xml as video", "403", "500", "416", "empty", "hls", "ffconcat", "garbage", "packed", "odd 206",
    ],
)  # fmt: skip
async def test_nothing_but_the_film_gets_its_name(stage: Stage, film: bytes, first: object) -> None:
    good = s.file_of(film)
    answers: list[Answer] = [first(film), first(film), good]  # type: ignore[operator]
    empty: list[bool] = []

    def watched(answer: Answer) -> Answer:
        def look(call: s.Call) -> None:
            empty.append(nothing_saved(stage))
            answer(call)

        return look

    stage.server.on("GET", FILM, *map(watched, answers))
    await saved(stage, stage.start().submit(stage.draft()), film)
    assert all(empty)
    assert len(empty) >= 2


def clip_of(folder: Path, suffix: str) -> bytes:
    return make_video(folder / f"clip{suffix}", 320, 180, 1.0).read_bytes()


@pytest.mark.parametrize(
    ("kind", "link", "mime", "expected"),
    [
        (".ts", "/film.mp4", "video/mp4", ".ts"),  # what is in it counts
        (".avi", "/film.mp4", "video/mp4", ".avi"),
        ("", "/film.webm", "video/mp4", ".webm"),  # then the link
        ("", "/film", "video/quicktime", ".mov"),  # then the type it came as
        ("", "/film.exe", "application/octet-stream", ".mp4"),
    ],
)
async def test_what_no_check_knows_is_kept_and_said_to_be_unchecked(
    stage: Stage, tmp_path: Path, kind: str, link: str, mime: str, expected: str
) -> None:
    video = clip_of(tmp_path, kind) if kind else bytes(range(256)) * 400
    stage.server.on("GET", link, s.file_of(video, kind=mime))
    stage.server.on("GET", QUERY + "*", stage.completed(stage.server.address + link))
    found = await saved(stage, stage.start().submit(stage.draft()), video)
    assert file_of(found).suffix == expected
    assert is_unchecked(found)
    assert "may not play here" in str(stage.task_service.status_message(found))
    assert len(stage.server.seen_at(link)) == 1, "it is not fetched again and again"
    assert sidecar.path_for(file_of(found)).exists()
    assert [task.file for task, _ in sidecar.tasks_in(stage.task_service.downloads.videos)] == [found.file]


async def test_cut_short_it_is_not_kept_though_no_check_knows_it(stage: Stage, tmp_path: Path) -> None:
    video = clip_of(tmp_path, ".ts")
    cut = s.status(200, video[:5000], kind="video/mp4", length=None)
    stage.server.on("GET", FILM, s.file_of(video, cut=5000, tag=""), cut, cut, s.file_of(video))
    found = await saved(stage, stage.start().submit(stage.draft()), video)
    assert is_unchecked(found)
    assert len(stage.server.seen_at(FILM)) == 4


@pytest.mark.parametrize("told", [True, False], ids=["with a size", "without"])
async def test_what_comes_the_same_five_times_is_all_there_is(stage: Stage, film: bytes, told: bool) -> None:
    odd = film[:24] + bytes(range(256)) * 400
    answer = s.status(200, odd, kind="video/mp4", length=len(odd) if told else None)
    other = s.status(200, odd[:-1], kind="video/mp4")
    stage.server.on("GET", FILM, *[answer] * 4, other, answer)
    found = await saved_in_a_hurry(stage, odd)
    assert is_unchecked(found)
    assert len(stage.server.seen_at(FILM)) == 10


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<?xml version='1.0'?><Error/>",
        b"<!doctype html><title>Gone</title>",
        b'{"code": 404}',
        b"gone",
        b"\x89PNG\r\n\x1a\n" + bytes(99),
    ],
    ids=["empty", "xml", "html", "json", "text", "picture"],
)
async def test_what_is_plainly_no_video_is_never_kept(stage: Stage, film: bytes, body: bytes) -> None:
    stage.server.on("GET", FILM, *[s.status(200, body, kind="video/mp4")] * 8, s.file_of(film))
    found = await saved_in_a_hurry(stage, film)
    assert not is_unchecked(found)
    assert len(stage.server.seen_at(FILM)) == 9


async def test_a_file_that_was_kept_unchecked_is_checked_again_when_the_person_wants_it(
    stage: Stage, film: bytes
) -> None:
    pid = await stage.stop_worker()
    task = stage.start().submit(stage.draft())
    await eventually(lambda: stage.media._present)
    os.kill(pid, signal.SIGKILL)
    found = await saved(stage, task, film)
    assert is_unchecked(found)
    assert stage.task_service.downloads.pictures.of(found) is None
    assert stage.task_service.retry_save(task.id)
    await eventually(lambda: not is_unchecked(stage.task_service.tasks()[0]))
    assert stage.task_service.downloads.pictures.of(found)
    assert not stage.task_service.retry_save(task.id)
    assert len(stage.server.seen_at(FILM)) == 1


async def test_range_ignored_and_wrong_offset_and_changed_tag(stage: Stage, film: bytes) -> None:
    other = bytes(reversed(film))

    def wrong_offset(call: s.Call) -> None:
        part = film[100:]
        headers = {
            "Content-Range": f"bytes 100-{len(film) - 1}/{len(film)}",
            "Content-Length": str(len(part)),
        }
        call.socket.sendall(s.head(206, {"ETag": '"one"', **headers}) + part)

    stage.server.on(
        "GET",
        FILM,
        s.file_of(film, cut=5000),
        wrong_offset,
        s.file_of(other, tag='"two"', cut=7000),  # another file meanwhile: from its beginning
        s.file_of(film, tag='"one"', ranges=False, cut=9000),
        s.file_of(film, tag='"one"', ranges=False),
    )
    await saved(stage, stage.start().submit(stage.draft()), film)


async def test_it_goes_on_after_a_restart(stage: Stage, film: bytes) -> None:
    stage.server.on("GET", FILM, s.file_of(film, cut=100_000), s.silent())
    task = stage.start().submit(stage.draft())
    await eventually(lambda: len(stage.server.seen_at(FILM)) == 2)
    await stage.task_service.aclose()
    stage.opened.store.close()
    (part,) = stage.task_service.downloads.videos.glob("*.part")
    assert part.stat().st_size == 100_000
    stage.server.on("GET", FILM, s.file_of(film))
    stage.task_service = stage.open()
    stage.start()
    await saved(stage, task, film)
    assert stage.server.seen_at(FILM)[-1].headers["range"] == "bytes=100000-"


async def test_killed_between_the_file_and_its_row(stage: Stage, film: bytes) -> None:
    task = stage.start().submit(stage.draft())
    found = await saved(stage, task, film)
    await stage.task_service.aclose()
    row = found.transition_to(Status.COMPLETED, 0, file="")
    stage.opened.store.put(row)
    stage.opened.store.close()
    stage.task_service = stage.open()
    stage.start()
    again = await saved(stage, task, film)
    assert again.file == found.file
    assert len(stage.server.seen_at(FILM)) == 1


async def test_a_link_that_expired_is_asked_for_anew(stage: Stage, film: bytes) -> None:
    old, new = f"{stage.server.address}/old", f"{stage.server.address}{FILM}"
    stage.server.on("GET", "/old", s.status(403, b"<Error/>", kind="application/xml"))
    stage.server.on("GET", QUERY + "*", stage.completed(old), stage.completed(new))
    await saved(stage, stage.start().submit(stage.draft()), film)


async def test_expired_is_said_after_three_days_and_not_before(stage: Stage, film: bytes) -> None:
    stage.server.on("GET", FILM, s.status(403, b"<Error/>", kind="application/xml"))
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.COMPLETED)
    await eventually(lambda: len(stage.server.seen_at(FILM)) > 4)
    assert "a fresh one" in str(stage.task_service.status_message(stage.task_service.task(task.id)))  # type: ignore[arg-type]
    assert stage.status(task) is Status.COMPLETED
    stage.hand.ahead = 4 * DAY
    found = await stage.reaches(task, Status.EXPIRED)
    assert "3 days" in str(stage.task_service.status_message(found))
    stage.server.on("GET", FILM, s.file_of(film))
    assert stage.task_service.ask_again(task.id)
    await saved(stage, task, film)


async def test_a_clock_set_wrong_is_no_expiry(stage: Stage) -> None:
    """The service's own time counts, where it tells it."""
    from email.utils import formatdate  # noqa: PLC0415

    stage.server.on("GET", FILM, s.status(403))
    now = {"Date": formatdate(usegmt=True)}
    data = {"status": "completed", "result": {"video_url": stage.link}}
    stage.server.on("GET", QUERY + "*", s.json_of({"code": 20000, "data": data}, 200, now))
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.COMPLETED)
    stage.hand.ahead = 4 * DAY
    count = len(stage.server.seen_at(FILM))
    await eventually(lambda: len(stage.server.seen_at(FILM)) > count + 2)
    assert stage.status(task) is Status.COMPLETED


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "smb://host/share",
        "ftp://example.com/x",
        "http://example.com/x.mp4",
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/x",
        "https://[fe80::1]/x",
        "https://10.0.0.1/x",
        "https://2130706433/x",
        "https://0x7f.1/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://user@[::1",
        "javascript:alert(1)",
    ],
)
async def test_links_that_lead_to_no_public_place_are_refused(stage: Stage, film: bytes, link: str) -> None:
    stage.server.on("GET", QUERY + "*", *[stage.completed(link)] * 3, stage.completed())
    task = stage.start().submit(stage.draft())
    await saved(stage, task, film)
    assert len(stage.server.seen_at(FILM)) == 1


async def test_a_redirect_to_another_place_is_refused(stage: Stage, film: bytes) -> None:
    with s.Server() as other:
        other.otherwise = s.file_of(film)
        for place in (f"{other.address}/x", "file:///etc/passwd", "https://[::1]:9/x", "//169.254.169.254/"):
            stage.server.on("GET", "/away" + str(len(place)), s.status(302, b"", {"Location": place}))
        links = [seen for _, seen in stage.server.routes if seen.startswith("/away")]
        answers = [stage.completed(stage.server.address + link) for link in links]
        stage.server.on("GET", QUERY + "*", *[a for a in answers for _ in range(2)], stage.completed())
        await saved(stage, stage.start().submit(stage.draft()), film)
        assert not other.seen


async def test_a_redirect_within_is_followed_and_a_circle_ends(stage: Stage, film: bytes) -> None:
    stage.server.on("GET", "/round", s.status(302, b"", {"Location": "/round"}))
    stage.server.on("GET", "/there", s.status(302, b"", {"Location": FILM}))
    stage.server.on("GET", QUERY + "*", stage.completed("/round"), stage.completed("/there"))
    await saved(stage, stage.start().submit(stage.draft()), film)


async def test_a_name_that_leads_to_this_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for link in ("https://127.1/x", "https://localhost6/x", "https://ip6-localhost/x"):
        with pytest.raises((url_safety.UnsafeLinkError, OSError)):
            await url_safety.check(link)


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("8.8.8.8", False),
        ("2001:4860:4860::8888", False),
        ("198.18.0.7", False),  # what Clash answers for every name
        ("127.0.0.1", True),
        ("192.168.1.1", True),
        ("100.64.0.1", True),
        ("169.254.1.1", True),
        ("224.0.0.1", True),
        ("0.0.0.0", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("fd00::1", True),
        ("::ffff:10.0.0.1", True),
        ("nonsense", True),
    ],
)
def test_private_addresses(address: str, private: bool) -> None:
    assert url_safety.is_private_address(address) is private


async def test_no_room_then_room(stage: Stage, film: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "ROOM_LEFT", 1 << 60)
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.COMPLETED)
    await eventually(lambda: stage.task_service.status_message(stage.task_service.tasks()[0]))
    assert "not enough room" in str(stage.task_service.status_message(stage.task_service.tasks()[0]))
    assert nothing_saved(stage)
    assert not stage.notices, "nobody asked for it"
    stage.task_service.retry_save(task.id)
    await eventually(lambda: stage.notices)
    assert "MB are needed" in stage.notices[0]
    monkeypatch.setattr(download, "ROOM_LEFT", 0)
    stage.task_service.retry_save(task.id)
    found = await saved(stage, task, film)
    assert stage.task_service.status_message(found) is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
async def test_the_disk_fills_up_while_writing(
    stage: Stage, film: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = download._open

    def full(path: Path, start: int) -> object:
        path.write_bytes(b"")
        return Path("/dev/full").open("wb", buffering=0)

    monkeypatch.setattr(download, "_open", full)
    task = stage.start().submit(stage.draft())
    await eventually(
        lambda: (
            stage.task_service.tasks() and stage.task_service.status_message(stage.task_service.tasks()[0])
        )
    )
    assert "no room" in str(stage.task_service.status_message(stage.task_service.tasks()[0]))
    monkeypatch.setattr(download, "_open", real)
    await saved(stage, task, film)


async def test_a_folder_that_is_not_there_and_comes_back(stage: Stage, film: bytes) -> None:
    blocked = stage.folder / "disk"
    blocked.write_text("not a folder")
    stage.task_service.downloads.videos = blocked / "videos"
    task = stage.start().submit(stage.draft())
    await stage.reaches(task, Status.COMPLETED)
    await eventually(lambda: stage.task_service.status_message(stage.task_service.tasks()[0]))
    assert "folder" in str(stage.task_service.status_message(stage.task_service.tasks()[0]))
    await eventually(lambda: task.id in stage.task_service.downloads._due)
    stage.task_service.downloads.videos = blocked / "videos"  # as after a tick of the volume
    assert task.id in stage.task_service.downloads._due, "it is not tried again for that"
    stage.task_service.downloads.videos = stage.folder / "elsewhere"
    await saved(stage, task, film)


async def test_a_file_that_was_lost_is_fetched_again(stage: Stage, film: bytes) -> None:
    task = stage.start().submit(stage.draft())
    found = await saved(stage, task, film)
    assert not stage.task_service.retry_save(task.id)
    file_of(found).unlink()
    assert stage.task_service.retry_save(task.id)
    await saved(stage, task, film)


async def test_a_lost_list_is_put_together_from_the_settings(stage: Stage, film: bytes) -> None:
    task_service = stage.start()
    tasks = [await saved(stage, task_service.submit(stage.draft(str(n))), film) for n in range(3)]
    await task_service.aclose()
    stage.opened.store.close()
    stage.opened.store.path.write_bytes(b"garbage" * 1000)
    for backup in stage.opened.store.path.parent.glob("backups/*"):
        backup.unlink()
    opened = open_store(stage.opened.store.path)
    assert opened.damaged
    assert recover(opened.store, stage.task_service.downloads.videos) == 3
    assert recover(opened.store, stage.task_service.downloads.videos) == 0
    opened.store.close()
    stage.task_service = stage.open()
    assert {t.file for t in stage.task_service.tasks()} == {t.file for t in tasks}
    assert {t.draft for t in stage.task_service.tasks()} == {t.draft for t in tasks}


async def test_what_was_removed_from_the_list_does_not_come_back(stage: Stage, film: bytes) -> None:
    """Neither by its settings beside the video nor by a backup that is older than the removal."""
    task_service = stage.start()
    kept, gone = [await saved(stage, task_service.submit(stage.draft(n)), film) for n in ("kept", "gone")]
    path = stage.opened.store.path
    backup = await eventually(lambda: next(iter(backups(path)), None))
    backup.unlink()
    assert back_up(path) is not None
    assert task_service.removals.remove([gone.id])
    task_service.removals.finish_soon()
    await eventually(lambda: "removed" in sidecar.path_for(Path(gone.file)).read_text())
    await task_service.aclose()
    stage.opened.store.close()
    path.write_bytes(b"garbage" * 1000)
    opened = open_store(path)
    assert {task.id for task in stored_tasks(opened.store)} == {kept.id, gone.id}, "as the backup has it"
    recover(opened.store, task_service.downloads.videos)
    assert {task.id for task in stored_tasks(opened.store)} == {kept.id}
    opened.store.close()
    stage.task_service = stage.open()


@pytest.mark.parametrize("name", ["../x", "CON", "a.", "x:y", "x" * 300, "👾" * 100, "\u202eabc", "a\0b"])
async def test_odd_prompts_stay_in_the_folder(stage: Stage, film: bytes, name: str) -> None:
    stage.task_service.downloads.pattern = "{prompt}"
    found = await saved(stage, stage.start().submit(stage.draft(name)), film)
    assert Path(found.file).parent == stage.task_service.downloads.videos


async def test_a_name_is_shortened_where_the_folder_takes_no_long_ones(
    stage: Stage, film: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As eCryptfs, whose names have at most 143 bytes: here the system's own calls refuse longer ones."""
    real_open, real_link = os.open, os.link

    def refuse(path: object) -> None:
        if isinstance(path, str | os.PathLike) and len(os.fsencode(path).rpartition(b"/")[2]) > 143:
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))

    def opened(path: Any, *rest: Any, **more: Any) -> int:
        refuse(path)
        return real_open(path, *rest, **more)

    def linked(source: Any, target: Any, **more: Any) -> None:
        refuse(target)
        real_link(source, target, **more)

    def written(path: Any, *rest: Any, **more: Any) -> Any:
        refuse(path)
        return real(path, *rest, **more)

    real = io.open
    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "link", linked)
    monkeypatch.setattr(io, "open", written)
    stage.task_service.downloads.pattern = "{prompt} {date} {time}"
    task_service = stage.start()
    for number in range(1, 3):
        found = await saved(stage, task_service.submit(stage.draft("一只猫在沙发上睡觉" * 20)), film)
        name = file_of(found).name
        assert len(name.encode()) <= 143
        assert re.fullmatch(r"(一只猫在沙发上睡觉)+.* \d{4}-\d\d-\d\d \d\d\.\d\d( \(2\))?\.mp4", name)
        assert ("(2)" in name) is (number == 2)
        assert sidecar.path_for(file_of(found)).exists()


async def test_a_folder_that_takes_no_name_at_all_is_said(
    stage: Stage, film: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))

    with monkeypatch.context() as patch:
        patch.setattr(sidecar, "write", refuse)
        task = stage.start().submit(stage.draft())
        await eventually(
            lambda: "folder" in str(stage.task_service.status_message(stage.task_service.tasks()[0]))
        )
        assert nothing_saved(stage)
    await saved(stage, task, film)


async def test_a_folder_whose_name_is_not_utf_8(stage: Stage, film: bytes) -> None:
    stage.task_service.downloads.videos = stage.folder / os.fsdecode(b"vid\xe9os")
    task = stage.start().submit(stage.draft())
    found = await saved(stage, task, film)
    assert stage.task_service.downloads.pictures.of(found)
    await stage.restart()
    (again,) = stage.task_service.tasks()
    assert but_index(file_of(again).read_bytes()) == but_index(film)
    assert [task.file for task, _ in sidecar.tasks_in(stage.task_service.downloads.videos)] in (
        [],
        [found.file],
    )


async def test_a_part_belongs_to_its_task_however_files_are_named(stage: Stage, film: bytes) -> None:
    stage.server.on("GET", FILM, s.file_of(film, cut=100_000), s.silent())
    task = stage.start().submit(stage.draft())
    await eventually(lambda: len(stage.server.seen_at(FILM)) == 2)
    await stage.task_service.aclose()
    stage.opened.store.close()
    stage.task_service = stage.open()
    stage.task_service.downloads.pattern = "{model} {prompt}"
    stage.server.on("GET", FILM, s.file_of(film))
    stage.start()
    await saved(stage, task, film)
    assert stage.server.seen_at(FILM)[-1].headers["range"] == "bytes=100000-"


async def test_a_part_in_another_folder_is_left_there(stage: Stage, film: bytes) -> None:
    stage.server.on("GET", FILM, s.file_of(film, cut=100_000), s.silent())
    task = stage.start().submit(stage.draft())
    await eventually(lambda: len(stage.server.seen_at(FILM)) == 2)
    await stage.task_service.aclose()
    stage.opened.store.close()
    stage.task_service = stage.open()
    stage.task_service.downloads.videos = stage.folder / "elsewhere"
    stage.server.on("GET", FILM, s.file_of(film))
    stage.start()
    await saved(stage, task, film)
    assert "range" not in stage.server.seen_at(FILM)[-1].headers


async def test_stopped_it_stays_so_though_the_download_fails(stage: Stage, film: bytes) -> None:
    held = threading.Event()

    def fails(call: s.Call) -> None:
        held.wait(20)
        s.status(500)(call)

    stage.server.on("GET", FILM, fails)
    task = stage.start().submit(stage.draft())
    await eventually(lambda: stage.server.seen_at(FILM))
    assert stage.task_service.stop(task.id)
    held.set()
    await eventually(lambda: not any(work.get_name().startswith("save ") for work in asyncio.all_tasks()))
    found = stage.task_service.task(task.id)
    assert found is not None
    assert found.status is Status.STOPPED
    assert "No longer watched" in str(stage.task_service.status_message(found))
    assert film


async def test_the_service_may_call_it_failed_afterwards(stage: Stage) -> None:
    stage.server.on("GET", FILM, s.status(403))
    failed = s.envelope({"status": "failed", "result": None, "error_message": "no"}, "20000")
    stage.server.on("GET", QUERY + "*", stage.completed(), failed)
    found = await stage.reaches(stage.start().submit(stage.draft()), Status.FAILED)
    assert found.error == "no"


async def test_it_is_told_how_far_it_is(stage: Stage, film: bytes) -> None:
    def stalls(call: s.Call) -> None:
        s.file_of(film, cut=len(film) // 2)(call)
        call.stopping.wait(60)

    stage.server.on("GET", FILM, stalls)
    stage.start().submit(stage.draft())
    await eventually(lambda: stage.task_service.tasks()[0].progress in {49, 50})
    assert message_of(stage) == "None"


async def test_removed_its_part_and_its_picture_go(stage: Stage, film: bytes) -> None:
    task_service = stage.start()
    found = await saved(stage, task_service.submit(stage.draft()), film)
    picture = task_service.downloads.pictures.of(found)
    assert picture
    stage.server.on("GET", FILM, s.file_of(film, cut=100_000), s.silent())
    other = task_service.submit(stage.draft("other"))
    await eventually(lambda: list(task_service.downloads.videos.glob("*.part")))
    await eventually(lambda: len(stage.server.seen_at(FILM)) == 3)
    assert task_service.removals.remove([found.id, other.id])
    task_service.removals.finish_soon()
    await eventually(lambda: not picture.exists() and not list(task_service.downloads.videos.glob("*.part")))
    assert but_index(file_of(found).read_bytes()) == but_index(film)


async def test_stopped_while_it_is_fetched(stage: Stage, film: bytes) -> None:
    stage.server.on("GET", FILM, s.silent())
    task = stage.start().submit(stage.draft())
    await eventually(lambda: stage.server.seen_at(FILM))
    assert stage.task_service.stop(task.id)
    assert stage.status(task) is Status.STOPPED
    assert stage.task_service.removals.remove([task.id])
    assert stage.task_service.tasks() == []
    assert film
