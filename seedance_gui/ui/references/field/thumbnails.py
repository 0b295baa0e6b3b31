"""Small pictures of references: local pictures are made small by the media worker, others are given.

Nothing is fetched: a link has a thumbnail only when someone gives one.
"""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

    from seedance_gui.domain.draft import Reference
    from seedance_gui.services.media.worker_client import MediaWorker

SIDE: Final = 320
"""The shorter side of a thumbnail in pixels: enough for a frame's slot on a sharp screen."""
_KEPT: Final = 200


class Thumbnails(QObject):
    """The thumbnails of one window. A source is a reference's file, or its link where there is no file."""

    ready = Signal(str)  # the source whose thumbnail has come
    _read = Signal(str, QImage)  # from a thread of the pool to the window's

    def __init__(self, media: MediaWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media = media
        self._images: OrderedDict[str, QImage] = OrderedDict()  # a null image: there is none
        self._asked: set[str] = set()
        self._closed = False
        # Not Qt's pool: that one waits for Python while it holds Python's lock when it is destroyed.
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="thumbnails")
        self._read.connect(self._keep)

    def image(self, reference: Reference) -> QImage | None:
        """Return the thumbnail, or None while or because there is none; a local picture is asked for."""
        source = reference.file or reference.link
        if (image := self._images.get(source)) is not None:
            self._images.move_to_end(source)
            return None if image.isNull() else image
        if reference.file and source not in self._asked and not self._closed:
            self._asked.add(source)
            self._pool.submit(self._read_file, source, source)
        return None

    def set_image(self, source: str, image: QImage) -> None:
        """Give a thumbnail, for instance a video's first frame."""
        self._keep(source, _fitted(image))

    def set_file(self, source: str, data: QByteArray) -> None:
        """Give a picture's file, of which the media worker is to make the thumbnail; an empty one is none."""
        if not (self._closed or data.isEmpty()):
            self._pool.submit(self._read_file, source, data)

    def close(self) -> None:
        """Ask for no more and wait for the one that is being read."""
        self._closed = True
        self._pool.shutdown(cancel_futures=True)

    def _read_file(self, source: str, file: str | QByteArray) -> None:
        given = file if isinstance(file, str) else memoryview(file)  # type: ignore[arg-type] # not in its stubs
        image = QImage.fromData(self._media.picture(given))
        # The window may have gone meanwhile, with this object.
        with suppress(RuntimeError):
            if not self._closed:
                self._read.emit(source, image)

    def _keep(self, source: str, image: QImage) -> None:
        self._asked.discard(source)
        if image.isNull() and source in self._images:
            return  # a clip is no picture, but its first one was given
        self._images[source] = image
        self._images.move_to_end(source)
        while len(self._images) > _KEPT:
            self._images.popitem(last=False)
        if not image.isNull():
            self.ready.emit(source)


def _fitted(image: QImage) -> QImage:
    """Return a picture scaled down: its shorter side to `SIDE`, its longer one to 8 times that at most."""
    width, height = image.width(), image.height()
    if min(width, height) <= SIDE and max(width, height) <= 8 * SIDE:
        return image
    scaled = image.size().scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    size = scaled.boundedTo(QSize(8 * SIDE, 8 * SIDE)).expandedTo(QSize(1, 1))
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
