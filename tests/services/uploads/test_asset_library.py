"""The asset library, against the practice service and against a service that misbehaves."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.address import DEFAULT_ADDRESS, KNOWN_ADDRESSES
from seedance_gui.domain.draft import Kind
from seedance_gui.domain.errors import PassingError, RefusedError, TokenError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.services.api.client import PREFIX, ApiClient
from seedance_gui.services.api.connection_state import ConnectionState
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.uploads import asset_library as module
from seedance_gui.services.uploads.asset_library import Assets
from seedance_gui.services.uploads.asset_store import AssetState, KnownAsset, Library, write_asset
from tests.practice.running import practice
from tests.server import envelope, html
from tests.services.stage import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from seedance_gui.services.store.store import Store
    from tests.practice.running import Running
    from tests.server import Server

TOKEN = "sk-canary-55aa"
CAT = "https://example.com/cat.jpg?sig=SECRETQUERY"
SP = f"{PREFIX}/seedance/sp/assets"


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with practice(speed=20) as made:
        yield made


class Desk:
    """The assets of one token, on a store that can be opened again."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address = address
        self.folder = folder
        self.told = 0
        self.store: Store = open_store(folder / "studio.db").store
        self.api = ApiClient(address, TOKEN)
        self.link = ConnectionState()
        self.link.use(self.api)
        self.assets = self.open()

    def open(self, token: str = TOKEN) -> Assets:
        made = Assets(self.store, "service", Clock(), self.link, self.folder / "thumbs", pace=0.02)
        made.take_over(token)
        made.changed.connect(lambda _: setattr(self, "told", self.told + 1))
        return made

    async def aclose(self) -> None:
        await self.api.aclose()
        self.store.close()


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


async def test_a_link_is_saved_checked_and_then_used_by_its_id(desk: Desk) -> None:
    work = asyncio.create_task(desk.assets.save("The cat", Kind.IMAGE, CAT))
    await eventually(lambda: desk.assets.known(Library.SP))
    assert desk.assets.known(Library.SP)[0].state is AssetState.PROCESSING
    asset = await work
    assert asset.state is AssetState.ACTIVE
    assert asset.link == f"asset://{asset.id}"
    assert (asset.name, asset.kind, asset.library) == ("The cat", Kind.IMAGE, Library.SP)
    assert desk.assets.find(asset.link) == asset
    assert desk.told >= 2


async def test_it_is_remembered_for_the_account_whichever_token_it_has(desk: Desk) -> None:
    asset = await desk.assets.save("The cat", Kind.IMAGE, CAT)
    desk.assets.set_thumbnail(asset.id, "/thumbs/cat.png")
    again = desk.open()
    assert again.known(Library.SP)[0].thumbnail == "/thumbs/cat.png"
    assert desk.open("another-token").known(Library.SP) == again.known(Library.SP)
    other = Assets(desk.store, "another", Clock(), desk.link, desk.folder / "thumbs")
    assert other.known(Library.SP) == ()


async def test_the_lists_of_earlier_versions_are_taken_over(desk: Desk) -> None:
    """They were kept by address and token: of one account there may be two."""

    def kept(number: int) -> KnownAsset:
        return KnownAsset(id=str(number), name=f"{number}", kind=Kind.IMAGE, library=Library.SP, added=number)

    for address, numbers in zip(KNOWN_ADDRESSES, ((1, 3), (2, 3)), strict=True):
        for number in numbers:
            write_asset(desk.store, f"{address} {module.mark(TOKEN)}", kept(number))
    assets = Assets(desk.store, DEFAULT_ADDRESS, Clock(), desk.link, desk.folder / "thumbs")
    for _ in range(2):  # the second time there is nothing left to take over
        assets.take_over(TOKEN)
        assert sorted(asset.name for asset in assets.known(Library.SP)) == ["1", "2", "3"]
    assets.forget("2")
    again = Assets(desk.store, DEFAULT_ADDRESS, Clock(), desk.link, desk.folder / "thumbs")
    again.take_over(TOKEN)
    assert again.find("2") is None, "what was taken off the list does not come back"


async def test_neither_token_nor_links_query_is_kept(desk: Desk) -> None:
    await desk.assets.save("The cat", Kind.IMAGE, CAT)
    desk.store.close()
    kept = b"".join(path.read_bytes() for path in desk.folder.glob("studio.db*"))
    assert b"The cat" in kept
    assert TOKEN.encode() not in kept
    assert b"SECRETQUERY" not in kept


async def test_the_same_link_is_saved_once(desk: Desk) -> None:
    first = await desk.assets.save("The cat", Kind.IMAGE, CAT)
    assert await desk.assets.save("Again", Kind.IMAGE, CAT) == first
    assert len(desk.assets.known(Library.SP)) == 1


async def test_what_is_not_accepted_is_said_and_may_be_tried_again(desk: Desk) -> None:
    with pytest.raises(RefusedError) as caught:
        await desk.assets.save("will fail", Kind.IMAGE, CAT)
    assert caught.value.message.code is FaultMessage.ASSET_REFUSED
    assert desk.assets.known(Library.SP)[0].state is AssetState.FAILED
    assert (await desk.assets.save("The cat", Kind.IMAGE, CAT)).state is AssetState.ACTIVE


async def test_without_a_token_nothing_is_sent(desk: Desk) -> None:
    desk.link.use(None)
    with pytest.raises(TokenError):
        await desk.assets.save("The cat", Kind.IMAGE, CAT)


async def test_typed_ids_are_remembered_and_told_apart(desk: Desk) -> None:
    desk.assets.remember("asset://full-1", Kind.VIDEO, Library.FULL)
    desk.assets.remember("full-1", Kind.VIDEO, Library.FULL)
    assert [asset.name for asset in desk.assets.known(Library.FULL)] == ["full-1"]
    assert desk.assets.known(Library.SP) == ()
    desk.assets.forget("full-1")
    assert desk.open().known(Library.FULL) == ()


async def test_a_typed_id_gets_its_name_and_state_from_the_service(desk: Desk) -> None:
    saved = await desk.assets.save("The cat", Kind.IMAGE, CAT)
    desk.assets.forget(saved.id)
    desk.assets.remember(saved.id, Kind.IMAGE, Library.SP)
    await desk.assets.refresh()
    known = desk.assets.find(saved.id)
    assert known is not None
    assert (known.name, known.state) == ("The cat", AssetState.ACTIVE)


async def test_a_passing_fault_while_it_is_checked_is_waited_out(bad: Desk, server: Server) -> None:
    server.on("POST", f"{SP}/upload", envelope({"asset_id": "a1"}, 0))
    active = envelope({"asset_id": "a1", "status": "Active"}, 0)
    waiting = envelope({"asset_id": "a1", "status": "reviewing-now"}, 0)
    server.on("POST", f"{SP}/detail", html(502), waiting, html(503), active)
    assert (await bad.assets.save("Cat", Kind.IMAGE, CAT)).state is AssetState.ACTIVE
    assert len(server.seen_at(f"{SP}/upload")) == 1
    assert server.seen_at(f"{SP}/upload")[0].json() == {"name": "Cat", "type": "image", "url": CAT}


async def test_a_service_that_stays_away_ends_with_a_sentence_and_the_asset_is_kept(
    bad: Desk, server: Server
) -> None:
    server.on("POST", f"{SP}/upload", envelope({"asset_id": "a1"}, 0))
    server.on("POST", f"{SP}/detail", html(502))
    with pytest.raises(PassingError):
        await bad.assets.save("Cat", Kind.IMAGE, CAT)
    assert bad.assets.known(Library.SP)[0].state is AssetState.PROCESSING


async def test_a_reply_without_an_id_is_said(bad: Desk, server: Server) -> None:
    server.on("POST", f"{SP}/upload", envelope({}, 0))
    with pytest.raises(RefusedError):
        await bad.assets.save("Cat", Kind.IMAGE, CAT)
    assert bad.assets.known(Library.SP) == ()


async def test_a_check_that_never_ends_is_given_up(
    bad: Desk, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    server.on("POST", f"{SP}/upload", envelope({"asset_id": "a1"}, 0))
    server.on("POST", f"{SP}/detail", envelope({"asset_id": "a1", "status": "Processing"}, 0))
    with pytest.raises(PassingError) as caught:
        await bad.assets.save("Cat", Kind.IMAGE, CAT)
    assert caught.value.message.code is FaultMessage.ASSET_SLOW


async def test_a_hostile_id_names_no_file(desk: Desk) -> None:
    path = desk.assets.thumbnail_file("../../etc/passwd\0")
    assert path.parent == desk.assets.folder


async def test_a_broken_list_is_passed_over(desk: Desk) -> None:
    owner = f"service {module.mark(TOKEN)}"
    desk.store.write(
        "INSERT INTO asset VALUES (?, 'a', '', 'image', 'sp', 'of the future', 0, '', '')", owner
    )
    assert desk.open().known(Library.SP) == ()
