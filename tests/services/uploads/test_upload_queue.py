"""What is wanted goes up by itself, once, and comes back from every fault that passes: on a real server."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Reference
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.platform.background_tasks import BackgroundTasks
from seedance_gui.services.uploads import upload_queue
from seedance_gui.services.uploads.upload_queue import QueuedUpload, UploadQueue, UploadState
from tests import server as s
from tests.media import make_image
from tests.services.stage import TOKEN, UPLOAD, Stage, eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.server import Answer

BUSY = s.status(429, headers={"Retry-After": "0.5"})
REFUSED = s.envelope(None, 20002, "no room")


class Desk:
    """A queue on a service, and everything that it told."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage = stage
        self.folder = folder
        self.service = stage.start()
        self.background = BackgroundTasks(lambda name, fault: stage.faults.append((name, fault)))
        self.queue = UploadQueue(
            self.service.upload,
            self.service.uploads.needs,
            self.service.uploads.look,
            lambda work: self.background.spawn(work, "upload"),
        )
        self.service.connection_changed.connect(self.queue.connection_changed)
        self.links: dict[str, str] = {}
        self.states: list[UploadState | None] = []
        self.queue.uploaded.connect(self.links.__setitem__)
        self.answer(self.good)

    def answer(self, *answers: Answer) -> None:
        self.stage.server.on("POST", UPLOAD, *answers)

    def good(self, call: s.Call) -> None:
        number = len(self.stage.server.seen_at(UPLOAD))
        s.envelope({"url": f"{self.stage.server.address}/uploads/{number}.png"})(call)

    def picture(self, name: str = "cat.png", width: int = 20) -> str:
        return str(make_image(self.folder / name, width, 20))

    def large(self, name: str = "long.png") -> str:
        path = self.folder / name
        path.write_bytes(bytes(20_000_000))
        return str(path)

    def want(self, *files: str) -> None:
        self.queue.want(Reference(file=file, link=self.links.get(file, "")) for file in files)

    def follow(self, file: str) -> None:
        """Note the states that are told of a file from now on."""

        def note() -> None:
            upload = self.queue.of(file)
            state = upload.state if upload else None
            if self.states[-1:] != [state]:
                self.states.append(state)

        self.queue.changed.connect(note)

    def state(self, file: str) -> UploadState | None:
        upload = self.queue.of(file)
        return None if upload is None else upload.state

    async def reaches(self, file: str, state: UploadState) -> QueuedUpload:
        await eventually(lambda: self.state(file) is state)
        upload = self.queue.of(file)
        assert upload is not None
        return upload

    async def is_under_way(self, file: str) -> QueuedUpload:
        await eventually(lambda: (upload := self.queue.of(file)) and upload.sent)
        upload = self.queue.of(file)
        assert upload is not None
        return upload

    def count(self) -> int:
        return len(self.stage.server.seen_at(UPLOAD))

    def waits_after(self, file: str, tries: int) -> bool:
        return self.count() == tries and self.state(file) is UploadState.RETRYING

    async def is_cut(self) -> None:
        """Let the server read on: what was given up ends in the middle."""
        self.stage.server.body_rate = None
        await eventually(self.count)
        assert not self.stage.server.seen_at(UPLOAD)[0].whole


@pytest.fixture
async def desk(stage: Stage, tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(stage, tmp_path)
    yield desk
    desk.queue.close()
    await desk.background.aclose()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is tried again by itself while the test runs."""
    monkeypatch.setattr(upload_queue, "FIRST_PAUSE", 600.0)
    monkeypatch.setattr(upload_queue, "LONGEST_PAUSE", 600.0)


async def test_a_file_goes_up_once_and_its_link_is_told(desk: Desk) -> None:
    file = desk.picture()
    desk.follow(file)
    desk.want(file, file)
    assert desk.states == [UploadState.UPLOADING]
    await eventually(lambda: desk.links)
    assert desk.links == {file: f"{desk.stage.server.address}/uploads/1.png"}
    await eventually(lambda: desk.states == [UploadState.UPLOADING, None])
    desk.want(file)
    assert desk.queue.of(file) is None
    assert desk.count() == 1


async def test_only_what_has_no_link_goes_up(desk: Desk) -> None:
    desk.queue.want([Reference("https://example.com/a.png"), Reference("asset://a", desk.picture())])
    assert desk.queue.of(desk.picture()) is None


async def test_a_link_that_was_just_made_is_good_whatever_it_looks_like(desk: Desk) -> None:
    file = desk.picture()
    desk.answer(s.envelope({"url": "http://127.0.0.1:1/elsewhere.png"}))
    desk.want(file)
    await eventually(lambda: desk.links)
    assert desk.service.uploads.needs(Reference(desk.links[file], file))
    desk.want(file)
    assert desk.queue.of(file) is None


async def test_what_is_wanted_no_more_is_cut_and_the_rest_goes_on(desk: Desk) -> None:
    file, other = desk.large(), desk.picture()
    desk.stage.server.body_rate = 10
    desk.want(file, other)
    await desk.is_under_way(file)
    desk.want(other)
    assert desk.queue.of(file) is None
    desk.stage.server.body_rate = None
    await eventually(lambda: other in desk.links)
    await eventually(lambda: desk.count() == 2)
    assert sorted(seen.whole for seen in desk.stage.server.seen_at(UPLOAD)) == [False, True]
    assert file not in desk.links


async def test_the_same_wish_again_starts_and_tells_nothing(desk: Desk) -> None:
    file = desk.picture()
    desk.want(file)
    told: list[None] = []
    desk.queue.changed.connect(lambda: told.append(None))
    desk.want(file)
    assert not told


async def test_faults_that_pass_are_tried_again_by_themselves(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_queue, "FIRST_PAUSE", 0.05)
    file = desk.picture()
    desk.follow(file)
    desk.answer(s.hang_up(), s.html(502), desk.good)
    desk.want(file)
    await eventually(lambda: desk.links)
    once = [UploadState.UPLOADING, UploadState.RETRYING]
    assert desk.states[:5] == [*once, *once, UploadState.UPLOADING]
    assert desk.count() == 3


@pytest.mark.usefixtures("patient")
async def test_the_service_says_how_long_to_wait(desk: Desk) -> None:
    desk.answer(BUSY, desk.good)
    file = desk.picture()
    desk.want(file)
    upload = await desk.reaches(file, UploadState.RETRYING)
    assert upload.message is not None
    await eventually(lambda: desk.links)
    assert desk.count() == 2


@pytest.mark.usefixtures("patient")
async def test_what_waits_is_tried_at_once_when_asked(desk: Desk) -> None:
    desk.answer(s.html(502), s.html(502), desk.good)
    file = desk.picture()
    desk.want(file)
    for tries in (1, 2):
        await eventually(partial(desk.waits_after, file, tries))
        desk.queue.retry(file)
    await eventually(lambda: desk.links)
    assert desk.count() == 3


async def test_what_is_refused_waits_for_the_person(desk: Desk) -> None:
    desk.answer(REFUSED, desk.good)
    file = desk.picture()
    desk.want(file)
    upload = await desk.reaches(file, UploadState.FAILED)
    assert upload.message is not None
    assert upload.message.code is FaultMessage.UPLOAD_REFUSED
    desk.want(file, desk.picture("other.png", 30))  # whatever else is done, it is left alone
    assert desk.state(file) is UploadState.FAILED
    told = len(desk.states)
    desk.follow(file)
    desk.queue.retry(file)
    assert desk.states[told:] == [UploadState.UPLOADING]
    assert upload.message is None
    await eventually(lambda: file in desk.links)


async def test_what_is_stopped_stays_so_until_it_is_asked_for(desk: Desk) -> None:
    file = desk.large()
    desk.stage.server.body_rate = 10
    desk.follow(file)
    desk.want(file)
    upload = await desk.is_under_way(file)
    desk.queue.stop(file)
    assert desk.states[-1] is UploadState.STOPPED
    await desk.is_cut()
    desk.want(file, desk.picture())
    desk.queue.connection_changed(None)
    assert upload.state is UploadState.STOPPED
    desk.queue.retry(file)
    assert (desk.state(file), upload.sent, upload.size) == (UploadState.UPLOADING, 0, 0)
    await eventually(lambda: file in desk.links)


@pytest.mark.usefixtures("patient")
async def test_what_waits_can_be_stopped(desk: Desk) -> None:
    desk.answer(s.html(502), s.html(502), desk.good)
    file = desk.picture()
    desk.want(file)
    upload = await desk.reaches(file, UploadState.RETRYING)
    desk.queue.retry(file)  # it is on the point of going on
    desk.queue.stop(file)
    desk.queue.stop("unknown")
    await eventually(upload.task.done)
    assert (upload.state, upload.message) == (UploadState.STOPPED, None)
    assert desk.count() == 1
    desk.queue.retry(file)
    await eventually(partial(desk.waits_after, file, 2))


@pytest.mark.usefixtures("patient")
async def test_all_that_failed_goes_on_when_the_service_is_back(desk: Desk) -> None:
    waiting, refused = desk.picture(), desk.picture("other.png", 30)
    desk.answer(s.html(502), desk.good)
    desk.want(waiting)
    await desk.reaches(waiting, UploadState.RETRYING)
    desk.service.accounts.set_token("")
    desk.want(waiting, refused)
    upload = await desk.reaches(refused, UploadState.FAILED)
    assert upload.message is not None
    assert upload.message.code is FaultMessage.TOKEN_MISSING
    desk.queue.connection_changed(Message(FaultMessage.TOKEN_MISSING))
    assert desk.state(waiting) is UploadState.RETRYING
    assert desk.state(refused) is UploadState.FAILED
    desk.service.accounts.set_token(TOKEN)
    await eventually(lambda: desk.links.keys() == {waiting, refused})


async def test_an_unknown_file_and_one_under_way_are_not_begun_anew(desk: Desk) -> None:
    desk.queue.retry("unknown")
    assert desk.queue.of("unknown") is None
    file = desk.picture()
    desk.want(file)
    desk.queue.retry(file)
    await eventually(lambda: desk.links)
    assert desk.count() == 1


async def test_progress_is_told_as_it_comes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    file = desk.large()
    seen: list[int] = []

    def note() -> None:
        upload = desk.queue.of(file)
        seen.append(upload.percent if upload else 100)

    desk.queue.changed.connect(note)
    desk.stage.server.body_rate = 300
    desk.want(file)
    await eventually(lambda: seen and seen[-1])
    assert len(seen) <= 3  # however many parts there were
    monkeypatch.setattr(upload_queue, "TELL_EVERY", 0.0)
    desk.stage.server.body_rate = None
    await eventually(lambda: file in desk.links)
    assert seen == sorted(seen)
    assert len(seen) > 5


async def test_the_end_cuts_all_and_tells_nothing(desk: Desk) -> None:
    file = desk.large()
    desk.stage.server.body_rate = 10
    desk.want(file)
    await desk.is_under_way(file)
    desk.follow(file)
    desk.queue.close()
    await desk.is_cut()
    assert desk.queue.of(file) is None
    assert not desk.states
    assert not desk.links


def test_percent_leaves_the_last_for_the_answer() -> None:
    upload = QueuedUpload()
    assert upload.percent == 0
    for sent, percent in ((0, 0), (500, 50), (999, 99), (1000, 99)):
        upload.progress(sent, 1000, 0.0)
        assert upload.percent == percent


def test_speed_is_known_after_a_moment() -> None:
    upload = QueuedUpload()
    upload.progress(0, 9000, 0.0)
    assert upload.speed is None
    upload.progress(100, 9000, 0.2)
    assert upload.speed is None
    upload = QueuedUpload()
    upload.progress(1000, 9000, 0.0)
    upload.progress(2000, 9000, 2.0)
    assert upload.speed == 500.0


def test_speed_is_that_of_the_last_seconds() -> None:
    upload = QueuedUpload()
    assert upload.speed is None
    upload.progress(0, 9000, 10.0)
    assert upload.speed is None
    upload.progress(100, 9000, 10.1)
    assert upload.speed is None  # too short to tell
    upload.progress(500, 9000, 11.0)
    assert upload.speed == 500.0
    upload.progress(1500, 9000, 13.0)
    assert upload.speed == 500.0  # all of the last three seconds
    upload.progress(3500, 9000, 14.0)
    assert upload.speed == 1000.0  # what is longer ago counts no more
    upload.move(UploadState.RETRYING, Message(FaultMessage.REFUSED))
    assert (upload.sent, upload.size) == (3500, 9000)
    upload.move(UploadState.UPLOADING)
    assert (upload.sent, upload.size) == (0, 0)
    upload.progress(0, 9000, 15.0)
    assert upload.speed is None
