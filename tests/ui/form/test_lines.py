"""What stands in the lines of the form: on one line, below one another, and without empty room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.ui.form.create_bar import CreateBar
from seedance_gui.ui.kit.elided import Link
from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.player.player_state import PlaySettings
from seedance_gui.ui.shell.work_page import WorkPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme

STD = "seedance2.0-std"
SIZES = pytest.mark.parametrize("text_size", [1.0, 1.25, 1.5])


def pictures(count: int) -> tuple[Reference, ...]:
    return tuple(Reference(link=f"https://a.com/{n}.png") for n in range(count))


@pytest.fixture
def page(theme: Theme, qtbot: QtBot, tmp_path: Path, text_size: float) -> Iterator[WorkPage]:
    theme.set_text_size(text_size)
    made = WorkPage(
        theme,
        load_rules(resources.read_text("routes.toml")),
        Words(),
        play_settings=PlaySettings(1.0, True, False, 1.0),
        paste_folder=tmp_path,
        poster_of=lambda _: None,
        media=MediaWorker(tmp_path / "undecodable"),
    )
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    yield made
    made.preview.release()


def settle() -> None:
    for _ in range(8):  # one size leads to another
        QApplication.processEvents()


@SIZES
def test_what_is_off_takes_one_line_with_its_pictures(page: WorkPage, text_size: float) -> None:
    page.form.set_draft(Draft(STD, "A fox", InputMode.REFERENCES, first_image=pictures(1)[0]))
    settle()
    section = page.form.references
    assert section.kept.geometry().right() < section.off.x()
    assert section.kept.y() == section.off.y()
    assert section.off.line.text == "First frame: not used with references"
    assert section.off.line.fix == "Use frames"
    assert not section.off_links.isVisible()


@SIZES
@pytest.mark.parametrize("size", [(1280, 720), (1000, 640)])
def test_every_cell_and_create_stand_whole_in_a_small_window(
    page: WorkPage, size: tuple[int, int], text_size: float
) -> None:
    page.resize(*size)
    first = pictures(1)[0]
    for _, model in load_rules(resources.read_text("routes.toml")).models():
        draft = Draft(model.value, "", InputMode.FRAMES, first_image=first, ratio="21:9", resolution="480p")
        page.form.set_draft(draft)
        settle()
        for part in (*page.form.shape.cells, page.form.bar.button):
            if part.isVisible():
                place = QRect(part.mapTo(page.form, QPoint()), part.size())
                assert page.form.rect().contains(place), (model.value, part.objectName())
                assert part.width() >= part.minimumSizeHint().width(), (model.value, part.objectName())
                assert part.height() >= part.sizeHint().height(), (model.value, part.objectName())


@SIZES
def test_what_is_missing_begins_below_its_heading(theme: Theme, qtbot: QtBot, text_size: float) -> None:
    theme.set_text_size(text_size)
    bar = CreateBar(theme, Words())
    qtbot.addWidget(bar)
    bar.resize(round(330 * text_size), 300)
    bar.set_missing([f"Check: Reference pictures {n}" for n in (1, 2, 3)])
    bar.show()
    settle()
    heading = next(label for label in bar.findChildren(QLabel) if label.text() == "To create:")
    links = [bar.link(n) for n in range(3)]
    assert len({link.y() for link in links}) == 3, "each on a line of its own"
    assert all(link.height() >= link.fontMetrics().height() for link in links)
    assert {link.x() + Link.hang for link in links[1:]} == {heading.x()}


@SIZES
def test_a_link_says_where_its_words_begin(theme: Theme, qtbot: QtBot, text_size: float) -> None:
    theme.set_text_size(text_size)
    link = Link("Look")
    qtbot.addWidget(link)
    link.show()
    settle()
    image, ground = link.grab().toImage(), link.grab().toImage().pixel(0, 0)
    inked = [
        x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in range(image.height()))
    ]
    assert 0 <= inked[0] - Link.hang <= 2, "but for what the letter itself stands off"


def test_an_item_alone_in_its_line_takes_its_least_height(qtbot: QtBot) -> None:
    class Part(QWidget):
        @override
        def sizeHint(self) -> QSize:
            return QSize(100, 60)

        @override
        def minimumSizeHint(self) -> QSize:
            return QSize(100, 40)

    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window, gap=10)
    parts = [Part(window) for _ in range(3)]
    for part in parts:
        flow.addWidget(part)
    window.resize(215, 200)
    window.show()
    settle()
    assert [part.pos() for part in parts] == [QPoint(0, 0), QPoint(110, 0), QPoint(0, 70)]
    assert [part.height() for part in parts] == [60, 60, 40]
    assert flow.heightForWidth(215) == 110
