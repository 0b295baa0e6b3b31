"""A newcomer's first video: an example is used in the running program, in practice, and ordered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from seedance_gui.domain.draft import InputMode
from seedance_gui.domain.task import Status
from seedance_gui.self_test.hands import at_ease, eventually
from seedance_gui.services.platform import resources
from tests.ui.shell.test_program import run

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from seedance_gui.program import Program
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.preview.examples import ExampleCard

TYPED = "My own words"


async def cards(program: Program) -> list[ExampleCard]:
    """Wait for the empty stage, and return what it offers."""
    from seedance_gui.ui.preview.examples import ExampleCard  # noqa: PLC0415 - it is made late

    window = program.window

    def shown() -> list[ExampleCard]:
        return [card for card in window.findChildren(ExampleCard) if card.isVisible()]

    await eventually(lambda: program.sessions.current and len(shown()) == 3, 20, "the examples")
    return shown()


def chinese(prompt: str) -> bool:
    """Whether it is written in Chinese; mentions are so in any language."""
    return any("\u4e00" <= letter <= "\u9fff" for letter in prompt.replace("@图", ""))


def assert_copied(copy: Path, folder: Path) -> None:
    assert copy.parent == folder
    assert copy.read_bytes() == resources.path("examples", copy.name).read_bytes()


def files_in(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.is_file()]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_each_example_can_be_ordered_and_one_undo_brings_back_what_was_typed(
    theme: Theme, qapp: QApplication, tmp_path: Path, language: str
) -> None:
    async def person(program: Program) -> None:
        program._parts.settings.change(language=language)
        try:
            await use_each(program)
        finally:
            program._parts.language.use("en")

    async def use_each(program: Program) -> None:
        offered = await cards(program)
        form = program.window.work.form
        form.prompt.setFocus()
        await at_ease(lambda: QTest.keyClicks(form.prompt, TYPED))
        typed = form.draft
        assert typed.prompt == TYPED
        pasted = program.window.work.paste_folder
        for card, start in zip(offered, InputMode, strict=True):
            card.button.setFocus()
            card.button.click()
            await eventually(lambda: form.draft.prompt != TYPED, 10, "the example in the form")
            assert program.window.focusWidget() is form.prompt
            assert form.prompt.textCursor().hasSelection(), "what is written takes its place"
            await eventually(lambda: not form.form.uploading, 20, "its files to be there")
            assert form.draft.start is start
            assert form.form.ready
            assert not form.bar.blockers
            assert chinese(form.draft.prompt) is (language == "zh_CN")
            for item in form.draft.references():
                assert_copied(Path(item.file), pasted)
            assert form.prompt.hasFocus()
            assert not program.window.work.tasks.model.total  # nothing is ordered by itself
            form.undo_action.trigger()
            assert form.draft == typed
        assert len(files_in(pasted)) == 3  # one that two examples use is there once

    await run(theme, qapp, tmp_path, person, first_start_done=True, mode="practice")


@pytest.mark.timeout(120)
async def test_an_example_becomes_a_saved_video_and_makes_room_for_it(
    theme: Theme, qapp: QApplication, tmp_path: Path
) -> None:
    async def person(program: Program) -> None:
        offered = await cards(program)
        work = program.window.work
        offered[2].button.click()
        await eventually(lambda: work.form.draft.first_image and not work.form.bar.blockers, 20, "the form")
        sent = work.form.draft
        work.form.ask()
        await eventually(lambda: work.tasks.model.total == 1, 10, "the order")
        await eventually(lambda: not offered[2].isVisible(), 10, "the stage to show it")
        task = work.tasks.model.row(0)
        assert task.draft.prompt == sent.prompt
        await eventually(lambda: work.tasks.model.row(0).status is Status.SAVED, 60, "the video")
        assert files_in(Path(work.tasks.model.row(0).file).parent)

    await run(theme, qapp, tmp_path, person, first_start_done=True, mode="practice", practice_speed=20.0)


async def test_where_the_copies_can_t_be_written_it_is_said_and_nothing_is_lost(
    theme: Theme, qapp: QApplication, tmp_path: Path
) -> None:
    async def person(program: Program) -> None:
        offered = await cards(program)
        work, before = program.window.work, program.window.work.form.draft
        work.paste_folder.parent.mkdir(exist_ok=True)
        work.paste_folder.write_text("a file is in the way")
        offered[1].button.click()
        toasts = program.window.toasts
        await eventually(lambda: any("could not be copied" in it.text for it in toasts.toasts()), 10, "why")
        assert work.form.draft == before

    await run(theme, qapp, tmp_path, person, first_start_done=True, mode="practice")
