from __future__ import annotations

import gc
import itertools
import re
from typing import TYPE_CHECKING, Literal

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontInfo,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QImage,
    QPalette,
    QPixmap,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from seedance_gui.services.platform import resources
from seedance_gui.ui.kit import icons
from seedance_gui.ui.kit.design_tokens import COLORS
from seedance_gui.ui.kit.parts import IconButton
from seedance_gui.ui.kit.theme import FONT_FILES, Theme, set_look

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LIGHT = {token: light for token, (light, _) in COLORS.items()}
DARK = {token: dark for token, (_, dark) in COLORS.items()}
GROUNDS = ("background", "surface", "raised", "sunken")
TEXTS = ("text", "text_secondary", "text_faint", "accent_text", "success", "warning", "danger")
PAIRS = [
    *itertools.product(TEXTS, GROUNDS),
    *itertools.product(("text", "text_secondary", "accent_text"), ("hover",)),
    *itertools.product(("text",), ("pressed", "accent_soft")),
    ("accent_text", "accent_soft"),
    ("success", "success_soft"),
    ("warning", "warning_soft"),
    ("danger", "danger_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("on_danger", "danger_fill"),
    ("on_danger", "danger_hover"),
    ("on_selection", "selection"),
]


def luminance(color: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    made = QColor(color)
    return 0.2126 * linear(made.redF()) + 0.7152 * linear(made.greenF()) + 0.0722 * linear(made.blueF())


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_is_readable(colors: dict[str, str], text: str, ground: str) -> None:
    got = contrast(colors[text], colors[ground])
    assert got >= 4.5, f"{text} on {ground} is {got:.2f}:1"


@pytest.mark.parametrize("colors", [LIGHT, DARK])
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_focus_ring_stands_out(colors: dict[str, str], ground: str) -> None:
    assert contrast(colors["focus"], colors[ground]) >= 3


def test_the_style_sheet_names_only_known_colours_and_pictures(theme: Theme) -> None:
    sheet = theme.style_sheet()
    assert "@" not in sheet
    for name in re.findall(r"url\(theme:([^)]+)\)", sheet):
        assert resources.path("icons", "fixed", name).is_file()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_mode_reaches_palette_and_style_sheet(theme: Theme, mode: Literal["light", "dark"]) -> None:
    theme.set_mode(mode)
    colors = DARK if mode == "dark" else LIGHT
    assert theme.palette().color(QPalette.ColorRole.Window) == QColor(colors["background"])
    assert colors["accent"] in theme.style_sheet()


def test_changed_is_told_once_and_only_for_a_change(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("dark")
        theme.set_text_size(1.0)


def test_text_size_scales_type_and_lengths_but_not_hair_lines(theme: Theme) -> None:
    theme.set_text_size(1.5)
    assert theme.font("body").pixelSize() == 20
    assert theme.px(10) == 15
    assert theme.px(1) == 1
    assert "min-height: 45px" in theme.style_sheet()
    theme.set_text_size(7)
    assert theme.text_size == 2.0


def test_inter_is_loaded_in_its_weights(theme: Theme) -> None:
    for role, weight in (("body", 400), ("strong", 600)):
        info = QFontInfo(theme.font("body" if role == "body" else "strong"))
        assert (info.family(), info.weight()) == ("Inter", weight)
    for name in FONT_FILES:
        assert resources.path("fonts", name).is_file()
    assert "SIL OPEN FONT LICENSE" in resources.read_text("fonts", "OFL.txt")


def test_digits_can_be_of_one_width(theme: Theme) -> None:
    metrics = QFontMetrics(theme.font("body", tabular=True))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("8888")


def test_each_icon_draws_in_the_colour_asked_for(theme: Theme) -> None:
    names = sorted(file.stem for file in resources.path("icons").glob("*.svg") if file.stem != "app")
    assert "play" in names
    for name in names:
        image = icons.pixmap(theme, name, QColor("#ff0000"), 16).toImage()
        drawn = [
            image.pixelColor(x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() > 128
        ]
        assert drawn, name
        assert all(pixel.red() > 200 and pixel.green() < 60 for pixel in drawn), name
    assert "ISC License" in resources.read_text("icons", "LICENSE")
    assert not icons.app_icon().pixmap(32, 32).isNull()


@pytest.mark.parametrize("name", ["no-such-icon", "../app", "fixed/check", ""])
def test_an_unknown_icon_is_an_error(theme: Theme, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap(theme, name)


def ink(image: QImage) -> set[str]:
    """Return the colours that are drawn in full strength."""
    places = itertools.product(range(image.width()), range(image.height()))
    pixels = (image.pixelColor(x, y) for x, y in places)
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("make", [QPushButton, QToolButton, QAction])
def test_an_icon_has_the_colours_of_the_moment_and_keeps_nothing_but_itself(
    theme: Theme, qtbot: QtBot, make: type[QPushButton | QToolButton | QAction]
) -> None:
    target = make()

    def drawn(mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
        return ink(target.icon().pixmap(QSize(64, 64), 1.0, mode).toImage())

    icons.set_icon(theme, target, "play", "accent")
    gc.collect()
    assert (drawn(), drawn(QIcon.Mode.Disabled)) == ({LIGHT["accent"]}, {LIGHT["text_off"]})
    theme.set_mode("dark")
    assert (drawn(), drawn(QIcon.Mode.Disabled)) == ({DARK["accent"]}, {DARK["text_off"]})
    icons.set_icon(theme, target, "pause", "danger")
    assert drawn() == {DARK["danger"]}
    assert target.children() == []
    target.deleteLater()


def test_the_icon_it_has_already_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    action = QAction()
    icons.set_icon(theme, action, "play")
    with qtbot.assertNotEmitted(action.changed):
        icons.set_icon(theme, action, "play")
    with qtbot.waitSignal(action.changed):
        icons.set_icon(theme, action, "play", "danger")


def test_a_button_on_the_screen_is_drawn_anew_in_other_colours(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton(theme, "play", "Play", size=60, icon_size=48, color="danger")
    qtbot.addWidget(button)
    button.show()
    assert LIGHT["danger"] in ink(button.grab().toImage())
    theme.set_mode("dark")
    assert DARK["danger"] in ink(button.grab().toImage())


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_is_sharp_on_any_screen(theme: Theme, ratio: float) -> None:
    image = icons.icon(theme, "play").pixmap(QSize(20, 20), ratio)
    assert image.size() == QSize(20, 20) * ratio
    assert image.deviceIndependentSize().toSize() == QSize(20, 20)


def test_a_copy_of_an_icon_that_is_changed_outlives_python_s_interest_in_it(theme: Theme) -> None:
    for _ in range(20):
        first = icons.icon(theme, "play", "accent")
        copy = QIcon(first)
        copy.addPixmap(QPixmap(4, 4))  # copies the engine
        del first
        gc.collect()
        assert ink(copy.pixmap(64, 64).toImage()) == {LIGHT["accent"]}
        del copy
        gc.collect()


def test_the_icon_of_a_label_has_the_colours_of_the_moment_too(theme: Theme, qtbot: QtBot) -> None:
    label, gone = QLabel(), QLabel()
    qtbot.addWidget(label)
    icons.set_icon(theme, label, "info", "accent", 64)
    icons.set_icon(theme, gone, "info")
    with qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()
    theme.set_mode("dark")
    assert ink(label.pixmap().toImage()) == {DARK["accent"]}
    icons.set_icon(theme, label, "circle-check", "success", 64)
    theme.set_mode("light")
    assert ink(label.pixmap().toImage()) == {LIGHT["success"]}


@pytest.mark.parametrize(
    ("points", "desktop", "size"),
    [
        (11.0, "ubuntu:GNOME", 1.0),
        (16.5, "ubuntu:GNOME", 1.5),
        (10.0, "KDE", 1.0),
        (20.0, "KDE", 2.0),
        (9.0, "", 1.0),
        (40.0, "", 2.0),
    ],
)
def test_the_system_s_text_size_is_followed(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, points: float, desktop: str, size: float
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    before, font = qapp.font(), QFont("Sans Serif")
    font.setPointSizeF(points)
    qapp.setFont(font)
    theme = Theme(qapp)
    qapp.setFont(before)
    assert theme.text_size == pytest.approx(size)
    theme.set_text_size(1.25)
    assert theme.text_size == pytest.approx(min(2.0, 1.25 * size)), "what is chosen comes on top of it"
    theme.set_text_size(1.0)
    assert theme.text_size == pytest.approx(size)
    theme.deleteLater()


def test_looks_change_what_is_drawn(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("Create video")
    qtbot.addWidget(button)
    button.show()
    plain, height = button.grab().toImage(), button.sizeHint().height()
    set_look(button, variant="primary", size="large")
    button.adjustSize()
    assert button.grab().toImage() != plain
    assert button.sizeHint().height() == 40 > height == 32


def test_the_system_is_followed_until_the_person_chooses(theme: Theme, qtbot: QtBot) -> None:
    hints = QGuiApplication.styleHints()
    theme.set_mode("system")
    # Emitted by hand: a display without a desktop (offscreen, Xvfb) has no colour scheme to change.
    with qtbot.waitSignal(theme.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.dark
    with qtbot.waitSignal(theme.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert not theme.dark
    theme.set_mode("light")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not theme.dark


def test_a_focus_ring_is_for_the_keyboard(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    first, second = QPushButton("First"), QPushButton("Second")
    row.addWidget(first)
    row.addWidget(second)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert first.hasFocus()
    assert not first.property("keyfocus")
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert second.property("keyfocus") is True
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert not second.property("keyfocus")


def test_the_widget_with_the_focus_can_go(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    button = QPushButton("Going", window)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(button.destroyed):
        button.deleteLater()
    assert QApplication.focusWidget() is None
