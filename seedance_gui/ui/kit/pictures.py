"""Pictures made here (a frame of a video, a pasted one, a copy) as files, to be used as references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtGui import QImage

_QUICK = 70  # Qt's scale turned round for PNG: larger files, but no wait for the person


def keep_picture(picture: QImage, folder: Path) -> Path:
    """Save a picture as PNG under a name of its own and return where. To be called in a thread.

    Raises:
        OSError: it can't be written there.
    """
    stamp = QDateTime.currentDateTime().toString("yyyy-MM-dd HH-mm-ss-zzz")
    return write_picture(picture, folder, (f"{stamp}.png", f"{stamp} 2.png", f"{stamp} 3.png"))


def write_picture(picture: QImage | bytes | memoryview, folder: Path, names: Iterable[str]) -> Path:
    """Write a picture, as PNG, or a picture's file under the first name that is free; return where.

    To be called in a thread. Raises OSError: it can't be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        path = folder / name
        try:
            path.touch(exist_ok=False)  # from here on the name is this picture's, whoever else writes
        except FileExistsError:
            continue
        # Written beside and then renamed: a full disk leaves no half picture.
        part = path.with_name(f"{name}.part")
        try:
            if isinstance(picture, bytes | memoryview):
                part.write_bytes(picture)
            elif not picture.save(str(part), "PNG", _QUICK):  # type: ignore[call-overload]
                reason = QCoreApplication.translate("Pictures", "the picture can't be written there")
                raise OSError(0, reason, str(path))
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
            raise
        return path
    raise FileExistsError(str(folder))
