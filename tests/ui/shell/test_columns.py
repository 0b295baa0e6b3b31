"""The columns of the page for work: what larger text makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from seedance_gui.ui.shell.columns import Columns

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray
    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme


def columns_of(theme: Theme, qtbot: QtBot, width: int, state: QByteArray | None = None) -> Columns:
    columns = Columns(theme, QWidget(), QWidget(), QWidget())
    qtbot.addWidget(columns)
    if state is not None:
        assert columns.restoreState(state)
    columns.resize(width, 800)
    columns.show()
    qtbot.waitExposed(columns)
    return columns


def pull(columns: Columns, form: int, preview: int) -> None:
    """Pull both handles, as a hand does."""
    columns.moveSplitter(form, 1)
    columns.moveSplitter(form + preview + columns.handleWidth(), 2)


def test_the_columns_suit_the_window_and_the_text_until_they_are_pulled(theme: Theme, qtbot: QtBot) -> None:
    columns = columns_of(theme, qtbot, 1440)
    assert columns.sizes() == [368, 728, 328]
    columns.resize(1264, 800)
    assert columns.sizes() == [336, 628, 284]
    columns.resize(984, 800)
    assert columns.sizes()[1] >= 420, "the preview keeps its room"
    columns.resize(3824, 800)
    assert columns.sizes() == [368, 3112, 328], "and what was taken comes back"
    theme.set_text_size(2.0)
    assert columns_of(theme, qtbot, 3824, columns.saveState()).sizes() == [736, 2400, 656]
    theme.set_text_size(1.0)
    pull(columns, 400, 3000)
    columns.resize(1600, 800)
    assert columns.sizes()[0] == 400, "what a person pulled stays"
    assert columns_of(theme, qtbot, 1600, columns.saveState()).sizes() == columns.sizes()
    columns.resize(1000, 800)
    assert columns.sizes()[1] >= 420


def test_the_list_grows_with_the_text_and_back(theme: Theme, qtbot: QtBot) -> None:
    small = columns_of(theme, qtbot, 1600)
    pull(small, 400, 826)
    theme.set_text_size(1.5)
    large = columns_of(theme, qtbot, 1600, small.saveState())
    assert large.sizes() == [450, 774 - 180, 360 + 180]
    again = columns_of(theme, qtbot, 1600, large.saveState())
    assert again.sizes() == large.sizes(), "only another size counts"
    theme.set_text_size(1.0)
    assert columns_of(theme, qtbot, 1600, again.saveState()).sizes()[2] == 360


def test_between_wide_and_narrow_the_list_is_a_strip_until_it_is_opened(theme: Theme, qtbot: QtBot) -> None:
    columns = columns_of(theme, qtbot, 1264)
    told: list[tuple[bool, bool]] = []
    columns.stripped.connect(lambda *now: told.append(now))
    columns.resize(984, 800)
    assert columns.sizes()[2] == 94
    assert not columns.is_folded
    columns.open_list(True)
    assert columns.sizes()[1:] == [420, 240]
    columns.resize(980, 800)
    assert columns.sizes()[2] == 240, "what was opened stays so"
    columns.open_list(False)
    assert columns.sizes()[2] == 94
    columns.resize(1264, 800)
    assert columns.sizes() == [336, 628, 284]
    assert told == [(True, True), (False, True), (True, True), (False, False)]
    assert columns_of(theme, qtbot, 870).is_folded, "no room for a strip: list and preview share one place"


def test_the_keyboard_goes_from_the_list_to_the_preview_that_takes_its_place(
    theme: Theme, qtbot: QtBot
) -> None:
    columns = columns_of(theme, qtbot, 870)
    form, preview, tasks = (QPushButton(columns.widget(n)) for n in range(3))
    for button in (form, preview, tasks):
        button.show()
    columns.show_list(True)
    tasks.setFocus()
    columns.show_list(False)
    assert columns.focusWidget() is preview
    columns.show_list(True)
    assert columns.focusWidget() is tasks
    form.setFocus()
    columns.show_list(False)
    assert columns.focusWidget() is form, "it was not in what went"


def test_large_text_leaves_nothing_behind(theme: Theme, qtbot: QtBot) -> None:
    usual = columns_of(theme, qtbot, 1360)
    theme.set_text_size(2.0)
    large = columns_of(theme, qtbot, 1360, usual.saveState())
    assert large.sizes()[0] > usual.sizes()[0]
    theme.set_text_size(1.0)
    assert columns_of(theme, qtbot, 1360, large.saveState()).sizes() == usual.sizes()


def test_the_preview_keeps_its_room(theme: Theme, qtbot: QtBot) -> None:
    state = columns_of(theme, qtbot, 1320).saveState()
    theme.set_text_size(1.5)
    columns = columns_of(theme, qtbot, 1320, state)
    assert not columns.is_folded
    assert columns.sizes()[1] >= 480
    narrow = columns_of(theme, qtbot, 1280)
    assert narrow.is_folded, "large text needs the room of the list"


def test_what_an_older_version_saved_is_taken_back(theme: Theme, qtbot: QtBot) -> None:
    columns = columns_of(theme, qtbot, 1600)
    pull(columns, 400, 826)
    older = QSplitter.saveState(columns)
    assert columns_of(theme, qtbot, 1600, older).sizes() == [400, 826, 358]
