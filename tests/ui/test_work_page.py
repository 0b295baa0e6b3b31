"""The page for work as a whole: what is given to the form, wherever it falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from seedance_gui.domain.draft import Draft, Field, Reference, StartMode
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services import resources
from seedance_gui.ui.player_state import PlaySettings
from seedance_gui.ui.references.field import ReferenceField
from seedance_gui.ui.widgets.toast import Toast
from seedance_gui.ui.words import Words
from seedance_gui.ui.work_page import WorkPage
from tests.server import Server
from tests.ui.test_doubt import Desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.theme import Theme

RULES = load_rules(resources.read_text("routes.toml"))
LINK = "https://a.com/1.png"


def page_of(theme: Theme, qtbot: QtBot, folder: Path) -> WorkPage:
    page = WorkPage(
        theme,
        RULES,
        Words(),
        play_settings=PlaySettings(1.0, False, False, 1.0),
        paste_folder=folder,
        poster_of=lambda _: None,
    )
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_link_pasted_while_writing_is_a_reference_or_words_as_the_person_likes(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(theme, qtbot, tmp_path)
    page.form.set_draft(Draft("seedance2.0-std", "A fox "))
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


def test_what_is_put_back_is_mentioned_as_it_now_stands(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(theme, qtbot, tmp_path)
    one, two, three = (Reference(link=f"https://a.com/{n}.png") for n in (1, 2, 3))
    page.form.set_draft(Draft("seedance2.0-std", "Like @图3", StartMode.REFERENCES, images=(one, two, three)))
    undo: list[Callable[[], None]] = []
    page.reference_removed.connect(lambda _, put_back: undo.append(put_back))
    field = page.form.field(Field.IMAGES)
    assert isinstance(field, ReferenceField)
    field.remove(2)
    field.remove(0)
    undo[0]()
    assert page.form.draft.images == (two, three)
    assert page.form.draft.prompt == "Like @图2"
    page.preview.release()


def test_in_a_narrow_window_the_list_is_offered_from_the_start(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    theme.set_text_size(1.5)
    page = page_of(theme, qtbot, tmp_path)
    assert page.columns.is_folded
    buttons = [b for b in page.top.findChildren(QAbstractButton) if b.isVisible()]
    assert any("Your videos" in b.text() or "Your videos" in b.accessibleName() for b in buttons)
    page.preview.release()


async def test_what_a_remedy_takes_out_can_be_put_back(theme: Theme, tmp_path: Path) -> None:
    with Server() as server:
        desk = Desk(server, tmp_path, theme, "practice")
        desk.begin()
        form = desk.page.form
        pictures = tuple(Reference(link=f"https://a.com/{n}.png") for n in range(6))
        draft = Draft("seedance2.0-md", "Like @图6", StartMode.REFERENCES, images=pictures)
        form.set_draft(draft)
        (problem,) = form.form[Field.IMAGES].problems
        assert problem.remedy is not None
        form.references.remedy.emit(problem.remedy.draft)
        assert form.draft.images == pictures[:4]
        toast = desk.page.findChildren(Toast)[-1]
        toast.action_clicked.emit()
        assert form.draft.images == pictures
        assert form.draft.prompt == "Like @图6"
        await desk.end()
