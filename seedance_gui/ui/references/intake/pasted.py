"""A picture that came without a file or a link of its own as a file, so that it can go up like any other."""

from __future__ import annotations

import io
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from seedance_gui.services.media.file_signature import read_signature
from seedance_gui.ui.kit.pictures import write_picture
from seedance_gui.ui.references.intake.local_files import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QByteArray

    from seedance_gui.domain.draft import Kind, Reference
    from seedance_gui.domain.rules import UploadRule

_HEAD = 64 * 1024


def save_picture(
    pixels: QImage | QByteArray, folder: Path, upload: UploadRule
) -> tuple[Reference, Kind] | str:
    """Save pixels as PNG, or a picture's file as it is, under the next free name.

    Returns it as a reference, or a message. To be called in a thread.
    """
    # Not copied: Python's lock would be held meanwhile, for which the window's thread waits.
    picture = pixels if isinstance(pixels, QImage) else memoryview(pixels)  # type: ignore[arg-type] # not in its stubs
    ending = "png" if isinstance(picture, QImage) else read_signature(io.BytesIO(picture[:_HEAD])).format
    name = QCoreApplication.translate("Pasted", "Pasted picture {number}")
    names = (f"{name.format(number=number)}.{ending}" for number in count(1))
    try:
        return read_file(write_picture(picture, folder, names), upload)
    except OSError:
        fault = QCoreApplication.translate("Pasted", "The picture could not be saved in “{folder}”.")
        return fault.format(folder=folder)
