"""The videos as tiles: where they stand, keys and the mouse among them, and headings that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from seedance_gui.ui.tasks.filter import Sort
from tests.ui.task_samples import DAY, sample
from tests.ui.tasks.test_tasks import Now, drawn_words, now, panel, posters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.tasks.panel import TaskPanel

__all__ = ["Now", "now", "panel", "posters"]
KEY = Qt.Key


@pytest.fixture
def tiles(panel: TaskPanel, qtbot: QtBot) -> TaskPanel:
    """Three columns: seven of today, two of yesterday, ninety of older days."""
    panel.resize(420, 700)
    ago = list(range(7)) + [DAY + n for n in range(2)] + [DAY * 3 + n for n in range(90)]
    panel.set_tasks([sample(n, ago=seconds) for n, seconds in enumerate(ago)])
    panel.tiles.set_width(110)
    qtbot.waitUntil(lambda: panel.view._places.columns == 3)
    return panel


def lines(panel: TaskPanel, rows: Sequence[int]) -> list[list[int]]:
    """Return some rows, those of one height together, from left to right."""
    found: dict[int, list[tuple[int, int]]] = {}
    for row in rows:
        place = panel.view.visualRect(panel.model.index(row))
        found.setdefault(place.top(), []).append((place.left(), row))
    return [[row for _, row in sorted(found[top])] for top in sorted(found)]


def test_each_day_begins_a_line_of_its_own_below_its_heading(tiles: TaskPanel) -> None:
    assert lines(tiles, range(12)) == [[0, 1, 2], [3, 4, 5], [6], [7, 8], [9, 10, 11]]
    view, model = tiles.view, tiles.model
    for row in range(12):
        assert view.indexAt(view.visualRect(model.index(row)).center()).row() == row
    place = view.visualRect(model.index(8))
    assert not view.indexAt(place.center() + QPoint(place.width(), 0)).isValid(), "beside the last one"
    assert not view.indexAt(QPoint(place.left(), place.top() - 5)).isValid(), "the heading is nobody's"
    last = view.visualRect(model.index(98)).bottom()
    assert view.verticalScrollBar().maximum() == last + 1 - view.viewport().height()
    for end in (view.verticalScrollBar().maximum(), 0):
        view.verticalScrollBar().setValue(end)
        shown = [
            row for row in range(99) if view.visualRect(model.index(row)).intersects(view.viewport().rect())
        ]
        assert list(view.shown_rows()) == shown


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        (1, KEY.Key_Right, 2),
        (3, KEY.Key_Left, 2),
        (1, KEY.Key_Down, 4),
        (5, KEY.Key_Down, 6),
        (6, KEY.Key_Down, 7),
        (8, KEY.Key_Up, 6),
        (11, KEY.Key_Up, 8),
        (1, KEY.Key_Up, 1),
        (98, KEY.Key_Down, 98),
        (0, KEY.Key_End, 98),
        (98, KEY.Key_Home, 0),
    ],
)
def test_keys_go_by_lines_and_by_tiles(tiles: TaskPanel, start: int, key: KEY, end: int) -> None:
    tiles.choose(f"task{start}")
    QTest.keyClick(tiles.view, key)
    assert tiles.view.currentIndex().row() == end
    assert tiles.view.viewport().rect().contains(tiles.view.visualRect(tiles.view.currentIndex()))


def test_a_page_down_and_up_again_stays_in_its_column(tiles: TaskPanel) -> None:
    tiles.choose("task1")
    QTest.keyClick(tiles.view, KEY.Key_PageDown)
    down = tiles.view.currentIndex().row()
    assert down > 6
    assert (
        tiles.view.visualRect(tiles.model.index(down)).left()
        == tiles.view.visualRect(tiles.model.index(1)).left()
    )
    QTest.keyClick(tiles.view, KEY.Key_PageUp)
    assert tiles.view.currentIndex().row() < down


def test_shift_selects_all_between_and_a_frame_what_it_touches(tiles: TaskPanel) -> None:
    view, model = tiles.view, tiles.model

    def middle(row: int) -> QPoint:
        return view.visualRect(model.index(row)).center()

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(2))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, middle(7))
    assert tiles.selected() == [f"task{n}" for n in range(2, 8)]
    place = view.visualRect(model.index(6))
    begin = place.center() + QPoint(place.width(), 0)  # where there is none
    end = middle(3)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(view.viewport(), begin + (end - begin) * share)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert tiles.selected() == ["task3", "task4", "task6"]


def test_the_heading_of_the_day_in_sight_stays_at_the_top(panel: TaskPanel, qtbot: QtBot) -> None:
    panel.set_tasks([sample(n, ago=n if n < 30 else DAY + n) for n in range(90)])
    bar = panel.view.verticalScrollBar()
    for width in (0, 110):
        panel.tiles.set_width(width)
        bar.setValue(0)
        assert drawn_words(panel).count("Today") == 1
        bar.setValue(200)
        assert drawn_words(panel).count("Today") == 1
        bar.setValue(bar.maximum())
        assert drawn_words(panel).count("Yesterday") == 1
        panel.bar.sort_by(Sort.NAME)
        assert "day" not in drawn_words(panel)
        panel.bar.sort_by(Sort.NEWEST)


def test_the_next_day_pushes_the_heading_out(tiles: TaskPanel) -> None:
    delegate: Any = tiles.view.itemDelegate()
    places: dict[int, QRect] = {}
    delegate.heading = lambda _painter, row, place: places.update({row: place})
    after = tiles.view.visualRect(tiles.model.index(7)).top()
    for scrolled, over in ((after - 200, False), (after - 45, True)):
        places.clear()
        tiles.view.verticalScrollBar().setValue(scrolled)
        tiles.view.viewport().grab()
        row = min(places)
        assert places[row].bottom() < places[7].top()
        assert (places[row].top() < 0) is over
    del delegate.heading


def test_what_was_at_the_top_is_there_in_the_other_shape_too(tiles: TaskPanel) -> None:
    tiles.choose("task60")
    first = tiles.view.shown_rows()[0]
    told: list[int] = []
    tiles.tiles.changed.connect(told.append)
    QTest.mouseClick(tiles.tiles.tiles, Qt.MouseButton.LeftButton)
    assert told == [0]
    assert tiles.tiles.slider.isHidden()
    assert first in tiles.view.shown_rows()[:3]
    QTest.mouseClick(tiles.tiles.tiles, Qt.MouseButton.LeftButton)
    assert told == [0, 110]
    tiles.tiles.slider.setValue(200)
    assert told == [0, 110, 200]
    assert tiles.view._places.columns == 1
