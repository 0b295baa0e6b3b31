"""What the network has to wait for: Create, downloads, what is completed, and 500 tasks that wait."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from seedance_gui.domain.task import Status
from seedance_gui.self_test.hands import Hands, eventually
from seedance_gui.services.files.download import Part, fetch
from tests.bench.hosted import BIG, BIG_BYTES, SMALL, hosted, seen
from tests.bench.profile import furnish, made, run
from tests.bench.table import Row
from tests.media import make_video
from tests.services.stage import CREATE, QUERY

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from seedance_gui.program import Program

ORDERS = 7
WATCHED = 24.0  # seconds
WAITING = (10, 50, 500)


def synced(folder: Path) -> float:
    """Return the seconds that it takes to have a page safely on this disk."""
    took = []
    for _ in range(30):
        with (folder / "page").open("wb") as file:
            begun = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            took.append(time.perf_counter() - begun)
    return median(took)


def curl(link: str, target: Path) -> float:
    """Return the seconds that curl takes."""
    begun = time.perf_counter()
    subprocess.run(["curl", "--silent", "--output", str(target), link], check=True)
    return time.perf_counter() - begun


async def orders(program: Program, folder: Path, address: str) -> None:
    """Press Create, and follow each order until its video is in the list."""
    page, session = program.window.work, program.sessions.current
    assert session is not None
    there: dict[str, float] = {}

    def changed(task: Task) -> None:
        if task.status is Status.SAVED:
            QTimer.singleShot(0, page, lambda: there.setdefault(task.task_id, time.monotonic()))

    session.task_service.task_changed.connect(changed)
    button = Hands(lambda: program.window).find(QPushButton, "create")
    clicks: list[float] = []
    for number in range(ORDERS):
        page.form.enter(replace(page.form.draft, prompt=f"A fox, number {number}"))
        await eventually(button.isEnabled, 20, "Create")
        await asyncio.sleep(1.5)  # a second click at once would be taken for a double one

        def click() -> None:
            clicks.append(time.monotonic())
            button.click()

        QTimer.singleShot(0, page, click)
        await eventually(lambda: len(session.task_service.tasks()) == len(clicks) > number, 20, "the order")  # noqa: B023
    await eventually(lambda: len(there) == ORDERS, 90, "the videos")
    heard = await asyncio.to_thread(seen, address)
    asked = [at for way, path, at in heard if (way, path) == ("POST", CREATE)]
    posts = [(at - begun) * 1e3 for at, begun in zip(asked, clicks, strict=True)]
    sync = await asyncio.to_thread(synced, folder) * 1e3
    first, later = posts[0], median(posts[1:])
    Row(
        "Create to the first byte of the POST, the order on disk",
        f"{later:.0f} ms (the first {first:.0f})",
        f"one fsync: {sync:.1f} ms",
        "≤ +15 ms",
        later - sync <= 15,
    ).hand_over()
    told = {path.rpartition("/")[2]: at for _, path, at in heard if path.startswith(QUERY + "new")}
    transfer = await asyncio.to_thread(curl, address + SMALL, folder / "curl") * 1e3
    took = [(at - told[name]) * 1e3 for name, at in there.items()]
    Row(
        "completed is told, to playable in the list",
        f"{median(took):.0f} ms (worst {max(took):.0f}, n = {len(took)})",
        f"transfer by curl: {transfer:.0f} ms",
        "≤ +300 ms",
        median(took) - transfer <= 300,
    ).hand_over()


async def throughput(program: Program, folder: Path, address: str) -> None:
    """Fetch a large video as the program does, and with curl, in turn."""
    session = program.sessions.current
    assert session is not None
    api, ours, theirs = session.task_service.accounts.current.api, [], []
    for number in range(5):
        theirs.append(await asyncio.to_thread(curl, address + BIG, folder / "curl"))
        begun = time.perf_counter()
        await fetch(api, address + BIG, Part(folder / f"{number}.part"), address)
        ours.append(time.perf_counter() - begun)
    rate, bare = (BIG_BYTES / 1e6 / median(took) for took in (ours, theirs))
    ratio = rate / bare
    Row(
        "download on loopback, 100 MB",
        f"{rate:.0f} MB/s = {ratio:.2f}x",
        f"curl: {bare:.0f} MB/s",
        "≥ 0.9x",
        ratio >= 0.9,
    ).hand_over()


async def busy(program: Program, folder: Path, address: str) -> None:
    """Do both with the window open."""
    try:
        await eventually(lambda: program.sessions.current and program.window.work.isVisible(), 60, "the page")
        await asyncio.sleep(1)
        await orders(program, folder, address)
        await throughput(program, folder, address)
    finally:
        program.window.close()


async def watch(program: Program) -> None:
    """Let it ask for a while."""
    await asyncio.sleep(WATCHED)
    program.window.close()


def waiting(folder: Path, film: Path) -> None:
    """Print how often is asked about few and many tasks."""
    rates: list[float] = []
    of_each: Counter[str] = Counter()
    for count in WAITING:
        with hosted(film) as address:
            data = folder / f"waiting{count}"
            begun = time.time()
            tasks = [
                replace(made(n + 3, address, Status.PROCESSING), created=begun, since=begun)
                for n in range(count)
            ]
            furnish(data, address, tasks)
            subprocess.run([sys.executable, "-m", "tests.bench.service", str(data), address], check=True)
            asked = [(path, at) for _, path, at in seen(address) if path.startswith(QUERY)]
        rates.append(len(asked) / (asked[-1][1] - asked[0][1]))
        of_each = Counter(path for path, _ in asked)
    counts = " / ".join(map(str, WAITING))
    figure = " / ".join(f"{rate:.1f}" for rate in rates)
    # Twice before all others were asked once: these would be starved.
    fair = len(of_each) == WAITING[-1] or max(of_each.values()) == 1
    figure += (
        f"; of {WAITING[-1]} {len(of_each)} in {WATCHED:.0f} s, each {max(of_each.values())} times at most"
    )
    what, aim = f"requests a second for {counts} waiting tasks", "flat, none starved"
    Row(what, figure, "the global rate: 4", aim, max(rates) <= 4.4 and fair).hand_over()


def main() -> None:
    """Measure all of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        film = make_video(folder / "film.mp4", 1280, 720, 5)
        waiting(folder, film)
        with hosted(film) as address:
            furnish(folder / "data", address)
            run(folder / "data", address, partial(busy, folder=folder, address=address))


if __name__ == "__main__":
    if sys.argv[1:]:
        run(Path(sys.argv[1]), sys.argv[2], watch)
    else:
        main()
