"""Choosing a model: what the list says of each, search, keyboard and mouse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from seedance_gui.domain.draft import Draft, Field, InputMode, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.platform import resources
from seedance_gui.ui.form.model.model_picker import ModelPicker
from seedance_gui.ui.form.model.model_rows import ModelRows, RowKind
from seedance_gui.ui.form.model.model_words import hints
from seedance_gui.ui.kit.translator import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme

RULES = load_rules(resources.read_text("routes.toml"))
WEB = "https://example.com/"
DRAFT = Draft(
    "seedance2.0-std",
    "A fox",
    InputMode.REFERENCES,
    images=(Reference(WEB + "a.jpg"),),
    reference_audios=(Reference(WEB + "a.mp3"), Reference(WEB + "b.mp3")),
)


@pytest.fixture
def picker(theme: Theme, qtbot: QtBot) -> ModelPicker:
    made = ModelPicker(RULES, Words(), theme)
    made.resize(340, 80)
    made.show_draft(DRAFT)
    made.show()
    qtbot.waitUntil(made.isVisible)
    return made


def chosen(picker: ModelPicker) -> list[str]:
    values: list[str] = []
    picker.chosen.connect(values.append)
    return values


def listed(picker: ModelPicker) -> list[str]:
    return [row.value for row in picker.popup.rows.listed if row.kind is RowKind.MODEL]


def current(picker: ModelPicker) -> str:
    return picker.popup.rows.listed[picker.popup.list.currentIndex().row()].value


def press(picker: ModelPicker, key: Qt.Key) -> None:
    QTest.keyClick(picker.popup.search, key)


@pytest.mark.parametrize("text_size", [1.0, 1.5])
def test_what_a_model_leaves_unused_is_written_whole(
    theme: Theme, picker: ModelPicker, text_size: float
) -> None:
    theme.set_text_size(text_size)
    picker.show_draft(
        replace(DRAFT, reference_videos=(Reference(WEB + "a.mp4"),), first_image=Reference(WEB + "b.jpg"))
    )
    picker.open()
    QApplication.processEvents()
    popup = picker.popup
    room = popup.list.viewport().width() - round(2 * 12 * text_size)
    hinted = {row.value: row.hint for row in popup.rows.listed if row.hint}
    assert len(hinted) > 3
    for value, hint in hinted.items():
        index = popup.rows.index_of(value)
        popup.list.scrollTo(index)
        place = popup.list.visualRect(index)
        image = popup.list.viewport().grab(place).toImage()
        shown = ink_below(image, round(50 * text_size))
        font = theme.font("caption")
        metrics = QFontMetrics(font)
        lines = -(-metrics.horizontalAdvance(hint) // (room - round(38 * text_size)))
        assert place.height() >= round(50 * text_size) + lines * metrics.height(), hint
        # Of one line all of it is seen to its end; of several the first one ends where there is no more room.
        if lines == 1:
            end = round((12 + 38) * text_size) + metrics.horizontalAdvance(hint)
            assert abs(shown - end) < 6 * text_size, hint
    popup.close()


def ink_below(image: QImage, top: int) -> int:
    """Return how far to the right something is drawn below a line of a picture."""
    ground = image.pixel(image.width() - 1, image.height() - 1)
    return max(
        x for x in range(image.width()) for y in range(top, image.height()) if image.pixel(x, y) != ground
    )


# What it says


def test_the_button_says_what_is_chosen(picker: ModelPicker) -> None:
    assert picker.objectName() == "model"
    assert picker.accessibleName() == "Model: STD"
    for part in ("All-rounder", "720p", "One price per video", "4–15\u00a0s"):
        assert part in picker.accessibleDescription()


def test_what_has_no_room_behind_the_name_is_left_out_whole(picker: ModelPicker) -> None:
    assert picker.details(400) == "All-rounder, 720p, 4–15\u00a0s"
    assert picker.details(120) == "720p, 4–15\u00a0s"
    for route, model in RULES.models():
        picker.show_draft(replace(DRAFT, model=model.value))
        least = picker.details(150)
        assert "…" not in least
        assert least.startswith("Up to ") is bool(route.resolution.choices)
        assert not set(str(model.name).split()) & set(least.split(", ")), "nothing is said twice"


def test_every_model_is_listed_once_under_its_route_and_explained() -> None:
    rows = ModelRows(RULES, Words()).listed
    assert [row.value for row in rows if row.kind is RowKind.MODEL] == [m.value for _, m in RULES.models()]
    headings = [row.title for row in rows if row.kind is RowKind.ROUTE]
    assert headings == [str(route.name) for route in RULES.routes]
    assert [row.title for row in rows if row.kind is RowKind.FAMILY] == [
        "Full",
        "Full fast",
        "Full, video reference",
        "Full, video reference, fast",
    ]
    assert all(row.meta[0] for row in rows if row.kind is RowKind.ROUTE)  # how it is billed


@pytest.mark.parametrize(
    ("route", "model"), list(RULES.models()), ids=lambda thing: getattr(thing, "value", "-")
)
def test_a_row_says_what_the_rules_say(route, model) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    row = next(row for row in ModelRows(RULES, Words()).listed if row.value == model.value)
    assert row.detail == str(model.summary)
    assert row.meta == (
        f"{route.duration.minimum}–{route.duration.maximum}\u00a0s",
        model.output.replace("k", "K"),
    )
    assert ("video", route.takes(Field.REFERENCE_VIDEOS, model)) in row.icons
    assert ("sound clips" in row.takes) is route.takes(Field.REFERENCE_AUDIOS, model)
    assert str(model.summary).rstrip(".") in row.spoken


def test_the_list_speaks_chinese() -> None:
    rows = ModelRows(RULES, Words("zh")).listed
    assert rows[0].title == "STD 标准版"
    assert next(row for row in rows if row.value == "sd2_mx_4k").title == "满血 4K"


def test_models_that_would_leave_something_unused_say_so() -> None:
    found = hints(RULES, Words(), DRAFT)
    assert found["seedance2.0-md"] == "Keeps unused: Sound clips (2)"
    assert found["sd2_mx_4k"].startswith("Refuses: Reference pictures (")
    videos = replace(DRAFT, reference_videos=(Reference("https://example.com/a.mp4"),))
    both = hints(RULES, Words(), videos)["sd2_mx_4k"]
    assert both.startswith("Refuses: Reference pictures (")
    assert both.endswith(" · Keeps unused: Reference videos (1)")
    assert "seedance2.0-sp" not in found
    assert DRAFT.model not in found
    assert hints(RULES, Words(), Draft("seedance2.0-std", "A fox")) == {}


# Search


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4k", {"sd2_mx_4k", "sd2_mx_video_4k"}),
        ("mini SPECIAL", {"seedance2.0-mini-sp"}),
        ("seedance2.0-of-fast-sp", {"seedance2.0-of-fast-sp"}),
        ("官方", {"seedance2.0-of-sp", "seedance2.0-of-fast-sp"}),
        ("满血 快速 1080p", {"sd2_mx_fast_1080p", "sd2_mx_video_fast_1080p"}),
        ("sound official fast", {"seedance2.0-of-fast-sp"}),
        ("per video md", {"seedance2.0-md", "seedance2.0-fast-md"}),
        ("no such model", set()),
    ],
)
def test_search_in_english_chinese_and_model_values(
    picker: ModelPicker, text: str, expected: set[str]
) -> None:
    picker.open()
    QTest.keyClicks(picker.popup.search, text) if text.isascii() else picker.popup.search.setText(text)
    found = set(listed(picker))
    assert expected <= found if expected else found == set()
    if text != "官方":
        assert found == expected
    rows = picker.popup.rows.listed
    for place, row in enumerate(rows):  # no heading without a model below it
        if row.kind is not RowKind.MODEL:
            assert any(later.kind is RowKind.MODEL for later in rows[place + 1 :])
    assert picker.popup.list.isVisible() is bool(expected)


def test_the_first_match_is_current_and_enter_chooses_it(picker: ModelPicker) -> None:
    values = chosen(picker)
    picker.open()
    QTest.keyClicks(picker.popup.search, "mini video")
    press(picker, Qt.Key.Key_Return)
    assert values == ["seedance2.0-mini-video"]
    assert not picker.popup.isVisible()


def test_enter_with_no_match_chooses_nothing(picker: ModelPicker) -> None:
    values = chosen(picker)
    picker.open()
    QTest.keyClicks(picker.popup.search, "zzz")
    press(picker, Qt.Key.Key_Return)
    assert values == []
    assert picker.popup.isVisible()


# Keyboard and mouse


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_keys_open_it_with_the_present_model_current(picker: ModelPicker, key: Qt.Key) -> None:
    picker.show_draft(Draft("seedance2.0-md"))
    QTest.keyClick(picker, key)
    assert picker.popup.isVisible()
    assert current(picker) == "seedance2.0-md"


def test_arrows_walk_over_every_model_and_skip_the_headings(picker: ModelPicker) -> None:
    picker.open()
    press(picker, Qt.Key.Key_Home)
    met = [current(picker)]
    for _ in range(40):
        press(picker, Qt.Key.Key_Down)
        if current(picker) == met[-1]:
            break
        met.append(current(picker))
    assert met == [model.value for _, model in RULES.models()]
    press(picker, Qt.Key.Key_PageUp)
    assert current(picker) == met[-7]
    press(picker, Qt.Key.Key_Up)
    assert current(picker) == met[-8]
    press(picker, Qt.Key.Key_End)
    assert current(picker) == met[-1]


def key(pressed: Qt.Key | str) -> None:
    """Press a key where the keyboard is."""
    where = QApplication.focusWidget()
    assert where is not None
    if isinstance(pressed, str):
        QTest.keyClicks(where, pressed)
    else:
        QTest.keyClick(where, pressed)


def test_the_list_has_the_keyboard_and_tells_which_row_is_current(picker: ModelPicker) -> None:
    QAccessible.setActive(True)
    picker.open()
    popup = picker.popup

    def told() -> str:
        return QAccessible.queryAccessibleInterface(popup.list).focusChild().text(QAccessible.Text.Name)

    assert popup.list.hasFocus()
    row = popup.rows.listed[popup.list.currentIndex().row()]
    assert told() == row.spoken
    assert row.title in told()
    assert row.detail.rstrip(".") in told()
    key(Qt.Key.Key_Down)
    assert told() == popup.rows.listed[popup.list.currentIndex().row()].spoken != row.spoken
    QAccessible.setActive(False)


def test_letters_typed_on_the_list_search_and_arrows_lead_back(picker: ModelPicker) -> None:
    picker.open()
    popup = picker.popup
    for letter in "mini":
        key(letter)
    assert popup.search.text() == "mini"
    key(Qt.Key.Key_Down)
    assert popup.list.hasFocus()
    key(Qt.Key.Key_Backspace)
    assert popup.search.text() == "min"
    key("i")
    assert popup.search.text() == "mini"
    key(Qt.Key.Key_Down)
    QTest.keyClick(popup.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert popup.search.text() == "mini", "a combination is no letter"
    values = chosen(picker)
    key(Qt.Key.Key_Return)
    assert "mini" in values[0]


def test_escape_leaves_everything_as_it_is(picker: ModelPicker) -> None:
    values = chosen(picker)
    picker.open()
    press(picker, Qt.Key.Key_Down)
    press(picker, Qt.Key.Key_Escape)
    assert not picker.popup.isVisible()
    assert values == []


def test_a_click_chooses_a_model_and_a_heading_does_nothing(picker: ModelPicker) -> None:
    values = chosen(picker)
    picker.open()
    view, rows = picker.popup.list, picker.popup.rows
    view.scrollToTop()
    heading = view.visualRect(rows.index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert values == []
    assert picker.popup.isVisible()
    target = rows.index_of("sd2_mx_1080p")
    view.scrollTo(target)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(target).center())
    assert values == ["sd2_mx_1080p"]


def test_the_search_starts_empty_each_time(picker: ModelPicker) -> None:
    picker.open()
    QTest.keyClicks(picker.popup.search, "4k")
    picker.popup.close()
    picker.open()
    assert picker.popup.search.text() == ""
    assert len(listed(picker)) == len(list(RULES.models()))


# Place


@pytest.mark.parametrize("size", [1.0, 2.0])
@pytest.mark.parametrize("anchor", [QRect(20, 60, 340, 76), QRect(0, 540, 340, 76), QRect(700, 300, 290, 76)])
def test_it_fits_on_a_small_screen(
    picker: ModelPicker, theme: Theme, qapp: QApplication, anchor: QRect, size: float
) -> None:
    theme.set_text_size(size)
    screen = QRect(0, 0, 1000, 640)
    picker.popup.open_at(anchor, screen, DRAFT.model, {})
    place = picker.popup.geometry()
    assert screen.contains(place)
    assert place.width() >= 420
    assert place.height() >= 260
    assert not place.intersects(anchor)


def test_rows_of_one_kind_are_of_one_height(picker: ModelPicker) -> None:
    delegate, rows = picker.popup.list.itemDelegate(), picker.popup.rows
    heights: dict[RowKind, set[int]] = {}
    for place, row in enumerate(rows.listed):
        size: QSize = delegate.sizeHint(QStyleOptionViewItem(), rows.index(place, 0))
        heights.setdefault(row.kind, set()).add(size.height())
    assert all(len(found) == 1 for found in heights.values())
