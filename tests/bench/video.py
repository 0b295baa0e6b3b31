"""From a click on a saved video of 1920 x 1080 to its first frame, beside a bare ``QMediaPlayer``.

The bare one paints nothing: both are measured till the frame is there, and how long it takes to be seen is
told beside.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from seedance_gui.domain.task import Status
from seedance_gui.self_test.hands import eventually
from tests.bench.profile import NOWHERE, furnish, made, run
from tests.bench.start import on_paint
from tests.bench.table import times
from tests.media import make_video

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex

    from seedance_gui.program import Program

ROUNDS = 5


def bare(files: list[str]) -> None:
    """Open each file, and say how long its first frame took."""
    from PySide6.QtCore import QUrl
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.show()
    for _ in range(20):
        app.processEvents()
    took: list[tuple[float]] = []
    begun = time.perf_counter()
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink

    player, sound, sink = QMediaPlayer(), QAudioOutput(), QVideoSink()
    player.setAudioOutput(sound)
    player.setVideoSink(sink)
    for file in files:
        if took:
            begun = time.perf_counter()
        came: list[object] = []
        sink.videoFrameChanged.connect(
            lambda frame, came=came: came.append(frame) if frame.isValid() else None
        )
        player.setSource(QUrl.fromLocalFile(file))
        player.pause()
        while not came:
            app.processEvents()
        took.append(((time.perf_counter() - begun) * 1e3,))
        sink.videoFrameChanged.disconnect()
        player.stop()
    print(json.dumps(took), flush=True)


async def click(program: Program) -> None:
    """Choose each row in turn."""
    try:
        page = program.window.work
        await eventually(lambda: program.sessions.current and page.isVisible(), 60, "the page")
        await asyncio.sleep(1)
        took, watchers = [], list[QObject]()
        for number in (1, 2):
            index = page.tasks.model.index(page.tasks.model.row_of(f"task{number}") or 0)
            begun: list[float] = []
            came: list[float] = []
            painted = asyncio.Event()

            def note(came: list[float] = came, painted: asyncio.Event = painted) -> None:
                if not came:
                    watchers.append(on_paint(page.preview.video.view, painted.set))
                came.append(time.perf_counter())

            def choose(
                index: QModelIndex = index,
                begun: list[float] = begun,
                note: Callable[[], None] = note,
            ) -> None:
                begun.append(time.perf_counter())
                page.tasks.view.setCurrentIndex(index)
                page.preview.player.frame_changed.connect(note)

            QTimer.singleShot(0, page, choose)
            await painted.wait()
            took.append(((came[0] - begun[0]) * 1e3, (time.perf_counter() - begun[0]) * 1e3))
            page.preview.player.frame_changed.disconnect(note)
            page.preview.video.view.removeEventFilter(watchers.pop())
            await asyncio.sleep(0.5)
        print(json.dumps(took), flush=True)
    finally:
        program.window.close()


def child(*arguments: str) -> list[list[float]]:
    """Run one of the two in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.video", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=90)
    took: list[list[float]] = json.loads(done.stdout.splitlines()[-1])
    return took


def main() -> None:
    """Run both in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [str(make_video(folder / f"{n}.mp4", 1920, 1080, 4)) for n in (1, 2)]
        tasks = [made(0, NOWHERE, Status.FAILED)]
        tasks += [made(n, NOWHERE, Status.SAVED, file=file) for n, file in enumerate(files, 1)]
        furnish(folder / "data", NOWHERE, tasks)
        runs = [(child("bare", *files), child("program", str(folder / "data"))) for _ in range(ROUNDS)]
    for which, what in enumerate(("the first", "a later one")):
        ours, theirs = ([run[side][which][0] for run in runs] for side in (1, 0))
        seen = median(program[which][1] for _, program in runs)
        told = f"click on a saved 1080p video to its frame, {what} (painted after {seen:.0f} ms)"
        times(told, ours, "a bare QMediaPlayer", theirs, 1.2).hand_over()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bare", *files]:
            bare(files)
        case ["program", data]:
            run(Path(data), NOWHERE, click)
        case _:
            main()
