"""Pixels from the clipboard as a file, so that they can go up like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSaveFile

from seedance_gui.ui.references.intake.local_files import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from seedance_gui.domain.draft import Kind, Reference
    from seedance_gui.domain.rules import UploadRule

_QUICK = 70  # Qt's scale turned round for PNG: larger files, but no wait for the person


def save_pixels(image: QImage, folder: Path, upload: UploadRule) -> tuple[Reference, Kind] | str:
    """Save a picture as PNG under the next free name; return it as a reference, or a message."""
    name = QCoreApplication.translate("Pasted", "Pasted picture {number}.png")
    fault = QCoreApplication.translate("Pasted", "The picture could not be saved in “{folder}”.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {entry.name for entry in folder.iterdir()}
    except OSError:
        return fault.format(folder=folder)
    number = 1
    while name.format(number=number) in taken:
        number += 1
    path = folder / name.format(number=number)
    # Written beside and then renamed: a full disk leaves no half picture.
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        return fault.format(folder=folder)
    if not image.save(file, "PNG", _QUICK) or not file.commit():  # type: ignore[call-overload]
        return fault.format(folder=folder)
    found = read_file(path, upload)
    if isinstance(found, str):
        path.unlink(missing_ok=True)
    return found
