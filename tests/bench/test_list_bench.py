"""A long list costs what a short one costs: ratios within one run, never absolute times."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from seedance_gui.domain.task import Status
from seedance_gui.ui.kit.theme import Theme
from seedance_gui.ui.tasks.panel import TaskPanel
from tests.ui.task_samples import model_name, sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from seedance_gui.domain.task import Task

FEW, MANY = 10, 10_000
HOUR = 3600.0


def cpu(act: Callable[[], object]) -> float:
    """Return the seconds of work that something takes; other programs' work is not in it."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def tasks(count: int) -> list[Task]:
    return [
        sample(n, Status.PROCESSING if n < FEW else Status.SAVED, ago=n * HOUR, prompt=f"Fox {n} in the snow")
        for n in range(count)
    ]


@pytest.fixture
def panels(qapp: QApplication, qtbot: QtBot) -> Iterator[tuple[TaskPanel, TaskPanel]]:
    theme = Theme(qapp)
    made = []
    for count in (FEW, MANY):
        panel = TaskPanel(theme, poster_of=lambda _: None, model_name=model_name)
        panel.resize(320, 800)
        panel.show()
        panel.set_tasks(tasks(count))
        qtbot.waitExposed(panel)
        made.append(panel)
    qapp.processEvents()
    yield made[0], made[1]
    for panel in made:
        panel.close()
        panel.deleteLater()
    qapp.processEvents()
    theme.deleteLater()


def test_a_poll_of_ten_thousand_costs_what_a_poll_of_ten_does(
    panels: tuple[TaskPanel, TaskPanel], qapp: QApplication
) -> None:
    polled = tasks(FEW)

    def poll(panel: TaskPanel, progress: int) -> None:
        for task in polled:
            panel.put(replace(task, progress=progress))
        panel.view.viewport().repaint()
        qapp.processEvents()

    # Turn by turn, so that a busy moment of the machine strikes both; the best of each is the measure.
    few, many = zip(*([cpu(partial(poll, panel, n)) for panel in panels] for n in range(1, 13)), strict=True)
    assert min(many) < 3 * min(few), f"{min(many) * 1000:.2f} ms against {min(few) * 1000:.2f} ms"


def test_a_row_is_found_as_fast_in_a_long_list(panels: tuple[TaskPanel, TaskPanel]) -> None:
    def find(panel: TaskPanel) -> None:
        for _ in range(300):
            for task in range(FEW):
                panel.model.row_of(f"task{task}")

    few, many = zip(*([cpu(partial(find, panel)) for panel in panels] for _ in range(5)), strict=True)
    # by halves: fourteen looks instead of four
    assert min(many) < 6 * min(few)


def test_filling_the_list_is_not_worse_than_linear(panels: tuple[TaskPanel, TaskPanel]) -> None:
    panel = panels[1]

    def fill(count: int) -> float:
        found = tasks(count)

        def act() -> None:
            panel.set_tasks(found)
            panel.view.doItemsLayout()

        return min(cpu(act) for _ in range(3))

    assert fill(MANY) < 25 * fill(MANY // 10)


def test_typing_a_word_costs_less_than_filling_the_list(
    panels: tuple[TaskPanel, TaskPanel], qapp: QApplication
) -> None:
    panel = panels[1]
    everything = tasks(MANY)

    def fill() -> None:
        panel.set_tasks(everything)
        panel.view.doItemsLayout()

    def search(text: str) -> None:
        panel.search.setText(text)
        panel.view.doItemsLayout()

    filled = min(cpu(fill) for _ in range(3))
    search("x")  # what is looked through is prepared once
    typed = []
    for text in ("s", "sn", "sno", "snow", "snow 77", "nothing like it", ""):
        typed.append(cpu(partial(search, text)))
        qapp.processEvents()
    assert min(typed) < filled
    assert sorted(typed)[len(typed) // 2] < 3 * filled
