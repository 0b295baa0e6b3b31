"""Pictures made here (a frame of a video, pixels from the clipboard) as files, to be used as references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage


def keep_picture(picture: QImage, folder: Path) -> Path:
    """Save a picture as PNG under a name of its own and return where.

    Raises:
        OSError: it can't be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stamp = QDateTime.currentDateTime().toString("yyyy-MM-dd HH-mm-ss-zzz")
    path = folder / f"{stamp}.png"
    if not picture.save(str(path), "PNG"):  # type: ignore[call-overload]
        reason = QCoreApplication.translate("Pictures", "the picture can't be written there")
        raise OSError(0, reason, str(path))
    return path
