"""Files given to the form go up by themselves: seen on real widgets, against a slow and a breaking server."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from seedance_gui.domain.draft import Draft, Field, InputMode, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status
from seedance_gui.services.platform import resources
from seedance_gui.ui.form_pane import FormPane
from seedance_gui.ui.references import uploading
from seedance_gui.ui.references.field import ReferenceField
from seedance_gui.ui.references.standing import Standing
from seedance_gui.ui.references.thumbnails import Thumbnails
from seedance_gui.ui.references.uploading import ReferenceUploads
from seedance_gui.ui.widgets.note import Note
from seedance_gui.ui.words import Words
from tests import server as s
from tests.media import make_image
from tests.server import Call, Server
from tests.services.stage import CREATE, UPLOAD, Stage, eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.references.describing import ItemState
    from seedance_gui.ui.theme import Theme

RULES = load_rules(resources.read_text("routes.toml"))


class Bench:
    """A form, a studio on a server, and the uploads between them."""

    def __init__(self, theme: Theme, stage: Stage, folder: Path) -> None:
        self.stage = stage
        self.words = Words()
        self.thumbnails = Thumbnails(stage.media)
        self.form = FormPane(
            RULES,
            self.words,
            theme,
            lambda name: ReferenceField(
                theme,
                self.words,
                name,
                upload=RULES.upload,
                paste_folder=folder / "pasted",
                thumbnails=self.thumbnails,
            ),
        )
        self.form.set_own_origin(stage.server.address)
        self.form.set_draft(Draft("seedance2.0-std", "A fox", InputMode.REFERENCES))
        self.form.resize(400, 900)
        self.form.show()
        self.kept: list[Draft] = []
        self.form.draft_changed.connect(self.kept.append)
        self.works: set[asyncio.Task[None]] = set()
        self.closing: list[Callable[[], None]] = []
        self.standing = Standing(self.form)
        self.uploads = self.begin()

    def begin(self) -> ReferenceUploads:
        return ReferenceUploads(
            self.form, self.stage.task_service, self.words, self.spawn, self.standing, self.form
        )

    def spawn(self, work: Coroutine[object, object, None]) -> object:
        task = asyncio.get_running_loop().create_task(work)
        self.works.add(task)
        return task

    @property
    def images(self) -> ReferenceField:
        field = self.form.field(Field.IMAGES)
        assert isinstance(field, ReferenceField)
        return field

    def give(self, *paths: Path) -> None:
        draft = self.form.draft
        for path in paths:
            draft = draft.adding(Field.IMAGES, Reference(file=str(path)))
        self.form.enter(draft)

    def state(self, index: int = 0) -> ItemState | None:
        tiles = self.images.strip.tiles()
        return tiles[index].view.state if index < len(tiles) else None

    def links(self) -> list[str]:
        return [item.link for item in self.form.draft.images]

    def choose(self, label: str) -> None:
        """Choose something in the menu of the first tile."""
        menu = self.images.show_menu(0, QPoint(5, 5))
        action = next(one for one in menu.findChildren(QAction) if one.text() == label)
        action.trigger()
        menu.close()

    def notes(self) -> list[str]:
        return [
            note.line.text
            for note in self.form.references.block(Field.IMAGES).block.findChildren(Note)
            if not note.isHidden()
        ]

    def busy(self) -> list[str]:
        return [str(task.get_coro()) for task in self.works if not task.done()]

    async def aclose(self) -> None:
        for close in self.closing:
            close()
        self.uploads.close()
        for task in self.works:
            task.cancel()
        await asyncio.gather(*self.works, return_exceptions=True)
        self.thumbnails.close()
        await self.stage.aclose()


@asynccontextmanager
async def opened(theme: Theme, tmp_path: Path) -> AsyncIterator[Bench]:
    with Server() as server:
        stage = Stage(server, RULES, b"", tmp_path)

        def uploaded(call: Call) -> None:
            number = len(server.seen_at(UPLOAD))
            s.envelope({"url": f"{server.address}/uploads/{number}.png"})(call)

        server.on("POST", UPLOAD, uploaded)
        stage.start()
        bench = Bench(theme, stage, tmp_path)
        try:
            yield bench
        finally:
            await bench.aclose()


def benched(test: Callable[[Bench, Path], Awaitable[None]]) -> object:
    """Open and close the bench in the test's own run of the loop: Qt steps it between runs, too, where
    coroutines find no running loop."""

    async def run(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
        async with opened(theme, tmp_path) as bench:
            await test(bench, tmp_path)

    run.__name__ = test.__name__
    return run


@benched
async def test_a_file_goes_up_by_itself_and_gets_its_link(bench: Bench, tmp_path: Path) -> None:
    path = make_image(tmp_path / "cat.png")
    bench.form.enter(Draft("seedance2.0-std", "Like @图1", InputMode.REFERENCES))
    bench.give(path)
    bench.form.prompt.setPlainText("Like @图1")
    await eventually(lambda: bench.links() == [f"{bench.stage.server.address}/uploads/1.png"])
    assert bench.form.draft.images[0].file == str(path)
    assert bench.form.draft.prompt == "Like @图1"
    assert bench.kept[-1] == bench.form.draft
    assert bench.state() is None
    assert not bench.stage.posts()


@benched
async def test_progress_and_speed_are_seen(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "long.png"
    make_image(path, 4, 4)
    with path.open("ab") as file:
        file.write(bytes(20_000_000))
    bench.stage.server.body_rate = 300
    bench.give(path)

    def percent() -> bool:
        state = bench.state()
        return state is not None and state.percent is not None and bool(state.percent)

    await eventually(percent)
    state = bench.state()
    assert state is not None
    assert state.note.startswith("Uploading")
    description = bench.images.strip.tiles()[0].accessibleDescription()
    assert "Uploading" in description
    bench.stage.server.body_rate = None
    await eventually(lambda: bench.links()[0])


@benched
async def test_removing_stops_the_upload(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "long.png"
    path.write_bytes(bytes(20_000_000))
    bench.stage.server.body_rate = 10
    bench.give(path)
    await eventually(lambda: (state := bench.state()) is not None and state.percent is not None)
    bench.images.remove(0)
    bench.stage.server.body_rate = None
    await eventually(lambda: bench.stage.server.seen_at(UPLOAD))
    assert not bench.stage.server.seen_at(UPLOAD)[0].whole
    assert not bench.form.draft.images


@benched
async def test_a_failure_is_said_and_can_be_tried_again(bench: Bench, tmp_path: Path) -> None:
    stage = bench.stage
    good = s.envelope({"url": f"{stage.server.address}/uploads/a.png"})
    stage.server.on("POST", UPLOAD, s.envelope(None, 20002, "no <b>room</b>"), good)
    bench.give(make_image(tmp_path / "cat.png"))
    await eventually(lambda: (state := bench.state()) is not None and state.tone == "danger")
    assert any("room" in note or "order" in note or "took" in note for note in bench.notes()), bench.notes()
    bench.choose("Try again")
    await eventually(lambda: bench.links() == [f"{stage.server.address}/uploads/a.png"])
    assert not bench.notes()


@benched
async def test_the_remedy_below_the_field_tries_again(bench: Bench, tmp_path: Path) -> None:
    stage = bench.stage
    good = s.envelope({"url": f"{stage.server.address}/uploads/a.png"})
    stage.server.on("POST", UPLOAD, s.envelope(None, 20002, "no"), good)
    bench.give(make_image(tmp_path / "cat.png"))
    await eventually(bench.notes)
    block = bench.form.references.block(Field.IMAGES).block
    button = next(
        one for one in block.findChildren(QPushButton) if "Try again" in one.text() + one.accessibleName()
    )
    button.click()
    await eventually(lambda: bench.links()[0])


@benched
async def test_a_passing_fault_is_tried_again_by_itself(bench: Bench, tmp_path: Path) -> None:
    stage = bench.stage
    good = s.envelope({"url": f"{stage.server.address}/uploads/a.png"})
    stage.server.on("POST", UPLOAD, s.hang_up(), s.html(502), good)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uploading, "_FIRST_PAUSE", 0.05)
        bench.give(make_image(tmp_path / "cat.png"))
        await eventually(lambda: bench.links()[0])
    assert len(stage.server.seen_at(UPLOAD)) == 3


@benched
async def test_stop_and_go_on(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "long.png"
    path.write_bytes(bytes(20_000_000))
    bench.stage.server.body_rate = 10
    bench.give(path)
    await eventually(lambda: (state := bench.state()) is not None and state.percent is not None)
    bench.choose("Stop the upload")
    await eventually(lambda: (state := bench.state()) is not None and state.text == "Stopped")
    bench.stage.server.body_rate = None
    note = next(n for n in bench.form.findChildren(Note) if n.line.text.startswith("The upload is stopped."))
    note.remedy_clicked.emit()
    await eventually(lambda: bench.links()[0])


@benched
async def test_what_the_service_refuses_is_said_of_the_file_with_the_reason(
    bench: Bench, tmp_path: Path
) -> None:
    bench.stage.server.on("POST", UPLOAD, s.envelope(None, 20002, "The picture is too dark."))
    bench.give(make_image(tmp_path / "cat.png"))
    await eventually(bench.notes)
    said = "“cat.png” could not be uploaded. The service says: The picture is too dark. Nothing was charged."
    assert bench.notes() == [said]
    state = bench.state()
    assert state is not None
    assert (state.text, state.note) == ("Failed", said)
    bar = bench.form.bar
    assert bar.missing() == ("Look again at: Reference pictures",)
    assert not bar.button.isEnabled()
    bench.images.remove(0)
    bench.form.enter(replace(bench.form.draft, start=InputMode.TEXT))
    assert bar.button.isEnabled()


@benched
async def test_two_at_a_time_and_all_arrive(bench: Bench, tmp_path: Path) -> None:
    paths = [make_image(tmp_path / f"{number}.png", 20 + number, 20) for number in range(6)]
    bench.give(*paths)
    await eventually(lambda: all(bench.links()))
    assert len(set(bench.links())) == 6
    assert [item.file for item in bench.form.draft.images] == [str(path) for path in paths]


@benched
async def test_create_waits_for_the_uploads(bench: Bench, tmp_path: Path) -> None:
    stage = bench.stage
    stage.server.body_rate = 500
    bench.give(make_image(tmp_path / "cat.png", 64, 64))
    await eventually(bench.state)
    task = stage.task_service.submit(bench.form.draft)
    await stage.reaches(task, Status.UPLOADING)
    assert not stage.posts()
    stage.server.body_rate = None
    await eventually(lambda: bench.links()[0])
    await eventually(stage.posts)
    assert stage.posts()[0].json()["images"] == bench.links()
    assert len(stage.server.seen_at(UPLOAD)) == 1


@benched
async def test_create_sends_nothing_when_an_upload_fails(bench: Bench, tmp_path: Path) -> None:
    stage = bench.stage
    stage.server.on("POST", UPLOAD, s.envelope(None, 20002, "no"))
    bench.give(make_image(tmp_path / "cat.png"))
    await eventually(lambda: (state := bench.state()) is not None and state.tone == "danger")
    task = stage.task_service.submit(bench.form.draft)
    await stage.reaches(task, Status.REFUSED)
    assert not stage.server.seen_at(CREATE)


@benched
async def test_what_the_model_does_not_take_stays_here(bench: Bench, tmp_path: Path) -> None:
    """A file kept in a field that is off is not uploaded before it is used."""
    path = make_image(tmp_path / "cat.png")
    off = Draft("seedance2.0-std", "A fox", InputMode.TEXT, images=(Reference(file=str(path)),))
    bench.form.enter(off)
    await asyncio.sleep(0.05)
    assert not bench.works
    bench.form.enter(Draft("seedance2.0-std", "A fox", InputMode.REFERENCES, images=off.images))
    await eventually(lambda: bench.links()[0])


@benched
async def test_the_same_picture_given_again_has_its_link_at_once(bench: Bench, tmp_path: Path) -> None:
    bench.give(make_image(tmp_path / "cat.png"))
    await eventually(lambda: bench.links()[0])
    bench.give(make_image(tmp_path / "the same cat.png"))
    await eventually(lambda: all(bench.links()))
    assert len(set(bench.links())) == 1
    assert len(bench.stage.server.seen_at(UPLOAD)) == 1
