"""How long the window stands still while large pictures are given, shown, copied and taken.

A timer ticks each millisecond in the running program; what counts is the time between two ticks.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton

from seedance_gui.domain.draft import Draft, Field, InputMode, Kind, Reference
from seedance_gui.ui.preview.preview_state import Preview
from seedance_gui.ui.references.field.field import ReferenceField
from tests.bench.profile import to_the_end
from tests.bench.table import frames
from tests.media import make_video
from tests.services.stage import eventually

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from seedance_gui.program import Program


class Ticks(QObject):
    """Ticks, and notes how long each tick took to come."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._tick)
        timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now


def photograph() -> QImage:
    """Return a picture of 24 megapixels with something in it everywhere."""
    noise = QImage(os.urandom(4 * 600 * 400), 600, 400, QImage.Format.Format_RGB32)
    return noise.scaled(6000, 4000, mode=Qt.TransformationMode.SmoothTransformation)


async def acts(
    program: Program, folder: Path
) -> tuple[Callable[[], None], dict[str, Callable[[], Awaitable[object]]]]:
    """Make what is given, and return how the form is emptied, and what a person does with it."""
    work = program.window.work
    form, field = work.form, work.form.field(Field.IMAGES)
    assert isinstance(field, ReferenceField)
    image = photograph()
    for name in ("a.png", "a.jpg"):
        await asyncio.to_thread(image.save, str(folder / name))
    png = (folder / "a.png").read_bytes()
    (folder / "a.tiff").write_bytes(png)
    clip = await asyncio.to_thread(make_video, folder / "clip.mp4", 3840, 2160, 0.25)
    QTimer.singleShot(0, program.window, lambda: work.preview.show_task(Preview("1", "A fox", file=clip)))
    await eventually(lambda: work.preview.player.ready and work.preview.player.has_picture)
    work.preview.player.picture()

    def begin() -> None:
        form.set_draft(Draft("seedance2.0-std", "A fox", InputMode.REFERENCES))

    async def shown() -> None:
        await eventually(lambda: form.draft.images and work.thumbnails.image(form.draft.images[0]), 60)

    pixels, file = QMimeData(), QMimeData()
    pixels.setImageData(image)
    file.setData("image/png", png)
    numbers = count()

    async def given(mime: QMimeData) -> None:
        field._reader.read_mime(mime)
        await shown()

    async def dropped() -> None:
        path = folder / f"{next(numbers)}.jpg"
        path.hardlink_to(folder / "a.jpg")  # another name: nobody has seen it yet
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        await given(mime)

    async def copied() -> None:
        tiff = Reference(file=str(folder / "a.tiff"), kind=Kind.IMAGE)
        form.enter(form.draft.adding(Field.IMAGES, tiff))
        block = form.references.said(Field.IMAGES)
        buttons = block.findChildren(QPushButton)
        next(button for button in buttons if "Make a PNG copy" in button.text()).click()
        await eventually(lambda: form.draft.images[0] != tiff, 60)

    async def frame() -> None:
        preview = work.preview
        preview.frame_captured.emit(preview.player.picture(), "first")
        await eventually(lambda: form.draft.first_image, 60)

    begin()
    return begin, {
        "a JPEG of 24 megapixels is dropped": dropped,
        "pixels, 24 million, are pasted": partial(given, pixels),
        "a PNG of 24 megapixels is pasted": partial(given, file),
        "a picture of 24 megapixels is copied": copied,
        "a frame of 3840 x 2160 becomes the first frame": frame,
    }


async def measure(program: Program, folder: Path) -> None:
    """Do each act thrice, and say how long the window stood still."""
    try:
        await eventually(program.window.work.isVisible)
        begin, whole = await acts(program, folder)
        for words, act in whole.items():
            gaps: list[float] = []
            for number in range(4):
                begin()
                await asyncio.sleep(0.3)
                ticks = Ticks()
                await act()
                ticks.deleteLater()
                if number:  # by then the worker has started, and what is imported late is there
                    gaps += ticks.gaps
            frames(f"stalls while {words}", [gap * 1e3 for gap in gaps], worst=50.0).hand_over()
    finally:
        program.window.close()


def main() -> int:
    """Run the program on a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        options = argparse.Namespace(
            practice=True,
            api_url=None,
            data_dir=Path(folder) / "data",
            practice_speed=8.0,
            script=lambda program: measure(program, Path(folder)),
        )
        return to_the_end(options)


if __name__ == "__main__":
    sys.exit(main())
