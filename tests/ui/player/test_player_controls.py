"""The rows below a video: what they show and do, and what a screen reader hears of them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.ui.player.player import Player
from seedance_gui.ui.player.player_state import PlaySettings, State
from seedance_gui.ui.player.player_widget import PlayerWidget
from tests.media import make_video
from tests.numbered import make_numbered, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.seek_bar import SeekBar


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[PlayerWidget]:
    window = QWidget()
    media = MediaWorker(tmp_path / "undecodable")
    player = Player(PlaySettings(muted=True), window, media=media)
    widget = PlayerWidget(theme, player, window)
    QVBoxLayout(window).addWidget(widget)
    qtbot.addWidget(window)
    window.resize(640, 480)
    window.show()
    qtbot.waitExposed(window)
    player.load(make_video(tmp_path / "clip.mp4", seconds=5.0))
    qtbot.waitUntil(lambda: player.ready and player.has_picture, timeout=8000)
    yield widget
    player.release()
    media.close()


def hover(bar: SeekBar, part: float) -> QPoint:
    at = QPoint(round(bar.width() * part), bar.height() // 2)
    QTest.mouseMove(bar, at)
    return at


def test_a_picture_of_the_moment_follows_the_pointer(
    qtbot: QtBot, shown: PlayerWidget, tmp_path: Path
) -> None:
    player, bar = shown._player, shown.controls.position
    player.load(make_numbered(tmp_path / "numbered.mp4", 48))
    qtbot.waitUntil(lambda: player.ready and bool(player.shown.timeline.starts))
    for part in (0.02, 0.5, 0.98):
        at = hover(bar, part)
        assert bar.peek is not None
        assert bar.peek.isVisible()
        assert shown.window().rect().contains(bar.peek.geometry()), "inside the window"
        assert bar.peek.geometry().bottom() < bar.mapTo(shown.window(), QPoint()).y(), (
            "beside what is clicked"
        )
        number = player.shown.timeline.number(bar._time_at(at.x()) / 1000)
        assert bar.peek._words.endswith(f", frame {number + 1}")
        qtbot.waitUntil(lambda number=number: number_of(bar.peek._picture) == number)  # type: ignore[misc]
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    assert bar.peek is not None
    assert not bar.peek.isVisible()


def test_the_frame_stands_below_the_time(qtbot: QtBot, shown: PlayerWidget, tmp_path: Path) -> None:
    player, controls = shown._player, shown.controls
    player.load(make_numbered(tmp_path / "numbered.mp4", 30))
    qtbot.waitUntil(lambda: controls.frame.text() == "Frame 1 of 30")
    QTest.keyClick(shown.view, Qt.Key.Key_Period)
    qtbot.waitUntil(lambda: controls.frame.text() == "Frame 2 of 30")
    assert controls.elapsed.text() == "0:00.04"
    player.release()
    assert controls.frame.text() == ""


def test_a_marked_part_is_looped_until_it_is_cleared(
    qtbot: QtBot, shown: PlayerWidget, tmp_path: Path
) -> None:
    player, controls = shown._player, shown.controls
    player.load(make_numbered(tmp_path / "numbered.mp4", 60))
    qtbot.waitUntil(lambda: player.ready and bool(player.shown.timeline.starts))
    for key, number in ((Qt.Key.Key_I, 12), (Qt.Key.Key_O, 23)):
        player.seek(round(number * 1000 / 24) + 3)
        qtbot.waitUntil(lambda number=number: player.shown.number == number)  # type: ignore[misc]
        QTest.keyClick(shown.view, key)
    assert player.part.span == (500, 1000)
    assert controls.loop.isChecked()
    assert controls.loop.text() == "0.5\N{EN DASH}1.0"
    seen: list[int] = []
    player.frame_changed.connect(lambda: seen.append(number_of(player.picture())))
    player.play()
    qtbot.waitUntil(lambda: sum(after < before for before, after in pairwise(seen)) >= 2)
    assert set(seen) <= set(range(12, 24))
    QTest.keyClick(shown.view, Qt.Key.Key_Escape)
    assert player.part.span is None
    assert not controls.loop.isChecked()
    qtbot.waitUntil(lambda: player.state is State.ENDED)
    assert number_of(player.picture()) == 59, "the last frame is held"
    QTest.keyClick(shown.view, Qt.Key.Key_O)
    assert player.part.span == (0, player.duration)
    controls.loop.click()
    assert player.part.span is None
    assert not player.settings.loop


def test_in_its_own_size_the_picture_is_moved_with_the_mouse(
    qtbot: QtBot, shown: PlayerWidget, tmp_path: Path
) -> None:
    player, view = shown._player, shown.view
    player.load(make_video(tmp_path / "large.mp4", 1280, 720, 0.5))
    qtbot.waitUntil(lambda: player.ready and player.has_picture)
    assert view.picture_rect().width() <= view.width()
    QTest.keyClick(view, Qt.Key.Key_Z)
    assert shown.controls.zoom.text() == "1:1"
    assert view.picture_rect().size() == QSizeF(1280, 720)
    before, middle = view.picture_rect().topLeft(), view.rect().center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(view, middle + QPoint(30, 20))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(30, 20))
    assert view.picture_rect().topLeft() - before == QPointF(30, 20)
    assert player.state is State.PAUSED, "to move it is no click"
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
    assert player.state.name == "PLAYING"
    shown.controls.zoom.click()
    assert view.picture_rect().width() <= view.width()


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


def test_the_video_comes_softly_in_the_place_of_its_poster(
    qtbot: QtBot, theme: Theme, shown: PlayerWidget, tmp_path: Path
) -> None:
    came: list[float] = []
    shown.view._coming.valueChanged.connect(came.append)
    theme.set_motion(True)
    shown._player.load(make_numbered(tmp_path / "numbered.mp4", 10))
    shown.view.set_poster(shown.grab().toImage())
    qtbot.waitUntil(lambda: came[-1:] == [1.0])
