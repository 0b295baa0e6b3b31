"""Mentions in the prompt: typed, picked, seen, removed, and left alone while an input method composes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from seedance_gui.domain.draft import Draft, Reference, StartMode
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services import resources
from seedance_gui.ui.form_pane import FormPane
from seedance_gui.ui.mentions.prompt_mentions import PromptMentions
from seedance_gui.ui.references.field import ReferenceField
from seedance_gui.ui.references.thumbnails import Thumbnails
from seedance_gui.ui.text_change import Change
from seedance_gui.ui.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.domain.draft import Field
    from seedance_gui.ui.prompt_box import PromptBox
    from seedance_gui.ui.theme import Theme

RULES = load_rules(resources.read_text("routes.toml"))
WEB = "https://example.com/"
DRAFT = Draft(
    "seedance2.0-std",
    "",
    StartMode.REFERENCES,
    images=(Reference(WEB + "cat.jpg"), Reference(WEB + "garden.png")),
    reference_videos=(Reference(WEB + "dance.mp4"),),
    reference_audios=(Reference(WEB + "wind.mp3"),),
)
Key = Qt.Key


class Scene:
    """A form with its mentions, in a window."""

    def __init__(self, theme: Theme, folder: Path, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.thumbnails = Thumbnails(self.window)

        def field(name: Field) -> ReferenceField:
            return ReferenceField(
                theme,
                Words(),
                name,
                upload=RULES.upload,
                paste_folder=folder,
                thumbnails=self.thumbnails,
            )

        self.pane = FormPane(RULES, Words(), theme, field)
        QVBoxLayout(self.window).addWidget(self.pane)
        self.mentions = PromptMentions(theme, self.pane.prompt, self.thumbnails)
        self.pane.form_changed.connect(self.mentions.show_form)
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
        return [offer.text for offer in popup.rows.offers] if popup.isVisible() else []

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
        return [rect for _, rect in self.mentions.chips._rects()][index].center().toPoint()

    def rest_on(self, point: QPoint) -> None:
        view = self.box.viewport()
        QApplication.sendEvent(view, QHelpEvent(QHelpEvent.Type.ToolTip, point, view.mapToGlobal(point)))


@pytest.fixture
def scene(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(theme, tmp_path, qtbot)
    yield made
    made.thumbnails.close()


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
    scene.pane.enter(replace(scene.pane.draft, start=StartMode.TEXT))
    on = [offer.text for offer in scene.mentions._offers]
    assert "@图1" not in on
    scene.pane.enter(replace(scene.pane.draft, model="seedance2.0-fast-i2v", start=StartMode.REFERENCES))
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
    button = scene.mentions.button
    assert button.isVisible()
    assert button.accessibleName()
    scene.write("The cat")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(scene.listed()) == 4
    scene.press(Key.Key_Return)
    assert scene.pane.draft.prompt == "The cat @图1"
    scene.pane.set_draft(Draft(DRAFT.model))
    assert not button.isVisible()


def test_what_the_button_wrote_goes_with_escape(scene: Scene) -> None:
    scene.write("The cat ")
    QTest.mouseClick(scene.mentions.button, Qt.MouseButton.LeftButton)
    scene.press(Key.Key_Escape)
    assert scene.pane.draft.prompt == "The cat "


def test_the_button_covers_no_words(scene: Scene) -> None:
    assert not scene.mentions.button.geometry().intersects(scene.box.viewport().geometry())


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


def test_copy_and_paste_are_plain_text(scene: Scene) -> None:
    scene.write("see @图1!")
    scene.box.selectAll()
    scene.box.copy()
    mime = QApplication.clipboard().mimeData()
    assert mime.text() == "see @图1!"
    scene.box.moveCursor(QTextCursor.MoveOperation.End)
    scene.box.paste()
    assert scene.pane.draft.prompt == "see @图1!see @图1!"


def ground(scene: Scene, index: int) -> QColor:
    rect = [rect for _, rect in scene.mentions.chips._rects()][index]
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
    qtbot.waitUntil(lambda: len(list(scene.mentions.chips._rects())) == 2)
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
    scene.box.undo()
    assert scene.box.toPlainText() == "@图1 meets @图2 in snow"


def test_a_removed_reference_takes_its_mention_and_the_cursor_stays_behind_it(scene: Scene) -> None:
    scene.write("A @图1 B @图2 C", cursor=13)
    scene.pane.enter(replace(scene.pane.draft, images=DRAFT.images[1:]))
    assert scene.pane.draft.prompt == "A  B @图1 C"
    assert scene.box.textCursor().position() == 10


@given(st.text("a@图1🦊 ", max_size=12), st.text("a@图1🦊 ", max_size=12))
def test_a_change_makes_one_text_of_the_other(before: str, after: str) -> None:
    change = Change.between(before, after)
    old = before.encode("utf-16-le")
    new = old[: 2 * change.start] + change.text.encode("utf-16-le") + old[2 * change.end :]
    assert new.decode("utf-16-le") == after
    assert all(0 <= change.moved(p) <= len(new) // 2 for p in range(len(old) // 2 + 1))
