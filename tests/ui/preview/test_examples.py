"""The empty stage: each example is reached and used by mouse and keys, and fits wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from seedance_gui.domain.examples import load_examples
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.preview.examples import ExamplesPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from seedance_gui.domain.examples import Example
    from seedance_gui.ui.kit.theme import Theme

EXAMPLES = load_examples(
    resources.read_text("examples", "examples.toml"), load_rules(resources.read_text("routes.toml"))
)


@pytest.fixture
def make(qtbot: QtBot, theme: Theme) -> Callable[..., ExamplesPage]:
    def make(width: int, height: int, text_size: float = 1, language: str = "en") -> ExamplesPage:
        theme.set_text_size(text_size)
        page = ExamplesPage(theme, Words(language), EXAMPLES)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        qtbot.waitUntil(lambda: all(card.art.has_pictures for card in page.cards))
        return page

    return make


def used_by(page: ExamplesPage) -> list[Example]:
    used: list[Example] = []
    page.used.connect(used.append)
    return used


def misfits(page: ExamplesPage) -> list[str]:
    """Return the words that are cut, or stand beyond the page."""
    found, whole = [], page.widget()
    assert whole is not None
    for part in whole.findChildren(QWidget):
        if isinstance(part, QLabel | QPushButton):
            place = part.rect().translated(part.mapTo(whole, QPoint()))
            wraps = part.hasHeightForWidth()
            high = part.heightForWidth(part.width()) if wraps else part.sizeHint().height()
            wide = 0 if wraps else part.sizeHint().width()
            if not whole.rect().contains(place) or part.height() < high or part.width() < wide:
                found.append(part.text())
    return found


def test_tab_goes_through_the_examples_and_enter_uses_one(make: Callable[..., ExamplesPage]) -> None:
    page = make(706, 640)
    used = used_by(page)
    page.cards[0].button.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in page.cards:
        reached = QApplication.focusWidget()
        assert isinstance(reached, QPushButton)
        assert (
            page.viewport()
            .rect()
            .intersects(reached.rect().translated(reached.mapTo(page.viewport(), QPoint())))
        )
        QTest.keyClick(reached, Qt.Key.Key_Return)
        QTest.keyClick(reached, Qt.Key.Key_Tab)
    assert used == list(EXAMPLES)


def test_a_click_anywhere_on_one_uses_it(make: Callable[..., ExamplesPage]) -> None:
    page = make(706, 829)
    used = used_by(page)
    QTest.mouseClick(page.cards[1].art, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.cards[0].findChildren(QLabel)[-1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.cards[2].button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.cards[2].art, Qt.MouseButton.RightButton)
    assert used == [EXAMPLES[1], EXAMPLES[0], EXAMPLES[2]]


def test_each_says_to_a_screen_reader_what_it_is(make: Callable[..., ExamplesPage]) -> None:
    page = make(706, 829)
    buttons = [card.button for card in page.cards]
    assert [it.accessibleName().partition(": ")[2] for it in buttons] == [
        "From text",
        "From references",
        "From first and last frame",
    ]
    assert "16:9, 5 s" in buttons[1].accessibleDescription()
    assert "@Picture 1 turns" in buttons[1].accessibleDescription()


def test_the_large_one_names_the_parts_of_a_good_prompt(make: Callable[..., ExamplesPage]) -> None:
    for language, names in (
        ("en", ["Who or what", "What happens", "Camera", "Light", "Sound"]),
        ("zh_CN", ["主体", "动作", "运镜", "光线", "声音"]),
    ):
        page = make(706, 829, language=language)
        said = [label.text() for label in page.cards[0].findChildren(QLabel)]
        assert [text for text in said if text in names] == names


@pytest.mark.parametrize("text_size", [1.0, 2.0])
@pytest.mark.parametrize(("width", "height"), [(280, 570), (436, 500), (546, 650), (706, 830), (1826, 1330)])
def test_it_fits_any_stage_and_scrolls_only_up_and_down(
    make: Callable[..., ExamplesPage], qtbot: QtBot, width: int, height: int, text_size: float
) -> None:
    if width < 400 and text_size > 1:
        pytest.skip("the stage is never as narrow as that with large text")
    page = make(width, height, text_size)
    qtbot.waitUntil(lambda: not misfits(page))
    assert page.horizontalScrollBar().maximum() == 0


def test_pictures_shrink_before_the_page_scrolls(make: Callable[..., ExamplesPage]) -> None:
    page = make(546, 829)
    tall = page.cards[1].art.height()
    page.resize(546, 660)
    assert page.cards[1].art.height() < tall
    assert page.verticalScrollBar().maximum() == 0
    page.resize(546, 450)
    assert page.verticalScrollBar().maximum() > 0
