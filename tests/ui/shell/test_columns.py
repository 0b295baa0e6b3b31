"""The columns of the page for work: what larger text makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from seedance_gui.ui.shell.window_layout import Columns

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme


def columns_of(theme: Theme, qtbot: QtBot, width: int) -> Columns:
    columns = Columns(theme, QWidget(), QWidget(), QWidget())
    qtbot.addWidget(columns)
    columns.resize(width, 800)
    columns.show()
    qtbot.waitExposed(columns)
    return columns


def test_the_list_grows_with_the_text_and_back(theme: Theme, qtbot: QtBot) -> None:
    columns = columns_of(theme, qtbot, 1600)
    form, preview, rows = columns.sizes()
    theme.set_text_size(1.5)
    assert columns.sizes()[2] == round(1.5 * rows)
    theme.set_mode("dark")
    assert columns.sizes()[2] == round(1.5 * rows), "only the size counts"
    theme.set_text_size(1.0)
    assert abs(columns.sizes()[2] - rows) <= 1
    assert columns.sizes()[1] > 320
    assert form
    assert preview


def test_the_preview_keeps_its_room(theme: Theme, qtbot: QtBot) -> None:
    columns = columns_of(theme, qtbot, 1200)
    theme.set_text_size(1.5)
    assert not columns.is_folded
    assert columns.sizes()[1] >= 320
