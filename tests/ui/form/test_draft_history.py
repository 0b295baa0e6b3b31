"""One undo for the whole form: real keys and real buttons on the page, with a session behind it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import Draft, Field, InputMode, Reference
from seedance_gui.ui.form.draft_history import DraftHistory, DraftStep
from seedance_gui.ui.kit.note import Note
from seedance_gui.ui.kit.toast import Toast
from seedance_gui.ui.references.field.field import ReferenceField
from seedance_gui.ui.references.field.tile import ReferenceTile
from seedance_gui.ui.tasks.command_table import Command
from tests import server as s
from tests.ui.task_samples import sample
from tests.ui.unconfirmed.test_unconfirmed import Desk, eventually

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.theme import Theme
    from tests.server import Server

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WEB = "https://a.com/"
PICTURES = tuple(Reference(link=f"{WEB}{n}.png") for n in range(1, 7))
NEW = Reference(link=WEB + "new.png")
DRAFT = Draft("seedance2.0-std", "Like @图1 and @图2", InputMode.REFERENCES, images=PICTURES[:2])
EARLIER = Draft("seedance2.0-md", "An owl like @图1", InputMode.REFERENCES, images=PICTURES[4:5], duration=9)


class Bench(Desk):
    """The page with one earlier video, whose draft can be reused."""

    @override
    def serve(self, folder: Path, *tasks: Task) -> None:
        super().serve(folder, replace(sample(1), service=self.service, draft=EARLIER), *tasks)

    async def open_with(self, draft: Draft) -> None:
        self.page.activateWindow()
        self.page.form.set_draft(draft)
        await eventually(self.page.isActiveWindow)
        await self.settled()

    async def settled(self) -> None:
        """Wait until everything is laid out and can be clicked."""
        for _ in range(5):
            await asyncio.sleep(0.01)

    @property
    def now(self) -> Draft:
        return self.page.form.draft

    @property
    def images(self) -> ReferenceField:
        field = self.page.form.field(Field.IMAGES)
        assert isinstance(field, ReferenceField)
        return field

    def keys(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the keyboard is."""
        for key in keys:
            where = QApplication.focusWidget()
            assert where is not None
            QTest.keyClick(where, key, modifier)

    def undo(self) -> None:
        self.keys(Key.Key_Z, modifier=CONTROL)

    def redo(self) -> None:
        self.keys(Key.Key_Z, modifier=CONTROL | SHIFT)

    def focus(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert QApplication.focusWidget() in {widget, widget.focusProxy()}

    def tile(self, index: int) -> QWidget:
        return self.images.strip.tiles()[index]

    def paste(self, link: str) -> None:
        """Paste a link beside the fields."""
        QApplication.clipboard().setText(link)
        QTest.keyClick(self.page.form, Key.Key_V, CONTROL)

    def type(self, text: str) -> None:
        self.focus(self.page.form.prompt)
        self.keys(Key.Key_End)
        QTest.keyClicks(self.page.form.prompt, text)

    def reuse(self) -> None:
        task = self.task_service.task("task1")
        assert task is not None
        self.page.preview.commands.do(Command.REUSE, [task])
        assert self.now == EARLIER

    def undo_buttons(self) -> list[QPushButton]:
        return [
            button
            for toast in self.page.findChildren(Toast)
            if toast.isVisible()
            for button in toast.findChildren(QPushButton)
            if button.accessibleName() == "Undo"
        ]

    def undo_by_toast(self) -> bool:
        """Press the newest “Undo” that is offered, if there is one."""
        buttons = self.undo_buttons()
        if buttons:
            QTest.mouseClick(buttons[-1], Qt.MouseButton.LeftButton)
        return bool(buttons)

    def click_fix(self) -> None:
        """Click the first remedy that is offered below the pictures."""
        block = self.page.form.references.said(Field.IMAGES)
        notes = [note for note in block.findChildren(Note) if note.isVisible() and note.line.fix]
        (button,) = [b for b in notes[0].findChildren(QPushButton) if b.isVisible()]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def server() -> Iterator[Server]:
    with s.Server() as server:
        yield server


@pytest.fixture
def bench(server: Server, tmp_path: Path, theme: Theme) -> Bench:
    return Bench(server, tmp_path, theme, "practice")


def at_work(test: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Begin and end within the test: around it pytest-qt handles events while no loop runs."""

    @wraps(test)
    async def run(bench: Bench, **given: Any) -> None:
        bench.begin()
        try:
            await test(bench, **given)
        finally:
            await bench.end()

    return run


# What was lost or came back where it did not belong


@at_work
async def test_undoing_a_remedy_keeps_the_references_added_since(bench: Bench) -> None:
    await bench.open_with(replace(DRAFT, model="seedance2.0-md", images=PICTURES))
    bench.click_fix()
    await bench.settled()
    assert bench.now.images == PICTURES[:4]
    bench.paste(NEW.link)
    assert bench.now.images == (*PICTURES[:4], NEW)
    bench.undo_by_toast()
    assert NEW in bench.now.images
    bench.focus(bench.tile(0))
    bench.undo()
    assert bench.now.images == PICTURES[:4]
    bench.undo()
    assert bench.now.images == PICTURES
    bench.redo()
    bench.redo()
    assert bench.now.images == (*PICTURES[:4], NEW)


@at_work
async def test_undoing_a_reuse_keeps_the_text_written_since(bench: Bench) -> None:
    await bench.open_with(DRAFT)
    bench.reuse()
    await bench.settled()
    bench.type("flies")
    bench.undo_by_toast()
    assert bench.now == replace(EARLIER, prompt="An owl like @图1flies")
    bench.undo()
    bench.undo()
    assert bench.now == DRAFT
    bench.redo()
    bench.redo()
    assert bench.now == replace(EARLIER, prompt="An owl like @图1flies")


@at_work
async def test_undo_puts_no_removed_reference_into_another_draft(bench: Bench) -> None:
    await bench.open_with(DRAFT)
    bench.focus(bench.tile(0))
    bench.keys(Key.Key_Delete)
    removed = bench.now
    assert removed.images == PICTURES[1:2]
    bench.reuse()
    await bench.settled()
    bench.focus(bench.tile(0))
    bench.undo()
    assert bench.now == removed
    bench.page.form.set_draft(EARLIER)  # as at a start
    bench.focus(bench.tile(0))
    bench.undo()
    assert bench.now == EARLIER


@at_work
async def test_undo_by_key_and_by_toast_brings_a_reference_back_once(bench: Bench) -> None:
    await bench.open_with(DRAFT)
    bench.focus(bench.tile(0))
    bench.keys(Key.Key_Delete)
    bench.undo()
    bench.undo_by_toast()
    assert bench.now == DRAFT
    bench.redo()
    assert bench.now.images == PICTURES[1:2]
    assert bench.now.prompt == "Like  and @图1"


# Undo everywhere in the form


@at_work
async def test_removals_are_undone_one_by_one_from_a_tile(bench: Bench) -> None:
    await bench.open_with(replace(DRAFT, images=PICTURES[:3], prompt="Like @图3"))
    bench.focus(bench.tile(0))
    bench.keys(Key.Key_Delete, Key.Key_Delete)
    assert (bench.now.images, bench.now.prompt) == (PICTURES[2:3], "Like @图1")
    bench.undo()
    assert (bench.now.images, bench.now.prompt) == (PICTURES[1:3], "Like @图2")
    bench.undo()
    bench.undo()  # finds nothing more
    assert (bench.now.images, bench.now.prompt) == (PICTURES[:3], "Like @图3")
    assert isinstance(QApplication.focusWidget(), ReferenceTile)


@at_work
async def test_undo_from_a_slider_its_number_and_the_model_picker(bench: Bench) -> None:
    await bench.open_with(DRAFT)
    form = bench.page.form
    bench.focus(form.shape.duration)
    bench.keys(Key.Key_Down)
    bench.keys(Key.Key_Right, Key.Key_Right)
    assert bench.now.duration == 7
    assert form.undo_action.text() == "Undo Change length"
    bench.undo()
    assert bench.now == DRAFT
    bench.redo()
    assert bench.now.duration == 7
    number = form.shape.slider.field
    bench.focus(number)
    number.selectAll()
    QTest.keyClicks(number, "9")
    bench.undo()  # of what is typed and not taken yet
    assert bench.now.duration == 7
    QTest.keyClicks(number, "8")
    bench.keys(Key.Key_Return)
    assert bench.now.duration == 8
    bench.undo()
    assert bench.now.duration is None
    bench.focus(form.model)
    form.model.chosen.emit("seedance2.0-md")
    bench.undo()
    assert bench.now == DRAFT
    bench.keys(Key.Key_Y, modifier=CONTROL)
    assert bench.now.model == "seedance2.0-md"


@at_work
async def test_a_replaced_frame_comes_back_by_the_message(bench: Bench) -> None:
    first = Reference(link=WEB + "first.png")
    await bench.open_with(replace(DRAFT, start=InputMode.FRAMES, first_image=first))
    slot = bench.page.form.field(Field.FIRST_IMAGE)
    assert isinstance(slot, ReferenceField)
    QApplication.clipboard().setText(NEW.link)
    bench.focus(slot.strip.tiles()[0])
    bench.keys(Key.Key_V, modifier=CONTROL)
    assert bench.now.first_image == NEW
    await bench.settled()
    assert bench.undo_by_toast()
    assert bench.now.first_image == first


@at_work
async def test_a_message_whose_step_is_not_the_newest_goes_away(bench: Bench) -> None:
    await bench.open_with(DRAFT)
    bench.focus(bench.tile(0))
    bench.keys(Key.Key_Delete)
    assert len(bench.undo_buttons()) == 1
    bench.keys(Key.Key_Delete)
    assert len(bench.undo_buttons()) == 1
    bench.undo()
    assert not bench.undo_buttons()
    bench.redo()
    assert not bench.undo_buttons()


@at_work
async def test_a_frame_of_a_video_says_what_it_replaces_and_can_be_undone(bench: Bench) -> None:
    last = Reference(link=WEB + "last.png")
    await bench.open_with(replace(DRAFT, last_image=last))
    before = bench.now
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    await bench.session.tasks._use_frame(picture, Field.LAST_IMAGE)
    assert bench.now.start is InputMode.FRAMES
    assert bench.now.last_image not in {None, last}
    (said,) = [toast.text for toast in bench.page.findChildren(Toast) if toast.isVisible()]
    assert "replaces last.png" in said
    assert "starts from frames" in said
    await bench.settled()
    assert bench.undo_by_toast()
    assert bench.now == before


@at_work
async def test_another_session_offers_no_undo_of_the_one_before(bench: Bench) -> None:
    await bench.open_with(DRAFT)
    bench.focus(bench.tile(0))
    bench.keys(Key.Key_Delete)
    bench.session.close()
    assert not bench.undo_buttons()
    bench.meet()
    bench.focus(bench.tile(0))
    bench.undo()
    assert bench.now.images == PICTURES[1:2]
    bench.keys(Key.Key_Delete)
    assert len(bench.undo_buttons()) == 1


@at_work
async def test_undo_works_wherever_the_keyboard_is_in_the_window(bench: Bench) -> None:
    await bench.open_with(DRAFT)
    bench.reuse()
    assert bench.now.prompt == EARLIER.prompt
    for part in (bench.page.tasks.view, bench.page.preview):
        bench.focus(part)
        bench.undo()
        assert bench.now.prompt == DRAFT.prompt
        bench.redo()
        assert bench.now.prompt == EARLIER.prompt


@at_work
async def test_a_click_on_a_message_leaves_the_keyboard_where_it_is(bench: Bench) -> None:
    await bench.open_with(DRAFT)
    bench.reuse()
    bench.focus(bench.page.tasks.view)
    assert bench.undo_by_toast()
    assert bench.page.tasks.view.hasFocus()


@at_work
async def test_pulling_a_slider_again_after_a_pause_is_another_step(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bench.open_with(DRAFT)
    form = bench.page.form
    now = 100.0
    monkeypatch.setattr("seedance_gui.ui.form.draft_history.monotonic", lambda: now)
    for later, seconds in ((0.5, 9), (0.5, 13), (4, 14)):
        now += later
        form.enter(replace(bench.now, duration=seconds), "Change the length", merging="duration")
    form.history.undo_action.trigger()
    assert bench.now.duration == 13
    form.history.undo_action.trigger()
    assert bench.now.duration == DRAFT.duration


@at_work
async def test_links_put_into_the_prompt_leave_nothing_else_behind(bench: Bench) -> None:
    await bench.open_with(replace(DRAFT, start=InputMode.TEXT, images=(), prompt="A fox"))
    prompt = bench.page.form.prompt
    bench.focus(prompt)
    QTest.keyClick(prompt, Key.Key_End)
    QApplication.clipboard().setText(NEW.link)
    QTest.keyClick(prompt, Key.Key_V, CONTROL)
    assert bench.now.images
    assert bench.now.start is InputMode.REFERENCES
    toasts = bench.page.window().findChildren(Toast)
    buttons = [button for toast in toasts for button in toast.findChildren(QPushButton)]
    next(button for button in buttons if "prompt" in button.text()).click()
    assert bench.now == replace(DRAFT, start=InputMode.TEXT, images=(), prompt=f"A fox {NEW.link}")
    bench.undo()
    assert bench.now.prompt == "A fox"


def test_a_long_history_is_bounded(qapp: QApplication) -> None:
    parent = QObject()
    history = DraftHistory(parent)
    for number in range(1000):
        history.push(DraftStep("Write", replace(DRAFT, prompt=str(number)), replace(DRAFT, prompt="x")))
    assert 100 < history._stack.count() < 1000
    for number in range(10):
        long = replace(DRAFT, prompt=str(number) * 1_500_000)
        history.push(DraftStep("Write", long, long))
    assert history._stack.count() < 5
    assert history.newest is not None
