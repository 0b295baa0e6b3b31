"""The page for work as a whole: what is given to the form, wherever it falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from seedance_gui.domain.draft import Draft, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services import resources
from seedance_gui.ui.player_state import PlaySettings
from seedance_gui.ui.words import Words
from seedance_gui.ui.work_page import WorkPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.theme import Theme

RULES = load_rules(resources.read_text("routes.toml"))
LINK = "https://a.com/1.png"


def test_a_link_pasted_while_writing_is_a_reference_or_words_as_the_person_likes(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    page = WorkPage(
        theme,
        RULES,
        Words(),
        play_settings=PlaySettings(1.0, False, False, 1.0),
        paste_folder=tmp_path,
        poster_of=lambda _: None,
    )
    qtbot.addWidget(page)
    page.form.set_draft(Draft("seedance2.0-std", "A fox "))
    page.show()
    offers: list[Callable[[], None]] = []
    page.links_taken.connect(offers.append)
    prompt = page.form.prompt
    prompt.setFocus()
    QTest.keyClick(prompt, Qt.Key.Key_End)
    QGuiApplication.clipboard().setText(LINK)
    QTest.keyClick(prompt, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.form.draft.images == (Reference(link=LINK),)
    assert page.form.draft.prompt == "A fox "
    offers[0]()
    assert not page.form.draft.images
    assert page.form.draft.prompt == f"A fox {LINK}"
    page.preview.release()
