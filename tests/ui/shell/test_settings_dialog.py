"""The settings: what has the window made anew, and where one goes on then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.platform import resources
from seedance_gui.services.store.settings import Settings
from seedance_gui.ui.kit.select import Select
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.shell.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.shell.settings_dialog import Place

RULES = load_rules(resources.read_text("routes.toml"))


@pytest.fixture
def below(qtbot: QtBot) -> QWidget:
    """Return the window that the settings stand on."""
    window = QWidget()
    window.resize(700, 700)
    qtbot.addWidget(window)
    window.show()
    return window


def opened(
    theme: Theme, below: QWidget, folder: Path, place: Place | None = None, releases: str = ""
) -> SettingsDialog:
    dialog = SettingsDialog(
        theme,
        Words(),
        Settings(),
        RULES,
        videos=folder,
        session=None,
        parent=below,
        place=place,
        releases=releases,
    )
    dialog.open()
    dialog.activateWindow()
    return dialog


@pytest.mark.parametrize("size", [1.0, 2.0])
def test_it_fits_on_the_screen(theme: Theme, below: QWidget, tmp_path: Path, size: float) -> None:
    theme.set_text_size(size)
    dialog = opened(theme, below, tmp_path)
    room = dialog.screen().availableGeometry()
    assert dialog.frameGeometry().width() <= room.width()
    assert dialog.height() <= 700, "within the window it stands on"


def control(dialog: SettingsDialog, name: str) -> Select:
    found = dialog.findChild(Select, name)
    assert isinstance(found, Select)
    return found


@pytest.mark.parametrize(
    ("name", "wanted"), [("text_size", {"text_size": 150}), ("language", {"language": "zh_CN"})]
)
def test_a_held_key_has_the_window_made_anew_once_and_one_goes_on_there(
    theme: Theme, below: QWidget, qtbot: QtBot, tmp_path: Path, name: str, wanted: dict[str, object]
) -> None:
    dialog = opened(theme, below, tmp_path)
    told: list[dict[str, object]] = []
    dialog.changed.connect(told.append)
    select = control(dialog, name)
    select.setFocus()
    with qtbot.waitSignal(dialog.finished):
        while select.value() != str(next(iter(wanted.values()))):
            QTest.keyClick(select, Qt.Key.Key_Down)
            QApplication.processEvents()
            assert told == []
    assert told == [wanted]
    assert dialog.rebuild_wanted
    next_one = opened(theme, below, tmp_path, dialog.place)
    qtbot.waitUntil(control(next_one, name).hasFocus)


def test_one_goes_on_also_at_what_has_no_name(
    theme: Theme, below: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(theme, below, tmp_path)
    control(dialog, "text_size").showPopup()  # makes widgets that are not there in the next one
    control(dialog, "text_size").hidePopup()
    dialog.findChildren(QCheckBox)[0].setFocus()
    dialog.accept()
    next_one = opened(theme, below, tmp_path, dialog.place)
    qtbot.waitUntil(next_one.findChildren(QCheckBox)[0].hasFocus)


def test_what_was_chosen_just_before_done_counts_and_opens_nothing(
    theme: Theme, below: QWidget, tmp_path: Path
) -> None:
    dialog = opened(theme, below, tmp_path)
    told: list[dict[str, object]] = []
    dialog.changed.connect(told.append)
    QTest.keyClick(control(dialog, "text_size"), Qt.Key.Key_Down)
    dialog.accept()
    assert told == [{"text_size": 110}]
    assert not dialog.rebuild_wanted


def test_the_pattern_of_file_names_is_put_together_of_named_parts_with_a_live_example(
    theme: Theme, below: QWidget, tmp_path: Path
) -> None:
    dialog = opened(theme, below, tmp_path)
    told: list[dict[str, object]] = []
    dialog.changed.connect(told.append)
    field = dialog.findChild(QLineEdit, "file_name")
    assert field is not None

    def example() -> str:
        texts = (found.text() for found in dialog.findChildren(QLabel))
        return next((text for text in texts if text.startswith("For example: ")), "")

    assert example().endswith(" A red fox trots through fresh snow.mp4")
    field.selectAll()
    QTest.keyClicks(field, "cut ")
    assert example() == "", "that alone names no video"
    for name in ("part_ratio", "part_duration"):
        part = dialog.findChild(QPushButton, name)
        assert part is not None
        part.click()
        assert dialog.focusWidget() is field
    assert example() == "For example: cut 16x95s.mp4"
    assert told[-1] == {"file_name": "cut {ratio}{duration}"}


@pytest.mark.parametrize("address", ["", "https://example.com/releases/latest"])
def test_new_versions_are_offered_only_where_there_is_somebody_to_ask(
    theme: Theme, below: QWidget, tmp_path: Path, address: str
) -> None:
    dialog = opened(theme, below, tmp_path, releases=address)
    found = [box for box in dialog.findChildren(QCheckBox) if box.text() == "Tell me about new versions"]
    assert len(found) == bool(address)
    if found:
        told: list[dict[str, object]] = []
        dialog.changed.connect(told.append)
        assert not found[0].isChecked()
        assert "example.com" in found[0].toolTip()
        found[0].click()
        assert told == [{"tell_releases": True}]
