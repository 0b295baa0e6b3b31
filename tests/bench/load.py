"""The longest stall of the window while 200 tasks are asked about, and much else goes on."""

from __future__ import annotations

import asyncio
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference
from seedance_gui.domain.task import Status
from seedance_gui.self_test.hands import eventually
from tests.bench.hosted import hosted
from tests.bench.profile import furnish, made, run
from tests.bench.stalls import Ticks, photograph
from tests.bench.table import frames
from tests.media import make_video

if TYPE_CHECKING:
    from seedance_gui.program import Program

LEAST = 15.0  # seconds


async def load(program: Program, pictures: list[Path]) -> None:
    """Give nine pictures and scroll, while three videos come and 200 tasks are asked about."""
    try:
        page = program.window.work
        await eventually(lambda: program.sessions.current and page.isVisible(), 60, "the page")
        form, bar = page.form, page.tasks.view.verticalScrollBar()
        form.set_draft(Draft("seedance2.0-std", "A fox", InputMode.REFERENCES))
        ticks, begun = Ticks(), time.monotonic()
        for path in pictures:
            form.enter(form.draft.adding(Field.IMAGES, Reference(file=str(path), kind=Kind.IMAGE)))
            await asyncio.sleep(0.1)
        service, there = program.sessions.current, 0
        while there < 3 or time.monotonic() - begun < LEAST:
            bar.setValue((bar.value() + 20) % max(1, bar.maximum()))
            await asyncio.sleep(0.016)
            assert service is not None
            there = sum(task.status is Status.SAVED for task in service.task_service.tasks())
        gaps = [gap * 1e3 for gap in ticks.gaps]
        what = "stalls while 200 tasks poll, 3 downloads of 100 MB, 9 uploads, thumbnails, scrolling"
        frames(what, gaps, worst=50.0).hand_over()
    finally:
        program.window.close()


def main() -> None:
    """Run the program on a service that has the videos."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pictures = [folder / f"{n}.jpg" for n in range(9)]
        image = photograph()
        for number, path in enumerate(pictures):
            image.setPixel(number, 0, 0)  # no two are the same file
            image.save(str(path))
        with hosted(make_video(folder / "film.mp4", 1280, 720, 5)) as address:
            now = time.time()
            tasks = [
                made(n, address, Status.COMPLETED if n < 3 else Status.PROCESSING, created=now, since=now)
                for n in range(203)
            ]
            furnish(folder / "data", address, tasks)
            run(folder / "data", address, partial(load, pictures=pictures))


if __name__ == "__main__":
    main()
