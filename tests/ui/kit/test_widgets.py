from __future__ import annotations

import gc
import itertools
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from seedance_gui.ui.kit import icons
from seedance_gui.ui.kit.busy import BusyBar
from seedance_gui.ui.kit.chips import ChoiceChips, QuietChips
from seedance_gui.ui.kit.choice import Choice, Choices
from seedance_gui.ui.kit.duration import DurationSlider
from seedance_gui.ui.kit.elided import ElidedLabel, Link
from seedance_gui.ui.kit.empty_state import EmptyState
from seedance_gui.ui.kit.field_block import FieldBlock
from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.note import Note, NoteLine
from seedance_gui.ui.kit.parts import IconButton
from seedance_gui.ui.kit.segmented import SegmentedControl
from seedance_gui.ui.kit.select import Select
from seedance_gui.ui.kit.slider import Slider
from seedance_gui.ui.kit.toast import Place, ToastHost

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme

EVIL = "<img src='file:///etc/passwd'><b>bold</b>"
LINE = 13  # pixels: how thick an icon of 160 is drawn
REASON = "This model takes no frames."
CHOICES = [
    Choice("text", "Text", "type"),
    Choice("references", "References", "images"),
    Choice("frames", "Frames", "frame", off=REASON),
    Choice("more", "More"),
]


def shown(qtbot: QtBot, widget: QWidget, width: int = 0, height: int = 0) -> None:
    qtbot.addWidget(widget)
    if width:
        widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


@pytest.fixture(params=[SegmentedControl, ChoiceChips])
def choices(request: pytest.FixtureRequest, theme: Theme, qtbot: QtBot) -> Choices:
    made: Choices = request.param(theme, "Start from", CHOICES)
    shown(qtbot, made)
    return made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


class TestChoices:
    def test_a_click_chooses_and_tells(self, choices: Choices, qtbot: QtBot) -> None:
        choices.set_value("text")
        with qtbot.waitSignal(choices.value_changed) as told:
            QTest.mouseClick(choices.button("references"), Qt.MouseButton.LeftButton)
        assert told.args == ["references"]
        assert choices.value() == "references"
        assert [button.isChecked() for button in choices.buttons()] == [False, True, False, False]

    def test_the_chosen_one_clicked_again_tells_nothing(self, choices: Choices, qtbot: QtBot) -> None:
        choices.set_value("text")
        with qtbot.assertNotEmitted(choices.value_changed):
            QTest.mouseClick(choices.button("text"), Qt.MouseButton.LeftButton)
        assert choices.button("text").isChecked()

    def test_setting_tells_nothing_and_an_unknown_value_is_none(self, choices: Choices, qtbot: QtBot) -> None:
        with qtbot.assertNotEmitted(choices.value_changed):
            choices.set_value("more")
            choices.set_value("nonsense")
        assert choices.value() == ""
        assert not any(button.isChecked() for button in choices.buttons())

    def test_arrow_keys_move_past_what_is_off(self, choices: Choices, qtbot: QtBot) -> None:
        choices.set_value("references")
        choices.setFocus(Qt.FocusReason.TabFocusReason)
        with qtbot.waitSignal(choices.value_changed) as told:
            QTest.keyClick(focused(), Qt.Key.Key_Right)
        assert told.args == ["more"]
        QTest.keyClick(focused(), Qt.Key.Key_Left)
        assert choices.value() == "references"

    def test_return_is_left_to_the_dialog(self, choices: Choices, theme: Theme) -> None:
        choices.set_value("text")
        choices.setFocus(Qt.FocusReason.TabFocusReason)
        assert not choices.button("text").autoDefault()

    def test_what_is_off_says_why(self, choices: Choices, qtbot: QtBot) -> None:
        off = choices.button("frames")
        assert not off.isEnabled()
        assert REASON in off.toolTip()
        assert off.accessibleDescription() == REASON
        with qtbot.assertNotEmitted(choices.value_changed):
            QTest.mouseClick(off, Qt.MouseButton.LeftButton)

    def test_what_is_off_may_still_be_the_kept_value(self, choices: Choices) -> None:
        choices.set_value("frames")
        assert choices.value() == "frames"
        assert choices.button("frames").isChecked()

    def test_new_reasons_keep_value_and_buttons(self, choices: Choices) -> None:
        choices.set_value("more")
        before = choices.buttons()
        choices.set_choices([Choice(c.value, c.label, c.icon) for c in CHOICES])
        assert choices.buttons() == before
        assert choices.value() == "more"
        assert choices.button("frames").isEnabled()
        choices.set_choices([Choice("a", "A"), Choice("b", "B")])
        assert choices.value() == ""
        assert [choice.value for choice in choices.choices()] == ["a", "b"]

    def test_each_is_a_named_radio_button_to_assistive_software(self, choices: Choices) -> None:
        for button in choices.buttons():
            interface = QAccessible.queryAccessibleInterface(button)
            assert interface.role() is QAccessible.Role.RadioButton
            assert interface.text(QAccessible.Text.Name) == button.choice.label
        assert choices.accessibleName() == "Start from"

    def test_it_is_drawn_in_every_state_and_size(self, choices: Choices, theme: Theme) -> None:
        choices.set_value("references")
        light = choices.grab().toImage()
        theme.set_mode("dark")
        assert choices.grab().toImage() != light
        small = choices.sizeHint()
        theme.set_text_size(2.0)
        assert choices.sizeHint().height() > small.height()

    def test_tab_reaches_them_even_when_the_kept_value_is_off(self, choices: Choices) -> None:
        choices.set_value("frames")
        stops = [b.choice.value for b in choices.buttons() if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert stops == ["text"]
        choices.set_value("more")
        stops = [b.choice.value for b in choices.buttons() if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert stops == ["more"]


def test_tab_walks_through_a_form(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    mode = SegmentedControl(theme, "Start from", CHOICES)
    mode.set_value("references")
    ratio = ChoiceChips(theme, "Ratio", CHOICES)
    duration = DurationSlider(theme, "Duration")
    for content in (mode, ratio, duration):
        column.addWidget(FieldBlock(theme, content.accessibleName(), content))
    shown(qtbot, window, 360, 300)
    order = []
    mode.setFocus()
    for _ in range(4):
        order.append(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert order == [mode.button("references"), ratio.button("text"), duration.slider, duration.field]
    assert focused() is order[0], "Tab comes round"


class TestSelect:
    def test_choosing_tells_and_setting_does_not(self, theme: Theme, qtbot: QtBot) -> None:
        select = Select(theme, "Start from", CHOICES)
        shown(qtbot, select)
        with qtbot.assertNotEmitted(select.value_changed):
            select.set_value("text")
        with qtbot.waitSignal(select.value_changed) as told:
            QTest.keyClick(select, Qt.Key.Key_Down)
        assert told.args == ["references"]
        QTest.keyClick(select, Qt.Key.Key_Down)
        assert select.value() == "more", "what is off is passed over"

    def test_the_value_outlives_new_choices_and_a_new_theme(self, theme: Theme, qtbot: QtBot) -> None:
        select = Select(theme, "Start from", CHOICES)
        qtbot.addWidget(select)
        select.set_value("frames")
        theme.set_mode("dark")
        assert select.value() == "frames"
        assert select.currentText() == "Frames"
        select.set_choices(CHOICES[:2])
        assert select.value() == ""
        assert select.currentIndex() == -1


@pytest.mark.parametrize("ratio", [(16, 9), (9, 16), (1, 1), (21, 9)])
def test_a_ratio_is_drawn_in_its_shape(theme: Theme, ratio: tuple[int, int]) -> None:
    image = icons.pixmap(theme, icons.ratio_icon("{}:{}".format(*ratio)), size=160).toImage()
    places = itertools.product(range(image.width()), range(image.height()))
    drawn = [place for place in places if image.pixelColor(*place).alpha() > 128]
    width, height = (max(way) - min(way) - LINE for way in zip(*drawn, strict=True))
    assert width / height == pytest.approx(ratio[0] / ratio[1], rel=0.03)


@pytest.mark.parametrize("value", ["Adaptive", "720p", "16:0", ""])
def test_what_is_no_ratio_has_no_shape(value: str) -> None:
    assert not icons.ratio_icon(value)


def test_chips_wrap_and_ask_for_the_height(theme: Theme, qtbot: QtBot) -> None:
    chips = ChoiceChips(theme, "Ratio", [Choice(r, r) for r in ("21:9", "16:9", "4:3", "1:1", "3:4", "9:16")])
    block = FieldBlock(theme, "Ratio", chips)
    shown(qtbot, block, 240, 200)
    assert chips.height() >= chips.heightForWidth(chips.width()) > chips.button("1:1").height() * 2
    for button in chips.buttons():
        assert chips.rect().contains(button.geometry())


@pytest.mark.parametrize("text_size", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_a_chosen_chip_is_round_at_every_text_size(theme: Theme, qtbot: QtBot, text_size: float) -> None:
    theme.set_text_size(text_size)
    chips = QuietChips(theme, "State", [Choice("all", "All"), Choice("saved", "Saved")])
    qtbot.addWidget(chips)
    chips.set_value("all")
    chips.show()
    chosen = chips.buttons()[0]
    picture = chosen.grab().toImage()
    assert picture.pixelColor(1, 1) != picture.pixelColor(picture.width() // 2, 2)


def test_the_flow_mirrors_in_a_right_to_left_language(theme: Theme, qtbot: QtBot) -> None:
    widget = QWidget()
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow = FlowLayout(widget, gap=5)
    first, second = QPushButton("1"), QPushButton("2")
    flow.addWidget(first)
    flow.addWidget(second)
    shown(qtbot, widget, 400, 60)
    assert first.geometry().right() == 399
    assert second.geometry().right() < first.x()


class TestDuration:
    def test_slider_and_field_agree(self, theme: Theme, qtbot: QtBot) -> None:
        duration = DurationSlider(theme, "Duration", minimum=4, maximum=15, value=5)
        shown(qtbot, duration, 300, 40)
        with qtbot.waitSignal(duration.value_changed) as told:
            QTest.keyClick(duration.slider, Qt.Key.Key_Right)
        assert told.args == [6]
        assert (duration.slider.value(), duration.field.value(), duration.value()) == (6, 6, 6)
        duration.field.selectAll()
        with qtbot.waitSignal(duration.value_changed) as told:
            QTest.keyClicks(duration.field, "12")
            QTest.keyClick(duration.field, Qt.Key.Key_Return)
        assert told.args == [12]
        assert duration.slider.value() == 12

    def test_bounds_hold_the_value_and_tell_nothing(self, theme: Theme, qtbot: QtBot) -> None:
        duration = DurationSlider(theme, "Duration", value=14)
        qtbot.addWidget(duration)
        with qtbot.assertNotEmitted(duration.value_changed):
            duration.set_bounds(4, 12)
            assert duration.value() == duration.slider.value() == 12
            duration.set_value(99)
        assert duration.value() == 12
        assert duration.bounds() == (4, 12)

    def test_the_number_can_be_seen(self, theme: Theme, qtbot: QtBot) -> None:
        duration = DurationSlider(theme, "Duration", value=14)
        shown(qtbot, duration, 300, 40)
        line = duration.field.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        assert line.width() > line.fontMetrics().horizontalAdvance("15 s")

    def test_a_click_jumps(self, theme: Theme, qtbot: QtBot) -> None:
        slider = Slider(theme, "Position")
        slider.setRange(0, 100)
        shown(qtbot, slider, 200, 24)
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(100, 12))
        assert 48 <= slider.value() <= 52
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(199, 12))
        assert slider.value() == 100


class TestNote:
    def test_the_height_follows_the_width(self, theme: Theme, qtbot: QtBot) -> None:
        note = Note(theme, NoteLine("off", "Sound clips don't work with first and last frames. " * 3))
        qtbot.addWidget(note)
        heights = [note.heightForWidth(width) for width in (900, 400, 200)]
        assert heights == sorted(heights)
        assert heights[0] < heights[1] < heights[2]

    @pytest.mark.parametrize("size", [1.0, 1.5, 2.0])
    @pytest.mark.parametrize("width", [160, 240, 330, 600])
    def test_nothing_is_cut_off(self, theme: Theme, qtbot: QtBot, size: float, width: int) -> None:
        theme.set_text_size(size)
        window = QWidget()
        column = QVBoxLayout(window)
        text = "Sound clips don't work with first and last frames. 首尾帧模式不能用声音。"
        for kind in ("info", "problem"):
            column.addWidget(Note(theme, NoteLine("info" if kind == "info" else "problem", text, "Remove")))
        column.addStretch(1)
        shown(qtbot, window, width, 900)
        for note in window.findChildren(Note):
            assert note.height() == note.heightForWidth(note.width())
            words = next(label for label in note.findChildren(QLabel) if label.text() == text)
            assert words.height() >= words.heightForWidth(words.width())
            button = note.findChild(QPushButton)
            assert isinstance(button, QPushButton)
            assert note.rect().contains(button.geometry())

    def test_the_remedy_can_be_clicked_and_says_what_it_cures(self, theme: Theme, qtbot: QtBot) -> None:
        note = Note(theme, NoteLine("off", "No sound with frames.", "Remove the frames"))
        shown(qtbot, note, 300, 60)
        button = note.findChild(QPushButton)
        assert isinstance(button, QPushButton)
        assert (button.accessibleName(), button.accessibleDescription()) == (
            "Remove the frames",
            "No sound with frames.",
        )
        with qtbot.waitSignal(note.remedy_clicked):
            QTest.keyClick(button, Qt.Key.Key_Space)
        note.set_line(NoteLine("info", "All is well."))
        assert not button.isVisible()
        assert note.accessibleName() == "All is well."

    def test_strangers_words_stay_plain(self, theme: Theme, qtbot: QtBot) -> None:
        note = Note(theme, NoteLine("problem", EVIL))
        qtbot.addWidget(note)
        for label in note.findChildren(QLabel):
            if label.text():
                assert label.textFormat() is Qt.TextFormat.PlainText


class TestFieldBlock:
    def test_off_greys_the_control_only(self, theme: Theme, qtbot: QtBot) -> None:
        edit = QLineEdit()
        block = FieldBlock(theme, "Reference audio", edit)
        block.set_hint("at most 3")
        block.set_notes([NoteLine("off", REASON, "Remove the frames", "frames")])
        block.set_on(False)
        shown(qtbot, block, 320, 120)
        assert not edit.isEnabled()
        assert edit.accessibleName() == "Reference audio"
        assert edit.accessibleDescription() == REASON
        assert all(label.isEnabled() for label in block.findChildren(QLabel))
        button = block.findChild(QPushButton)
        assert isinstance(button, QPushButton)
        with qtbot.waitSignal(block.remedy_clicked) as told:
            button.click()
        assert told.args == ["frames"]

    def test_a_note_that_stays_keeps_the_focus(self, theme: Theme, qtbot: QtBot) -> None:
        block = FieldBlock(theme, "Ratio", QLineEdit())
        stays = NoteLine("caution", "480p may be refused.", "Use 720p", "720p")
        block.set_notes([stays, NoteLine("info", "One.")])
        shown(qtbot, block, 320, 160)
        button = block.findChild(QPushButton)
        assert isinstance(button, QPushButton)
        button.setFocus()
        block.set_notes([stays])
        assert button.hasFocus()
        assert block.notes() == (stays,)
        block.set_notes([])
        assert block.notes() == ()


class TestElided:
    def test_short_text_has_no_tooltip_and_long_text_has_it_whole(self, theme: Theme, qtbot: QtBot) -> None:
        label = ElidedLabel("short")
        shown(qtbot, label, 200, 20)
        assert label.toolTip() == ""
        label.setText("a very long prompt " * 20)
        assert "a very long prompt" in label.toolTip()
        assert label.minimumSizeHint().width() < 60

    def test_it_is_plain_and_one_line(self, theme: Theme, qtbot: QtBot) -> None:
        label = ElidedLabel(EVIL + "\nsecond line")
        shown(qtbot, label, 60, 20)
        assert "\n" not in label.text()
        assert "<img" not in label.toolTip()


def test_an_icon_button_says_what_it_does(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton(theme, "play", "Play", shortcut="Ctrl+P")
    shown(qtbot, button)
    assert button.accessibleName() == "Play"
    assert "Ctrl+P" in button.toolTip()
    assert button.width() == button.height() == 30
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)
    theme.set_text_size(2)
    assert IconButton(theme, "play", "Play").width() == 60


def test_an_empty_state_offers_one_thing(theme: Theme, qtbot: QtBot) -> None:
    empty = EmptyState(theme, "film", "No videos yet", "They appear here.", "Try an example")
    shown(qtbot, empty, 300, 300)
    button = empty.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(empty.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    empty.set("search", "Nothing found", "")
    assert not button.isVisible()
    assert empty.accessibleName() == "Nothing found"


class TestBusyBar:
    def test_it_moves_only_when_visible_unknown_and_allowed(self, theme: Theme, qtbot: QtBot) -> None:
        bar = BusyBar(theme, "Uploading")
        shown(qtbot, bar, 200, 4)
        assert not bar.pulsing
        theme.set_motion(True)
        assert bar.pulsing
        bar.set_percent(40)
        assert not bar.pulsing
        assert bar.value() == 40
        bar.set_percent(None)
        assert bar.pulsing
        bar.hide()
        assert not bar.pulsing

    def test_without_a_number_it_is_a_short_piece_away_from_both_edges(
        self, theme: Theme, qtbot: QtBot
    ) -> None:
        def filled() -> list[int]:
            image = bar.grab().toImage()
            color = theme.color("text").rgb()
            return [x for x in range(200) if image.pixel(x, 2) == color]

        bar = BusyBar(theme, "Uploading")
        shown(qtbot, bar, 200, 4)
        still = filled()
        assert len(still) < 60
        assert abs(still[0] - (199 - still[-1])) <= 1, "in the middle, while nothing may move"
        theme.set_motion(True)
        seen: set[int] = set()

        def all_the_way() -> bool:
            there = filled()
            assert len(there) < 60
            assert there[0] > 5
            assert there[-1] < 194
            seen.add(there[0])
            return max(seen) - min(seen) > 60

        qtbot.waitUntil(all_the_way)
        bar.set_percent(30)
        assert filled()[0] <= 1

    def test_percent_is_kept_within_bounds(self, theme: Theme, qtbot: QtBot) -> None:
        bar = BusyBar(theme, "Uploading")
        qtbot.addWidget(bar)
        bar.set_percent(140)
        assert bar.value() == 100
        bar.set_percent(-3)
        assert bar.value() == 0


class TestToasts:
    def test_it_goes_by_itself(self, theme: Theme, qtbot: QtBot) -> None:
        window = QWidget()
        shown(qtbot, window, 800, 600)
        host = ToastHost(theme, window)
        toast = host.show_message("Saved.", "success", milliseconds=20)
        with qtbot.waitSignal(toast.closed):
            pass
        assert host.toasts() == ()

    def test_it_stays_while_it_has_the_focus(self, theme: Theme, qtbot: QtBot) -> None:
        window = QWidget()
        shown(qtbot, window, 800, 600)
        host = ToastHost(theme, window)
        toast = host.show_message("Saved.", action="Show in folder", milliseconds=20)
        button = toast.findChild(QPushButton)
        assert isinstance(button, QPushButton)
        button.setFocus()
        with qtbot.assertNotEmitted(toast.closed, wait=120):
            pass
        with qtbot.waitSignals([toast.action_clicked, toast.closed]):
            QTest.keyClick(button, Qt.Key.Key_Space)

    def test_the_oldest_gives_way_and_all_stand_inside(self, theme: Theme, qtbot: QtBot) -> None:
        window = QWidget()
        shown(qtbot, window, 420, 600)
        host = ToastHost(theme, window)
        for number in range(5):
            host.show_message(f"Message {number}. " + "It goes on for a while. " * number, milliseconds=0)
        assert [toast.text.split(".")[0] for toast in host.toasts()] == [
            "Message 2",
            "Message 3",
            "Message 4",
        ]
        window.resize(360, 500)
        rects = [toast.geometry() for toast in host.toasts()]
        assert all(window.rect().contains(rect) for rect in rects)
        assert not any(a.intersects(b) for a, b in itertools.pairwise(rects))
        for toast in host.toasts():
            toast.close_now()

    def test_they_keep_to_half_of_their_place(self, theme: Theme, qtbot: QtBot) -> None:
        window = QWidget()
        shown(qtbot, window, 800, 600)
        host = ToastHost(theme, window)
        room = QRect(300, 100, 320, 240)
        at_foot = False
        host.set_place(lambda: Place(room, at_foot))
        for number in range(3):
            host.show_message(f"Message {number}. " + "It goes on. " * 4, action="Look", milliseconds=0)
        rects = [toast.geometry() for toast in host.toasts()]
        assert 1 <= len(rects) < 3
        assert all(room.contains(rect) for rect in rects)
        assert sum(rect.height() for rect in rects) <= room.height() // 2
        newest = host.toasts()[-1]
        assert newest.text.startswith("Message 2")
        assert newest.geometry().top() < room.top() + 20
        at_foot = True
        host.arrange()
        assert (
            newest.geometry().bottom() > room.bottom() - 20 - sum(rect.height() for rect in rects[:-1]) - 20
        )
        for toast in host.toasts():
            toast.close_now()

    def test_strangers_words_stay_plain(self, theme: Theme, qtbot: QtBot) -> None:
        window = QWidget()
        shown(qtbot, window, 800, 600)
        toast = ToastHost(theme, window).show_message(EVIL, milliseconds=0)
        label = next(label for label in toast.findChildren(QLabel) if label.text())
        assert label.textFormat() is Qt.TextFormat.PlainText
        toast.close_now()


def test_what_is_gone_neither_lives_on_nor_hears_the_theme(theme: Theme, qtbot: QtBot) -> None:
    def build() -> tuple[QWidget, list[weakref.ref[QWidget]]]:
        window = QWidget()
        made: list[QWidget] = [
            SegmentedControl(theme, "a", CHOICES, window),
            ChoiceChips(theme, "a", CHOICES, window),
            Select(theme, "a", CHOICES, window),
            DurationSlider(theme, "a", window),
            Slider(theme, "a", window),
            BusyBar(theme, "a", window),
            IconButton(theme, "play", "a", window),
            EmptyState(theme, "film", "a", "b", parent=window),
            FieldBlock(theme, "a", QLineEdit(), window),
            Note(theme, NoteLine("info", "a"), window),
        ]
        block = made[-2]
        assert isinstance(block, FieldBlock)
        block.set_notes([NoteLine("problem", "wrong", "Mend", "mend")])
        return window, [weakref.ref(widget) for widget in made]

    window, refs = build()
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    del window
    theme.set_mode("dark")
    theme.set_text_size(1.4)
    gc.collect()
    assert [ref() for ref in refs if ref() is not None] == []


def test_a_link_that_gets_words_again_shows_them_whole(theme: Theme, qtbot: QtBot) -> None:
    link = Link("Start from frames")
    shown(qtbot, link)
    whole = link.size()
    for words in ("", "Start from frames"):
        link.say(words)
        link.resize(whole)
    assert link.text() == "Start from frames"
