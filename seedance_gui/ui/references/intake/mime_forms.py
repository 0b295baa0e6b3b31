"""The forms in which one thing comes, each under the name that its system gives it."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QImage

from seedance_gui.services.media.file_signature import read_signature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QMimeData

_MOST_LISTED: Final = 4_000_000  # bytes of one list of links
_FILE_CONTENT: Final = "application/octet-stream"
HEAD: Final = 64 * 1024
"""Bytes by which a file's format is known."""
_MOST_BYTES: Final = 100 * 1024 * 1024  # of a picture
_MOST_WRITTEN: Final = 30_000_000  # characters of a picture that is written out
_DATA: Final = "data:image/"
_SENT: Final = ("image/png", "image/jpeg", "image/webp")
_FORMATS: Final = {"jpg", "png", "gif", "webp", "bmp"}  # no SVG: it may name other files


def is_of_web_page(mime: QMimeData) -> bool:
    """Tell whether a web page may have written this: its "files" could be any file of this computer."""
    return any("x-renderer-taint" in name for name in mime.formats()) or (
        any("x-moz-" in name for name in mime.formats()) and not mime.hasFormat("application/x-moz-file")
    )


def listed(mime: QMimeData) -> list[str]:
    """Return the lines of the list of links, by whichever name this system gives it."""
    data = bytes(mime.data("text/uri-list").data())[:_MOST_LISTED]
    lines = lines_of(data.decode("utf-8", "surrogateescape"))
    if not lines and mime.hasUrls():
        lines = [url.toString(QUrl.ComponentFormattingOption.FullyEncoded) for url in mime.urls()]
    if not lines:
        lines = lines_of(wide_text(mime, "text/x-moz-url"))[:1]  # the second line is the page's title
    for name in mime.formats():
        if not lines and "UniformResourceLocatorW" in name:
            lines = lines_of(wide_text(mime, name))[:1]
    return lines


def lines_of(text: str) -> list[str]:
    """Return the lines of a list; empty ones and comments are left out."""
    lines = (line.strip() for line in re.split(r"[\r\n\0]+", text))
    return [line for line in lines if line and not line.startswith("#")]


def wide_text(mime: QMimeData, name: str) -> str:
    """Return the text of a form that holds UTF-16 (some programs write UTF-8 there all the same)."""
    data = bytes(mime.data(name).data())[:_MOST_LISTED]
    coding = "utf-16-le" if b"\0" in data else "utf-8"
    return data.decode(coding, "replace").lstrip("\ufeff").rstrip("\0")


def pixels_in(mime: QMimeData, *, look: bool) -> QImage | QByteArray | None:
    """Return the picture that came without a link, where it can be as a file that nobody has decoded yet.

    With `look` false an empty one that stands for it.
    """
    known = mime.hasImage() or _is_picture_file(mime) or any(map(mime.hasFormat, _SENT))
    if not look and (known or is_embedded(mime)):
        return QByteArray()
    if not (data := picture_sent_along(mime)).isEmpty() or not (data := _embedded(mime)).isEmpty():
        return data
    if not known:
        return None
    image = mime.imageData()
    return image if isinstance(image, QImage) and not image.isNull() else None


def is_embedded(mime: QMimeData) -> bool:
    """Tell whether a picture is written out in what is a text otherwise."""
    return any(_DATA in text[:_MOST_LISTED] for text in _texts(mime))


def _texts(mime: QMimeData) -> Iterator[str]:
    if mime.hasHtml():
        yield mime.html()
    for text in (mime.text(), *listed(mime)[:1]):
        if text[:20].lstrip().startswith(_DATA):
            yield text


def _embedded(mime: QMimeData) -> QByteArray:
    """Return the first picture that is written out (``data:image/png;base64,…``), or an empty one."""
    for text in _texts(mime):
        for found in re.finditer(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=%\s]+)", text[:_MOST_WRITTEN]):
            data = QByteArray.fromBase64(unquote(found[1]).encode())
            if read_signature(io.BytesIO(data.left(HEAD).data())).format in _FORMATS:
                return data
    return QByteArray()


def _is_picture_file(mime: QMimeData) -> bool:
    """Tell whether a browser sent the dragged picture's own file along, as Chromium does."""
    return mime.hasFormat(_FILE_CONTENT) and any("x-renderer-taint" in name for name in mime.formats())


def picture_sent_along(mime: QMimeData) -> QByteArray:
    """Return the file of the picture whose bytes came with its link, or an empty one."""
    for name in (*_SENT, *((_FILE_CONTENT,) if _is_picture_file(mime) else ())):
        data = mime.data(name) if mime.hasFormat(name) else QByteArray()
        head = io.BytesIO(data.left(HEAD).data())
        if data.size() <= _MOST_BYTES and read_signature(head).format in _FORMATS:
            return data
    return QByteArray()
