"""Earlier prompts and what is kept under a name come back into the form, each as one step."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference
from seedance_gui.domain.settings_text import settings_text
from seedance_gui.domain.task import Status
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks.named import cast_of, snippets_of, templates_of, with_own_file
from seedance_gui.ui.kit.note import Note
from seedance_gui.ui.session.named_dialog import NamedDialog
from seedance_gui.ui.session.shelves import Shelf
from seedance_gui.ui.shell.command_palette import CommandPalette
from tests.media import make_image
from tests.server import envelope
from tests.services.stage import UPLOAD
from tests.ui.task_samples import sample
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme

__all__ = ["desk", "server"]
DRAFT = Draft("seedance2.0-std", "A fox", ratio="9:16", duration=7)


@at_work
async def test_a_prompt_is_found_by_its_words_and_put_in_as_one_step(desk: Desk) -> None:
    form = desk.page.form
    before, opened = desk.task_service, desk.opened
    desk.session.close()
    desk.service = "practice"
    (desk.folder / "more").mkdir()
    prompts = ["A fox", "A hare\nruns", "A fox", ""]
    tasks = [sample(number, Status.FAILED, prompt=prompt) for number, prompt in enumerate(prompts)]
    tasks = [replace(task, created=float(number)) for number, task in enumerate(tasks)]
    desk.serve(desk.folder / "more", *tasks)
    desk.meet()
    await before.aclose()
    opened.store.close()
    mine = replace(form.draft, prompt="My own words", ratio="9:16")
    form.enter(mine)
    desk.page.prompts_asked.emit()
    (palette,) = desk.page.window().findChildren(CommandPalette)
    assert [action.text() for action in palette.rows.items] == ["A fox", "A hare runs"]
    QTest.keyClicks(palette.search, "runs")
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert form.draft == replace(mine, prompt="A hare\nruns")
    assert [toast.text for toast in desk.toasts.toasts()] == ["The prompt is in the form."]
    form.undo_action.trigger()
    assert form.draft == mine


async def opened_in(desk: Desk) -> NamedDialog:
    await eventually(lambda: desk.page.window().findChildren(NamedDialog))
    (dialog,) = desk.page.window().findChildren(NamedDialog)
    return dialog


async def closed(desk: Desk) -> None:
    await eventually(lambda: not desk.page.window().findChildren(NamedDialog))


@at_work
async def test_a_template_is_saved_and_used_in_the_window(desk: Desk) -> None:
    form = desk.page.form
    form.enter(DRAFT)
    desk.page.templates_asked.emit()
    dialog = await opened_in(desk)
    assert not dialog.use.isEnabled()
    assert dialog.focusWidget() is dialog.name
    QTest.keyClicks(dialog.name, "Tall fox")
    dialog.save.click()
    dialog.reject()
    form.enter(replace(DRAFT, prompt="A hare", duration=5))
    await closed(desk)
    desk.page.templates_asked.emit()
    dialog = await opened_in(desk)
    assert dialog.said.text() == "STD · 9:16 · 7 s · A fox"
    dialog.use.click()
    await eventually(lambda: form.draft == DRAFT)
    assert desk.page.window().focusWidget() is form.prompt
    assert form.prompt.textCursor().selectedText() == "A fox", "what is written takes its place"
    said = [toast.text for toast in desk.toasts.toasts()]
    assert said == ["The template “Tall fox” is in the form. They replace “A hare”."]


@at_work
async def test_selected_words_become_a_snippet_that_every_prompt_can_have(desk: Desk) -> None:
    form, prompt = desk.page.form, desk.page.form.prompt
    form.enter(replace(DRAFT, prompt="A fox. Low camera, soft @图1 light"))
    prompt.keep_selection()  # nothing is selected: that is said, and nothing opens
    cursor = prompt.textCursor()
    cursor.setPosition(7)
    cursor.setPosition(len(prompt.toPlainText()), QTextCursor.MoveMode.KeepAnchor)
    prompt.setTextCursor(cursor)
    prompt.keep_selection()
    dialog = await opened_in(desk)
    QTest.keyClicks(dialog.name, "Low & slow")
    dialog.save.click()
    dialog.reject()
    await closed(desk)
    assert desk.task_service.snippets.all == {"Low & slow": "Low camera, soft @图1 light"}
    form.enter(before := replace(DRAFT, prompt="A hare."))
    cursor = prompt.textCursor()
    cursor.setPosition(7)
    prompt.setTextCursor(cursor)
    (action,) = desk.page.kept_actions()
    assert action.text() == "Insert “Low & slow”: Low camera, soft @Picture 1 light"
    action.trigger()
    assert form.draft.prompt == "A hare. Low camera, soft @图1 light"
    form.undo_action.trigger()
    assert form.draft == before


@at_work
async def test_one_of_the_cast_outlives_its_file_and_is_used_by_its_name(desk: Desk) -> None:
    form, field = desk.page.form, desk.page.form.field(Field.IMAGES)
    picture = desk.folder / "her face.png"
    picture.write_bytes(b"a picture")
    kept = Reference("https://example.com/old.png", str(picture), kind=Kind.IMAGE)
    form.enter(replace(DRAFT, start=InputMode.REFERENCES, images=(kept,)), step := "Mine")
    menu = field.show_menu(0, desk.page.mapToGlobal(desk.page.rect().center()))
    next(each for each in menu.actions() if "Keep in the cast…" in each.text()).trigger()
    dialog = await opened_in(desk)
    for name, said in (("picture 1", "That is how references are numbered."), ("Lena", "“Lena” is saved.")):
        dialog.name.setText(name)
        dialog.save.click()
        assert dialog.said.text().startswith(said)
    dialog.reject()
    cast, folder = desk.task_service.cast, desk.task_service.cast_folder
    await eventually(lambda: cast.all["Lena"].file.startswith(str(folder)))
    copy = cast.all["Lena"].file
    assert Path(copy).name == "her face.png"
    # What is in the form is that copy now, for which nothing has to be undone.
    assert [item.file for item in form.draft.images] == [copy]
    assert form.undo_action.text().endswith(step)
    picture.unlink()
    assert await asyncio.to_thread(Path(copy).read_bytes) == b"a picture"
    form.enter(replace(DRAFT, prompt="Here is"))
    form.prompt.moveCursor(QTextCursor.MoveOperation.End)
    await closed(desk)
    desk.page.templates_asked.emit()
    dialog = await opened_in(desk)
    dialog.shown.button("cast").click()
    dialog.use.click()
    await eventually(lambda: form.draft.images)
    # Its link was left behind: it is made anew, or found again, whenever it is used.
    assert form.draft.images[0].file == copy
    assert form.draft.images[0].link != kept.link
    assert form.draft.prompt == "Here is @图1"


@at_work
async def test_what_comes_back_says_what_no_longer_holds_and_is_mended(desk: Desk) -> None:
    page, service = desk.page, desk.task_service
    desk.server.on("POST", UPLOAD, envelope({"url": f"{desk.server.address}/1.png"}))
    picture = make_image(desk.folder / "her face.png")
    await service.upload(picture)
    copy = with_own_file(picture, service.cast_folder)
    service.cast.replace({"Lena": Reference(file=str(copy), kind=Kind.IMAGE)})
    picture.unlink()
    gone = Reference("https://example.com/old.png", str(desk.folder / "gone.png"), width=640, height=480)
    images = (Reference("https://example.com/older.png", str(picture)), gone)
    old = replace(DRAFT, start=InputMode.REFERENCES, images=images, ratio="5:4", duration=99)
    page.drop_target.settings_given.emit(old, "fox.json", "", ())
    assert [toast.text for toast in desk.toasts.toasts()] == [
        "The settings of fox.json are in the form. Not all of it can be used as it was: Ratio, Length."
    ]
    await eventually(lambda: page.form.draft.images[0].file == str(copy))
    await eventually(lambda: [note for note in page.form.findChildren(Note) if "gone.png" in note.line.text])
    # What was known of it is not forgotten: its link may still work.
    assert page.form.draft.images[1] == gone


def test_what_has_a_name_is_renamed_deleted_brought_back_and_kept(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    opened = open_store(tmp_path / "store.sqlite")
    templates = templates_of(opened.store)
    templates.replace({"b": DRAFT, "A": replace(DRAFT, prompt="A hare")})
    snippets = snippets_of(opened.store)
    shelf = Shelf(
        key="templates",
        title="Templates",
        things=templates,
        given=DRAFT,
        ask="",
        empty="Nothing yet",
        use="Use",
        about=settings_text,
    )
    shelves = (shelf, replace(shelf, key="snippets", things=snippets, given=None, about=str))
    dialog = NamedDialog(theme, None, shelves, "templates")  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()

    def names() -> list[str]:
        return [dialog.list.item(row).text() for row in range(dialog.list.count())]

    assert names() == ["A", "b"]
    dialog.list.setCurrentRow(1)
    dialog.rename.click()
    editor = dialog.list.findChild(QLineEdit)
    assert editor is not None
    editor.setText("a")  # small or large letters make no other name
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.said.text() == "There is one of this name already.")
    assert (names(), dialog.isVisible()) == (["A", "b"], True)
    dialog.list.currentItem().setText("Tall")
    assert (names(), dialog.said.text()) == (["A", "Tall"], "“b” is “Tall” now.")
    dialog.list.setCurrentRow(0)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert (names(), dialog.said.text()) == (["Tall"], "“A” is deleted.")
    QTest.keyClicks(dialog.name, "tall")
    dialog.save.click()
    assert (names(), dialog.said.text()) == (["tall"], "“tall” is replaced.")
    dialog.shown.button("snippets").click()
    assert (names(), dialog.said.text(), dialog.name.isEnabled()) == ([], "Nothing yet", False)
    dialog.undo.click()  # comes back to where it was done
    dialog.undo.click()
    assert (names(), dialog.undo.isEnabled()) == (["A", "Tall"], True)
    templates.kept.flush()
    opened.store.close()
    again = open_store(tmp_path / "store.sqlite")
    assert templates_of(again.store).all == {"A": replace(DRAFT, prompt="A hare"), "Tall": DRAFT}
    again.store.set_setting("templates", {"x": 5, "y": {"model": "m"}, "z": []})
    assert templates_of(again.store).all == {"y": Draft("m")}
    again.store.set_setting("snippets", {"x": 5, "y": "Rain", "z": ""})
    assert snippets_of(again.store).all == {"y": "Rain"}
    again.store.set_setting("cast", {"x": 5, "y": {"link": "l", "kind": "image"}, "z": {"kind": "image"}})
    assert cast_of(again.store).all == {"y": Reference("l", kind=Kind.IMAGE)}
    again.store.close()
