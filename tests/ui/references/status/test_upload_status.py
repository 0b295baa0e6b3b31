"""Files given to the form go up by themselves: what is seen of it, on real widgets and a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from seedance_gui.domain.draft import Draft, Field, InputMode, Reference
from seedance_gui.services.uploads import upload_queue
from seedance_gui.ui.kit.note import Note
from tests import server as s
from tests.media import make_image
from tests.services.stage import UPLOAD, eventually
from tests.ui.form_bench import Bench, benched

if TYPE_CHECKING:
    from pathlib import Path


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
async def test_undo_and_redo_neither_take_back_nor_lose_a_link(bench: Bench, tmp_path: Path) -> None:
    bench.give(make_image(tmp_path / "cat.png"))
    bench.form.prompt.setPlainText("Like @图1")
    await eventually(lambda: bench.links()[0])
    sent = bench.form.draft
    bench.form.undo_action.trigger()
    assert bench.form.draft.prompt == "A fox"
    assert bench.form.draft.images == sent.images
    bench.form.undo_action.trigger()
    assert not bench.form.draft.images
    bench.form.redo_action.trigger()
    assert bench.form.draft.images == sent.images
    bench.form.redo_action.trigger()
    assert bench.form.draft == sent


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
async def test_what_fails_for_a_while_says_so_and_can_be_tried_at_once(bench: Bench, tmp_path: Path) -> None:
    stage = bench.stage
    good = s.envelope({"url": f"{stage.server.address}/uploads/a.png"})
    stage.server.on("POST", UPLOAD, s.html(502), good)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upload_queue, "FIRST_PAUSE", 600.0)
        patch.setattr(upload_queue, "LONGEST_PAUSE", 600.0)
        bench.give(make_image(tmp_path / "cat.png"))
        await eventually(bench.notes)
    state = bench.state()
    assert state is not None
    assert (state.text, state.tone, [state.note]) == ("Waiting", "warning", bench.notes())
    assert not bench.form.bar.missing()  # it may come right by itself
    bench.choose("Try again")
    await eventually(lambda: bench.links()[0])
    assert not bench.notes()


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
    server = bench.stage.server
    good = s.envelope({"url": f"{server.address}/uploads/a.png"})
    server.on("POST", UPLOAD, s.envelope(None, 20002, "The picture is too dark."), good)
    bench.give(make_image(tmp_path / "cat.png"))
    await eventually(bench.notes)
    said = "“cat.png” could not be uploaded. The service says: The picture is too dark. Nothing was charged."
    assert bench.notes() == [said]
    state = bench.state()
    assert state is not None
    assert (state.text, state.note) == ("Failed", said)
    bar = bench.form.bar
    assert bar.missing() == ("Check: Reference pictures",)
    assert not bar.button.isEnabled()
    block = bench.form.references.said(Field.IMAGES)
    buttons = block.findChildren(QPushButton)
    next(one for one in buttons if "Try again" in one.text() + one.accessibleName()).click()
    await eventually(lambda: bench.links()[0])
    assert not bench.notes()
    assert bar.button.isEnabled()


@benched
async def test_what_the_model_does_not_take_stays_here(bench: Bench, tmp_path: Path) -> None:
    """A file kept in a field that is off is not uploaded before it is used."""
    path = make_image(tmp_path / "cat.png")
    off = Draft("seedance2.0-std", "A fox", InputMode.TEXT, images=(Reference(file=str(path)),))
    bench.form.enter(off)
    assert not bench.works
    bench.stage.server.body_rate = 10
    bench.form.enter(Draft("seedance2.0-std", "A fox", InputMode.REFERENCES, images=off.images))
    assert bench.busy()
    bench.images.remove(0)
    await eventually(lambda: not bench.busy())
    bench.stage.server.body_rate = None
