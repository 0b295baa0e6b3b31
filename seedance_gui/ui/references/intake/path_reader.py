"""Looks at dropped and chosen files beside the window's thread: a share may take seconds to answer."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from seedance_gui.ui.references.intake.dropping import (
    Given,
    file_paths,
    references_from_mime,
    references_from_paths,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from seedance_gui.domain.rules import UploadRule


class PathReader(QObject):
    """Tells ``given`` what is in a drop, a paste or a choice of files: at once where no disk is asked."""

    given = Signal(object)  # Given

    def __init__(self, upload: UploadRule, parent: QObject) -> None:
        super().__init__(parent)
        self._upload = upload

    def read_mime(self, mime: QMimeData) -> None:
        """Read what is dropped or pasted, which is not looked at any more after this call."""
        paths = file_paths(mime, self._upload)
        without = references_from_mime(mime, self._upload, files=False) if paths else None
        if without is None:
            self.given.emit(references_from_mime(mime, self._upload))
        else:
            self.read_paths(paths, without)

    def read_paths(self, paths: list[str], otherwise: Given | None = None) -> None:
        """Read files and folders; where they give nothing, what else the same thing held counts."""

        def work() -> None:
            found = references_from_paths(paths, self._upload)
            if (
                otherwise is not None
                and not found.items
                and (otherwise.items or otherwise.pixels is not None)
            ):
                found = otherwise
            with suppress(RuntimeError):  # the window may have gone meanwhile, with this object
                self.given.emit(found)

        # Not a pool: at its end the interpreter would wait for a share that never answers.
        threading.Thread(target=work, name="look at files", daemon=True).start()
