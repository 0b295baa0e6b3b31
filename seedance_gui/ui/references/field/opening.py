"""Opening a reference outside: https links in the browser, local files in the system's program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from seedance_gui.ui.kit.in_thread import in_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from seedance_gui.domain.draft import Reference
    from seedance_gui.domain.rules import UploadRule


def open_reference(
    owner: QObject, reference: Reference, upload: UploadRule, refused: Callable[[str], object]
) -> None:
    """Open a reference; ``refused`` is told why it can't be opened."""

    def open_file(is_there: bool) -> None:
        if is_there:
            _open(QUrl.fromLocalFile(reference.file), refused)
        else:
            refused(QCoreApplication.translate("Opening", "The file is not there any more."))

    if reference.file and upload.kind_of(reference.file) is not None:
        in_thread(owner, Path(reference.file).is_file, open_file)  # its share may sleep
    elif reference.link.startswith("https://"):
        _open(QUrl(reference.link), refused)
    else:
        refused(QCoreApplication.translate("Opening", "Only links that begin with https:// can be opened."))


def _open(url: QUrl, refused: Callable[[str], object]) -> None:
    if not (url.isValid() and QDesktopServices.openUrl(url)):
        refused(QCoreApplication.translate("Opening", "No program on this computer could open it."))
