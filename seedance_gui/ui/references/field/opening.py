"""Opening a reference outside: https links in the browser, local files in the system's program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Reference
    from seedance_gui.domain.rules import UploadRule


def open_reference(reference: Reference, upload: UploadRule) -> str:
    """Open a reference; return an empty text, or the message why it can't be opened."""
    if reference.file and upload.kind_of(reference.file) is not None:
        if not Path(reference.file).is_file():
            return QCoreApplication.translate("Opening", "The file is not there any more.")
        url = QUrl.fromLocalFile(reference.file)
    elif reference.link.startswith("https://"):
        url = QUrl(reference.link)
    else:
        return QCoreApplication.translate("Opening", "Only links that begin with https:// can be opened.")
    if url.isValid() and QDesktopServices.openUrl(url):
        return ""
    return QCoreApplication.translate("Opening", "No program on this computer could open it.")
