"""Mentions in the prompt: typed, picked, seen, removed, and left alone while an input method composes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QHelpEvent,
    QImage,
    QInputMethodEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.ui.form.form_pane import FormPane
from seedance_gui.ui.form.prompt.prompt_mentions import PromptMentions
from seedance_gui.ui.kit.text_change import Change
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.references.field.field import ReferenceField
from seedance_gui.ui.references.field.thumbnails import Thumbnails

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.form.prompt.mention_chips import Piece
    from seedance_gui.ui.form.prompt.prompt_box import PromptBox
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.edits import ReferenceEdits

RULES = load_rules(resources.read_text("routes.toml"))
WEB = "https://example.com/"
DRAFT = Draft(
    "seedance2.0-std",
    "",
    InputMode.REFERENCES,
    images=(Reference(WEB + "cat.jpg"), Reference(WEB + "garden.png")),
    reference_videos=(Reference(WEB + "dance.mp4"),),
    reference_audios=(Reference(WEB + "wind.mp3"),),
)
Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


class Scene:
    """A form with its mentions, in a window."""

    def __init__(self, theme: Theme, folder: Path, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.thumbnails = Thumbnails(MediaWorker(folder / "undecodable"), self.window)

        def field(name: Field, edits: ReferenceEdits) -> ReferenceField:
            return ReferenceField(
                theme,
                Words(),
                name,
                edits=edits,
                upload=RULES.upload,
                paste_folder=folder,
                thumbnails=self.thumbnails,
            )

        self.pane = FormPane(RULES, Words(), theme, field)
        QVBoxLayout(self.window).addWidget(self.pane)
        self.mentions = PromptMentions(theme, self.pane, self.thumbnails)
        self.pane.set_draft(DRAFT)
        self.window.resize(400, 900)
        self.window.show()
        qtbot.waitUntil(self.window.isVisible)
        self.box.setFocus()
        qtbot.waitUntil(self.box.hasFocus)

    @property
    def box(self) -> PromptBox:
        return self.pane.prompt

    def listed(self) -> list[str]:
        popup = self.mentions.popup
        return [offer.text for offer in popup.rows.items] if popup.isVisible() else []

    def type(self, text: str) -> None:
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.box, letter)
            else:  # as it comes from an input method
                self.compose(commit=letter)

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.box, key, modifier)

    def write(self, prompt: str, cursor: int | None = None) -> None:
        self.pane.set_draft(replace(self.pane.draft, prompt=prompt))
        at = self.box.textCursor()
        at.setPosition(len(prompt) if cursor is None else cursor)
        self.box.setTextCursor(at)

    def compose(self, preedit: str = "", commit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.box, event)

    def chip(self, index: int = 0) -> QPoint:
        return list(self.mentions.chips.pieces())[index].rect.center().toPoint()

    def chips(self) -> list[tuple[int, int]]:
        return [(piece.place.start, piece.place.end) for piece in self.mentions.chips.pieces()]

    def selected(self) -> tuple[int, int]:
        cursor = self.box.textCursor()
        return cursor.anchor(), cursor.position()

    def between(self, position: int) -> QPoint:
        """Return the point at a place between two letters."""
        cursor = QTextCursor(self.box.document())
        cursor.setPosition(position)
        return self.box.cursorRect(cursor).center()

    def edges(self) -> tuple[QPoint, QPoint]:
        start, end = self.chips()[0]
        return self.between(start), self.between(end)

    def move(self, position: int) -> None:
        cursor = self.box.textCursor()
        cursor.setPosition(position)
        self.box.setTextCursor(cursor)

    def cursor_top(self) -> int:
        return self.box.cursorRect().center().y()

    def drag(self, *points: QPoint) -> None:
        view = self.box.viewport()
        QTest.mousePress(view, LEFT, pos=points[0])
        for point in points[1:]:
            at = point.toPointF()
            move = QMouseEvent(
                QEvent.Type.MouseMove,
                at,
                view.mapToGlobal(at),
                Qt.MouseButton.NoButton,
                LEFT,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(view, move)
        QTest.mouseRelease(view, LEFT, pos=points[-1])

    def turn(self, *places: int) -> None:
        """Put the pictures in another order."""
        images = self.pane.draft.images
        self.pane.enter(replace(self.pane.draft, images=tuple(images[place] for place in places)))

    def rest_on(self, point: QPoint) -> None:
        view = self.box.viewport()
        QApplication.sendEvent(view, QHelpEvent(QHelpEvent.Type.ToolTip, point, view.mapToGlobal(point)))


class ChineseMentions(QTranslator):
    """Has mentions read as they are sent, as they do in a Chinese window."""

    @override
    def translate(self, context: str, text: str, *_: object) -> str:
        chinese = {"@Picture {number}": "@图{number}", "@Clip {number}": "@视频{number}"}
        return {**chinese, "@Sound {number}": "@音频{number}"}.get(text, text)


@pytest.fixture
def english_scene(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(theme, tmp_path, qtbot)
    yield made
    made.thumbnails.close()


@pytest.fixture
def scene(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Scene]:
    """Give the scene with mentions in Chinese, in which positions on screen are those of what is sent."""
    chinese = ChineseMentions()
    qapp.installTranslator(chinese)
    yield request.getfixturevalue("english_scene")
    qapp.removeTranslator(chinese)


# -- the list


def test_the_sign_opens_the_list_of_all_references(scene: Scene) -> None:
    scene.type("The fur of @")
    assert scene.listed() == ["@图1", "@图2", "@视频1", "@音频1"]
    assert scene.box.hasFocus()


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("图", ["@图1", "@图2"]),
        ("pic", ["@图1", "@图2"]),
        ("2", ["@图2"]),
        ("图2", []),  # nothing else can be meant: it stands there already
        ("视", ["@视频1"]),
        ("audio", ["@音频1"]),
        ("gard", ["@图2"]),
        ("DANCE", ["@视频1"]),
        ("nothing", []),
    ],
)
def test_what_is_typed_narrows_the_list(scene: Scene, typed: str, listed: list[str]) -> None:
    scene.type("@" + typed)
    assert scene.listed() == listed


def test_the_list_stays_while_a_file_gets_its_link(scene: Scene) -> None:
    scene.type("@gard")
    scene.pane.learn(lambda draft: draft.with_each(lambda item: replace(item, size=9)))
    assert scene.listed() == ["@图2"]
    scene.turn(0)
    assert scene.listed() == []


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_keys_pick(scene: Scene, key: Qt.Key) -> None:
    scene.type("Like @")
    scene.press(Key.Key_Down, Key.Key_Down, key)
    assert scene.pane.draft.prompt == "Like @视频1"
    assert scene.box.hasFocus()
    assert not scene.listed()
    scene.type(" dances")
    assert scene.pane.draft.prompt == "Like @视频1 dances"


def test_up_goes_round_to_the_last(scene: Scene) -> None:
    scene.type("@")
    scene.press(Key.Key_Up, Key.Key_Return)
    assert scene.pane.draft.prompt == "@音频1"


def test_the_mouse_picks(scene: Scene) -> None:
    scene.type("@ga")
    popup = scene.mentions.popup.list
    at = popup.visualRect(popup.model().index(0, 0)).center()
    QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert scene.pane.draft.prompt == "@图2"
    assert scene.box.hasFocus()


def test_escape_closes_the_list_for_this_sign_and_leaves_the_words(scene: Scene) -> None:
    scene.type("@g")
    scene.press(Key.Key_Escape)
    assert not scene.listed()
    scene.type("a")
    assert not scene.listed()
    scene.type(" @")
    assert len(scene.listed()) == 4
    assert scene.pane.draft.prompt == "@ga @"


def test_a_pick_is_one_step_that_can_be_undone(scene: Scene) -> None:
    scene.type("@ga")
    scene.press(Key.Key_Return)
    scene.box.undo()
    assert scene.box.toPlainText() == "@ga"


def test_enter_without_the_list_begins_a_line(scene: Scene) -> None:
    scene.type("@zzz")
    scene.press(Key.Key_Return)
    assert scene.pane.draft.prompt == "@zzz\n"


def test_tab_without_the_list_goes_on(scene: Scene) -> None:
    scene.press(Key.Key_Tab)
    assert not scene.box.hasFocus()


def test_a_mail_address_is_no_mention(scene: Scene) -> None:
    scene.type("me@c")
    assert not scene.listed()


def test_the_wide_sign_of_chinese_keyboards_opens_the_list_too(scene: Scene) -> None:
    scene.compose(commit="＠")
    assert len(scene.listed()) == 4
    scene.press(Key.Key_Return)
    assert scene.pane.draft.prompt == "@图1"


def test_after_an_emoji_the_right_letters_are_replaced(scene: Scene) -> None:
    scene.compose(commit="🦊🦊 ")
    scene.type("@ga")
    scene.press(Key.Key_Return)
    assert scene.pane.draft.prompt == "🦊🦊 @图2"


def test_references_that_are_off_are_not_offered(scene: Scene) -> None:
    scene.pane.enter(replace(scene.pane.draft, start=InputMode.TEXT))
    on = [offer.text for offer in scene.mentions._offers]
    assert "@图1" not in on
    scene.pane.enter(replace(scene.pane.draft, model="seedance2.0-fast-i2v", start=InputMode.REFERENCES))
    scene.type("@")
    assert scene.listed() == ["@图1", "@图2"]


def test_leaving_the_word_or_the_field_closes_the_list(scene: Scene) -> None:
    scene.type("@")
    scene.press(Key.Key_Left)
    assert not scene.listed()
    scene.press(Key.Key_End)
    scene.type("p")
    assert scene.listed()
    scene.pane.model.setFocus()
    assert not scene.listed()


def test_the_list_lies_within_the_window(scene: Scene) -> None:
    scene.type("@")
    assert scene.window.rect().contains(scene.mentions.popup.geometry())


# -- the button


def test_the_button_offers_where_there_is_something_to_mention(scene: Scene) -> None:
    button = scene.mentions.foot.mention
    scene.write("The cat")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(scene.listed()) == 4
    scene.press(Key.Key_Return)
    assert scene.pane.draft.prompt == "The cat @图1"
    scene.pane.set_draft(Draft(DRAFT.model, "The cat"))
    told: list[str] = []
    scene.pane.notice.connect(told.append)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (scene.pane.draft.prompt, len(told)) == ("The cat", 1)


def test_what_the_button_wrote_goes_with_escape(scene: Scene) -> None:
    scene.write("The cat ")
    QTest.mouseClick(scene.mentions.foot.mention, Qt.MouseButton.LeftButton)
    scene.press(Key.Key_Escape)
    assert scene.pane.draft.prompt == "The cat "


def test_the_foot_covers_no_words_and_is_a_part_of_the_field(scene: Scene, qtbot: QtBot) -> None:
    foot, box = scene.mentions.foot, scene.box
    scene.write("\n".join("words" for _ in range(40)))
    for width in (300, 480):
        scene.window.resize(width, 900)
        qtbot.waitUntil(lambda: foot.width() == box.viewport().width())
        view = box.viewport().geometry()
        assert foot.geometry().top() > view.bottom()
        assert box.rect().contains(foot.geometry())
        assert view.height() >= 4 * box.fontMetrics().lineSpacing()
    for each in (foot.mention, foot.history, foot.kept):
        assert each.accessibleName()
        assert each.toolTip()
        assert foot.rect().contains(each.geometry())
    box.clearFocus()
    QTest.mouseClick(foot, Qt.MouseButton.LeftButton, pos=foot.rect().center() + QPoint(100, 0))
    assert box.hasFocus()


def test_keys_on_an_icon_of_the_foot_press_it_or_go_on_writing(scene: Scene) -> None:
    foot, box = scene.mentions.foot, scene.box
    scene.write("Words")
    pressed: list[str] = []
    foot.history.clicked.connect(lambda: pressed.append("history"))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        foot.history.setFocus()
        QTest.keyClick(foot.history, key)
        assert pressed.pop() == "history"
        assert box.hasFocus(), "what it opens gives the keyboard back to the prompt"
    foot.kept.setFocus()
    QTest.keyClick(foot.kept, Qt.Key.Key_Backspace)
    assert foot.kept.hasFocus()
    assert box.toPlainText() == "Words"
    QTest.keyClick(foot.kept, Qt.Key.Key_X)
    assert box.hasFocus()
    assert box.toPlainText() == "Wordsx"


# -- the cast


LENA = Reference(WEB + "face.png", kind=Kind.IMAGE)


def test_one_of_the_cast_comes_into_the_form_with_its_mention_as_one_step(english_scene: Scene) -> None:
    scene = english_scene
    scene.mentions.cast = lambda: {"Lena": LENA, "Wind": replace(DRAFT.reference_audios[0], kind=Kind.AUDIO)}
    scene.pane.set_draft(replace(DRAFT, start=InputMode.TEXT))
    scene.type("A 🦊, @")
    # None of the form's references is in use now, the wind is in the form and yet not used.
    assert scene.listed() == ["@Lena", "@Wind"]
    scene.type("le")
    assert scene.listed() == ["@Lena"]
    before = scene.pane.draft
    scene.press(Key.Key_Return)
    draft = scene.pane.draft
    assert (draft.prompt, draft.images, draft.start) == (
        "A 🦊, @图3",
        (*DRAFT.images, LENA),
        InputMode.REFERENCES,
    )
    assert (scene.box.toPlainText(), scene.selected()) == ("A 🦊, @Picture 3", (16, 16))
    scene.pane.undo_action.trigger()
    assert scene.pane.draft == before
    scene.pane.redo_action.trigger()
    # What is in use is offered by its name too, in its own place, and not added again.
    scene.type(" @Lena")
    assert scene.listed() == ["@Picture 3"]
    scene.press(Key.Key_Return)
    assert scene.pane.draft == replace(draft, prompt="A 🦊, @图3 @图3")


def test_what_the_model_can_not_take_of_the_cast_says_why(scene: Scene) -> None:
    full = tuple(Reference(f"{WEB}{n}.png") for n in range(9))
    scene.mentions.cast = lambda: {"Lena": LENA}
    scene.pane.set_draft(replace(DRAFT, images=full))
    told: list[str] = []
    scene.pane.notice.connect(told.append)
    scene.type("@lena")
    (offer,) = scene.mentions.popup.rows.items
    assert offer.reason
    assert offer.detail == offer.reason
    scene.press(Key.Key_Return)
    assert told == [f"Lena: {offer.reason}"]
    assert (scene.pane.draft.images, scene.pane.draft.prompt) == (full, "@lena")


# -- input methods


def test_composing_hides_the_list_and_gets_every_key(scene: Scene) -> None:
    scene.type("@")
    scene.compose("tu")
    assert not scene.listed()
    scene.press(Key.Key_Down)
    assert scene.pane.draft.prompt == "@"
    scene.compose(commit="图")
    assert scene.listed() == ["@图1", "@图2"]
    scene.press(Key.Key_Return)
    assert scene.pane.draft.prompt == "@图1"


def test_composing_beside_a_chip_leaves_it_alone(scene: Scene) -> None:
    scene.write("@图1")
    before = scene.chip()
    scene.compose("ni hao")
    assert scene.box.toPlainText() == "@图1"
    assert scene.chip() == before
    scene.compose(commit="你好")
    assert scene.pane.draft.prompt == "@图1你好"


def test_composing_before_a_chip_moves_its_ground_along(scene: Scene) -> None:
    scene.write("@图1", cursor=0)
    before = scene.chip().x()
    scene.compose("ni hao")
    assert scene.chip().x() > before


# -- chips and their keys


@pytest.mark.parametrize(
    ("prompt", "cursor", "key", "left"),
    [
        ("a @图12 b", 6, Key.Key_Backspace, "a  b"),
        ("a @图12 b", 2, Key.Key_Delete, "a  b"),
        ("a @图12 b", 7, Key.Key_Backspace, "a @图12b"),
        ("a @图12 b", 1, Key.Key_Delete, "a@图12 b"),
    ],
)
def test_a_chip_is_removed_whole(scene: Scene, prompt: str, cursor: int, key: Qt.Key, left: str) -> None:
    scene.write(prompt, cursor)
    scene.press(key)
    assert scene.pane.draft.prompt == left
    scene.box.undo()
    assert scene.pane.draft.prompt == prompt


def test_a_number_behind_a_chip_stays_apart_unless_it_makes_another(scene: Scene) -> None:
    scene.write("Like @图1")
    QTest.keyClicks(scene.box, "2 cats")
    assert scene.box.toPlainText() == "Like @图1 2 cats"
    pictures = tuple(Reference(f"{WEB}{n}.png") for n in range(12))
    scene.pane.set_draft(replace(DRAFT, images=pictures))
    scene.write("Like @图1")
    QTest.keyClicks(scene.box, "2")
    assert scene.box.toPlainText() == "Like @图12"


def test_arrows_step_over_a_chip_and_select_it(scene: Scene) -> None:
    scene.write("a@视频1b")
    at = []
    for _ in range(3):
        scene.press(Key.Key_Left)
        at.append(scene.box.textCursor().position())
    assert at == [5, 1, 0]
    scene.press(Key.Key_Right, Key.Key_Right)
    assert scene.box.textCursor().position() == 5
    scene.press(Key.Key_Left, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert scene.box.textCursor().selectedText() == "@视频1"
    scene.press(Key.Key_Left)
    assert scene.box.textCursor().position() == 1


@pytest.mark.parametrize("key", [Key.Key_C, Key.Key_X])
def test_what_is_copied_or_cut_is_plain_text_and_a_chip_again_when_pasted(scene: Scene, key: Qt.Key) -> None:
    scene.write("see @图1!", cursor=3)
    scene.press(Key.Key_End, modifier=SHIFT)
    scene.press(key, modifier=CONTROL)
    mime = QApplication.clipboard().mimeData()
    assert mime.text() == " @图1!"
    assert mime.formats() == ["text/plain"]  # nothing for another program to take letters and colours from
    assert scene.box.toPlainText() == ("see" if key == Key.Key_X else "see @图1!")
    scene.press(Key.Key_Home)
    scene.press(Key.Key_V, modifier=CONTROL)
    assert scene.pane.draft.prompt.startswith(" @图1!see")
    assert scene.chips()[0] == (1, 4)
    scene.press(Key.Key_Z, modifier=CONTROL)
    assert not scene.pane.draft.prompt.startswith(" ")


def test_several_lines_are_copied_as_they_stand(scene: Scene) -> None:
    scene.write("one @图1\ntwo")
    scene.press(Key.Key_A, Key.Key_C, modifier=CONTROL)
    assert QApplication.clipboard().text() == "one @图1\ntwo"


def ground(scene: Scene, index: int) -> QColor:
    rect = list(scene.mentions.chips.pieces())[index].rect
    image = scene.box.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    at = QPointF(rect.left() + 3, rect.top() + 2) * ratio
    return image.pixelColor(at.toPoint())


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_chips_are_seen_and_lost_ones_look_otherwise(
    scene: Scene, theme: Theme, mode: Literal["light", "dark"], qtbot: QtBot
) -> None:
    theme.set_mode(mode)
    scene.write("@图1 and @图9")
    qtbot.waitUntil(lambda: len(list(scene.mentions.chips.pieces())) == 2)
    field = scene.box.viewport().grab().toImage().pixelColor(2, 60)
    found, lost = ground(scene, 0), ground(scene, 1)
    assert len({found.name(), lost.name(), field.name()}) == 3
    assert lost.red() > lost.blue()


def test_a_chip_that_loses_its_reference_changes_at_once(scene: Scene, qtbot: QtBot) -> None:
    scene.write("@图2")
    before = ground(scene, 0)
    scene.pane.set_draft(replace(scene.pane.draft, images=DRAFT.images[:1]))
    assert ground(scene, 0) != before


def test_resting_on_a_chip_shows_what_it_is(scene: Scene) -> None:
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("#c02020"))
    scene.thumbnails.set_image(WEB + "cat.jpg", picture)
    scene.write("@图1 and @图9")
    scene.rest_on(scene.chip())
    card = scene.mentions.card
    assert card.isVisible()
    assert (card.title, card.text) == ("cat.jpg", "Picture 1")
    assert card.grab().toImage().pixelColor(card.width() // 2, 40).name() == "#c02020"
    scene.rest_on(scene.chip(1))
    assert "number" in card.text
    scene.type("x")
    assert not card.isVisible()


def test_a_chip_of_what_is_kept_says_so(scene: Scene) -> None:
    scene.write("@视频1")
    scene.pane.enter(replace(scene.pane.draft, model="seedance2.0-fast-i2v"))
    scene.rest_on(scene.chip())
    assert "not used" in scene.mentions.card.text


# -- following


def test_mentions_follow_and_the_cursor_stays(scene: Scene) -> None:
    scene.write("@图1 meets @图2 in snow", cursor=13)
    draft = scene.pane.draft
    scene.pane.enter(replace(draft, images=(draft.images[1], draft.images[0])))
    assert scene.pane.draft.prompt == "@图2 meets @图1 in snow"
    assert scene.box.textCursor().position() == 13


def test_a_removed_reference_takes_its_mention_and_the_cursor_stays_behind_it(scene: Scene) -> None:
    scene.write("A @图1 B @图2 C", cursor=13)
    scene.pane.enter(replace(scene.pane.draft, images=DRAFT.images[1:]))
    assert scene.pane.draft.prompt == "A  B @图1 C"
    assert scene.box.textCursor().position() == 10


# -- undo


def test_undo_goes_back_over_a_reordering_with_each_mention_on_its_picture(scene: Scene) -> None:
    cat, garden = DRAFT.images
    scene.write("@图1 meets @图2")
    scene.type(" in")
    scene.turn(1, 0)
    scene.type(" snow")
    assert scene.pane.draft.prompt == "@图2 meets @图1 in snow"
    seen = []
    for _ in range(6):
        scene.press(Key.Key_Z, modifier=CONTROL)
        seen.append((scene.pane.draft.prompt, scene.pane.draft.images))
        assert scene.box.toPlainText() == scene.pane.draft.prompt
    assert seen == [
        ("@图2 meets @图1 in ", (garden, cat)),
        ("@图2 meets @图1 in", (garden, cat)),
        ("@图1 meets @图2 in", (cat, garden)),
        ("@图1 meets @图2 ", (cat, garden)),
        ("@图1 meets @图2", (cat, garden)),
        ("@图1 meets @图2", (cat, garden)),  # what was put in at the start is the beginning
    ]
    scene.press(*[Key.Key_Y] * 5, modifier=CONTROL)
    assert scene.pane.draft.prompt == "@图2 meets @图1 in snow"
    assert scene.pane.draft.images == (garden, cat)


def test_a_removed_reference_that_comes_back_has_its_mentions_again(scene: Scene) -> None:
    scene.write("A @图1 B @图2 C")
    cat = DRAFT.images[0]
    scene.pane.enter(replace(scene.pane.draft, images=DRAFT.images[1:]))
    assert scene.pane.draft.prompt == "A  B @图1 C"
    scene.pane.enter(scene.pane.draft.adding(Field.IMAGES, cat))
    assert scene.pane.draft.prompt == "A @图2 B @图1 C"
    assert scene.box.toPlainText() == scene.pane.draft.prompt


def test_what_comes_back_after_more_was_written_is_not_written_in_again(scene: Scene) -> None:
    scene.write("A @图1 B")
    scene.pane.enter(replace(scene.pane.draft, images=DRAFT.images[1:]))
    scene.type("!")
    scene.pane.enter(replace(scene.pane.draft, images=DRAFT.images))
    assert scene.pane.draft.prompt == "A  B!"
    for prompt in ("A  B!", "A  B", "A @图1 B"):
        scene.box.undo()
        assert scene.pane.draft.prompt == prompt
    assert scene.pane.draft.images == DRAFT.images


def test_a_mention_written_ahead_follows_once_its_picture_is_there(scene: Scene) -> None:
    scene.write("@图3")
    scene.pane.enter(scene.pane.draft.adding(Field.IMAGES, Reference(WEB + "new.png")))
    scene.turn(2, 0, 1)
    assert scene.pane.draft.prompt == "@图1"


def test_undoing_a_removal_brings_the_mention_back_with_its_picture(scene: Scene) -> None:
    scene.write("A ")
    scene.type("@cat")
    scene.press(Key.Key_Return)
    scene.pane.enter(replace(scene.pane.draft, images=DRAFT.images[1:]))
    assert scene.pane.draft.prompt == "A "
    seen = []
    for _ in range(3):
        scene.box.undo()
        seen.append((scene.pane.draft.prompt, scene.pane.draft.images))
    assert seen == [("A @图1", DRAFT.images), ("A @cat", DRAFT.images), ("A ", DRAFT.images)]
    for _ in range(3):
        scene.box.redo()
    assert (scene.pane.draft.prompt, scene.pane.draft.images) == ("A ", DRAFT.images[1:])


def test_a_link_that_came_later_is_neither_lost_nor_undone(scene: Scene) -> None:
    fox, cat = Reference(file="/tmp/fox.png"), DRAFT.images[0]
    sent = replace(fox, link=WEB + "fox.png")
    scene.pane.set_draft(replace(DRAFT, prompt="@图1 ", images=(fox, cat)))
    scene.press(Key.Key_End)
    scene.type("runs")
    scene.turn(1, 0)
    scene.box.undo()
    scene.pane.learn(lambda draft: draft.with_each(lambda item: sent if item == fox else item))
    assert (scene.pane.draft.prompt, scene.pane.draft.images) == ("@图1 runs", (sent, cat))
    scene.box.redo()
    assert (scene.pane.draft.prompt, scene.pane.draft.images) == ("@图2 runs", (cat, sent))
    scene.turn(1, 0)
    assert scene.pane.draft.prompt == "@图1 runs"
    for _ in range(3):
        scene.box.undo()
    assert (scene.pane.draft.prompt, scene.pane.draft.images) == ("@图1 ", (sent, cat))


def test_a_copy_in_the_place_of_a_picture_has_its_mentions(scene: Scene) -> None:
    copy = Reference(file="/tmp/cat copy.png")
    scene.write("@图1 and @图2")
    scene.pane.enter(replace(scene.pane.draft, images=(copy, DRAFT.images[1])))
    scene.turn(1, 0)
    assert scene.pane.draft.prompt == "@图2 and @图1"


def test_another_draft_is_a_step_with_its_own_references(scene: Scene) -> None:
    scene.write("The fur of @图1, the light of @图2")
    before = scene.pane.draft
    other = replace(DRAFT, prompt="@图1", images=(Reference(WEB + "other.jpg"), DRAFT.images[1]))
    scene.pane.put_in(other, "Reuse")
    assert scene.pane.draft == other
    scene.box.undo()
    assert scene.pane.draft == before
    scene.box.redo()
    assert scene.pane.draft == other
    same_words = replace(other, images=other.images[::-1])
    scene.pane.put_in(same_words, "Reuse")
    assert scene.pane.draft == same_words


def test_steps_are_words_phrases_and_deletions_in_a_row(scene: Scene) -> None:
    scene.type("a red fox")
    scene.compose("hong hu")
    scene.compose(commit="红狐")
    scene.compose(commit="跑过雪地")
    scene.press(*[Key.Key_Backspace] * 3)
    scene.press(Key.Key_Return)
    scene.type("on")
    seen = []
    for _ in range(8):
        scene.box.undo()
        seen.append(scene.pane.draft.prompt)
    assert seen == [
        "a red fox红狐跑\n",
        "a red fox红狐跑",
        "a red fox红狐跑过雪地",
        "a red fox红狐",
        "a red fox",
        "a red ",
        "a ",
        "",
    ]
    for _ in seen:
        scene.box.redo()
    assert scene.box.toPlainText() == "a red fox红狐跑\non"
    assert scene.box.textCursor().position() == len(scene.pane.draft.prompt)


def test_typing_over_a_selection_is_one_step(scene: Scene) -> None:
    scene.write("a cat runs")
    scene.press(Key.Key_Left, Key.Key_Right)
    scene.press(Key.Key_Left, modifier=CONTROL | SHIFT)
    scene.type("sits")
    assert scene.pane.draft.prompt == "a cat sits"
    scene.box.undo()
    assert scene.pane.draft.prompt == "a cat runs"


def test_a_pick_for_the_bare_sign_is_one_step(scene: Scene) -> None:
    scene.type("A @图")
    scene.press(Key.Key_Return)
    scene.type("x")
    assert scene.pane.draft.prompt == "A @图1x"
    scene.box.undo()
    scene.box.undo()
    assert scene.pane.draft.prompt == "A @图"


def test_what_is_composed_is_not_undone(scene: Scene) -> None:
    scene.type("fox")
    scene.compose("ni hao")
    scene.box.undo()
    assert scene.pane.draft.prompt == "fox"
    scene.compose(commit="你好")
    assert scene.pane.draft.prompt == "fox你好"


def test_references_may_turn_while_words_are_composed(scene: Scene) -> None:
    scene.write("@图1 b", cursor=4)
    scene.compose("ni hao")
    scene.turn(1, 0)
    assert scene.box.composing
    scene.compose(commit="你好")
    assert scene.pane.draft.prompt == "@图2 你好b"


def test_the_menu_has_undo_and_redo(scene: Scene) -> None:
    def choose(name: str) -> bool:
        at = QPoint(5, 5)
        scene.box.contextMenuEvent(
            QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, scene.box.mapToGlobal(at))
        )
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = menu.findChild(QAction, name)
        assert action is not None
        able = action.isEnabled()
        action.trigger()
        menu.close()
        return able

    scene.type("fox")
    assert not choose("edit-redo")
    assert choose("edit-undo")
    assert scene.pane.draft.prompt == ""
    assert not choose("edit-undo")
    assert choose("edit-redo")
    assert scene.pane.draft.prompt == "fox"


NAMES = "abc"
PICTURES = {name: Reference(f"{WEB}{name}.png") for name in NAMES}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*NAMES, "turn", "lose", "find", "switch", "undo", "redo"]), max_size=25))
def test_whatever_is_done_each_mention_means_what_it_meant(scene: Scene, doings: list[str]) -> None:
    """Each mention stands behind the name of its picture, which nothing changes."""
    pane, models = scene.pane, ("seedance2.0-std", "seedance2.0-md")
    pane.set_draft(replace(DRAFT, images=tuple(PICTURES.values())))
    past, future = list[Draft](), list[Draft]()
    for doing in doings:
        before, images = pane.draft, pane.draft.images
        if doing == "turn":
            pane.enter(replace(before, images=images[::-1]))
        elif doing == "lose":
            pane.enter(replace(before, images=images[1:]))
        elif doing == "find":
            more = tuple(picture for picture in PICTURES.values() if picture not in images)
            pane.enter(replace(before, images=images + more))
        elif doing == "switch":
            pane.enter(replace(before, model=models[models.index(before.model) - 1]))
        elif doing in {"undo", "redo"}:
            steps, others = (past, future) if doing == "undo" else (future, past)
            getattr(scene.box, doing)()
            if steps:
                others.append(before)
                before = steps.pop()
            assert pane.draft == before
        elif PICTURES[doing] in images:
            scene.box.replace_text(0, 0, f"{doing}@图{images.index(PICTURES[doing]) + 1}")
        if doing not in {"undo", "redo"} and pane.draft != before:
            past.append(before)
            future.clear()
        assert scene.box.toPlainText() == pane.draft.prompt
        for name, number in re.findall(r"([abc])@图(\d)", pane.draft.prompt):
            assert pane.draft.images[int(number) - 1] == PICTURES[name]


# -- the cursor


@pytest.mark.parametrize("prompt", ["a @视频1 b", "@图12", "让@图1里的猫"])
def test_a_click_on_a_chip_goes_to_the_nearer_edge(scene: Scene, prompt: str) -> None:
    scene.write(prompt)
    (start, end), (left, right) = scene.chips()[0], scene.edges()
    y = scene.chip().y()
    for x in range(left.x() + 1, right.x(), 2):
        QTest.mouseClick(scene.box.viewport(), LEFT, pos=QPoint(x, y), delay=0)
        near = start if x - left.x() < right.x() - x else end
        # Qt goes by the middle of a letter: a few pixels around the chip's middle may go either way.
        if abs((right.x() + left.x()) / 2 - x) > 5:
            assert scene.selected() == (near, near), x
        assert scene.selected()[1] in {start, end}


def test_typing_where_a_chip_was_clicked_leaves_it_whole(scene: Scene) -> None:
    scene.write("see @视频1 run")
    QTest.mouseClick(scene.box.viewport(), LEFT, pos=scene.chip())
    scene.type("x")
    assert "@视频1" in scene.pane.draft.prompt


@pytest.mark.parametrize("at", [4, 5, 6, 7])
def test_a_double_click_selects_the_whole_chip(scene: Scene, at: int) -> None:
    scene.write("see @视频1的猫")
    QTest.mouseDClick(scene.box.viewport(), LEFT, pos=scene.between(at) + QPoint(3, 0))
    assert scene.box.textCursor().selectedText() == "@视频1"
    scene.press(Key.Key_Delete)
    assert scene.pane.draft.prompt == "see 的猫"


def test_a_double_click_beside_a_chip_selects_the_word(scene: Scene) -> None:
    scene.write("see @视频1 run")
    QTest.mouseDClick(scene.box.viewport(), LEFT, pos=scene.between(1))
    assert scene.box.textCursor().selectedText() == "see"


@pytest.mark.parametrize(
    ("begin", "end", "selected"),
    [
        (1, 5, (1, 8)),  # from before into it
        (1, 6, (1, 8)),
        (10, 6, (10, 4)),  # from behind into it
        (10, 7, (10, 4)),
        (5, 10, (4, 10)),  # from in it, nearer its start
        (7, 1, (8, 1)),
        (5, 7, (4, 8)),  # within it
        (7, 5, (8, 4)),
    ],
)
def test_dragging_takes_in_whole_chips(scene: Scene, begin: int, end: int, selected: tuple[int, int]) -> None:
    scene.write("see @视频1 run")
    scene.drag(scene.between(begin), scene.between((begin + end) // 2), scene.between(end))
    assert scene.selected() == selected


def test_an_unsteady_click_on_a_chip_selects_nothing(scene: Scene) -> None:
    scene.write("see @视频1 run")
    for at in (5, 7):
        scene.drag(scene.between(at), scene.between(at) + QPoint(1, 1))
        assert not scene.box.textCursor().hasSelection()


@pytest.mark.parametrize(("cursor", "click", "selected"), [(1, 5, (1, 8)), (11, 7, (11, 4))])
def test_shift_and_click_take_in_whole_chips(
    scene: Scene, cursor: int, click: int, selected: tuple[int, int]
) -> None:
    scene.write("see @视频1 run", cursor)
    QTest.mouseClick(scene.box.viewport(), LEFT, SHIFT, scene.between(click))
    assert scene.selected() == selected


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, SHIFT])
@pytest.mark.parametrize("key", [Key.Key_Up, Key.Key_Down, Key.Key_PageUp, Key.Key_PageDown])
def test_no_key_from_line_to_line_ends_inside_a_chip(
    scene: Scene, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    line = "abcdefghij\n"
    upwards = key in {Key.Key_Up, Key.Key_PageUp}
    for column in range(8):
        scene.write(line + "a@视频12b\n" + line, cursor=column + (22 if upwards else 0))
        for _ in range(3):
            scene.press(key, modifier=modifier)
            assert not 12 < scene.box.textCursor().position() < 17
        assert scene.box.textCursor().block().blockNumber() != (2 if upwards else 0)


def test_down_through_a_chip_stays_in_its_column(scene: Scene) -> None:
    scene.write("abcdefghij\n@视频12视频\nabcdefghij", cursor=3)
    scene.press(Key.Key_Down, Key.Key_Down)
    assert scene.box.textCursor().positionInBlock() == 3


def broken(scene: Scene) -> tuple[int, int]:
    """Write a line that is broken inside a chip; return where the chip is."""
    for count in range(60):
        scene.write("x " + "字" * count + "@视频1" + "字" * 30)
        chips = scene.chips()
        if len(chips) == 2:
            return chips[0]
    raise AssertionError("no line was broken inside its chip")


def test_a_chip_broken_over_two_lines_holds_no_key_up(scene: Scene) -> None:
    start, end = broken(scene)
    first, second = scene.between(start).y(), scene.between(end).y()
    assert first < second
    for column in range(start):
        scene.move(column)
        scene.press(Key.Key_Down)
        assert scene.cursor_top() == second
        assert not start < scene.box.textCursor().position() < end
        scene.press(Key.Key_Up)
        assert scene.cursor_top() == first
    scene.move(0)
    scene.press(Key.Key_End)
    assert not start < scene.box.textCursor().position() < end
    scene.move(end + 3)
    scene.press(Key.Key_Home)
    assert scene.selected() == (end, end)


def test_a_broken_chip_is_round_where_it_begins_and_ends(scene: Scene) -> None:
    broken(scene)
    first, second = scene.mentions.chips.pieces()
    assert (first.begins, first.ends) == (True, False)
    assert (second.begins, second.ends) == (False, True)
    image = scene.box.viewport().grab().toImage()

    def is_square(piece: Piece, x: float) -> bool:
        corner, middle = int(piece.rect.top()) + 1, int(piece.rect.center().y())
        return image.pixelColor(int(x), corner) == image.pixelColor(int(x), middle)

    for piece in (first, second):
        assert is_square(piece, piece.rect.left() + 1) is not piece.begins
        assert is_square(piece, piece.rect.right() - 1) is not piece.ends
    beyond = image.pixelColor(int(first.rect.right()) + 2, int(first.rect.center().y()))
    assert beyond == image.pixelColor(2, image.height() - 2)


@pytest.mark.parametrize(
    ("prompt", "stops"),
    [
        ("see @视频1 run", [0, 4, 9, 12]),
        ("让@图1里的猫 跑", [0, 1, 4, 8, 9]),
        ("@图1@图2", [0, 3, 6]),
        ("(@图1) b", [0, 1, 4, 6, 7]),
        ("🦊 @图1\nb", [0, 3, 6, 7, 8]),
    ],
)
def test_steps_of_a_word_take_a_chip_as_a_word(scene: Scene, prompt: str, stops: list[int]) -> None:
    scene.write(prompt)
    for modifier in (CONTROL, CONTROL | SHIFT):
        scene.move(0)
        met = [0]
        for _ in stops[1:]:
            scene.press(Key.Key_Right, modifier=modifier)
            met.append(scene.box.textCursor().position())
        assert met == stops
        assert scene.box.textCursor().hasSelection() is bool(modifier & SHIFT)


@pytest.mark.parametrize(
    ("prompt", "stops"),
    [
        ("see @视频1 run", [12, 9, 4, 0]),
        ("让@图1里的猫 跑", [9, 8, 4, 1, 0]),
        ("@图1@图2", [6, 3, 0]),
        ("(@图1) b", [7, 6, 4, 1, 0]),
    ],
)
def test_steps_of_a_word_back_take_a_chip_as_a_word(scene: Scene, prompt: str, stops: list[int]) -> None:
    scene.write(prompt)
    met = [scene.box.textCursor().position()]
    for _ in stops[1:]:
        scene.press(Key.Key_Left, modifier=CONTROL)
        met.append(scene.box.textCursor().position())
    assert met == stops


@pytest.mark.parametrize(
    ("cursor", "key", "modifier", "left"),
    [
        (8, Key.Key_Backspace, CONTROL, "see  run"),
        (9, Key.Key_Backspace, CONTROL, "see run"),
        (4, Key.Key_Delete, CONTROL, "see run"),
        (4, Key.Key_Backspace, CONTROL, "@视频1 run"),
        (8, Key.Key_Delete, CONTROL, "see @视频1run"),
        (8, Key.Key_Backspace, SHIFT, "see  run"),
    ],
)
def test_deleting_a_word_deletes_a_chip_whole(
    scene: Scene, cursor: int, key: Qt.Key, modifier: Qt.KeyboardModifier, left: str
) -> None:
    scene.write("see @视频1 run", cursor)
    scene.press(key, modifier=modifier)
    assert scene.pane.draft.prompt == left
    scene.box.undo()
    assert scene.pane.draft.prompt == "see @视频1 run"


def test_the_program_can_put_the_cursor_into_no_chip(scene: Scene) -> None:
    scene.write("see @视频1 run", cursor=5)
    assert scene.selected() == (4, 4)
    scene.write("see @视频1 run", cursor=7)
    assert scene.selected() == (8, 8)
    cursor = scene.box.textCursor()
    cursor.setPosition(6)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    scene.box.setTextCursor(cursor)
    assert scene.selected() == (8, 2)


def test_a_selection_begun_in_a_chip_takes_it_in(scene: Scene) -> None:
    scene.write("see @视频1 run", cursor=2)
    cursor = scene.box.textCursor()
    cursor.setPosition(6)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    scene.box.setTextCursor(cursor)
    assert scene.selected() == (8, 2)


def test_a_draft_put_in_leaves_the_cursor_in_no_chip(scene: Scene) -> None:
    scene.write("a图1b", cursor=2)
    scene.pane.set_draft(replace(scene.pane.draft, prompt="a@图1b"))
    assert scene.selected() == (4, 4)


def test_letters_that_become_a_chip_around_the_cursor_leave_it_at_an_edge(scene: Scene) -> None:
    scene.write("1", cursor=0)
    scene.type("@图")
    assert scene.pane.draft.prompt == "@图1"
    assert scene.selected() == (3, 3)


def test_the_cursor_is_left_alone_while_words_are_composed(scene: Scene) -> None:
    scene.write("1 b", cursor=0)
    scene.compose("tu")
    cursor = scene.box.textCursor()
    QTextCursor(scene.box.document()).insertText("@图")  # from elsewhere, around what is composed
    assert scene.box.composing
    at = scene.box.textCursor().position()
    scene.mentions.show_form(scene.pane.form)
    assert scene.box.textCursor().position() == at
    assert cursor.position() == at


def test_words_dropped_on_a_chip_leave_it_whole(scene: Scene) -> None:
    scene.write("see @视频1 run")
    mime = QMimeData()
    mime.setText("fast ")
    view, at = scene.box.viewport(), scene.between(6)
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, LEFT, none)
    QApplication.sendEvent(view, enter)
    drop = QDropEvent(at.toPointF(), Qt.DropAction.CopyAction, mime, LEFT, none)
    QApplication.sendEvent(view, drop)
    assert scene.pane.draft.prompt == "see @视频1fast  run"
    assert scene.selected()[1] not in {5, 6, 7}


@given(st.text("a@图1🦊 ", max_size=12), st.text("a@图1🦊 ", max_size=12))
def test_a_change_makes_one_text_of_the_other(before: str, after: str) -> None:
    change = Change.between(before, after)
    old = before.encode("utf-16-le")
    new = old[: 2 * change.start] + change.text.encode("utf-16-le") + old[2 * change.end :]
    assert new.decode("utf-16-le") == after
    assert all(0 <= change.moved(p) <= len(new) // 2 for p in range(len(old) // 2 + 1))


# -- the window's language


def test_mentions_read_as_a_persons_language_and_are_sent_as_the_service_reads_them(
    english_scene: Scene,
) -> None:
    scene = english_scene
    scene.type("Like @")
    assert scene.listed() == ["@Picture 1", "@Picture 2", "@Clip 1", "@Sound 1"]
    scene.press(Key.Key_Return)
    scene.type(" beside @picture2, @视频1 ")  # by hand, and as it was copied from somewhere
    assert scene.box.toPlainText() == "Like @Picture 1 beside @Picture 2, @Clip 1 "
    assert scene.pane.draft.prompt == "Like @图1 beside @图2, @视频1 "
    assert len(set(scene.chips())) == 3, "one may stand in two lines"
    scene.turn(1, 0)
    assert scene.box.toPlainText() == "Like @Picture 2 beside @Picture 1, @Clip 1 "
    assert scene.pane.draft.prompt == "Like @图2 beside @图1, @视频1 "
    scene.box.undo()
    assert scene.box.toPlainText() == "Like @Picture 1 beside @Picture 2, @Clip 1 "
    scene.press(Key.Key_End, modifier=CONTROL)
    scene.press(Key.Key_Backspace, Key.Key_Backspace)
    assert scene.box.toPlainText() == "Like @Picture 1 beside @Picture 2, ", "it is one thing to the keys"
    scene.press(Key.Key_A, modifier=CONTROL)
    scene.press(Key.Key_X, modifier=CONTROL)
    scene.press(Key.Key_V, modifier=CONTROL)
    assert scene.pane.draft.prompt == "Like @图1 beside @图2, "
    scene.write("Old words: @图片1")
    assert scene.box.toPlainText() == "Old words: @Picture 1"
    scene.press(Key.Key_End)
    scene.type("2!")
    assert scene.pane.draft.prompt == "Old words: @图1 2!", "a number typed behind it is none of its own"


def test_mentions_lead_nowhere_from_text(english_scene: Scene) -> None:
    scene = english_scene
    scene.write("Like @图1 and @图9")
    scene.pane.enter(replace(scene.pane.draft, start=InputMode.TEXT))
    notes = [line.text for line in scene.pane._prompt_block.notes()]
    assert notes == [
        "@Picture 9 points at no reference.",
        "Mentions that lead nowhere now: @Picture 1. What they mean is not used.",
    ]
