"""What is built stands at the distances of the text size in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.platform import resources
from seedance_gui.services.store.settings import Settings
from seedance_gui.ui.kit.empty_state import EmptyState, GhostList
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

RULES = load_rules(resources.read_text("routes.toml"))
STYLE = (6, 9, 11)  # what Qt's style puts where nothing is set
SIZE = QSize(1400, 900)


def distances(window: QWidget) -> list[int]:
    """Return the edges and gaps of every layout, as far as the program sets them."""
    found: list[int] = []
    for layout in window.findChildren(QLayout):
        edges = layout.contentsMargins()
        found += (edges.left(), edges.top(), edges.right(), edges.bottom(), layout.spacing())
    return found


def practising(theme: Theme, _folder: Path) -> QWidget:
    bar = TopBar(theme)
    bar.set_practice(True)
    bar.set_undecided(2)
    return bar


def settings(theme: Theme, folder: Path) -> QWidget:
    below = QWidget()
    below.resize(SIZE)
    dialog = SettingsDialog(theme, Words(), Settings(), RULES, videos=folder, session=None, parent=below)
    below.setProperty("dialog", dialog)
    return dialog


MADE: dict[str, Callable[[Theme, Path], QWidget]] = {
    "top bar": practising,
    "settings": settings,
    "first page": lambda theme, _: Welcome(theme, ("https://a.com",)),
    "ghosts": lambda theme, _: GhostList(theme, "Nothing here yet", "They appear here."),
    "empty": lambda theme, _: EmptyState(theme, "search", "Nothing found", "None fits.", "Show all"),
}


@pytest.mark.parametrize("what", MADE)
@pytest.mark.parametrize("size", [1.5, 2.0])
def test_the_distances_of_a_window_are_those_of_its_text_size(
    theme: Theme, qtbot: QtBot, tmp_path: Path, what: str, size: float
) -> None:
    def built() -> list[int]:
        made = MADE[what](theme, tmp_path)
        qtbot.addWidget(made.parentWidget() or made)
        made.ensurePolished()
        return distances(made)

    before = built()
    theme.set_text_size(size)
    for length, grown in zip(before, built(), strict=True):
        assert grown == round(size * length) or (grown == length and (length < 3 or length in STYLE))


@pytest.mark.parametrize("kind", [QVBoxLayout, QHBoxLayout])
def test_distances_are_those_at_100_percent_times_the_text_size(
    theme: Theme, qtbot: QtBot, kind: type[QVBoxLayout | QHBoxLayout]
) -> None:
    for size in (1.0, 1.5):
        theme.set_text_size(size)
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
        QApplication.processEvents()
        assert distances(window) == [4 * size, 6 * size, 8 * size, 20 * size, 10 * size]
        apart = two.y() - one.geometry().bottom() if kind is QVBoxLayout else two.x() - one.geometry().right()
        assert apart - 1 == (30 + 10) * size
