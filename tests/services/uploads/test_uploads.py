"""The same content goes up once, whoever asks for it and under whatever name."""

from __future__ import annotations

import asyncio
import gc
from functools import partial
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference
from seedance_gui.domain.errors import PassingError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import Status
from seedance_gui.services.tasks.named import with_own_file
from seedance_gui.services.uploads.shared_upload import SharedUpload
from seedance_gui.services.uploads.upload_cache import LINK_LIFE
from tests import server as s
from tests.media import make_image
from tests.services.stage import CREATE, UPLOAD, eventually

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.services.api.models import Uploaded
    from tests.server import Call
    from tests.services.stage import Stage


def numbered(stage: Stage) -> None:
    """Let each upload give another link."""

    def answer(call: Call) -> None:
        number = len(stage.server.seen_at(UPLOAD))
        s.envelope({"url": f"{stage.server.address}/uploads/{number}.png"})(call)

    stage.server.on("POST", UPLOAD, answer)


async def test_the_same_content_goes_up_once(stage: Stage, tmp_path: Path) -> None:
    numbered(stage)
    task_service = stage.start()
    one = make_image(tmp_path / "one.png")
    other = make_image(tmp_path / "other name.png")
    first = await task_service.upload(one)
    assert (await task_service.upload(other)).link == first.link
    task_service = await stage.restart()
    assert (await task_service.upload(one)).link == first.link
    assert len(stage.server.seen_at(UPLOAD)) == 1


async def test_changed_content_goes_up_anew(stage: Stage, tmp_path: Path) -> None:
    numbered(stage)
    task_service = stage.start()
    path = make_image(tmp_path / "one.png")
    first = await task_service.upload(path)
    item = Reference(link=first.link, file=str(path))
    assert not task_service.uploads.needs(item)
    make_image(path, 40, 30, "#ff0000")
    await task_service.uploads.look([item])
    assert task_service.uploads.needs(item)
    second = await task_service.upload(path)
    assert second.link != first.link
    assert not task_service.uploads.needs(Reference(link=second.link, file=str(path)))


async def test_a_file_that_changes_while_it_is_answered_is_not_known_by_its_content(
    stage: Stage, tmp_path: Path
) -> None:
    task_service = stage.start()
    path, twin = make_image(tmp_path / "one.png"), make_image(tmp_path / "twin.png")

    def answer(call: Call) -> None:
        make_image(path, 40, 30, "#ff0000")
        s.envelope({"url": f"{stage.server.address}/uploads/{len(stage.server.seen_at(UPLOAD))}.png"})(call)

    stage.server.on("POST", UPLOAD, answer)
    first = await task_service.upload(path)
    assert (await task_service.upload(twin)).link != first.link


async def test_an_old_link_is_made_anew(stage: Stage, tmp_path: Path) -> None:
    numbered(stage)
    task_service = stage.start()
    path = make_image(tmp_path / "one.png")
    first = await task_service.upload(path)
    stage.hand.ahead = LINK_LIFE + 60
    assert task_service.uploads.needs(Reference(link=first.link, file=str(path)))
    assert (await task_service.upload(path)).link != first.link


async def test_one_of_the_cast_goes_up_anew_by_itself_though_its_own_file_is_gone(
    stage: Stage, tmp_path: Path
) -> None:
    numbered(stage)
    task_service = stage.start()
    path = make_image(tmp_path / "face.png")
    content = path.read_bytes()
    copy = with_own_file(path, task_service.cast_folder)
    assert with_own_file(path, task_service.cast_folder) == copy == with_own_file(copy, copy.parents[1])
    path.unlink()
    lena = Reference(file=str(copy), kind=Kind.IMAGE, width=512, height=512, size=len(content))
    task_service.cast.replace({"Lena": lena})

    def sent(draft: Draft) -> bool:
        return [post for post in stage.posts() if post.json()["prompt"] == draft.prompt] != []

    for days, number in ((0, 1), (1, 1), (4, 2)):
        stage.hand.ahead = days * 86_400
        lena = task_service.cast.all["Lena"]
        draft = Draft("seedance2.0-std", f"Day {days}", InputMode.REFERENCES, images=(lena,))
        task_service.submit(draft)
        await eventually(partial(sent, draft))
        assert stage.posts()[-1].json()["images"] == [f"{stage.server.address}/uploads/{number}.png"]
    assert [content in upload.body for upload in stage.server.seen_at(UPLOAD)] == [True, True]


async def test_create_waits_for_the_upload_under_way(stage: Stage, tmp_path: Path) -> None:
    """Nothing goes up twice, and the paid request follows the upload."""
    numbered(stage)
    stage.server.body_rate = 2000
    task_service = stage.start()
    path = make_image(tmp_path / "one.png", 64, 64)
    eager = asyncio.ensure_future(task_service.upload(path))
    draft = stage.draft().adding(Field.IMAGES, Reference(file=str(path)))
    task = task_service.submit(draft)
    await stage.reaches(task, Status.UPLOADING)
    assert not stage.server.seen_at(CREATE)
    stage.server.body_rate = None
    link = (await eager).link
    await stage.reaches(task, Status.SAVED)
    assert len(stage.server.seen_at(UPLOAD)) == 1
    assert stage.posts()[0].json()["images"] == [link]


async def test_one_who_leaves_does_not_stop_the_other(stage: Stage, tmp_path: Path) -> None:
    numbered(stage)
    stage.server.body_rate = 2000
    task_service = stage.start()
    path = make_image(tmp_path / "one.png", 64, 64)
    leaving = asyncio.ensure_future(task_service.upload(path))
    staying = asyncio.ensure_future(task_service.upload(path))
    await asyncio.sleep(0)
    leaving.cancel()
    stage.server.body_rate = None
    assert (await staying).link
    assert leaving.cancelled()
    assert len(stage.server.seen_at(UPLOAD)) == 1


async def test_the_last_who_leaves_ends_it(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "long.mp4"
    path.write_bytes(bytes(20_000_000))
    stage.server.body_rate = 10
    stage.start()
    told: list[int] = []
    work = asyncio.ensure_future(stage.task_service.upload(path, lambda sent, _: told.append(sent)))
    await eventually(lambda: told)
    work.cancel()
    stage.server.body_rate = None
    await eventually(lambda: stage.server.seen_at(UPLOAD))
    assert not stage.server.seen_at(UPLOAD)[0].whole


async def test_one_who_leaves_on_the_way_is_let_go(stage: Stage, tmp_path: Path) -> None:
    numbered(stage)
    path = tmp_path / "long.mp4"
    path.write_bytes(bytes(5_000_000))
    task_service = stage.start()
    told: list[int] = []
    leaving = asyncio.ensure_future(task_service.upload(path, lambda sent, _: told.append(sent)))
    staying = asyncio.ensure_future(task_service.upload(path))
    await eventually(lambda: len(told) > 2)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    assert (await staying).link
    assert len(stage.server.seen_at(UPLOAD)) == 1


async def test_two_at_a_time(stage: Stage, tmp_path: Path) -> None:
    numbered(stage)
    stage.server.body_rate = 5
    task_service = stage.start()
    told: set[int] = set()
    paths = []
    for number in range(5):
        paths.append(tmp_path / f"{number}.mp4")
        paths[-1].write_bytes(bytes([number]) * 300_000)
    work = [
        asyncio.ensure_future(task_service.upload(path, lambda *_, n=n: told.add(n)))
        for n, path in enumerate(paths)
    ]
    await eventually(lambda: len(told) == 2)
    await asyncio.sleep(0.1)
    assert told == {0, 1}
    stage.server.body_rate = None
    links = [(await one).link for one in work]
    assert len(set(links)) == 5


async def test_a_fault_that_nobody_waits_for_any_more_is_no_news() -> None:
    """The upload fails in the very moment in which the last one leaves."""
    reported: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: reported.append(context))

    async def leave() -> None:
        async def work(_: SharedUpload) -> Uploaded:
            await asyncio.sleep(0)
            waiting.cancel()
            raise PassingError(Message(FaultMessage.REFUSED))

        waiting = asyncio.ensure_future(SharedUpload("key", work).outcome())
        await asyncio.wait({waiting})
        assert waiting.cancelled()

    await leave()
    gc.collect()
    assert not reported


async def test_all_who_wait_hear_of_the_progress_and_of_the_fault(stage: Stage, tmp_path: Path) -> None:
    stage.server.on("POST", UPLOAD, s.html(502))
    task_service = stage.start()
    path = make_image(tmp_path / "one.png", 64, 64)
    told: dict[str, int] = {}
    work = [
        asyncio.ensure_future(task_service.upload(path, lambda sent, _, name=name: told.update({name: sent})))  # type: ignore[misc]
        for name in ("one", "other")
    ]
    for fault in await asyncio.gather(*work, return_exceptions=True):
        assert isinstance(fault, PassingError)
    assert told == dict.fromkeys(("one", "other"), path.stat().st_size)
    assert len(stage.server.seen_at(UPLOAD)) == 1


async def test_what_was_given_up_is_not_joined(stage: Stage, tmp_path: Path) -> None:
    """Who comes in the moment in which an upload is cut gets one of his own."""
    numbered(stage)
    stage.server.body_rate = 10
    path = tmp_path / "long.mp4"
    path.write_bytes(bytes(20_000_000))
    task_service = stage.start()
    told: list[int] = []
    leaving = asyncio.ensure_future(task_service.upload(path, lambda sent, _: told.append(sent)))
    await eventually(lambda: told)
    leaving.cancel()
    joining = asyncio.ensure_future(task_service.upload(path))
    stage.server.body_rate = None
    assert (await joining).link
