"""Two videos compared on the real page: what differs is said, one is kept, the others go and come back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from seedance_gui.domain.draft import Draft
from seedance_gui.domain.task import Status, Take
from seedance_gui.ui.compare.compare_pane import ComparePane
from seedance_gui.ui.compare.differences import differing_words
from seedance_gui.ui.tasks.command_table import Command
from tests.numbered import make_numbered, number_of
from tests.ui.session.test_same_order import answer
from tests.ui.task_samples import sample
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task

__all__ = ["desk", "server"]


def saved(desk: Desk, number: int, count: int = 24, *, prompt: str = "A boat", of: int = 3) -> Task:
    """Keep a finished video with numbered pictures, the take of a group."""
    file: Path = make_numbered(desk.folder / f"{number}.mp4", count)
    task = replace(
        sample(number, Status.SAVED, prompt=prompt),
        id=f"take{number}",
        service=desk.task_service.accounts.address,
        created=1_700_000_000.0 + number,
        file=str(file),
        take=Take("group", number, of) if of else None,
        body={"model": "seedance2.0-std", "duration": count // 12, "ratio": "16:9"},
    )
    desk.task_service._repository.add(task)
    return task


def pane(desk: Desk) -> ComparePane:
    return desk.page.findChildren(ComparePane)[-1]


async def compare(desk: Desk, *tasks: Task) -> ComparePane:
    desk.page.tasks.commands.do(Command.COMPARE, tasks)
    await eventually(lambda: desk.page.findChildren(ComparePane))
    lead = pane(desk).lead
    await eventually(
        lambda: all(each.ready and each.shown.number is not None for each in (lead, lead.follower))
    )
    return pane(desk)


def said(widget: ComparePane) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@at_work
async def test_one_of_several_takes_is_kept_and_the_rest_goes_in_one_go(desk: Desk) -> None:
    takes = [saved(desk, 1), saved(desk, 2, 48), saved(desk, 3)]
    task_service = desk.task_service
    task_service.filing.favour(["take3"], True)
    desk.page.tasks.choose("take1")
    shown = await compare(desk, takes[0])
    assert [task.id for task in shown.pair.tasks] == ["take1", "take2"]
    assert shown.pair.second_leads, "the longer one leads"
    assert "Length" in said(shown)
    assert "Model" not in said(shown), "only what differs"
    QTest.keyClick(shown, Qt.Key.Key_Period)
    first, second = (view.player for view in shown.views)
    await eventually(lambda: number_of(first.picture()) == number_of(second.picture()) == 1)
    assert desk.page.tasks.delegate.letters == {"take1": "A", "take2": "B"}, "the list says which they are"
    row = desk.page.tasks.view.grab().toImage()
    shown.swap()
    assert desk.page.tasks.delegate.letters == {"take2": "A", "take1": "B"}
    assert desk.page.tasks.view.grab().toImage() != row
    assert [task.id for task in shown.pair.tasks] == ["take2", "take1"]
    assert (shown.views[0].player, shown.views[1].player) == (second, first)
    assert shown.heard == 1, "the same one is heard"
    shown.swap()
    QTest.keyClick(shown.stage, Qt.Key.Key_F)
    assert shown.stage.isFullScreen()
    QTest.keyClick(shown.stage, Qt.Key.Key_Comma)
    await eventually(lambda: number_of(first.picture()) == number_of(second.picture()) == 0)
    QTest.keyClick(shown.stage, Qt.Key.Key_Escape)
    await eventually(lambda: not shown.stage.isWindow())
    assert shown.stage.isVisible()
    keep = shown.findChild(QPushButton, "keep_A")
    assert isinstance(keep, QPushButton)
    keep.click()
    await answer(desk, "Remove from the list")
    assert [task.id for task in task_service.tasks()] == ["take3", "take1"], "one with a star stays"
    assert all(task.favourite for task in task_service.tasks())
    assert not desk.page.tasks.delegate.letters
    assert not [each for each in desk.page.findChildren(ComparePane) if each.isVisible()]
    assert desk.page.tasks.selected() == ["take1"]
    desk.page.tasks.view.undo_asked.emit()
    await eventually(lambda: len(task_service.tasks()) == 3)


@at_work
async def test_what_is_off_says_why_and_escape_leaves(desk: Desk) -> None:
    alone, other = saved(desk, 1, of=0), saved(desk, 2, of=0, prompt="A boat at night")
    commands, page = desk.page.tasks.commands, desk.page
    page.tasks.choose(alone.id)
    commands.refresh()
    assert commands[Command.COMPARE].statusTip() == "Select two videos to compare them."
    page.tasks.view.selectAll()
    commands.refresh()
    assert commands[Command.COMPARE].isEnabled()
    shown = await compare(desk, alone, other)
    assert page.preview.about.isHidden()
    assert "A boat at night" in said(shown)
    shown.lead.release()
    shown.lead.follower.load(Path(other.file))  # whichever is read first
    await eventually(lambda: shown.lead.follower.ready and shown.lead.follower.duration)
    shown.lead.load(Path(alone.file))
    await eventually(lambda: shown.lead.ready and "Frame 1 of 24" in said(shown))
    assert "holds" not in said(shown), "they are equally long"
    assert page.form.isHidden()
    rail = shown.findChild(QToolButton, "rail_prompt")
    assert isinstance(rail, QToolButton)
    rail.click()
    assert page.form.isVisible(), "the rail leads back to the form"
    assert shown.rail.isHidden()
    assert page.form.prompt.hasFocus()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    await eventually(lambda: not page.findChildren(ComparePane))
    assert not page.preview.about.isHidden()
    assert page.form.isVisible()
    draft = Draft(desk.rules.first_model)
    assert desk.page.form.draft.model == draft.model


def test_of_two_prompts_what_differs_is_said_with_a_little_around_it() -> None:
    one = "A paper boat drifts down a rainy street at dusk in the water. Slow, low camera, no cut at all"
    other = "A paper boat drifts down a rainy street early in the water. Slow, low camera, no cut at all"
    assert marked(*differing_words(one, other)) == [
        "…boat drifts down a rainy street [at dusk] in the water. Slow, low camera, no cut at all",
        "…boat drifts down a rainy street [early] in the water. Slow, low camera, no cut at all",
    ]
    long = "One two three four five six seven eight nine ten"
    assert marked(*differing_words(f"A {long} {long} {long}", f"B {long} {long} {long}")) == [
        f"[{letter}] {long} One two three four five six seven eight…" for letter in "AB"
    ]
    assert marked(*differing_words("A fox <b>", "A fox runs <b>")) == ["A fox <b>", "A fox [runs] <b>"]
    assert marked(*differing_words("黄昏时🦊纸船漂过雨街", "清晨🦊纸船漂过雨街")) == [
        "[黄昏时]🦊纸船漂过雨街",
        "[清晨]🦊纸船漂过雨街",
    ]
    assert marked(*differing_words("", "A fox")) == ["", "A fox"], "nothing in common: no marks"


def marked(*texts: tuple[str, list[tuple[int, int]]]) -> list[str]:
    """Return texts with what is marked in brackets."""
    said = []
    for text, marks in texts:
        letters = list(text)
        for start, end in reversed(marks):
            letters[start:end] = f"[{text[start:end]}]"
        said.append("".join(letters))
    return said
