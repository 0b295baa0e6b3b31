"""The row below a video: what a screen reader hears of it, and its tooltip beside what is clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from seedance_gui.ui.player.player import Player
from seedance_gui.ui.player.player_state import PlaySettings
from seedance_gui.ui.player.player_widget import PlayerWidget
from tests.media import make_video

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[PlayerWidget]:
    window = QWidget()
    player = Player(PlaySettings(muted=True), window)
    widget = PlayerWidget(theme, player, window)
    QVBoxLayout(window).addWidget(widget)
    qtbot.addWidget(window)
    window.resize(640, 480)
    window.show()
    qtbot.waitExposed(window)
    player.load(make_video(tmp_path / "clip.mp4", seconds=5.0))
    qtbot.waitUntil(lambda: player.ready and player.has_picture, timeout=8000)
    yield widget
    QToolTip.hideText()
    player.release()


def on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def test_the_tooltip_of_the_position_lies_on_nothing_that_is_clicked(
    qtbot: QtBot, shown: PlayerWidget
) -> None:
    controls = shown.controls
    bar = controls.position
    for part in (0.02, 0.5, 0.98):
        at = QPoint(round(bar.width() * part), bar.height() // 2)
        QApplication.sendEvent(bar, QHelpEvent(QEvent.Type.ToolTip, at, bar.mapToGlobal(at)))
        qtbot.waitUntil(QToolTip.isVisible)
        tip = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "qtooltip_label")
        assert not tip.geometry().intersects(on_screen(bar))
        assert not tip.geometry().intersects(on_screen(controls.play))
        assert tip.geometry().bottom() < on_screen(bar).top()


def test_a_screen_reader_hears_seconds_and_what_the_picture_is(qtbot: QtBot, shown: PlayerWidget) -> None:
    bar = shown.controls.position
    heard = QAccessible.queryAccessibleInterface(bar)
    player = shown._player
    player.seek(3210)
    assert heard.text(QAccessible.Text.Name) == "Position in the video"
    assert heard.text(QAccessible.Text.Description) == "0:03 of 0:05"
    assert heard.valueInterface().currentValue() == 3
    assert heard.valueInterface().maximumValue() == 5
    heard.valueInterface().setCurrentValue(2)
    assert player.position == 2000
    view = QAccessible.queryAccessibleInterface(shown.view)
    assert view.role() is QAccessible.Role.Animation
    assert view.text(QAccessible.Text.Name) == "Video"


def test_the_hand_is_exact_to_its_pixel(shown: PlayerWidget) -> None:
    bar = shown.controls.position
    QTest.mouseClick(
        bar,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(bar.width() // 3, bar.height() // 2),
    )
    assert shown._player.position % 1000
    assert abs(shown._player.position - shown._player.duration / 3) < 40
    QTest.keyClick(bar, Qt.Key.Key_PageUp)
    assert shown._player.position == 2000
