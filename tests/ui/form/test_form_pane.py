"""The Create column, driven as a person drives it: mouse, keyboard, and what is seen."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QAction, QInputMethodEvent, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import REFERENCE_FIELDS, Draft, Field, InputMode, Reference
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.ui.form.form_pane import FormPane
from seedance_gui.ui.form.state_block import looks
from seedance_gui.ui.kit.icons import ratio_icon
from seedance_gui.ui.kit.note import Note, NoteLine
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.references.field.field import ReferenceField
from seedance_gui.ui.references.field.thumbnails import Thumbnails
from seedance_gui.ui.references.intake.add_dialog import LinkDialog
from seedance_gui.ui.references.intake.dropping import references_from_text
from seedance_gui.ui.shell.reading_order import move_focus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.domain.form_state import FieldState, Form
    from seedance_gui.ui.form.shape_cell import ShapeCell
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.edits import ReferenceEdits

RULES = load_rules(resources.read_text("routes.toml"))
MODELS = [model.value for _, model in RULES.models()]
SHAPE = [name.value for name in (Field.RATIO, Field.DURATION, Field.RESOLUTION, Field.ORIENTATION)]
WEB = "https://example.com/"
FULL_DRAFT = Draft(
    "seedance2.0-std",
    "A fox in {snow}",
    InputMode.REFERENCES,
    images=(Reference(WEB + "a.jpg"), Reference(WEB + "b.png")),
    first_image=Reference(WEB + "first.jpg"),
    last_image=Reference(WEB + "last.jpg"),
    reference_videos=(Reference(WEB + "walk.mp4"),),
    reference_audios=(Reference(WEB + "wind.mp3"),),
    ratio="21:9",
    duration=15,
    resolution="1080p",
    orientation="portrait",
)


@pytest.fixture
def text_size() -> float:
    return 1.0


@pytest.fixture
def pane(theme: Theme, qtbot: QtBot, tmp_path: Path, text_size: float) -> Iterator[FormPane]:
    theme.set_text_size(text_size)
    words = Words()
    thumbnails = Thumbnails(MediaWorker(tmp_path / "undecodable"))

    def make(name: Field, edits: ReferenceEdits) -> ReferenceField:
        return ReferenceField(
            theme, words, name, edits=edits, upload=RULES.upload, paste_folder=tmp_path, thumbnails=thumbnails
        )

    made = FormPane(RULES, words, theme, make)
    made.resize(360, 900)
    made.show()
    qtbot.waitUntil(made.isVisible)
    yield made
    thumbnails.close()


def give(pane: FormPane, name: Field, *links: str) -> None:
    """Type links into a field's dialog."""
    pane.field(name).take(references_from_text("\n".join(WEB + link for link in links), RULES.upload))


def links(widget: QWidget) -> dict[str, QPushButton]:
    """The remedies to be seen in a widget, by their words."""
    return {
        b.accessibleName(): b
        for b in widget.findChildren(QPushButton)
        if b.isVisible() and b.accessibleName()
    }


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def collected(pane: FormPane) -> list[Draft]:
    asked: list[Draft] = []
    pane.create_requested.connect(asked.append)
    return asked


# Nothing is ever lost


@pytest.mark.parametrize("start", list(InputMode))
def test_walking_through_every_model_loses_nothing(pane: FormPane, start: InputMode) -> None:
    draft = replace(FULL_DRAFT, start=start)
    pane.set_draft(draft)
    for model in MODELS:
        pane.model.chosen.emit(model)
        assert pane.draft == replace(draft, model=model)
    pane.model.chosen.emit(draft.model)
    assert pane.draft == draft
    assert [item.name for item in pane.field(Field.IMAGES).items()] == ["a.jpg", "b.png"]


def test_walking_through_the_start_modes_loses_nothing(pane: FormPane) -> None:
    for model in MODELS:
        draft = replace(FULL_DRAFT, model=model)
        pane.set_draft(draft)
        for start in (InputMode.TEXT, InputMode.FRAMES, InputMode.REFERENCES):
            click(pane.start.button(start.value))
            assert pane.draft == replace(draft, start=start)


@pytest.mark.parametrize("start", list(InputMode))
def test_each_widget_shows_what_the_domain_says(pane: FormPane, start: InputMode) -> None:
    for model in MODELS:
        draft = replace(FULL_DRAFT, model=model, start=start)
        pane.set_draft(draft)
        check_all_fields(pane, evaluate(RULES, draft))


def check_all_fields(pane: FormPane, form: Form) -> None:
    words = Words()
    for name in REFERENCE_FIELDS:
        state = form[name]
        assert pane.field(name).isVisible() is state.on  # all hold something
        if state.reason:
            assert words.text(state.reason) in pane.field(name).accessibleDescription()
            drafts = [fix.draft for fix in state.fixes]
            assert all(draft in pane.references.remedies for draft in drafts)
    for name, cell in (
        (Field.RATIO, pane.shape.ratio),
        (Field.RESOLUTION, pane.shape.resolution),
        (Field.ORIENTATION, pane.shape.orientation),
    ):
        state = form[name]
        assert cell.objectName() == name.value
        assert cell.isEnabled()  # also what is locked: a click says why
        assert cell.locked is not state.on
        assert [c.value for c in cell.rows.choices()] == [c.value for c in state.choices]
        if state.on:
            assert cell.rows.value() == state.value
        else:
            says_why(cell, state)
    assert pane.shape.slider.bounds() == (form[Field.DURATION].minimum, form[Field.DURATION].maximum)
    assert pane.shape.slider.value() == form[Field.DURATION].value
    assert pane.bar.button.isEnabled() is form.ready


def says_why(cell: ShapeCell, state: FieldState) -> None:
    """A locked cell says why to the pointer, to a screen reader, and with its remedies after a click."""
    assert state.reason is not None
    why = Words().text(state.reason)
    assert why in cell.accessibleDescription()
    assert escape(why) in cell.toolTip()
    if cell.isVisible():
        click(cell)
        assert cell.popup.isVisible()
        assert not cell.block.content.isVisible()
        shown = [label.text() for label in cell.popup.findChildren(QLabel) if label.isVisible()]
        assert why in shown
        assert {Words().text(fix.label) for fix in state.fixes} <= set(links(cell.popup))
        QTest.keyClick(cell.popup, Qt.Key.Key_Escape)
        assert not cell.popup.isVisible()


def test_every_field_is_found_by_its_request_name_and_has_an_accessible_name(pane: FormPane) -> None:
    pane.set_draft(FULL_DRAFT)
    for name in (*(f.value for f in Field), "start", "create"):
        found = pane.findChildren(QWidget, name)
        assert len(found) == 1, name
        assert found[0].accessibleName(), name


# Off, with the reason and a remedy


def test_what_text_leaves_unused_is_one_line_and_its_remedy_a_click(pane: FormPane) -> None:
    assert pane.references.off.isHidden(), "with nothing kept there is nothing to say"
    pane.set_draft(replace(FULL_DRAFT, start=InputMode.TEXT))
    count = sum(len(FULL_DRAFT.items(name)) for name in REFERENCE_FIELDS)
    assert pane.references.off.line.text == f"{count} kept, not used with text"
    click(links(pane.references)["Use frames"])
    assert pane.draft.start is InputMode.FRAMES
    assert pane.field(Field.FIRST_IMAGE).isEnabled()


def test_a_remedy_that_uses_another_model(pane: FormPane) -> None:
    pane.set_draft(replace(FULL_DRAFT, model="seedance2.0-md"))
    assert not pane.field(Field.REFERENCE_AUDIOS).isVisible()
    fix = next(r for r in pane.form[Field.REFERENCE_AUDIOS].fixes)
    click(links(pane.references)[str(fix.label)])
    assert pane.draft == fix.draft
    assert pane.field(Field.REFERENCE_AUDIOS).isVisible()


def test_a_resolution_set_by_the_model_offers_its_siblings(pane: FormPane) -> None:
    pane.set_draft(replace(FULL_DRAFT, model="sd2_mx_4k"))
    assert pane.shape.resolution.accessibleName() == "Resolution: 4K"
    click(pane.shape.resolution)
    click(links(pane.shape.resolution.popup)["Use Full 1080p"])
    assert pane.draft.model == "sd2_mx_1080p"
    assert not pane.shape.resolution.popup.isVisible()


def test_orientation_waits_for_an_automatic_ratio(pane: FormPane) -> None:
    pane.set_draft(replace(FULL_DRAFT, model="sd2_mx_4k", ratio="16:9"))
    assert pane.shape.orientation.locked
    click(pane.shape.orientation)
    click(links(pane.shape.orientation.popup)["Set the ratio to Automatic"])
    assert pane.draft.ratio == ""
    click(pane.shape.orientation)
    click(pane.shape.orientation.rows.button("landscape"))
    assert not pane.shape.orientation.popup.isVisible()
    assert pane.draft.orientation == "landscape"


def test_what_is_kept_but_not_used_is_said(pane: FormPane) -> None:
    pane.set_draft(FULL_DRAFT)  # references: the frames are kept
    assert pane.references.off.line.text == "2 kept, not used with references"
    assert pane.references.kept.accessibleName() == "first.jpg, last.jpg"
    assert pane.references.kept.isVisible()


def test_giving_something_to_a_field_that_is_off_turns_it_on(pane: FormPane) -> None:
    give(pane, Field.IMAGES, "a.jpg")
    assert pane.start.value() == "references"
    give(pane, Field.LAST_IMAGE, "b.jpg")
    assert pane.start.value() == "frames"
    assert len(pane.draft.images) == 1


def test_what_lands_on_the_wrong_field_goes_to_the_right_one(pane: FormPane) -> None:
    said: list[str] = []
    pane.notice.connect(said.append)
    give(pane, Field.IMAGES, "walk.mp4")
    assert [item.name for item in pane.draft.reference_videos] == ["walk.mp4"]
    assert pane.draft.start is InputMode.REFERENCES
    assert said == ["Added to Reference videos"]


def test_moving_a_reference_to_another_field(pane: FormPane) -> None:
    pane.set_draft(replace(FULL_DRAFT, first_image=None))
    menu = pane.field(Field.IMAGES).show_menu(1, QPoint())
    ways = {way.text(): way for way in menu.findChildren(QAction)}
    ways["First frame"].trigger()
    menu.close()
    assert pane.draft.first_image == Reference(WEB + "b.png")
    assert pane.draft.images == (Reference(WEB + "a.jpg"),)


# Problems and what is missing


def test_create_says_what_is_missing_and_leads_there(pane: FormPane) -> None:
    assert not pane.bar.button.isEnabled()
    assert pane.bar.missing() == ("Describe the video.",)
    assert "Describe the video." in pane.bar.button.accessibleDescription()
    click(pane.bar.link(0))
    assert pane.prompt.hasFocus()
    QTest.keyClicks(pane.prompt, "A fox")
    assert pane.draft.prompt == "A fox"
    assert pane.bar.missing() == ()
    assert pane.bar.button.isEnabled()
    assert pane.bar.button.accessibleDescription() == ""


def test_a_missing_reference_leads_into_its_field(pane: FormPane) -> None:
    pane.set_draft(Draft("seedance2.0-std", "A fox", InputMode.REFERENCES))
    assert pane.bar.missing() == ("Add a reference, or start from text.",)
    click(pane.bar.link(0))
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused is pane.references.box


def test_a_problem_stands_beside_its_field_with_its_remedy(pane: FormPane) -> None:
    pictures = tuple(Reference(f"{WEB}{n}.jpg") for n in range(6))
    pane.set_draft(Draft("seedance2.0-md", "A fox", InputMode.REFERENCES, images=pictures))
    block = pane.references.said(Field.IMAGES)
    assert [line.text for line in block.lines()] == ["MD takes at most 4 pictures; there are 6."]
    assert pane.bar.missing() == ("Check: Reference pictures",)
    click(links(block)["Keep the first 4"])
    assert pane.draft.images == pictures[:4]
    assert pane.bar.button.isEnabled()


def test_what_is_wrong_with_a_frame_stands_below_both(pane: FormPane) -> None:
    frame = Reference(WEB + "first.gif")
    pane.set_draft(Draft("seedance2.0-md", "A fox", InputMode.FRAMES, first_image=frame))
    remarks = pane.references.frame_notes
    assert [line.text for line in remarks.lines()] == ["First frame: MD doesn't take GIF pictures."]
    assert "GIF" in pane.field(Field.FIRST_IMAGE).accessibleDescription()
    assert pane.bar.missing() == ("Check: First frame", "MD needs both a first and a last frame.")
    click(links(remarks)["Remove it"])
    assert pane.draft.first_image is None
    assert not remarks.isVisible()


def test_two_frames_change_places_at_a_click(pane: FormPane) -> None:
    one, two = Reference(f"{WEB}1.png"), Reference(f"{WEB}2.png")
    pane.set_draft(Draft("seedance2.0-std", "A fox", InputMode.FRAMES, first_image=one))
    settle()
    swap = pane.references.swap
    assert not swap.isVisible()
    pane.set_draft(replace(pane.draft, last_image=two))
    settle()
    first, last = (pane.field(name).geometry() for name in (Field.FIRST_IMAGE, Field.LAST_IMAGE))
    assert first.right() < swap.geometry().left() < swap.geometry().right() < last.left()
    click(swap)
    assert (pane.draft.first_image, pane.draft.last_image) == (two, one)
    pane.undo_action.trigger()
    assert (pane.draft.first_image, pane.draft.last_image) == (one, two)


def test_the_same_problem_of_several_references_is_said_once(pane: FormPane) -> None:
    pane.set_draft(replace(FULL_DRAFT, model="sd2_mx_video_4k"))
    assert len(pane.references.said(Field.IMAGES).lines()) == 1


def test_what_refuses_all_pictures_is_one_sentence_that_is_seen_when_asked_for(pane: FormPane) -> None:
    nine = tuple(Reference(f"{WEB}{n}.png") for n in range(9))
    pane.resize(360, 560)
    pane.set_draft(Draft("sd2_mx_720p", "A fox", InputMode.REFERENCES, images=nine))
    tiles = pane.field(Field.IMAGES).strip.tiles()
    assert all(tile.view.problem for tile in tiles), "each is seen to be refused"
    note = pane.references.said(Field.IMAGES).findChildren(Note)[0]
    QApplication.processEvents()
    assert not note.visibleRegion().boundingRect().contains(note.rect()), "the window is low"
    click(pane.bar.link(0))
    assert note.visibleRegion().boundingRect().contains(note.rect())
    click(links(note)["Use STD"])
    assert pane.bar.button.isEnabled()
    some = (*nine[:8], Reference(f"{WEB}9.gif"))
    pane.set_draft(Draft("seedance2.0-md", "A fox", InputMode.REFERENCES, images=some[-2:]))
    assert [bool(tile.view.problem) for tile in tiles[:2]] == [False, True], "which one it is, is seen"


def test_what_is_wrong_with_both_frames_is_said_once(pane: FormPane) -> None:
    one, two = Reference(f"{WEB}1.png"), Reference(f"{WEB}2.png")
    pane.set_draft(Draft("sd2_mx_720p", "A fox", InputMode.FRAMES, first_image=one, last_image=two))
    (line,) = pane.references.frame_notes.lines()
    assert line.text.startswith("Full 720p takes reviewed material only.")
    click(links(pane.references.frame_notes)["Use STD"])
    assert pane.references.frame_notes.lines() == ()


def test_the_prompt_counts_near_its_limit_and_is_marked_beyond(pane: FormPane) -> None:
    pane.set_draft(Draft("seedance2.0-md", "x" * 4990))
    hints = [label.text() for label in pane.findChildren(QLabel)]
    assert "4990 of 5000 characters" in hints
    assert not pane.prompt.property("problem")
    pane.set_draft(Draft("seedance2.0-md", "x" * 5001))
    assert pane.prompt.property("problem") is True
    assert not pane.bar.button.isEnabled()


def test_braces_in_a_prompt_or_a_kept_ratio_mean_nothing(pane: FormPane) -> None:
    pane.set_draft(replace(FULL_DRAFT, model="{0}", prompt="{x} {", ratio="{y}"))
    assert "{0}" in pane.model.accessibleName()
    pane.set_draft(replace(FULL_DRAFT, prompt="{x} {", ratio="{y}"))
    assert any("{y}" in line.text for line in pane.shape.notes.lines())


def test_an_unknown_model_has_its_remedy(pane: FormPane) -> None:
    pane.set_draft(replace(FULL_DRAFT, model="gone"))
    click(links(pane)["Use STD"])
    assert pane.draft == FULL_DRAFT


# Create


def ready(pane: FormPane) -> list[Draft]:
    pane.set_draft(Draft("seedance2.0-std", "A fox"))
    return collected(pane)


def test_a_double_click_asks_for_one_video(pane: FormPane) -> None:
    asked = ready(pane)
    pane.create_requested.connect(lambda _: pane.set_busy(False))  # the window answers at once
    click(pane.bar.button)
    QTest.mouseDClick(pane.bar.button, Qt.MouseButton.LeftButton)
    QTest.keyClick(pane.prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == [Draft("seedance2.0-std", "A fox")]


def test_create_stays_off_until_the_window_is_done_and_the_form_keeps_everything(
    pane: FormPane, qtbot: QtBot
) -> None:
    asked = ready(pane)
    click(pane.bar.button)
    assert not pane.bar.button.isEnabled()
    pane.prompt.setFocus()
    for _ in range(3):
        QTest.keyClick(pane.prompt, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert len(asked) == 1
    assert pane.prompt.toPlainText() == "A fox"
    pane.set_busy(False)
    assert pane.bar.button.isEnabled()

    def again() -> bool:
        QTest.keyClick(pane.prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        return len(asked) == 2

    qtbot.waitUntil(again, timeout=3000)  # another take is a choice, after the time of a double click


def test_ctrl_enter_asks_from_any_field_and_plain_enter_writes_a_line(pane: FormPane) -> None:
    asked = ready(pane)
    pane.prompt.setFocus()
    pane.prompt.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(pane.prompt, Qt.Key.Key_Return)
    assert pane.draft.prompt == "A fox\n"
    assert asked == []
    pane.shape.duration.setFocus()
    QTest.keyClick(pane.shape.duration, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not pane.shape.duration.popup.isVisible()
    assert len(asked) == 1


def test_create_has_the_keyboard_again_when_the_window_is_done(pane: FormPane) -> None:
    ready(pane)
    pane.bar.button.setFocus()
    QTest.keyClick(pane.bar.button, Qt.Key.Key_Space)
    assert not pane.bar.button.hasFocus()
    pane.set_busy(False)
    assert pane.bar.button.hasFocus()


def test_ctrl_enter_does_nothing_while_something_is_missing(pane: FormPane) -> None:
    asked = collected(pane)
    QTest.keyClick(pane.prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    pane.ask()
    assert asked == []
    assert not pane.bar.button.isEnabled()


@pytest.mark.parametrize("size", [1.0, 1.5, 2.0])
def test_the_balance_stands_whole_at_any_text_size(pane: FormPane, theme: Theme, size: float) -> None:
    theme.set_text_size(size)
    pane.setFixedWidth(480)  # as wide as the column is at most, and no wider for a long balance
    pane.set_practice(True)
    pane.set_balance("1000 pretend coins left")
    QApplication.processEvents()
    money = pane.findChild(QPushButton, "balance")
    assert isinstance(money, QPushButton)
    assert money.width() >= money.sizeHint().width()
    assert pane.bar.rect().contains(money.geometry())
    for mark in pane.bar.findChildren(QLabel):
        if mark.isVisible():
            place = QRect(mark.mapTo(pane.bar, QPoint()), mark.size())
            assert not money.geometry().intersects(place), mark.text()


def test_billing_balance_and_practice(pane: FormPane) -> None:
    def shown() -> list[str]:
        labels = [label.text() for label in pane.bar.findChildren(QLabel) if label.isVisible()]
        return labels + [each.text() for each in pane.bar.findChildren(QPushButton) if each.isVisible()]

    pane.set_draft(Draft("seedance2.0-sp", "A fox", duration=8))
    pane.set_balance("120 coins")
    assert "Billed by the second: 8 s at 720p." in shown()
    assert "120 coins" in shown()
    pane.set_practice(True)
    assert "Practice · free" in shown()
    pane.bar.set_cost("8 s at 720p × 2 pretend coins", "16 pretend coins", "Change")
    assert {"8 s at 720p × 2 pretend coins", "16 pretend coins"} <= set(shown())
    assert "Practice · free" not in shown()
    assert pane.bar.button.accessibleName() == "Create video: 16 pretend coins"
    pane.set_draft(Draft("seedance2.0-sp", duration=8))  # of what can't be ordered the sum alone is said
    assert "16 pretend coins" in shown()
    assert "8 s at 720p × 2 pretend coins" not in shown()
    pane.set_balance(None)
    assert "120 coins" not in shown()


# Keyboard, typing, scrolling


class Window(QWidget):
    """Lets Tab go as the program's window does."""

    @override
    def focusNextPrevChild(self, forward: bool, /) -> bool:
        return move_focus(self, forward=forward)


def test_tab_goes_from_top_to_bottom_and_leaves_the_prompt(pane: FormPane, qtbot: QtBot) -> None:
    window = Window()
    QHBoxLayout(window).addWidget(pane)
    window.resize(400, 900)
    window.show()
    pane.show()
    pane.set_draft(FULL_DRAFT)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    pane.model.setFocus()
    met: list[int] = []
    named: list[str] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        named.append(focused.objectName())
        met.append(focused.mapTo(pane, focused.rect().topLeft()).y())
        if focused is pane.bar.button:
            break
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is pane.bar.button
    assert len(met) > 8
    assert [name for name in named if name in SHAPE] == ["ratio", "duration", "resolution"]  # each once


def test_typing_keeps_the_cursor_the_focus_and_undo(pane: FormPane) -> None:
    pane.set_draft(Draft("seedance2.0-std", "A fox"))
    pane.prompt.setFocus()
    cursor = pane.prompt.textCursor()
    cursor.setPosition(2)
    pane.prompt.setTextCursor(cursor)
    QTest.keyClicks(pane.prompt, "red ")
    assert pane.draft.prompt == "A red fox"
    assert pane.prompt.textCursor().position() == 6
    pane.enter(replace(pane.draft, prompt="Something else"))
    QTest.keyClick(pane.prompt, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pane.draft.prompt == "A red fox"


def test_what_an_input_method_composes_is_left_alone_until_it_is_committed(pane: FormPane) -> None:
    changes: list[Draft] = []
    pane.draft_changed.connect(changes.append)
    QApplication.sendEvent(pane.prompt, QInputMethodEvent("hong", []))
    assert pane.draft.prompt == ""
    assert changes == []
    done = QInputMethodEvent("", [])
    done.setCommitString("红狐")
    QApplication.sendEvent(pane.prompt, done)
    assert pane.draft.prompt == "红狐"
    assert pane.prompt.toPlainText() == "红狐"


def test_line_ends_of_other_systems_do_not_disturb_the_cursor(pane: FormPane) -> None:
    pane.set_draft(Draft("seedance2.0-std", "one\r\ntwo"))
    pane.prompt.moveCursor(QTextCursor.MoveOperation.Start)
    pane.set_own_origin("http://127.0.0.1:1")
    assert pane.prompt.textCursor().position() == 0
    assert pane.prompt.toPlainText() == "one\ntwo"


def test_the_prompt_takes_plain_words_only(pane: FormPane) -> None:
    rich = QMimeData()
    rich.setHtml("<b>fox</b>")
    rich.setText("fox")
    pane.prompt.insertFromMimeData(rich)
    assert pane.draft.prompt == "fox"
    dropped = QMimeData()
    dropped.setUrls([QUrl("file:///home/me/a.jpg")])
    assert not pane.prompt.canInsertFromMimeData(dropped)


def test_the_prompt_has_eight_lines_or_what_the_rest_leaves_at_least_four(
    pane: FormPane, qtbot: QtBot
) -> None:
    step = pane.prompt.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: 8 * step <= pane.prompt.height() < 10 * step)
    eight = pane.prompt.height()
    pane.set_draft(Draft("seedance2.0-std", "\n".join(["line"] * 50)))
    settle()
    assert pane.prompt.height() == eight
    pane.resize(360, 420)
    qtbot.waitUntil(lambda: 4 * step <= pane.prompt.height() < 6 * step)
    pane.resize(360, 900)
    qtbot.waitUntil(lambda: pane.prompt.height() == eight)


def test_the_wheel_over_the_length_changes_no_price(pane: FormPane) -> None:
    cell = pane.shape.duration
    pane.prompt.setFocus()
    middle = QPointF(cell.rect().center())
    for part in (cell,):
        event = QWheelEvent(
            middle,
            QPointF(part.mapToGlobal(QPoint(5, 5))),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(part, event)
    assert pane.draft.duration is None


def test_length_by_keyboard(pane: FormPane) -> None:
    pane.focus_field(Field.DURATION)
    QTest.keyClick(pane.shape.duration, Qt.Key.Key_Down)
    slider = pane.shape.slider.slider
    assert slider.hasFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert pane.draft.duration == 6
    assert pane.shape.duration.accessibleName() == "Length: 6 s"
    QTest.keyClick(slider, Qt.Key.Key_Return)
    assert not pane.shape.duration.popup.isVisible()


def test_a_ratio_by_keyboard_and_left_as_it_is_by_escape(pane: FormPane) -> None:
    cell = pane.shape.ratio
    pane.focus_field(Field.RATIO)
    for opening in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(cell, opening)
        assert cell.popup.isVisible()
        assert cell.rows.button(cell.rows.value()).hasFocus()
        QTest.keyClick(cell.rows.button(cell.rows.value()), Qt.Key.Key_Down)
        QTest.keyClick(cell.rows, Qt.Key.Key_Escape)
        assert not cell.popup.isVisible()
    assert pane.draft.ratio is None
    QTest.keyClick(cell, Qt.Key.Key_Down)
    here = cell.rows.button(cell.rows.value())
    QTest.keyClick(here, Qt.Key.Key_Home)
    first, second = cell.rows.buttons()[:2]
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert not cell.popup.isVisible()
    assert pane.draft.ratio == second.choice.value


def test_automatic_and_adaptive_say_what_they_are(pane: FormPane) -> None:
    pane.set_draft(replace(FULL_DRAFT, model="seedance2.0-sp", ratio=""))
    assert pane.shape.ratio.accessibleName() == "Ratio: Automatic"
    for model in MODELS:
        pane.set_draft(replace(FULL_DRAFT, model=model))
        for button in pane.shape.ratio.rows.buttons():
            if button.choice.value in {"", "Adaptive"}:
                assert button.accessibleDescription()
            assert button.choice.icon or ratio_icon(button.choice.value)


@pytest.mark.parametrize("text_size", [1.0, 2.0])
@pytest.mark.parametrize("height", [560, 640])  # what 640 and 720 pixels leave for the column
def test_the_cells_and_create_are_always_on_the_screen(pane: FormPane, height: int, text_size: float) -> None:
    pane.resize(336 if text_size < 2 else 528, height)
    pane.set_practice(True)
    pane.set_balance("1000 pretend coins left")
    pane.bar.set_cost(
        "12 + 15 s at 1080p × about 2.5 pretend coins (learnt 12:45 PM)", "≈ 67.5 pretend coins", "Change"
    )
    much = replace(FULL_DRAFT, prompt="", ratio="7:5", duration=99)  # all there may be to say of it
    for model in MODELS:
        for start in InputMode:
            pane.set_draft(replace(much, model=model, start=start))
            settle()
            for part in (*pane.shape.cells, pane.bar.button):
                if part.isVisible():
                    place = QRect(part.mapTo(pane, QPoint()), part.size())
                    assert pane.rect().contains(place), (model, start, part.objectName(), place)
                    assert part.height() >= part.sizeHint().height(), part.objectName()
            assert pane.height() == height, (model, start)  # it grows where its parts need more


def test_what_has_no_room_above_create_scrolls_and_create_bears_its_sign(pane: FormPane) -> None:
    pane.set_draft(FULL_DRAFT)
    pane.bar.set_caution(NoteLine("caution", "It may have been charged.", "Look at it"))
    pane.prompt.setFocus()
    (note,) = (each for each in pane.findChildren(Note) if each.line.kind == "caution")
    button = pane.bar.button
    for height, pinned in ((700, True), (240, False), (700, True)):
        pane.resize(336, height)
        settle()
        assert pane.bar.isAncestorOf(note) == pinned
        assert (note.line.text in button.toolTip()) != pinned
        assert pane.bar.isAncestorOf(pane.shape)
        assert pane.prompt.hasFocus()
    remedy = links(note)["Look at it"]
    remedy.setFocus()
    pane.resize(336, 240)
    settle()
    assert remedy.hasFocus()


@pytest.mark.parametrize("given", ["link", "file"])
def test_the_prompt_comes_to_rest_whatever_room_there_is(pane: FormPane, given: str) -> None:
    pictures = tuple(
        Reference(link=f"https://a.com/{name}.png") if given == "link" else Reference(file=f"/{name}.png")
        for name in "abc"
    )
    pane.set_draft(Draft("seedance2.0-std", "A cat", InputMode.REFERENCES, images=pictures))
    pane.set_practice(True)
    pane.bar.set_cost("One price per video: about 12 pretend coins (learnt 11:02 PM)", "≈ 12 coins", "Enter")
    for height in range(850, 910, 3):
        pane.resize(360, height)
        settle()
        heights = set[int]()
        for _ in range(12):
            QApplication.processEvents()
            heights.add(pane.prompt.height())
        assert len(heights) == 1, "it would flicker for ever"


def test_a_remark_that_stays_keeps_the_focus_on_its_remedy(pane: FormPane) -> None:
    pane.set_draft(FULL_DRAFT)
    fix = links(pane.references)["Use frames"]
    fix.setFocus()
    pane.set_draft(replace(pane.draft, prompt="typed elsewhere"))
    assert fix.hasFocus()


@pytest.mark.parametrize(
    ("start", "fix"),
    [
        (InputMode.REFERENCES, "Keep the first 4"),  # of a problem
        (InputMode.REFERENCES, "Use frames"),  # of a group
        (InputMode.TEXT, "Use references"),  # one of several
        (InputMode.FRAMES, "Remove it"),  # below the frames
    ],
)
def test_a_remedy_keeps_what_was_typed_after_it_appeared(pane: FormPane, start: InputMode, fix: str) -> None:
    pictures = tuple(Reference(f"{WEB}{n}.jpg") for n in range(6))
    frame = Reference(WEB + "first.gif")
    pane.set_draft(Draft("seedance2.0-md", "A ", start, images=pictures, first_image=frame))
    pane.prompt.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(pane.prompt, "fox")
    click(links(pane)[fix])
    assert pane.draft.prompt == "A fox"
    assert pane.draft != Draft("seedance2.0-md", "A fox", start, images=pictures, first_image=frame)


def test_what_is_put_in_is_not_told_as_done_by_the_person(pane: FormPane) -> None:
    changes: list[Draft] = []
    forms: list[Form] = []
    pane.draft_changed.connect(changes.append)
    pane.form_changed.connect(forms.append)
    pane.set_draft(FULL_DRAFT)
    assert changes == []
    assert forms[-1].draft == FULL_DRAFT
    click(pane.shape.ratio)
    click(pane.shape.ratio.rows.button("9:16"))
    assert changes == [replace(FULL_DRAFT, ratio="9:16")]


# The tray


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_tiles_of_all_kinds_follow_each_other_and_each_is_hit(
    pane: FormPane, direction: Qt.LayoutDirection
) -> None:
    pane.setLayoutDirection(direction)
    names = (Field.IMAGES, Field.REFERENCE_VIDEOS, Field.REFERENCE_AUDIOS)
    for counts in ((6, 3, 2), (1, 1, 1), (3, 6, 1), (4, 1, 4), (0, 2, 0)):
        draft = Draft("seedance2.0-std", "A fox", InputMode.REFERENCES)
        for name, count, ending in zip(names, counts, ("png", "mp4", "mp3"), strict=True):
            items = tuple(Reference(f"{WEB}{n}.{ending}") for n in range(count))
            draft = draft.with_items(name, items)
        pane.set_draft(draft)
        settle()
        tray = pane.references
        tiles: list[QWidget] = [tile for name in names for tile in pane.field(name).strip.tiles()]
        tiles = [tile for tile in tiles if tile.isVisible()]
        assert len(tiles) == sum(counts)
        parts = [*tiles, tray.add] if tray.add.isVisible() else tiles
        places = [QRect(part.mapTo(tray, QPoint()), part.size()) for part in parts]
        for part, place in zip(parts, places, strict=True):
            hit = tray.childAt(place.center())
            assert hit is part or (hit is not None and part.isAncestorOf(hit))
            assert tray.rect().contains(place)
        rtl = direction is Qt.LayoutDirection.RightToLeft
        order = sorted(places, key=lambda place: (place.y(), -place.x() if rtl else place.x()))
        assert order == places
        columns = len({place.x() for place in places[:4]})
        assert [place.y() for place in places] == sorted(
            [places[0].y() + n // columns * (places[0].height() + 8) for n in range(len(places))]
        ), "line by line, without a gap"


def test_one_place_adds_every_kind_and_says_how_many_there_may_be(pane: FormPane, qtbot: QtBot) -> None:
    tray = pane.references
    assert tray.box.isVisible(), "also while it starts from text"
    assert not tray.add.isVisible()
    tray.box.setFocus()
    QTest.keyClick(tray.box, Qt.Key.Key_Return)
    menu = pane.field(Field.IMAGES).findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [way.text() for way in menu.actions()] == ["Paste", "Type a link…", "Choose files…"]
    menu.close()
    QApplication.clipboard().setText(f"{WEB}a.png {WEB}b.mp4 {WEB}c.mp3")
    click(links(tray.box)["Paste link"])
    assert [len(pane.draft.items(name)) for name in (Field.IMAGES, Field.REFERENCE_VIDEOS)] == [1, 1]
    assert len(pane.draft.reference_audios) == 1
    assert pane.draft.start is InputMode.REFERENCES
    assert tray.add.isVisible()
    assert not tray.box.isVisible()
    assert "Reference pictures: 1 of 9" in tray.add.accessibleDescription()
    titles = [
        tile.view.title
        for name in (Field.IMAGES, Field.REFERENCE_VIDEOS, Field.REFERENCE_AUDIOS)
        for tile in pane.field(name).strip.tiles()
    ]
    assert titles == ["Picture 1", "Clip 1", "Sound 1"]
    assert tray.said(Field.IMAGES).lines() == ()
    many = tuple(Reference(f"{WEB}{n}.png") for n in range(9))
    pane.set_draft(replace(pane.draft, images=many))
    assert [line.text for line in tray.said(Field.IMAGES).lines()] == ["Reference pictures: 9 of 9"]
    pane.set_draft(replace(pane.draft, images=many[:1], reference_videos=(), reference_audios=()))
    tile = pane.field(Field.IMAGES).strip.tiles()[0]
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Delete)
    assert tray.box.hasFocus()
    QApplication.clipboard().setText("just words")
    click(links(tray.box)["Paste link"])
    assert pane.field(Field.IMAGES).findChild(LinkDialog) is not None


def overlaps(pane: FormPane) -> list[str]:
    """What stands over something else, or is lower than it needs, among the parts of the references."""
    parts = [part for part in pane.references.children() if isinstance(part, QWidget) and part.isVisible()]
    wrong = []
    for place, part in enumerate(parts):
        if part.hasHeightForWidth() and part.height() < part.heightForWidth(part.width()):
            wrong.append(f"{part} is cut off")
        later = parts[place + 1 :]
        wrong += [f"{part} over {other}" for other in later if part.geometry().intersects(other.geometry())]
    return wrong


def test_nothing_overlaps_through_models_and_modes(pane: FormPane, qtbot: QtBot) -> None:
    for model in ("seedance2.0-std", "sd2_mx_video_4k", "seedance2.0-md", "seedance2.0-fast-i2v"):
        for start in InputMode:
            pane.set_draft(replace(FULL_DRAFT, model=model, start=start))
            qtbot.waitUntil(lambda: not overlaps(pane))
    pane.set_draft(Draft("seedance2.0-std", "A fox", InputMode.REFERENCES))
    click(pane.bar.link(0))
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused is pane.references.box


@pytest.mark.parametrize("size", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [300, 360, 480])
def test_nothing_is_cut_off_at_the_side(pane: FormPane, theme: Theme, width: int, size: float) -> None:
    theme.set_text_size(size)
    pane.resize(width, 900)
    for model in ("seedance2.0-std", "sd2_mx_4k", "seedance2.0-md"):
        for start in InputMode:
            pane.set_draft(replace(FULL_DRAFT, model=model, start=start))
            QApplication.processEvents()
            for button in pane.findChildren(QPushButton):
                if button.isVisible():
                    right = button.mapTo(pane, button.rect().topRight()).x()
                    assert right < width, (button.text(), right)


class Watch(QObject):
    """Counts what makes a window slow in what happens to widgets."""

    COSTLY = frozenset(
        {
            QEvent.Type.ChildAdded,
            QEvent.Type.ChildRemoved,
            QEvent.Type.LayoutRequest,
            QEvent.Type.Polish,
            QEvent.Type.Resize,
            QEvent.Type.StyleChange,
        }
    )

    def __init__(self, pane: FormPane, names: Iterable[Field]) -> None:
        super().__init__()
        self.met: list[tuple[QObject, str]] = []
        for name in names:
            for widget in (field := pane.field(name), *field.findChildren(QWidget)):
                widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() in self.COSTLY:
            self.met.append((watched, event.type().name))
        return False


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def test_what_changes_elsewhere_leaves_the_references_alone(pane: FormPane) -> None:
    pane.set_draft(FULL_DRAFT)
    settle()
    watch = Watch(pane, REFERENCE_FIELDS)
    for prompt in ("A wolf", "A wolf in {snow}"):
        pane.set_draft(replace(FULL_DRAFT, prompt=prompt, duration=5))
        settle()
    assert watch.met == []


def test_another_model_touches_only_the_fields_that_change(pane: FormPane) -> None:
    full = replace(FULL_DRAFT, images=tuple(Reference(f"{WEB}{n}.jpg") for n in range(6)))
    pane.resize(360, 640)  # all models scroll here: the scroll bar's coming would be another matter
    pane.set_draft(full)
    settle()
    tiles = {name: pane.field(name).strip.tiles() for name in REFERENCE_FIELDS}
    views = {name: [tile.view for tile in tiles[name]] for name in REFERENCE_FIELDS}
    before = pane.form
    for model in MODELS:
        other = evaluate(RULES, replace(full, model=model))
        same = [n for n in REFERENCE_FIELDS if looks(other[n]) == looks(before[n])]
        watch = Watch(pane, same)
        pane.set_draft(replace(full, model=model))
        settle()
        assert watch.met == [], model
        assert all(pane.field(n).strip.tiles() == tiles[n] for n in REFERENCE_FIELDS)
        for name in same:
            assert all(t.view is v for t, v in zip(tiles[name], views[name], strict=True))
        pane.set_draft(full)
        settle()
        views = {name: [tile.view for tile in tiles[name]] for name in REFERENCE_FIELDS}


def test_the_choice_of_a_start_stays_under_the_pointer(pane: FormPane, qtbot: QtBot) -> None:
    pane.resize(360, 560)
    pane.set_draft(Draft("seedance2.0-std", "A fox"))
    qtbot.waitUntil(lambda: pane.prompt.height() > pane.prompt.sizeHint().height() - 1)

    def settled() -> int:
        for _ in range(5):
            QApplication.processEvents()
        return pane.start.mapTo(pane, QPoint()).y()

    free = settled()
    pane.start.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    pane.start.chosen.emit(InputMode.FRAMES)
    assert pane.draft.start is InputMode.FRAMES
    assert settled() == free
    pane.start.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    QApplication.sendEvent(pane.start, QEvent(QEvent.Type.Leave))
    assert settled() < free, "the frames have their room"
