"""The guide says what the rules and the list say, and is reached from the menu and the first page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import msgspec
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget

from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status
from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.shell.guide import Guide
from seedance_gui.ui.shell.main_window import MainWindow
from seedance_gui.ui.shell.welcome import TokenForm, Welcome
from seedance_gui.ui.tasks.words import state_words
from tests.ui.task_samples import one_of_each

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_gui.domain.rules import Rules
    from seedance_gui.ui.kit.theme import Theme

RULES = load_rules(resources.read_text("routes.toml"))


@pytest.fixture
def below(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 640)
    window.show()
    return window


def said(theme: Theme, rules: Rules, below: QWidget) -> list[str]:
    guide = Guide(theme, Words(), rules, below)
    return [found.text() for found in guide.findChildren(QLabel)]


def test_every_route_and_every_state_is_explained(theme: Theme, below: QWidget) -> None:
    told = said(theme, RULES, below)
    for route in RULES.routes:
        assert {Words().text(route.name), Words().text(route.summary)} <= set(told)
        assert any(f"{route.duration.minimum}–{route.duration.maximum}\u00a0s" in text for text in told)
        for caution in route.cautions:
            assert any(text.endswith(Words().text(caution.text)) for text in told)
    follows = dict(pairwise(told))  # of a heading of the same words, the last counts
    meanings = {follows[state_words(task)] for task in one_of_each()}
    assert len(meanings - {""}) == len(Status), "each in words of its own"


def test_it_says_what_the_rules_say(theme: Theme, below: QWidget) -> None:
    std, *others = RULES.routes
    assert "Pictures: up to 9" in said(theme, RULES, below)
    assert std.images is not None
    changed = msgspec.structs.replace(std, images=msgspec.structs.replace(std.images, maximum=7))
    rules = msgspec.structs.replace(RULES, routes=(changed, *others), link_life_days=5)
    told = said(theme, rules, below)
    assert "Pictures: up to 7" in told
    assert any("for 5 days" in text for text in told)


@pytest.mark.parametrize("text_size", [1.0, 2.0])
def test_it_has_room(theme: Theme, below: QWidget, text_size: float) -> None:
    theme.set_text_size(text_size)
    guide = Guide(theme, Words(), RULES, below)
    guide.show()
    assert guide.height() < below.height()
    for button in guide.pages.buttons():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        (page,) = [area for area in guide.findChildren(QScrollArea) if area.isVisible()]
        assert page.horizontalScrollBar().maximum() == 0
    guide.close()


def test_the_first_page_leads_to_it(theme: Theme, qtbot: QtBot) -> None:
    made = MainWindow(theme, Words(), lambda: Welcome(theme, ("https://a.com",)), lambda: cast("Any", None))
    qtbot.addWidget(made)
    made.show_page(made.welcome)
    link = made.welcome.findChild(QPushButton, "guide_link")
    assert link is not None
    with qtbot.waitSignal(made.guide_asked):
        link.click()


def test_the_website_of_the_address_opens_and_none_but_https(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = TokenForm(theme, ("https://a.com",))
    qtbot.addWidget(form)
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    form.website.click()
    form.address.setEditText("b.com/api/open-api")
    form.website.click()
    assert opened == ["https://a.com", "https://b.com"]
    for address in ("http://127.0.0.1:8000", "file:///etc/passwd", ""):
        form.address.setEditText(address)
        assert not form.website.isEnabled()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    form.address.setEditText("https://a.com")
    form.website.click()
    told = [found.text() for found in form.findChildren(QLabel)]
    assert "The browser could not be opened. The address is https://a.com" in told
