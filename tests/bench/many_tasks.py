"""What a list of 10,000 videos costs at the start, and how long it keeps the window's thread.

Run by hand: ``python -m tests.bench.many_tasks``. What is done to the list is told in frames of 16 ms: more
than one is a frame that is dropped. The aim: 99 of 100 within one, and the worst within three.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from seedance_gui.app import make_loop
from seedance_gui.domain.task import Status
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks.repository import TaskRepository
from seedance_gui.ui.kit.theme import Theme
from seedance_gui.ui.tasks.filter import Sort
from seedance_gui.ui.tasks.panel import TaskPanel
from tests.ui.task_samples import model_name, sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seedance_gui.domain.task import Task

COUNT = 10_000
TAGS = [("a",), ("a", "b"), ()] * 5
FRAME = 0.016
HOUR = 3600.0


async def longest_wait(until: asyncio.Event) -> float:
    """Return the most work, in seconds, that the window's thread did at one go."""
    longest = 0.0
    while not until.is_set():
        before = time.thread_time()
        await asyncio.sleep(0.001)
        longest = max(longest, time.thread_time() - before)
    return longest


async def read(path: Path, panel: TaskPanel) -> None:
    done = asyncio.Event()
    waiting = asyncio.get_running_loop().create_task(longest_wait(done))
    begun = time.perf_counter()
    opened = await asyncio.to_thread(open_store, path)
    print(f"open the file, in a thread: {time.perf_counter() - begun:.3f} s")
    begun = time.perf_counter()
    repository = TaskRepository(opened.store, "practice", Clock())
    print(f"read the unfinished and the newest: {time.perf_counter() - begun:.3f} s")
    begun = time.perf_counter()
    panel.set_tasks(repository.all())
    repository.loaded.connect(panel.add)
    await repository.load_older()
    done.set()
    print(f"read and show the rest: {time.perf_counter() - begun:.3f} s, {panel.model.total} in the list")
    print(f"the most work at one go in the window's thread: {await waiting / FRAME:.2f} frames")
    opened.store.close()


def tell(name: str, steps: Iterable[Callable[[], object]]) -> None:
    """Do something again and again, each time to the picture on the screen, and print how long that takes."""
    application = QApplication.instance()
    assert application is not None
    took = []
    for step in steps:
        application.processEvents()
        begun = time.thread_time()  # the other programs' work is not in it
        step()
        application.processEvents()
        took.append((time.thread_time() - begun) / FRAME)
    took.sort()
    median, p99 = took[len(took) // 2], took[min(len(took) - 1, int(len(took) * 0.99))]
    print(f"{name:42} median {median:5.2f}   p99 {p99:5.2f}   worst {took[-1]:5.2f} frames")


def stalls(panel: TaskPanel, tasks: list[Task], folder: Path) -> None:
    """Print what each thing costs that is done to a long list."""
    picture = QImage(320, 180, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    picture.save(str(folder / "poster.jpg"))
    bar, view = panel.view.verticalScrollBar(), panel.view
    panel.set_tasks(tasks)
    tell("one comes", [partial(panel.put, sample(f"new{n}", ago=-n)) for n in range(1, 60)])
    tell("one goes", [partial(panel.drop, f"tasknew{n}") for n in range(1, 60)])
    typed = ["f", "fo", "fox", "fox 7", "fox 77", "fox 777", "snow", "s", "", "x", "nothing", ""] * 5
    tell("a key in the search", [partial(panel.search.setText, text) for text in typed])

    def put(some: Iterable[Task]) -> None:
        for task in some:
            panel.put(task)

    moved = [replace(task, progress=n) for n in range(1, 40) for task in tasks[:200]]
    polls = [moved[n : n + 200] for n in range(0, len(moved), 200)]
    tell("a poll of 200", [partial(put, some) for some in polls])
    tell("one of these", [partial(panel.put, task) for task in moved[:400]])
    starred = [[replace(task, favourite=bool(n % 2)) for task in tasks[:300]] for n in range(1, 20)]
    tell("a star for 300", [partial(put, some) for some in starred])
    select = QItemSelectionModel.SelectionFlag.ClearAndSelect
    tell("select all", [step for _ in range(20) for step in (view.selectAll, view.clearSelection)])
    view.selectAll()
    tell("the ids of all that is selected", [panel.selected] * 20)
    rows = [panel.model.index(n * 97 % COUNT) for n in range(200)]
    tell("go to a row", [partial(view.selectionModel().setCurrentIndex, row, select) for row in rows])
    bar.setValue(0)
    tell("scroll", [lambda: bar.setValue(bar.value() + 60)] * 300)
    bar.setValue(0)

    def remove() -> None:
        for task in tasks[:300]:
            panel.drop(task.id)

    tell("300 go and come", [step for _ in range(10) for step in (remove, lambda: panel.add(tasks[:300]))])
    tell("another order", [partial(panel.bar._sort_by, sort) for sort in (*Sort, Sort.NEWEST) * 3])
    tell("tags for 300", [partial(put, [replace(task, tags=tags) for task in tasks[:300]]) for tags in TAGS])
    tell("all anew", [lambda: panel.set_tasks(tasks)] * 10)
    pages = [tasks[start : start + 200] for start in range(200, len(tasks), 200)]
    panel.set_tasks(tasks[:200])
    tell("a page of 200 more", [partial(panel.add, page) for page in pages])


def main() -> None:
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "studio.db"
        store = open_store(path).store
        store._connection.execute("PRAGMA synchronous = OFF")
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
        for task in tasks:
            store.add(task)
        store.close()
        poster = Path(folder) / "poster.jpg"
        panel = TaskPanel(Theme(app), poster_of=lambda _: poster, model_name=model_name)
        panel.resize(400, 800)
        panel.show()
        stalls(panel, tasks, Path(folder))
        panel.set_tasks([])
        with asyncio.Runner(loop_factory=lambda: make_loop(app)) as runner:
            runner.run(read(path, panel))


if __name__ == "__main__":
    main()
