"""Earlier prompts and templates come back into the form, each as one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from seedance_gui.domain.draft import Draft
from seedance_gui.domain.task import Status
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks.named import Templates
from seedance_gui.ui.session.named_dialog import TemplatesDialog
from seedance_gui.ui.shell.command_palette import CommandPalette
from tests.ui.task_samples import sample
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

if TYPE_CHECKING:
    from pathlib import Path

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


async def opened_in(desk: Desk) -> TemplatesDialog:
    await eventually(lambda: desk.page.window().findChildren(TemplatesDialog))
    (dialog,) = desk.page.window().findChildren(TemplatesDialog)
    return dialog


@at_work
async def test_a_template_is_saved_and_used_in_the_window(desk: Desk) -> None:
    form = desk.page.form
    form.enter(DRAFT)
    desk.page.templates_asked.emit()
    dialog = await opened_in(desk)
    assert not dialog.use.isEnabled()
    QTest.keyClicks(dialog.name, "Tall fox")
    dialog.save.click()
    dialog.reject()
    form.enter(replace(DRAFT, prompt="A hare", duration=5))
    await eventually(lambda: not desk.page.window().findChildren(TemplatesDialog))
    desk.page.templates_asked.emit()
    dialog = await opened_in(desk)
    dialog.use.click()
    await eventually(lambda: form.draft == DRAFT)
    said = [toast.text for toast in desk.toasts.toasts()]
    assert said == ["The template “Tall fox” is in the form. They replace “A hare”."]


def test_templates_are_renamed_deleted_brought_back_and_kept(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    opened = open_store(tmp_path / "store.sqlite")
    templates = Templates(opened.store)
    templates.replace({"b": DRAFT, "A": replace(DRAFT, prompt="A hare")})
    dialog = TemplatesDialog(theme, None, templates, DRAFT)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()

    def names() -> list[str]:
        return [dialog.list.item(row).text() for row in range(dialog.list.count())]

    assert names() == ["A", "b"]
    dialog.list.setCurrentRow(1)
    dialog.rename.click()
    editor = dialog.list.findChild(QLineEdit)
    assert editor is not None
    editor.setText("A")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.said.text() == "There is a template of this name already.")
    assert (names(), dialog.isVisible()) == (["A", "b"], True)
    dialog.list.currentItem().setText("Tall")
    assert (names(), dialog.said.text()) == (["A", "Tall"], "“b” is “Tall” now.")
    dialog.list.setCurrentRow(0)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert (names(), dialog.said.text()) == (["Tall"], "“A” is deleted.")
    QTest.keyClicks(dialog.name, "Tall")
    dialog.save.click()
    assert dialog.said.text() == "“Tall” is replaced."
    dialog.undo.click()
    dialog.undo.click()
    assert (names(), dialog.undo.isEnabled()) == (["A", "Tall"], True)
    templates.kept.flush()
    opened.store.close()
    again = open_store(tmp_path / "store.sqlite")
    assert Templates(again.store).all == {"A": replace(DRAFT, prompt="A hare"), "Tall": DRAFT}
    again.store.set_setting("templates", {"x": 5, "y": {"model": "m"}, "z": []})
    assert Templates(again.store).all == {"y": Draft("m")}
    again.store.close()
