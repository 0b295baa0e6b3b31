"""Small pictures of references: local pictures are read in the background, others are given from outside.

Nothing is fetched: a link has a thumbnail only when someone gives one.
"""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Reference

SIDE: Final = 320
"""The shorter side of a thumbnail in pixels: enough for a frame's slot on a sharp screen."""
MOST_PIXELS: Final = 80_000_000
MOST_BYTES: Final = 100 * 1024 * 1024
_FORMATS: Final = frozenset(
    {b"jpg", b"jpeg", b"png", b"gif", b"webp", b"bmp"}
)  # no SVG: it may name other files
_KEPT: Final = 200


class Thumbnails(QObject):
    """The thumbnails of one window. A source is a reference's file, or its link where there is no file."""

    ready = Signal(str)  # the source whose thumbnail has come
    _read = Signal(str, QImage)  # from a thread of the pool to the window's

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
            self._pool.submit(self._read_file, source)
        return None

    def set_image(self, source: str, image: QImage) -> None:
        """Give a thumbnail, for instance a video's first frame."""
        self._keep(source, fitted(image))

    def set_picture(self, source: str, data: bytes) -> None:
        """Give a picture as it stands in a file, of any size; it is made small in the background."""
        if not self._closed:
            self._asked.add(source)
            self._pool.submit(self._read_data, source, data)

    def close(self) -> None:
        """Ask for no more and wait for the one that is being read."""
        self._closed = True
        self._pool.shutdown(cancel_futures=True)

    def _read_file(self, source: str) -> None:
        self._tell(source, read_thumbnail(source))

    def _read_data(self, source: str, data: bytes) -> None:
        self._tell(source, thumbnail_of(data))

    def _tell(self, source: str, image: QImage) -> None:
        # The window may have gone meanwhile, with this object.
        with suppress(RuntimeError):
            if not self._closed:
                self._read.emit(source, image)

    def _keep(self, source: str, image: QImage) -> None:
        self._asked.discard(source)
        self._images[source] = image
        self._images.move_to_end(source)
        while len(self._images) > _KEPT:
            self._images.popitem(last=False)
        if not image.isNull():
            self.ready.emit(source)


def read_thumbnail(file: str) -> QImage:
    """Return a small copy of a picture file; a null image where it is none, is too large or can't be read."""
    # JPEG is decoded at a smaller scale right away, which makes large photographs quick.
    return read_picture(QImageReader(file), small=True)


def thumbnail_of(data: bytes) -> QImage:
    """Do the same with what a picture file holds."""
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    return read_picture(QImageReader(buffer), small=True)


def read_picture(reader: QImageReader, *, small: bool = False) -> QImage:
    """Return the picture, or a null image where it is none, is too large or can't be read."""
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if not reader.canRead() or bytes(reader.format().data()) not in _FORMATS:
        return QImage()
    size, device = reader.size(), reader.device()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS or device.size() > MOST_BYTES:
        return QImage()
    if small:
        reader.setScaledSize(_scaled(size))
    return reader.read()


def fitted(image: QImage) -> QImage:
    """Return a picture scaled down to a thumbnail."""
    size = _scaled(image.size())
    if size == image.size():
        return image
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _scaled(size: QSize) -> QSize:
    """Return the size whose shorter side is `SIDE`; the longer one is at most 8 times that."""
    if min(size.width(), size.height()) <= SIDE and max(size.width(), size.height()) <= 8 * SIDE:
        return size
    scaled = size.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    return scaled.boundedTo(QSize(8 * SIDE, 8 * SIDE)).expandedTo(QSize(1, 1))
