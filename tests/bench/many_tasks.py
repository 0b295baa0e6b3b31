"""What is done to a list of 10,000 videos, and what writing and asking cost as it grows."""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from seedance_gui.app import make_loop
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status, Task
from seedance_gui.services.api.loader import load_api
from seedance_gui.services.files.app_paths import find_app_paths
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks.service import TaskService
from seedance_gui.ui.kit.theme import Theme
from seedance_gui.ui.tasks.filter import Sort
from seedance_gui.ui.tasks.panel import TaskPanel
from tests.bench.profile import HOUR, NOWHERE, TOKEN, furnish, made
from tests.bench.table import Row, frames
from tests.ui.task_samples import model_name, sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COUNT = 10_000
COUNTS = (10, 100, 1000, COUNT)


def tell(name: str, steps: Iterable[Callable[[], object]]) -> None:
    """Do something again and again, each time to the picture on the screen."""
    application = QApplication.instance()
    assert application is not None
    took = []
    for step in steps:
        application.processEvents()
        begun = time.thread_time()  # the other programs' work is not in it
        step()
        application.processEvents()
        took.append((time.thread_time() - begun) * 1e3)
    frames(f"{name}, 10,000 tasks", took).hand_over()


def stalls(panel: TaskPanel, tasks: list[Task], folder: Path) -> None:
    """Tell what each thing costs that is done to a long list."""
    picture = QImage(320, 180, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    picture.save(str(folder / "poster.jpg"))
    bar, view = panel.view.verticalScrollBar(), panel.view
    panel.set_tasks(tasks)
    typed = ["f", "fo", "fox", "fox 7", "fox 77", "fox 777", "snow", "s", "", "x", "nothing", ""] * 10
    tell("a key in the search", [partial(panel.search.setText, text) for text in typed])
    tell("scroll", [lambda: bar.setValue(bar.value() + 60)] * 300)
    bar.setValue(0)
    tell("one comes", [partial(panel.put, sample(f"new{n}", ago=-n)) for n in range(1, 60)])
    tell("one goes", [partial(panel.drop, f"tasknew{n}") for n in range(1, 60)])

    def put(some: Iterable[Task]) -> None:
        for task in some:
            panel.put(task)

    moved = [[replace(task, progress=n) for task in tasks[:200]] for n in range(1, 40)]
    tell("news of 200 at once", [partial(put, some) for some in moved])
    select = QItemSelectionModel.SelectionFlag.ClearAndSelect
    tell("select all", [step for _ in range(20) for step in (view.selectAll, view.clearSelection)])
    rows = [panel.model.index(n * 97 % COUNT) for n in range(200)]
    tell("go to a row", [partial(view.selectionModel().setCurrentIndex, row, select) for row in rows])
    tell("another order", [partial(panel.bar.sort_by, sort) for sort in (*Sort, Sort.NEWEST) * 3])
    pages = [tasks[start : start + 200] for start in range(200, len(tasks), 200)]
    panel.set_tasks(tasks[:200])
    tell("a page of 200 more", [partial(panel.add, page) for page in pages])


async def growth(folder: Path) -> None:
    """Tell what one write costs, and one look at whom to ask next."""
    rules = load_rules(resources.read_text("routes.toml"))
    writes, looks = [], []
    for count in COUNTS:
        furnish(folder / f"{count}", NOWHERE, (made(n, NOWHERE, Status.PROCESSING) for n in range(count)))
        opened = open_store(find_app_paths(folder / f"{count}").store)
        media = MediaWorker(folder / "undecodable")
        service = TaskService(
            rules=rules,
            store=opened.store,
            api_factory=load_api(),
            videos=folder,
            cache=folder,
            media=media,
            service=NOWHERE,
        )
        service.accounts.set_token(TOKEN)
        service._poller.begin()
        tasks = service.tasks()[:100]
        writes.append(median(clocked(partial(opened.store.put, replace(task, progress=5))) for task in tasks))
        looks.append(median(clocked(service._poller._next) for _ in tasks))
        await service.aclose()
        media.close()
        opened.store.close()
    for name, took in (("a write of one task", writes), ("whom to ask next", looks)):
        curve = " / ".join(f"{one:.2f}" for one in took)
        told = f"growth, {name}, of 10 / 100 / 1,000 / 10,000 tasks"
        Row(told, f"{curve} ms", "", "a curve", None).hand_over()


def clocked(act: Callable[[], object]) -> float:
    """Return the milliseconds that something takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1e3


def main() -> None:
    """Measure the list, and what grows."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        poster = folder / "poster.jpg"
        tasks = [
            sample(
                n,
                Status.PROCESSING if n < 200 else Status.SAVED,
                ago=n * HOUR,
                prompt=f"Fox {n} in the snow",
                task_id=f"t{n}",
            )
            for n in range(COUNT)
        ]
        panel = TaskPanel(Theme(app), poster_of=lambda _: poster, model_name=model_name)
        panel.resize(400, 800)
        panel.show()
        stalls(panel, tasks, folder)
        with asyncio.Runner(loop_factory=lambda: make_loop(app)) as runner:
            runner.run(growth(folder))


if __name__ == "__main__":
    main()
