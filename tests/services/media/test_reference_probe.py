"""What is given is looked at once, and only as long as it is wanted: real files, and links of a server."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Kind, Reference
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.services.media import reference_probe
from seedance_gui.services.media.reference_probe import ReferenceProbe, with_found
from seedance_gui.services.platform.background_tasks import BackgroundTasks
from tests import server as s
from tests.media import make_image, make_sound, make_video
from tests.services.stage import Stage, eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from seedance_gui.services.media.media_info import MediaInfo


class Desk:
    """A probe on a service, and everything that it told."""

    def __init__(self, stage: Stage) -> None:
        self.server = stage.server
        self.background = BackgroundTasks(lambda name, fault: stage.faults.append((name, fault)))
        service = stage.start()
        self.probe = ReferenceProbe(
            service.media, service.links.check, lambda work: self.background.spawn(work, "probe")
        )
        self.probed: list[tuple[str, MediaInfo]] = []
        self.changes = 0
        self.probe.probed.connect(lambda source, found: self.probed.append((source, found)))
        self.probe.changed.connect(lambda: setattr(self, "changes", self.changes + 1))

    def link(self, path: str) -> Reference:
        return Reference(link=self.server.address + path)

    def asked(self, path: str) -> int:
        return len(self.server.seen_at(path))

    async def looked_at(self, *items: Reference) -> list[Reference]:
        """Want some and return what they say when all were looked at."""
        self.probe.want(items)
        await eventually(lambda: not any(map(self.probe.is_busy, items)))
        results = map(self.probe.result, items)
        return [
            with_found(item, result.found) if result is not None and result.ok else item
            for item, result in zip(items, results, strict=True)
        ]


@pytest.fixture
async def desk(stage: Stage) -> AsyncIterator[Desk]:
    desk = Desk(stage)
    yield desk
    desk.probe.close()
    await desk.background.aclose()


async def test_a_file_is_told_once_with_its_picture(desk: Desk, tmp_path: Path) -> None:
    item = Reference(file=str(make_video(tmp_path / "walk.mp4", 640, 360, 1.0, 24)))
    assert not desk.probe.is_busy(item)
    assert desk.probe.result(item) is None
    said, _ = await desk.looked_at(item, item)
    assert (said.kind, said.width, said.height, said.fps) == (Kind.VIDEO, 640, 360, 24)
    assert said.seconds == pytest.approx(1.0, abs=0.1)
    assert said.size
    ((source, found),) = desk.probed
    assert source == item.file
    assert found.picture
    result = desk.probe.result(item)
    assert result is not None
    assert not result.found.picture
    assert desk.changes == 2  # it began, it ended


async def test_what_says_it_already_is_not_looked_at(desk: Desk, tmp_path: Path) -> None:
    item = Reference(file=str(make_image(tmp_path / "cat.png")))
    (said,) = await desk.looked_at(item)
    desk.probe.want([said])
    assert not desk.probe.is_busy(said)
    # the same file in another field, or brought back by Undo, is told what is known
    desk.probe.want([said, item])
    assert desk.probe.is_busy(item)
    await eventually(lambda: len(desk.probed) == 2)
    assert desk.probed[0] == desk.probed[1]


async def test_a_file_that_changed_is_told_anew(desk: Desk, tmp_path: Path) -> None:
    path = make_image(tmp_path / "cat.png", 30, 20)
    item = Reference(file=str(path))
    (before,) = await desk.looked_at(item)
    make_image(path, 60, 50)
    desk.probe.want([])
    (after,) = await desk.looked_at(item)
    assert (before.width, after.width) == (30, 60)


async def test_assets_and_what_is_no_link_are_passed_over(desk: Desk) -> None:
    for item in (Reference("asset://a1"), Reference("cat.png"), Reference()):
        assert await desk.looked_at(item) == [item]
        assert desk.probe.result(item) is None


async def test_links_answer_or_not_and_are_asked_once(desk: Desk, tmp_path: Path) -> None:
    cat = make_image(tmp_path / "cat.png", 32, 18).read_bytes()
    sound = make_sound(tmp_path / "a.mp3", 1.0).read_bytes()
    desk.server.on("GET", "/cat", s.file_of(cat, kind="image/png"))
    desk.server.on("GET", "/a.mp3", s.file_of(sound, kind="audio/mpeg"))
    desk.server.on("GET", "/page.png", s.html(200))
    items = [desk.link(path) for path in ("/cat", "/a.mp3", "/page.png", "/gone.png")]
    picture, clip, page, gone = await desk.looked_at(*items)
    assert (picture.kind, picture.width, picture.size) == (Kind.IMAGE, 32, len(cat))
    assert clip.seconds == pytest.approx(1.0, abs=0.1)
    found = dict(desk.probed)
    assert found.keys() == {picture.link, clip.link}
    assert found[picture.link].picture.startswith(b"\xff\xd8"), "a small JPEG"
    assert found[clip.link].loudness
    codes = []
    for item in (page, gone):
        result = desk.probe.result(item)
        assert result is not None
        assert result.message is not None
        codes.append(result.message.code)
    assert codes == [FaultMessage.LINK_IS_PAGE, FaultMessage.LINK_ANSWERS_STATUS]
    asked = len(desk.server.seen)
    desk.probe.want([])
    assert await desk.looked_at(*items) == [picture, clip, page, gone]
    assert len(desk.server.seen) == asked
    assert all("authorization" not in seen.headers for seen in desk.server.seen if "/api/" not in seen.path)


async def test_a_link_is_asked_again_when_the_person_wants_it(desk: Desk) -> None:
    item = desk.link("/gone.png")
    await desk.looked_at(item)
    desk.server.on("GET", "/gone.png", s.file_of(b"x" * 10, kind="image/png"))
    desk.probe.again(item)
    assert desk.probe.is_busy(item)
    (said,) = await desk.looked_at(item)
    assert said.size == 10


async def test_two_links_are_asked_at_once_and_what_is_unwanted_makes_room(desk: Desk) -> None:
    for n in range(3):
        desk.server.on("GET", f"/{n}.png", s.silent())
    desk.server.on("GET", "/3.png", s.file_of(b"x", kind="image/png"))
    items = [desk.link(f"/{n}.png") for n in range(4)]
    desk.probe.want(items)
    await eventually(lambda: desk.asked("/0.png") and desk.asked("/1.png"))
    assert all(map(desk.probe.is_busy, items))
    desk.probe.want(items[3:])
    assert not any(map(desk.probe.is_busy, items[:3]))
    await eventually(lambda: desk.probed)
    assert not desk.asked("/2.png")


async def test_only_so_much_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_probe, "REMEMBERED", 2)
    items = [desk.link(f"/{n}.png") for n in range(3)]
    for item in items:
        await desk.looked_at(item)
    assert [desk.probe.result(item) is not None for item in items] == [False, True, True]


async def test_the_end_cuts_all_and_tells_nothing(desk: Desk) -> None:
    desk.server.on("GET", "/slow.png", s.silent())
    desk.probe.want([desk.link("/slow.png")])
    await eventually(lambda: desk.asked("/slow.png"))
    changes = desk.changes
    desk.probe.close()
    await desk.background.aclose()
    assert desk.changes == changes


async def test_a_file_that_the_decoder_failed_at_is_looked_at_again_when_wanted(
    desk: Desk, stage: Stage, tmp_path: Path
) -> None:
    item = Reference(file=str(make_video(tmp_path / "walk.mp4", seconds=0.5)))
    pid = await stage.stop_worker()
    desk.probe.want((item,))
    await eventually(lambda: stage.media._present)
    os.kill(pid, signal.SIGKILL)
    (said,) = await desk.looked_at(item)
    assert said.seconds is None
    assert (await desk.looked_at(said))[0].seconds is None, "not by itself"
    desk.probe.again(said)
    (said,) = await desk.looked_at(said)
    assert said.seconds
