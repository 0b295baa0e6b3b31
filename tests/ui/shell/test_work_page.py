"""The page for work as a whole: what is given to the form, wherever it falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from seedance_gui.domain.draft import Draft, Field, InputMode, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.player.player_state import PlaySettings
from seedance_gui.ui.shell.work_page import WorkPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme

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
        media=MediaWorker(folder / "undecodable"),
    )
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_link_pasted_while_writing_is_a_reference_or_words_as_the_person_likes(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(theme, qtbot, tmp_path)
    page.form.set_draft(Draft("seedance2.0-std", "A fox "))
    offers: list[tuple[str, list[tuple[Field, Reference]]]] = []
    page.form.links_taken.connect(lambda words, items: offers.append((words, items)))
    prompt = page.form.prompt
    prompt.setFocus()
    QTest.keyClick(prompt, Qt.Key.Key_End)
    QGuiApplication.clipboard().setText(LINK)
    QTest.keyClick(prompt, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.form.draft.images == (Reference(link=LINK),)
    assert page.form.draft.prompt == "A fox "
    page.form.take_words(*offers[0])
    assert not page.form.draft.images
    assert page.form.draft.prompt == f"A fox {LINK}"
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


# What is dragged over it


class Drag:
    """Something held over the page by a mouse. As Qt does, it leaves a widget before it enters another."""

    def __init__(self, text: str) -> None:
        self._mime = QMimeData()
        self._mime.setText(text)
        self._over: QWidget | None = None
        self.taken = False

    def over(self, widget: QWidget, at: QPoint | None = None) -> None:
        if self._over is not None and self._over is not widget:
            self.leave()
        point = widget.rect().center() if at is None else at
        for kind in (QDragEnterEvent, QDragMoveEvent):
            event = kind(point, *self._what())
            QApplication.sendEvent(widget, event)
            self.taken = event.isAccepted()
        self._over = widget

    def leave(self) -> None:
        if self._over is not None:
            QApplication.sendEvent(self._over, QDragLeaveEvent())
        self._over = None

    def let_go(self) -> None:
        assert self._over is not None
        point = QPointF(self._over.rect().center())
        QApplication.sendEvent(self._over, QDropEvent(point, *self._what(), QEvent.Type.Drop))

    def _what(self) -> tuple[Qt.DropAction, QMimeData, Qt.MouseButton, Qt.KeyboardModifier]:
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        return Qt.DropAction.CopyAction, self._mime, left, none


@pytest.mark.parametrize("place", ["form", "preview", "tasks"])
def test_the_form_says_of_a_drag_that_it_takes_it_and_takes_it(
    theme: Theme, qtbot: QtBot, tmp_path: Path, place: str
) -> None:
    page = page_of(theme, qtbot, tmp_path)
    plain = page.form.grab().toImage()
    drag = Drag(LINK)
    drag.over(getattr(page, place))
    assert drag.taken
    assert page.drop_sign.isVisible()
    assert page.drop_sign.geometry() == page.form.rect()
    assert page.drop_sign.rect().contains(page.drop_sign.sign_rect())
    assert page.form.grab().toImage() != plain
    drag.let_go()
    assert not page.drop_sign.isVisible()
    assert page.form.draft.images == (Reference(link=LINK),)
    page.preview.release()


def test_over_a_place_of_its_own_only_that_one_lights_up(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(theme, qtbot, tmp_path)
    page.resize(1300, 900)
    page.form.set_draft(Draft("seedance2.0-std", "A fox", InputMode.REFERENCES))
    field = page.form.references.box

    def reached() -> bool:
        below = page.form.childAt(field.mapTo(page.form, field.rect().center()))
        return below is not None and field.isAncestorOf(below)

    qtbot.waitUntil(lambda: field.height() > 50 and reached())
    drag = Drag(LINK)
    drag.over(page.form)
    assert reached(), "the sign is not in the way of what is aimed at"
    drag.over(field)
    assert drag.taken
    assert not page.drop_sign.isVisible()
    drag.over(page.form)
    assert page.drop_sign.isVisible()
    drag.leave()
    assert not page.drop_sign.isVisible()
    page.preview.release()


def test_what_is_no_reference_is_refused_everywhere(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(theme, qtbot, tmp_path)
    drag = Drag("some words")
    for place in (page.form, page.preview, page.tasks):
        drag.over(place)
        assert not drag.taken
        assert not page.drop_sign.isVisible()
    page.preview.release()


def test_a_paste_beside_the_form_is_none_into_it(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(theme, qtbot, tmp_path)
    QGuiApplication.clipboard().setText(LINK)
    QTest.keyClick(page.tasks, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert not page.form.draft.images
    QTest.keyClick(page.form, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.form.draft.images == (Reference(link=LINK),)
    page.preview.release()
