"""Moving the pointer over a saved video in the list, on a real view, worker and clip."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from seedance_gui.compat import override
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.ui.kit.films import Films
from seedance_gui.ui.tasks.delegate import TaskDelegate
from seedance_gui.ui.tasks.panel import TaskPanel
from tests.numbered import make_numbered, number_of
from tests.ui.task_samples import model_name, sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.services.media.media_info import Timeline
    from seedance_gui.ui.kit.theme import Theme

COUNT = 48


class Worker(MediaWorker):
    """Notes of which clips something was asked."""

    def __init__(self, memory: Path) -> None:
        super().__init__(memory)
        self.asked: list[str] = []

    @override
    def timeline(self, path: Path) -> Timeline:
        self.asked.append(path.stem)
        return super().timeline(path)


class Pointed:
    """A list of a dozen videos, and a pointer over it."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        clip = make_numbered(folder / "0.mp4", COUNT)
        self.tasks = [sample(n, ago=n, file=str(clip.with_stem(str(n)))) for n in range(12)]
        for n in range(1, 12):
            clip.with_stem(str(n)).hardlink_to(clip)
        self.media = Worker(folder / "undecodable")
        self.films = Films(self.media, theme)
        self.panel = TaskPanel(theme, poster_of=lambda _: None, model_name=model_name, films=self.films)
        self.panel.set_tasks([*self.tasks, replace(sample("x", ago=99), file="")])
        self.panel.resize(320, 900)
        self.panel.show()

    def move(self, row: int, share: float) -> None:
        view, option = self.panel.view, QStyleOptionViewItem()
        view.initViewItemOption(option)
        option.rect = view.visualRect(self.panel.model.index(row))
        delegate = view.itemDelegate()
        assert isinstance(delegate, TaskDelegate)
        place = delegate.picture_in(option)
        at = QPoint(place.left() + round(share * place.width()), place.center().y())
        self.send(QEvent.Type.MouseMove, at)

    def send(self, kind: QEvent.Type, at: QPoint) -> None:
        ground, button = self.panel.view.viewport(), Qt.MouseButton.NoButton
        there = QPointF(ground.mapToGlobal(at))
        event = QMouseEvent(kind, QPointF(at), there, button, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(ground, event)

    def shown(self, row: int) -> int:
        """Return the number of the frame that a row shows; -1: its usual picture."""
        delegate = self.panel.view.itemDelegate()
        assert isinstance(delegate, TaskDelegate)
        scrubbed = delegate.scrubbed(self.tasks[row])
        return -1 if scrubbed is None else number_of(scrubbed[0])


@pytest.fixture
def pointed(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Pointed]:
    pointed = Pointed(theme, tmp_path)
    qtbot.waitExposed(pointed.panel)
    yield pointed
    pointed.panel.close()
    pointed.films.deleteLater()
    pointed.media.close()


@pytest.mark.parametrize("tile", [0, 128])
def test_a_video_shows_the_frame_of_the_place_below_the_pointer(
    qtbot: QtBot, pointed: Pointed, tile: int
) -> None:
    pointed.panel.view.set_tile(tile)
    for share in (0.5, 0.25, 0.99):
        pointed.move(0, share)
        qtbot.waitUntil(lambda share=share: abs(pointed.shown(0) - share * COUNT) <= 1)  # type: ignore[misc]
    assert pointed.shown(1) == -1
    pointed.send(QEvent.Type.Leave, QPoint())
    assert pointed.shown(0) == -1


def test_flying_over_many_makes_nothing_but_of_that_on_which_one_rests(
    qtbot: QtBot, pointed: Pointed
) -> None:
    for _ in range(20):
        for row in range(10):
            pointed.move(row, 0.5)
    pointed.move(7, 0.5)
    qtbot.waitUntil(lambda: abs(pointed.shown(7) - COUNT // 2) <= 1)
    assert pointed.media.asked == ["7"]
