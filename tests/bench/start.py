"""From the start of a process to a window, beside a bare one in the same interpreter; and idle memory.

The process that measures (``tests.bench.start RUNS``) starts each in turn, so that a busy moment strikes all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from seedance_gui.program import Program

RUNS = 7
COUNTS = (0, 10, 100, 1000, 10_000)
IDLE = 3.0  # seconds until memory is looked at


def pss() -> float:
    """Return this process's own share of memory, in MiB (0 where the system doesn't tell)."""
    file = Path("/proc/self/smaps_rollup")
    told = [line.split()[1] for line in file.read_text().splitlines() if line.startswith("Pss:")]
    return int(told[0]) / 1024 if file.exists() else 0.0


def since() -> float:
    """Return the milliseconds since this process was asked for."""
    return (time.monotonic() - float(os.environ["BENCH_SPAWNED"])) * 1e3


def bare() -> None:
    """Show a window with nothing in it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    found: dict[str, float] = {}
    window = QMainWindow()
    window.resize(1360, 840)

    def painted() -> None:
        found.update(key=since(), whole=since(), work=time.thread_time() * 1e3)

    on_paint(window, painted)
    window.show()

    def end() -> None:
        print(json.dumps(found | {"pss": pss()}), flush=True)
        app.quit()

    QTimer.singleShot(int(IDLE * 1e3), end)
    app.exec()


def on_paint(widget: QWidget, act: Callable[[], object]) -> QObject:
    """Act as soon as all is painted, each time that the widget was."""
    from PySide6.QtCore import QEvent, QObject, Qt, Signal

    from seedance_gui.compat import override

    class Watcher(QObject):
        painted = Signal()

        @override
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                self.painted.emit()
            return False

    watcher = Watcher(widget)
    watcher.painted.connect(act, Qt.ConnectionType.QueuedConnection)
    widget.installEventFilter(watcher)
    return watcher


def watch(program: Program) -> Coroutine[object, object, None]:
    """Type into the prompt as soon as it is painted, and note when all is."""
    import asyncio

    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    window, found, whole = program.window, dict[str, float](), asyncio.Event()

    def painted() -> None:
        page = window.made_work
        if page is None or not page.form.prompt.isVisible():
            return
        if "key" not in found:
            had = page.form.prompt.toPlainText()
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x")
            QCoreApplication.sendEvent(window.focusWidget(), key)
            assert page.form.prompt.toPlainText() == had + "x"
            found["key"] = since()
        listed = page.tasks.isVisible() or page.columns.is_folded
        if program.sessions.current is not None and listed and not whole.is_set():
            found["whole"], found["work"] = since(), time.thread_time() * 1e3
            whole.set()

    watcher = on_paint(window, painted)
    program.sessions.changed.connect(lambda _: window.update())

    async def end() -> None:
        await whole.wait()
        window.removeEventFilter(watcher)
        await asyncio.sleep(IDLE)
        print(json.dumps(found | {"pss": pss()}), flush=True)
        window.close()

    return end()


def child(*arguments: str) -> dict[str, Any]:
    """Start one, and return what it saw."""
    environment = os.environ | {"BENCH_SPAWNED": str(time.monotonic())}
    command = [sys.executable, "-m", "tests.bench.start", *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=90)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Start all of them in turn."""
    from tests.bench.profile import NOWHERE, furnish, videos
    from tests.bench.table import Row, times

    with tempfile.TemporaryDirectory() as folder:
        places = {count: Path(folder) / str(count) for count in COUNTS}
        for count, place in places.items():
            furnish(place, NOWHERE, videos(count, NOWHERE))
        runs: dict[str | int, list[dict[str, float]]] = {name: [] for name in ("bare", *COUNTS)}
        child("program", str(places[0]))  # compiles what is not compiled yet
        for turn in range(RUNS):
            runs["bare"].append(child("bare"))
            for count, place in places.items():
                if count in {0, 10_000} or turn < 3:
                    runs[count].append(child("program", str(place)))

    def series(which: str | int, key: str) -> list[float]:
        return [run[key] for run in runs[which]]

    empty, many = 0, COUNTS[-1]
    window = "a bare window"
    times(
        "start to a key in the painted prompt", series(empty, "key"), window, series("bare", "key"), 1.5
    ).hand_over()
    times(
        "start to everything on the screen", series(empty, "whole"), window, series("bare", "key"), 2.0
    ).hand_over()
    what = "work of the window's thread till then, other processes' not in it"
    times(what, series(empty, "work"), window, series("bare", "work"), 2.0).hand_over()
    for key, what in (("key", "the prompt"), ("whole", "everything")):
        name = "with no task"
        row = times(f"start to {what} with 10,000 tasks", series(many, key), name, series(empty, key), 1.1)
        row.hand_over()
    nothing = median(series("bare", "pss"))
    for count, most in ((empty, 45), (many, 60)):
        more = median(series(count, "pss")) - nothing
        what = f"memory (PSS) idle, {count:,} tasks"
        Row(
            what, f"+{more:.0f} MiB", f"{window}: {nothing:.0f} MiB", f"≤ +{most} MiB", more <= most
        ).hand_over()
    for key, unit in (("whole", "ms"), ("pss", "MiB")):
        curve = " / ".join(f"{median(series(count, key)):.0f}" for count in COUNTS)
        told = f"growth, {'start' if key == 'whole' else 'memory'}, of 0 / 10 / 100 / 1,000 / 10,000 tasks"
        Row(told, f"{curve} {unit}", "", "a curve", None).hand_over()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bare"]:
            bare()
        case ["program", place]:
            from tests.bench.profile import NOWHERE, run

            run(Path(place), NOWHERE, watch)
        case _:
            main()
