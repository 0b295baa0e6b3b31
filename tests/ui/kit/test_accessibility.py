"""What assistive software is told."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.services.store.settings import Settings
from seedance_gui.ui.kit.duration import DurationSlider
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.slider import Slider
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.player.player_state import PlaySettings
from seedance_gui.ui.shell.settings_dialog import SettingsDialog
from seedance_gui.ui.shell.welcome import Welcome
from seedance_gui.ui.shell.work_page import WorkPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme

RULES = load_rules(resources.read_text("routes.toml"))
MARKUP = re.compile(r"</?[a-z!]|&(lt|gt|amp|quot);")
EVIL = "<img src='file:///x'>\n\nnext & last &lt; x < y\0"


def told(widget: QWidget) -> str:
    """Return what is said of a widget: name and description, as they reach a screen reader."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return f"{interface.text(QAccessible.Text.Name)} {interface.text(QAccessible.Text.Description)}"


def test_nothing_in_the_window_is_described_in_markup(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    page = WorkPage(
        theme,
        load_rules(resources.read_text("routes.toml")),
        Words(),
        play_settings=PlaySettings(1.0, True, False, 1.0),
        paste_folder=tmp_path,
        poster_of=lambda _: None,
        media=MediaWorker(tmp_path / "undecodable"),
    )
    qtbot.addWidget(page)
    page.show()
    page.top.set_trouble("Not reached. " * 30)
    welcome = Welcome(theme, ("https://a.com",))
    qtbot.addWidget(welcome)
    dialog = SettingsDialog(
        theme, Words(), Settings(), RULES, videos=tmp_path / ("x" * 200), session=None, parent=page
    )
    dialog.show()
    widgets = [widget for top in (page, welcome, dialog) for widget in top.findChildren(QWidget)]
    described = [widget for widget in widgets if widget.toolTip() or widget.accessibleDescription()]
    assert len(described) > 20
    assert [(widget, told(widget)) for widget in widgets if MARKUP.search(told(widget))] == []
    page.preview.release()


def test_a_tooltip_is_shown_literally_and_in_lines(theme: Theme, qtbot: QtBot) -> None:
    assert plain_tooltip("") == ""
    tip = plain_tooltip(EVIL)
    assert "\0" not in tip
    label = QLabel(tip)  # guesses as a tooltip does
    qtbot.addWidget(label)
    plain = QLabel(tip)
    plain.setTextFormat(Qt.TextFormat.PlainText)
    qtbot.addWidget(plain)
    assert label.sizeHint() == plain.sizeHint()
    assert label.grab().toImage() == plain.grab().toImage()
    long = plain_tooltip("words and 汉字 " * 40)
    metrics = QFontMetrics(QToolTip.font())
    assert all(metrics.horizontalAdvance(line) < 500 for line in long.splitlines())
    # Between Chinese letters a line may end, where the font of what was tested before has it so.
    assert "".join(long.split()) == "wordsand汉字" * 40


def test_a_slider_tells_its_value_with_its_unit(theme: Theme, qtbot: QtBot) -> None:
    duration = DurationSlider(theme, "Length", value=7)
    qtbot.addWidget(duration)
    assert told(duration.slider) == "Length 7 s"
    duration.set_value(9)
    assert told(duration.slider) == "Length 9 s"
    volume = Slider(theme, "Volume", unit=" %")
    qtbot.addWidget(volume)
    QTest.keyClick(volume, Qt.Key.Key_Right)
    assert told(volume) == "Volume 1 %"


PROGRAM = """
import gc
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from seedance_gui.ui.shell.application import describe_application
app = QApplication(["python"])
app.setApplicationName("Seedance")
describe_application(app)
windows = [QWidget(), QWidget()]
for window in windows:
    window.show()
for _ in range(200):
    told = QAccessible.queryAccessibleInterface(app)
    texts = [told.text(QAccessible.Text.Name), told.text(QAccessible.Text.Description)]
    children = [told.child(n).object() for n in range(told.childCount())]
    places = [told.indexOfChild(told.child(n)) for n in range(told.childCount())]
    gc.collect()
assert texts == ["Seedance", ""], texts
assert sorted(map(id, children)) == sorted(map(id, windows)), children
assert places == [0, 1], places
del told
"""


def test_the_application_is_told_by_its_name_and_windows_not_by_a_path() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False
    )
    assert (
        done.returncode,
        done.stderr.replace("This plugin does not support propagateSizeHints()\n", ""),
    ) == (0, "")
