"""The asset library at the form: save a reference there, take one from there; the practice service behind."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference
from seedance_gui.domain.errors import RefusedError
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.api.client import ApiClient
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks.service import TaskService
from seedance_gui.services.uploads.asset_store import AssetState, Library
from seedance_gui.ui.form.form_pane import FormPane
from seedance_gui.ui.kit.note import Note
from seedance_gui.ui.kit.toast import ToastHost
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.references.assets.asset_library import AssetLibrary
from seedance_gui.ui.references.field.field import ReferenceField
from seedance_gui.ui.references.field.thumbnails import Thumbnails
from seedance_gui.ui.references.status.reference_status import ReferenceStatus
from tests.media import make_image
from tests.practice.running import practice
from tests.services.stage import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.assets.asset_picker import AssetPicker
    from seedance_gui.ui.references.field.edits import ReferenceEdits
    from tests.practice.running import Running

RULES = load_rules(resources.read_text("routes.toml"))
SP, FULL, STD = "seedance2.0-sp", "sd2_mx_720p", "seedance2.0-std"
CAT = Reference("https://example.com/cat.jpg")
SAVE, PICK = "Save to the asset library", "From the asset library…"


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with practice(speed=20) as made:
        yield made


class Desk:
    """A form with the library, a real task service on the practice service, and a store."""

    def __init__(self, theme: Theme, address: str, folder: Path) -> None:
        self.folder = folder
        self.theme = theme
        self.window = QWidget()
        self.window.resize(900, 900)
        self.media = MediaWorker(folder / "undecodable")
        self.thumbnails = Thumbnails(self.media, self.window)
        self.words = Words()
        self.form = FormPane(RULES, self.words, theme, self._field, self.window)
        self.form.resize(400, 900)
        self.form.set_own_origin(address)
        self.toasts = ToastHost(theme, self.window)
        self.opened = open_store(folder / "studio.db")
        self.task_service = TaskService(
            rules=RULES,
            store=self.opened.store,
            api_factory=lambda _, token: ApiClient(address, token),
            videos=folder / "videos",
            cache=folder / "cache",
            media=self.media,
            service="practice",
            own_origin=address,
            pace=0.02,
        )
        self.task_service.accounts.set_token("practice")
        self.works: set[asyncio.Task[None]] = set()
        self.library = AssetLibrary(
            ReferenceStatus(self.form),
            self.task_service,
            self.thumbnails,
            words=self.words,
            theme=theme,
            toasts=self.toasts,
            spawn=self._spawn,
        )
        self.window.show()

    def _spawn(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self.works.add(task)
        return task

    def _field(self, name: Field, edits: ReferenceEdits) -> ReferenceField:
        return ReferenceField(
            self.theme,
            self.words,
            name,
            edits=edits,
            upload=RULES.upload,
            paste_folder=self.folder,
            thumbnails=self.thumbnails,
        )

    def tile_menu(self, name: Field = Field.IMAGES) -> dict[str, object]:
        menu = self.form.field(name).show_menu(0, QPoint(0, 0))
        found = {action.text().replace("&", ""): action for action in menu.actions()}
        menu.close()
        return found  # type: ignore[return-value]

    def add_ways(self, name: Field = Field.IMAGES) -> list[str]:
        menu = QMenu(self.window)
        self.form.field(name).add_menu.fill(menu)
        return [action.text() for action in menu.actions()]

    def press_save(self) -> None:
        menu = self.form.field(Field.IMAGES).show_menu(0, QPoint(0, 0))
        next(action for action in menu.actions() if action.text().replace("&", "") == SAVE).trigger()
        menu.close()

    async def pick(self, name: Field = Field.IMAGES) -> AssetPicker:
        picker = self.library.pick(self.form.field(name))
        assert picker is not None
        # Keys pressed by QTest run Qt's events, in which no request may be under way.
        await asyncio.gather(*self.works)
        return picker

    async def aclose(self) -> None:
        self.library.close()
        self.thumbnails.close()
        for work in self.works:
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work
        await self.task_service.aclose()
        self.opened.store.close()
        self.media.close()


@asynccontextmanager
async def opened(theme: Theme, running: Running, folder: Path) -> AsyncIterator[Desk]:
    desk = Desk(theme, running.address, folder)
    try:
        yield desk
    finally:
        await desk.aclose()


def at_desk(test: Callable[[Desk], Awaitable[None]]) -> object:
    """Open and close the desk in the test's own run of the loop: Qt steps it between runs, too, where
    coroutines find no running loop."""

    async def run(theme: Theme, running: Running, qtbot: QtBot, tmp_path: Path) -> None:
        async with opened(theme, running, tmp_path) as desk:
            await test(desk)

    run.__name__ = test.__name__
    return run


def press(picker: AssetPicker, row: int) -> None:
    # Not ``setCurrentIndex``: that goes by keys which an earlier test may have left held down.
    place = picker.list.visualRect(picker.rows.index(row)).center()
    QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def draft(model: str, *images: Reference, prompt: str = "A fox") -> Draft:
    return Draft(model, prompt, InputMode.REFERENCES, images=images)


@at_desk
async def test_saving_is_offered_on_the_sp_routes_only(desk: Desk) -> None:
    desk.form.set_draft(draft(SP, CAT))
    assert SAVE in desk.tile_menu()
    assert PICK in desk.add_ways()
    for model in (STD, FULL):
        desk.form.set_draft(draft(model, CAT))
        assert SAVE not in desk.tile_menu()
    assert PICK not in desk.add_ways()
    assert "Reviewed material…" in desk.add_ways()
    desk.form.set_draft(draft(STD, CAT))
    assert len(desk.add_ways()) == 3


@at_desk
async def test_a_link_is_saved_checked_and_then_used_from_the_library(desk: Desk) -> None:
    picture = QImage(30, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("#208040"))
    desk.thumbnails.set_image(CAT.link, picture)
    desk.form.set_draft(draft(SP, CAT, prompt="The fur of @图1"))
    desk.press_save()
    await eventually(lambda: desk.form.draft.images[0].link.startswith("asset://"))
    assert desk.form.draft.prompt == "The fur of @图1"
    assert desk.form.form.ready
    asset = desk.task_service.accounts.current.assets.known(Library.SP)[0]
    assert (asset.name, asset.kind, asset.state) == ("cat.jpg", Kind.IMAGE, AssetState.ACTIVE)
    assert QImage(asset.thumbnail).pixelColor(5, 5).name() == "#208040"
    assert desk.thumbnails.image(Reference(link=asset.link)) is not None
    assert SAVE not in desk.tile_menu()


@at_desk
async def test_a_file_is_uploaded_first_and_keeps_its_picture(desk: Desk) -> None:
    file = str(make_image(desk.folder / "garden.png"))
    desk.form.set_draft(draft(SP, Reference(file=file)))
    desk.press_save()
    await eventually(lambda: desk.form.draft.images[0].link.startswith("asset://"))
    assert desk.form.draft.images[0].file == file
    assert desk.form.form.ready


@at_desk
async def test_what_the_service_refuses_is_said_and_stays_as_it_was(desk: Desk) -> None:
    wrong = Reference("https://example.com/fail.jpg")
    desk.form.set_draft(draft(SP, wrong))
    desk.press_save()
    await eventually(lambda: any("did not accept" in toast.text for toast in desk.toasts.toasts()))
    assert desk.form.draft.images == (wrong,)
    assert SAVE in desk.tile_menu()


@at_desk
async def test_while_it_is_saved_the_menu_says_so(desk: Desk) -> None:
    desk.form.set_draft(draft(SP, CAT))
    desk.press_save()
    assert SAVE not in desk.tile_menu()
    assert any("Being saved" in text for text in desk.tile_menu())
    await eventually(lambda: desk.form.draft.images[0].link.startswith("asset://"))


@at_desk
async def test_a_saved_asset_is_picked_again(desk: Desk) -> None:
    saved = await desk.task_service.accounts.current.assets.save("The cat", Kind.IMAGE, CAT.link)
    desk.form.set_draft(draft(SP))
    picker = await desk.pick()
    assert picker.rows.rowCount() == 1
    assert not picker.accept_button.isEnabled()
    press(picker, 0)
    QTest.mouseClick(picker.accept_button, Qt.MouseButton.LeftButton)
    assert desk.form.draft.images == (Reference(link=saved.link),)


@at_desk
async def test_what_the_tray_takes_is_listed_goes_where_it_belongs_and_the_search_narrows_it(
    desk: Desk,
) -> None:
    for name, kind in (("Cat", Kind.IMAGE), ("Dog", Kind.IMAGE), ("Dance", Kind.VIDEO)):
        await desk.task_service.accounts.current.assets.save(name, kind, f"https://example.com/{name}")
    desk.form.set_draft(draft(SP))
    picker = await desk.pick()

    def names() -> list[str]:
        return [picker.rows.items[row].name for row in range(picker.rows.rowCount())]

    assert names() == ["Dance", "Dog", "Cat"]
    QTest.keyClicks(picker.search, "cat")  # ids are searched too: "ca" is found in some of them
    assert names() == ["Cat"]
    picker.search.setText("dance")
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    QTest.keyClick(picker.list, Qt.Key.Key_Return)
    assert len(desk.form.draft.reference_videos) == 1
    desk.form.set_draft(replace(draft(SP), start=InputMode.FRAMES))
    picker = await desk.pick(Field.FIRST_IMAGE)
    assert names() == ["Dog", "Cat"]


@at_desk
async def test_what_is_still_checked_or_refused_can_not_be_used_and_says_why(desk: Desk) -> None:
    assets = desk.task_service.accounts.current.assets
    assets.remember("a1", Kind.IMAGE, Library.SP, "Waiting", state=AssetState.PROCESSING)
    assets.remember("a2", Kind.IMAGE, Library.SP, "Refused", state=AssetState.FAILED)
    desk.form.set_draft(draft(SP))
    picker = await desk.pick()
    for row, said in ((0, "did not accept"), (1, "still checking")):
        press(picker, row)
        assert not picker.accept_button.isEnabled()
        assert said in picker.problem.text()


@at_desk
async def test_the_open_list_follows_what_the_service_says(desk: Desk) -> None:
    desk.form.set_draft(draft(SP))
    work = asyncio.ensure_future(
        desk.task_service.accounts.current.assets.save("The cat", Kind.IMAGE, CAT.link)
    )
    await eventually(lambda: desk.task_service.accounts.current.assets.known(Library.SP))
    picker = desk.library.pick(desk.form.field(Field.IMAGES))
    assert picker is not None
    await eventually(lambda: picker.rows.items[0].state is AssetState.ACTIVE)
    await work


@at_desk
async def test_an_id_can_be_typed_and_is_remembered(desk: Desk) -> None:
    desk.form.set_draft(draft(FULL))
    picker = await desk.pick()
    assert "console" in picker.about.text()
    QTest.keyClicks(picker.typed, "https://example.com/x.jpg")
    QTest.mouseClick(picker.accept_button, Qt.MouseButton.LeftButton)
    assert picker.isVisible()
    assert "not an asset" in picker.problem.text()
    picker.typed.clear()
    QTest.keyClicks(picker.typed, "full-77")
    QTest.keyClick(picker.typed, Qt.Key.Key_Return)
    assert desk.form.draft.images == (Reference(link="asset://full-77"),)
    assert desk.form.form.ready
    again = await desk.pick()
    assert again.rows.items[0].id == "full-77"


@at_desk
async def test_an_id_given_in_any_other_way_is_remembered_for_its_routes(desk: Desk) -> None:
    off = Draft(SP, "A fox", InputMode.TEXT, images=(Reference("asset://off"), Reference("asset://")))
    desk.form.set_draft(off)
    assert not desk.task_service.accounts.current.assets.known(Library.SP)
    desk.form.set_draft(draft(FULL, Reference("asset://f1")))
    desk.form.set_draft(draft(SP, Reference("asset://s1")))
    assert [a.id for a in desk.task_service.accounts.current.assets.known(Library.FULL)] == ["f1"]
    assert [a.id for a in desk.task_service.accounts.current.assets.known(Library.SP)] == ["s1"]


@at_desk
async def test_a_frame_takes_one_and_delete_takes_off_the_list(desk: Desk) -> None:
    for number in (1, 2):
        desk.task_service.accounts.current.assets.remember(f"s{number}", Kind.IMAGE, Library.SP)
    desk.form.set_draft(Draft(SP, "A fox", InputMode.FRAMES))
    picker = await desk.pick(Field.FIRST_IMAGE)
    picker.list.setFocus()
    press(picker, 0)
    QTest.keyClick(picker.list, Qt.Key.Key_Delete)
    assert picker.rows.rowCount() == 1
    press(picker, 0)
    QTest.keyClick(picker.list, Qt.Key.Key_Return)
    assert desk.form.draft.first_image == Reference("asset://s1")


@at_desk
async def test_nothing_known_is_said_and_names_with_markup_are_plain(desk: Desk) -> None:
    desk.form.set_draft(draft(SP))
    picker = await desk.pick()
    assert picker.nothing.isVisible()
    desk.task_service.accounts.current.assets.remember(
        "x", Kind.IMAGE, Library.SP, "<img src=file:///etc/passwd>\u202e"
    )
    assert picker.rows.rowCount() == 1
    shown = picker.rows.index(0).data()
    assert shown == "<img src=file:///etc/passwd>�"
    assert not picker.grab().isNull()


async def brought(desk: Desk) -> str:
    """Return the id of a picture that another program saved in the library."""
    link = await desk.task_service.upload(make_image(desk.folder / "cat.png", 400, 300))
    api = ApiClient(desk.task_service.own_origin, "practice")
    asset_id = await api.add_asset("The cat", "image", link)
    await api.aclose()
    return asset_id


@at_desk
async def test_an_id_that_was_typed_gets_its_state_name_and_picture(desk: Desk) -> None:
    item = Reference(link=f"asset://{await brought(desk)}")
    desk.form.set_draft(draft(SP, item))
    await eventually(lambda: desk.thumbnails.image(item) is not None)
    known = desk.task_service.accounts.current.assets.find(item.link)
    assert known is not None
    assert known.name == "The cat"
    assert QImage(known.thumbnail).size().width() > 100


@at_desk
async def test_an_asset_that_is_not_accepted_is_said_before_it_is_paid_for(desk: Desk) -> None:
    with suppress(RefusedError):
        await desk.task_service.accounts.current.assets.save("fail", Kind.IMAGE, CAT.link)
    (asset,) = desk.task_service.accounts.current.assets.known(Library.SP)
    desk.form.set_draft(draft(SP, Reference(link=asset.link)))
    field = desk.form.field(Field.IMAGES)
    state = field.strip.tiles()[0].view.state
    assert state is not None
    assert state.text == "Not accepted"
    notes = desk.form.references.said(Field.IMAGES).findChildren(Note)
    assert "The service did not accept this one." in [n.line.text for n in notes if not n.isHidden()]


@at_desk
async def test_an_asset_still_being_checked_says_so_until_it_is_accepted(desk: Desk) -> None:
    assets = desk.task_service.accounts.current.assets
    asset = assets.remember("a1", Kind.IMAGE, Library.SP, state=AssetState.PROCESSING)
    desk.form.set_draft(draft(SP, Reference(link=asset.link)))
    tile = desk.form.field(Field.IMAGES).strip.tiles()[0]
    assert tile.view.state is not None
    assert tile.view.state.text == "Being checked"
    assets.forget("a1")
    assets.remember("a1", Kind.IMAGE, Library.SP, state=AssetState.ACTIVE)
    assert tile.view.state is None


def test_the_picker_is_imported_when_it_is_first_needed() -> None:
    code = """
import sys
from seedance_gui import program
assert not [name for name in sys.modules if name.startswith("seedance_gui.ui.references.assets.asset_p")]
"""
    subprocess.run([sys.executable, "-c", code], check=True)
