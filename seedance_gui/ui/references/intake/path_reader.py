"""Reads what is dropped, pasted or chosen beside the window's thread.

A share may take seconds to answer, and a large picture its time to be written.
"""

from __future__ import annotations

import io
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QImage

from seedance_gui.services.media.file_signature import read_signature
from seedance_gui.ui.kit.in_thread import in_thread
from seedance_gui.ui.kit.pictures import write_picture
from seedance_gui.ui.references.intake.dropping import (
    Given,
    GivenItem,
    file_paths,
    references_from_mime,
    references_from_paths,
)
from seedance_gui.ui.references.intake.local_files import read_file
from seedance_gui.ui.references.intake.mime_forms import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData

    from seedance_gui.domain.rules import UploadRule
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

SECONDS: Final = 30
"""After which a drive or share that doesn't answer keeps nothing waiting any more."""


class PathReader(QObject):
    """Tells ``given`` what is in a drop, a paste or a choice of files, in the order in which they came.

    At once where no disk is asked; else it is ``busy`` until then. A picture without a link is saved in
    ``folder``; a look at a linked one, which browsers send along, goes to ``thumbnails``.
    """

    given = Signal(object)  # Given, without pixels
    busy_changed = Signal()

    def __init__(
        self, upload: UploadRule, folder: Path, thumbnails: Thumbnails | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._upload = upload
        self._folder = folder
        self._thumbnails = thumbnails
        self._numbers = count()
        self._reads: dict[int, Given | str] = {}  # the name of what has not come yet
        self._patience = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._patience.timeout.connect(self._give_up)

    @property
    def busy(self) -> bool:
        """Whether something that was given is still being read or written."""
        return bool(self._reads)

    def read_mime(self, mime: QMimeData) -> None:
        """Read what is dropped or pasted, which is not looked at any more after this call."""
        paths = file_paths(mime, self._upload)
        given = references_from_mime(mime, self._upload, files=False)
        if paths:
            self.read_paths(paths, given)
        elif given.pixels is not None:
            self._begin(partial(_saved, given, self._folder, self._upload), str(self._folder))
        else:
            self._reads[number := next(self._numbers)] = ""
            self._finish(number, given)

    def read_paths(self, paths: list[str], otherwise: Given | None = None) -> None:
        """Read files and folders; where they give nothing, what else the same thing held counts."""
        folder, upload = self._folder, self._upload

        def work() -> Given:
            found = references_from_paths(paths, upload)
            if otherwise and not found.items and (otherwise.items or otherwise.pixels is not None):
                return _saved(otherwise, folder, upload)
            return found

        self._begin(work, Path(paths[0]).name)

    def _begin(self, work: Callable[[], Given], name: str) -> None:
        number = next(self._numbers)
        self._reads[number] = name
        in_thread(self, work, partial(self._finish, number))
        self._patience.start()
        self.busy_changed.emit()

    def _give_up(self) -> None:
        silent = self.tr("“{name}” was not taken: its drive or share doesn't answer.")
        for number, name in list(self._reads.items()):
            if isinstance(name, str):
                self._finish(number, Given(messages=(silent.format(name=name),)))

    def _finish(self, number: int, found: Given) -> None:
        if not isinstance(self._reads.get(number), str):
            return  # too late
        self._reads[number] = found
        while self._reads and isinstance(first := next(iter(self._reads.values())), Given):
            del self._reads[next(iter(self._reads))]
            if self._thumbnails is not None and first.preview is not None:
                self._thumbnails.set_file(first.items[0].reference.link, first.preview)
            self.given.emit(first)
        if not self._reads:
            self._patience.stop()
        self.busy_changed.emit()


def _saved(given: Given, folder: Path, upload: UploadRule) -> Given:
    """Return it with its pixels as a PNG, or its picture's file as it is, saved. Runs in a thread."""
    if (pixels := given.pixels) is None:
        return given
    # Not copied: Python's lock would be held meanwhile, for which the window's thread waits.
    picture = pixels if isinstance(pixels, QImage) else memoryview(pixels)  # type: ignore[arg-type] # not in its stubs
    ending = "png" if isinstance(picture, QImage) else read_signature(io.BytesIO(picture[:HEAD])).format
    name = QCoreApplication.translate("Pasted", "Pasted picture {number}")
    names = (f"{name.format(number=number)}.{ending}" for number in count(1))
    try:
        saved = read_file(write_picture(picture, folder, names), upload)
    except OSError:
        saved = QCoreApplication.translate("Pasted", "The picture could not be saved in “{folder}”.")
        saved = saved.format(folder=folder)
    if isinstance(saved, str):
        return Given(messages=(*given.messages, saved))
    return Given((GivenItem(*saved),), messages=given.messages)
