"""What a list of 10,000 videos costs at the start, and how long it keeps the window's thread.

Run by hand: ``python -m tests.bench.many_tasks``. Seconds on this machine, for comparing two versions on it.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from seedance_gui.app import make_loop
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks.repository import TaskRepository
from seedance_gui.ui.kit.theme import Theme
from seedance_gui.ui.tasks.panel import TaskPanel
from tests.ui.task_samples import model_name, sample

COUNT = 10_000


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
    print(f"the most work at one go in the window's thread: {await waiting:.3f} s")
    opened.store.close()


def main() -> None:
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "studio.db"
        store = open_store(path).store
        store._connection.execute("PRAGMA synchronous = OFF")
        for number in range(COUNT):
            store.add(sample(number, ago=number * 3600.0, prompt=f"Fox {number} in the snow"))
        store.close()
        panel = TaskPanel(Theme(app), poster_of=lambda _: None, model_name=model_name)
        panel.resize(400, 800)
        panel.show()
        with asyncio.Runner(loop_factory=lambda: make_loop(app)) as runner:
            runner.run(read(path, panel))


if __name__ == "__main__":
    main()
