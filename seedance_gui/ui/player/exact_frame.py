"""The frame that is shown, with the colours that FFmpeg gives it.

WORKAROUND for `QVideoFrame.toImage()`, which on Qt's CPU path ignores the colour matrix and range: up to 35
of 255 off (PySide6 6.11, measured). A chain of videos, each begun with the last frame of another, would
drift.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QImageReader

from seedance_gui.services.media.worker_client import UncheckedError

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.ui.player.player import Player

_INSIDE = 0.0005
"""Seconds after its start at which a frame is surely shown."""
_BEHIND = 86_400.0
"""Seconds: behind the end of any video, where its last frame is still shown."""


async def exact_frame(player: Player, media: MediaWorker, shown: QImage) -> QImage:
    """Return the frame that ``player`` shows as ``shown``; that very picture where FFmpeg has none for it."""
    file, start = player.file, player.shown.start
    if file is None or start is None:
        return shown
    try:
        data = await media.frame(file, seconds=start / 1000 + _INSIDE)
    except (UncheckedError, OSError):
        return shown
    exact = await asyncio.to_thread(_read, data)
    return exact if exact.size() == shown.size() else shown


async def last_frame(file: Path, media: MediaWorker) -> QImage:
    """Return the last frame of a video as FFmpeg shows it; an empty picture where it has none."""
    return await frame_at(file, media, _BEHIND)


async def frame_at(file: Path, media: MediaWorker, seconds: float, most: int = 0) -> QImage:
    """Return the frame that begins at a time, or is shown then; ``most``: pixels of its longer side."""
    try:
        data = await media.frame(file, seconds=seconds + _INSIDE, most=most)
    except (UncheckedError, OSError):
        return QImage()
    return await asyncio.to_thread(_read, data)


def _read(data: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(buffer).read()  # QImage.fromData() would hold Python's lock meanwhile
