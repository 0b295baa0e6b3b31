"""The assets that a form uses are followed until the service has decided, or is away."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.draft import Kind
from seedance_gui.domain.errors import PassingError
from seedance_gui.services.api.client import ApiClient
from seedance_gui.services.api.connection_state import ConnectionState
from seedance_gui.services.media.link_probe import probe_link
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform.background_tasks import BackgroundTasks
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.uploads import asset_poller
from seedance_gui.services.uploads.asset_library import Assets
from seedance_gui.services.uploads.asset_poller import AssetPoller
from seedance_gui.services.uploads.asset_store import AssetState, Library
from tests.media import make_image
from tests.practice.running import practice
from tests.server import html, silent
from tests.services.stage import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterator
    from pathlib import Path

    from seedance_gui.domain.messages import Message
    from seedance_gui.services.api.models import LinkProbeResult
    from tests.practice.running import Running
    from tests.server import Server


class Desk:
    """A poller on the assets of one token, and everything that it told."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address = address
        self.folder = folder
        self.store = open_store(folder / "studio.db").store
        self.api = ApiClient(address, "practice")
        self.media = MediaWorker(folder / "undecodable")
        link = ConnectionState()
        link.use(self.api)
        self.assets = Assets(self.store, "service", Clock(), link, folder / "thumbs", pace=0.02)
        self.faults: list[BaseException] = []
        self.background = BackgroundTasks(lambda _, fault: self.faults.append(fault))
        self.work: list[asyncio.Task[None]] = []
        self.poller = AssetPoller(self.assets, self.probe, self.keep, self.spawn)
        self.notices: list[Message] = []
        self.poller.notice.connect(self.notices.append)
        self.pictures: dict[str, bytes] = {}

    def spawn(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        self.work.append(self.background.spawn(work, "poll"))
        return self.work[-1]

    async def probe(self, link: str) -> LinkProbeResult:
        return await probe_link(self.api, self.media, link, self.address)

    async def keep(self, asset_id: str, picture: bytes) -> None:
        self.pictures[asset_id] = picture
        self.assets.set_thumbnail(asset_id, "kept")

    async def brought(self, link: str = "") -> str:
        """Return the id of a picture that another program saved in the library."""
        link = link or await self.api.upload(make_image(self.folder / "cat.png", 400, 300))
        return (await self.api.add_asset("The cat", "image", link)).removeprefix("asset://")

    def follow(self, *ids: str, library: Library | None = Library.SP) -> None:
        self.poller.follow(library, {f"asset://{one}": Kind.IMAGE for one in ids})

    def state(self, asset_id: str) -> AssetState:
        asset = self.assets.find(asset_id)
        assert asset is not None
        return asset.state

    async def aclose(self) -> None:
        self.poller.close()
        await self.background.aclose()
        await self.api.aclose()
        self.media.close()
        self.store.close()
        assert not self.faults


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with practice(speed=20) as made:
        yield made


@pytest.fixture
async def desk(running: Running, tmp_path: Path) -> AsyncIterator[Desk]:
    made = Desk(running.address, tmp_path)
    yield made
    await made.aclose()


@pytest.fixture
async def bad(server: Server, tmp_path: Path) -> AsyncIterator[Desk]:
    made = Desk(server.address, tmp_path)
    yield made
    await made.aclose()


async def test_a_new_id_gets_its_state_its_name_and_its_picture(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asset_poller, "PAUSES", (0.05,) * 200)
    asset_id = await desk.brought()
    desk.follow(asset_id)
    await eventually(lambda: desk.state(asset_id) is AssetState.PROCESSING)
    await eventually(lambda: desk.state(asset_id) is AssetState.ACTIVE)
    await eventually(lambda: desk.pictures)
    assert [*desk.pictures] == [asset_id]
    assert desk.pictures[asset_id].startswith(b"\xff\xd8"), "a small JPEG"
    known = desk.assets.find(asset_id)
    assert known is not None
    assert known.name == "The cat"


async def test_ids_are_remembered_for_the_library_they_come_from(desk: Desk) -> None:
    desk.follow("f1", library=Library.FULL)
    desk.follow("s1")
    desk.follow("nowhere", library=None)
    assert [asset.id for asset in desk.assets.known(Library.FULL)] == ["f1"]
    assert [asset.id for asset in desk.assets.known(Library.SP)] == ["s1"]


async def test_what_can_not_be_written_down_is_said_of_each(desk: Desk) -> None:
    desk.store.close()
    desk.follow("s1", "s2")
    assert len(desk.notices) == 2
    assert desk.assets.find("s1")


async def test_only_what_may_still_change_is_asked_for(bad: Desk, server: Server) -> None:
    bad.assets.remember("s1", Kind.IMAGE, Library.SP, state=AssetState.ACTIVE, thumbnail="kept")
    bad.follow("s1")
    bad.follow("f1", library=Library.FULL)
    assert not bad.work
    bad.follow("s1", "s2")
    await eventually(lambda: server.seen)


async def test_a_service_that_is_away_is_no_news_unless_somebody_asked(bad: Desk, server: Server) -> None:
    server.otherwise = html(502)
    bad.follow("s1")
    await eventually(lambda: server.seen)
    await asyncio.gather(*bad.work)
    assert not bad.notices
    with pytest.raises(PassingError):
        await bad.poller.refresh()


async def test_one_polls_at_a_time_until_the_end(bad: Desk, server: Server) -> None:
    server.otherwise = silent()
    bad.follow("s1")
    await eventually(lambda: server.seen)
    await bad.poller.refresh()
    assert len(server.seen) == 1
    bad.poller.close()
    await asyncio.gather(*bad.work, return_exceptions=True)
    server.otherwise = html(502)
    with pytest.raises(PassingError):
        await bad.poller.refresh()
