"""What was there before the text size was changed stands as what is built after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from seedance_gui.services.store.settings import Settings
from seedance_gui.ui.kit.empty_state import EmptyState
from seedance_gui.ui.kit.spacing import add_space, set_spacing
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.shell.settings_dialog import SettingsDialog
from seedance_gui.ui.shell.top_bar import TopBar
from seedance_gui.ui.shell.welcome import Welcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme

SIZE = QSize(1400, 900)


def settle() -> None:
    for _ in range(8):  # one size leads to another
        QApplication.processEvents()


def seen(window: QWidget) -> list[list[int]]:
    """Return the distances of the layouts of a window, and where everything in it stands."""
    # Qt's combo boxes remember a width that is off by two pixels.
    widgets = [w for w in window.findChildren(QWidget) if w.isVisible() and not isinstance(w, QComboBox)]
    rects = [widget.geometry() for widget in widgets if not isinstance(widget.parentWidget(), QComboBox)]
    return [*distances(window), *([rect.x(), rect.y(), rect.width(), rect.height()] for rect in rects)]


def distances(window: QWidget) -> list[list[int]]:
    """Return the edges and gaps of every layout."""
    found = []
    for layout in window.findChildren(QLayout):
        edges = layout.contentsMargins()
        found.append([edges.left(), edges.top(), edges.right(), edges.bottom(), layout.spacing()])
    return found


def practising(theme: Theme) -> QWidget:
    bar = TopBar(theme)
    bar.set_practice(True)
    bar.set_undecided(2)
    return bar


def settings(theme: Theme, folder: Path) -> QWidget:
    below = QWidget()
    below.resize(SIZE)
    dialog = SettingsDialog(
        theme, Words(), Settings(), videos=folder, session=None, logs=folder, parent=below
    )
    below.setProperty("dialog", dialog)
    return dialog


MADE: dict[str, Callable[[Theme], QWidget]] = {
    "top bar": practising,
    "first page": lambda theme: Welcome(theme, ("https://a.com",)),
    "empty": lambda theme: EmptyState(theme, "search", "Nothing found", "None fits.", "Show all"),
}


@pytest.mark.parametrize("what", MADE)
@pytest.mark.parametrize("size", [1.5, 2.0])
def test_a_new_text_size_is_followed_by_what_is_there(
    theme: Theme, qtbot: QtBot, what: str, size: float
) -> None:
    def build() -> QWidget:
        made = MADE[what](theme)
        qtbot.addWidget(made)
        made.resize(SIZE.width(), made.sizeHint().height() if what == "top bar" else SIZE.height())
        made.show()
        settle()
        return made

    there = build()
    before = seen(there)
    theme.set_text_size(size)
    settle()
    new = build()
    there.resize(new.size())
    settle()
    assert seen(there) == seen(new)
    theme.set_text_size(1.0)
    there.resize(build().size())
    settle()
    assert seen(there) == before


def test_the_settings_follow_the_text_size_that_is_chosen_in_them(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    there = settings(theme, tmp_path)
    qtbot.addWidget(there.parentWidget())
    before = distances(there)
    theme.set_text_size(1.5)
    settle()
    new = settings(theme, tmp_path)
    qtbot.addWidget(new.parentWidget())
    assert before != distances(there)
    assert distances(there) == distances(new)


@pytest.mark.parametrize("kind", [QVBoxLayout, QHBoxLayout])
def test_distances_are_those_at_100_percent_times_the_text_size(
    theme: Theme, qtbot: QtBot, kind: type[QVBoxLayout | QHBoxLayout]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = kind(window)
    set_spacing(theme, line, 10, (4, 6, 8, 20))
    one, two = QLabel("1"), QLabel("2")
    line.addWidget(one)
    add_space(theme, line, 30)
    line.addWidget(two)
    window.resize(400, 400)
    window.show()
    for size in (1.0, 1.5):
        theme.set_text_size(size)
        settle()
        assert distances(window) == [[4 * size, 6 * size, 8 * size, 20 * size, 10 * size]]
        apart = two.y() - one.geometry().bottom() if kind is QVBoxLayout else two.x() - one.geometry().right()
        assert apart - 1 == (30 + 10) * size
