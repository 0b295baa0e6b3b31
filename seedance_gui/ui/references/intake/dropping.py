"""From what is dropped or pasted to references: which of its many forms holds what the person meant.

Browsers, file managers and chat programs describe one thing in many forms at once (recorded samples:
``tests/data/mime``). Nothing is fetched here, and nothing is shown.

Order of trust: files of a file manager; the link of a dragged web picture (not the link of the page it leads
to); a list of links; links among words; pixels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QUrl

from seedance_gui.domain.draft import Kind, Reference
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.links import ASSET, has_password, kind_of_link
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.ui.kit.translator import counted
from seedance_gui.ui.references.intake.links_in_text import (
    MOST_CHARACTERS,
    Piece,
    links_in,
    read_html,
    tidied,
)
from seedance_gui.ui.references.intake.local_files import read_path
from seedance_gui.ui.references.intake.mime_forms import (
    is_of_web_page,
    lines_of,
    listed,
    picture_sent_along,
    pixels_in,
    wide_text,
)
from seedance_gui.ui.references.intake.mounts import is_file_link, path_of
from seedance_gui.ui.references.intake.search_results import is_preview, picture_of_result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QByteArray, QMimeData
    from PySide6.QtGui import QImage

    from seedance_gui.domain.rules import UploadRule

MOST: Final = 100
"""The most references that are taken from one drop."""
_MOST_SENTENCES: Final = 3
_MEDIA_NAME: Final = re.compile(
    r"\.(?:png|jpe?g|webp|gif|bmp|tiff?|heic|avif|mp4|mov|webm|mkv|mp3|wav|m4a|flac|ogg)(?:[?#].*)?$"
)
_MOST_IN_NAME: Final = 8
"""Words of a file's name in a link; more are a sentence about one."""
_LINKS: Final = ("https://", "http://", ASSET)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PROMISE: Final = "application/x-moz-file-promise-url"


@dataclass(frozen=True, slots=True)
class GivenItem:
    """One reference and what it seems to be; None where neither its ending nor its page tells."""

    reference: Reference
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Given:
    """What was given: references in order, or a picture as pixels, and messages on what was left out.

    `preview` is the picture behind the one link that was given, where the browser sent its file along.
    """

    items: tuple[GivenItem, ...] = ()
    pixels: QImage | QByteArray | None = None
    preview: QByteArray | None = None
    messages: tuple[str, ...] = ()


@dataclass(slots=True)
class _Basket:
    """Gathers references: each once, not too many."""

    upload: UploadRule
    items: dict[tuple[str, str], GivenItem] = field(default_factory=dict)
    messages: dict[str, None] = field(default_factory=dict)  # each once, in order
    full: bool = False
    linkless: bool = False  # a picture was seen that has no link to give

    def add(self, reference: Reference, kind: Kind | None) -> None:
        key = (reference.link, reference.file)
        if key in self.items:
            return
        if len(self.items) >= MOST:
            self.full = True
            return
        self.items[key] = GivenItem(reference, kind)

    def add_link(self, link: str, kind: Kind | None = None) -> None:
        if own := picture_of_result(link):
            link, kind = tidied(own), Kind.IMAGE
        if is_preview(link):
            self.linkless = True
            return
        if has_password(link):
            self.say(QCoreApplication.translate("domain", FormMessage.LINK_WITH_PASSWORD.value))
            return
        self.add(Reference(link=link), kind_of_link(self.upload, link) or kind)

    def say(self, message: str) -> None:
        self.messages.setdefault(message)

    def given(self, *, preview: QByteArray | None = None) -> Given:
        messages = list(self.messages)[:_MOST_SENTENCES]
        if rest := len(self.messages) - len(messages):
            messages.append(
                counted(
                    "Dropping", QT_TRANSLATE_NOOP("Dropping", "%n more could not be taken.", None, 1), rest
                )
            )
        if self.full:
            messages.append(
                counted(
                    "Dropping",
                    QT_TRANSLATE_NOOP("Dropping", "That is a lot at once: the first %n were taken.", None, 1),
                    MOST,
                )
            )
        return Given(tuple(self.items.values()), None, preview, tuple(messages))


def file_paths(mime: QMimeData, upload: UploadRule) -> list[str]:
    """Return the files and folders of this computer that `mime` names. No disk is touched."""
    if is_of_web_page(mime):
        return []  # a page may not name files
    paths = [path_of(line) for line in listed(mime) if is_file_link(line)]
    if not paths and mime.hasText() and not mime.hasHtml() and not any(links_in(mime.text(), upload)):
        # "Copy as path" of a file manager
        for line in lines_of(mime.text())[: MOST + 1]:
            bare = line.strip("\"'")
            path = QUrl(bare).toLocalFile() if bare.lower().startswith("file:") else bare
            if path and upload.kind_of(path) and Path(path).is_absolute():
                paths.append(path)
    return [path for path in paths if path]


def references_from_mime(
    mime: QMimeData, upload: UploadRule, *, look: bool = True, files: bool = True
) -> Given:
    """Return what `mime` gives; without `files`, all but the files that it names.

    With `look` false no disk is touched: good enough to tell kinds in a drag.
    """
    basket = _Basket(upload)
    lines = listed(mime)
    paths = file_paths(mime, upload)
    if files:
        _add_paths(basket, paths, look=look)
    links = [line for line in lines if not is_file_link(line)]
    if not basket.items:
        _add_web_media(basket, mime, links)
    if not basket.items and not basket.linkless:  # else they lead to the page round the picture
        _add_listed(basket, links)
    if not basket.items and not basket.linkless and not paths and links == lines and mime.hasText():
        _add_words(basket, mime)
    if basket.items:
        alone = look and not paths and len(basket.items) == 1
        return basket.given(preview=picture_sent_along(mime) if alone else None)
    if (picture := pixels_in(mime, look=look)) is not None:
        return Given(pixels=picture)
    if basket.linkless:
        basket.say(_no_link_of_its_own())
    if not basket.messages:
        basket.say(QCoreApplication.translate("Dropping", "There is no link, file or picture in it."))
    return basket.given()


def references_from_text(text: str, upload: UploadRule) -> Given:
    """Return the links that a person typed: one a line or among words; `https://` may be left out."""
    basket = _Basket(upload)
    for link in links_in(text, upload):
        basket.add_link(link)
        if basket.full:
            break
    if not basket.items:
        for line in text.splitlines()[: MOST + 1]:
            bare = line.strip()
            if re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?/\S+", bare):
                basket.add_link(tidied("https://" + bare))
    if not basket.items and not basket.messages:
        basket.say(
            QCoreApplication.translate(
                "Dropping", "There is no link in it. Links begin with https:// or asset://"
            )
        )
    return basket.given()


def references_from_paths(paths: list[str], upload: UploadRule) -> Given:
    """Return what files and folders give."""
    basket = _Basket(upload)
    _add_paths(basket, paths, look=True)
    return basket.given()


def is_material(mime: QMimeData) -> bool:
    """Tell whether something is a thing rather than words: files, a web picture, mere links, pixels."""
    if mime.hasUrls() or mime.hasFormat(_PROMISE) or mime.hasFormat("text/x-moz-url"):
        return True
    if any("UniformResourceLocatorW" in name for name in mime.formats()):
        return True
    if mime.hasHtml():
        piece = read_html(mime.html(), 1)
        if piece.media:
            return not piece.words
    if not mime.text()[:MOST_CHARACTERS].strip():
        return mime.hasImage()
    if mime.text()[:20].lstrip().startswith("data:image/"):
        return True
    lines = mime.text()[:MOST_CHARACTERS].split("\n")
    return any(map(str.strip, lines)) and all(map(_is_links, lines))


def _is_links(line: str) -> bool:
    words = line.lower().split()
    if all(word.startswith(_LINKS) for word in words):
        return True
    # One link whose file's name has spaces in it: "https://a.com/my cat.png".
    first, name = words[0], words[-1]
    begun = first.startswith(_LINKS) and "/" in first[8:] and not _MEDIA_NAME.search(first)
    return begun and len(words) <= _MOST_IN_NAME and _MEDIA_NAME.search(name) is not None


def _add_paths(basket: _Basket, paths: list[str], *, look: bool) -> None:
    for path in paths:
        found, messages = read_path(path, basket.upload, MOST + 1) if look else ([], [])
        if not look and (kind := basket.upload.kind_of(path)):
            found = [(Reference(file=path), kind)]
        for reference, kind in found:
            basket.add(reference, kind)
        for message in messages:
            basket.say(message)
        if basket.full:
            return


def _add_web_media(basket: _Basket, mime: QMimeData, links: list[str]) -> None:
    """Add a dragged web picture, clip or sound, or those within a dragged part of a page."""
    piece = read_html(mime.html(), MOST + 1) if mime.hasHtml() else Piece()
    if results := [link for link in (*piece.links, *links) if picture_of_result(link)]:
        for link in results:
            basket.add_link(link)
        return
    _add_media(basket, mime, piece)


def _add_media(basket: _Basket, mime: QMimeData, piece: Piece) -> None:
    promised = lines_of(wide_text(mime, _PROMISE))[:1]
    if promised and promised[0].lower().startswith(_LINKS):
        kinds = dict(piece.media)
        basket.add_link(tidied(promised[0]), kinds.get(promised[0], Kind.IMAGE if piece.media else None))
        return
    for source, kind in piece.media:
        if source.lower().startswith(_LINKS):
            basket.add_link(tidied(source), kind)
        elif source.lower().startswith(("data:", "blob:")):
            basket.linkless = True
    if piece.words:
        for source in piece.links:
            if source.lower().startswith(_LINKS) and kind_of_link(basket.upload, source):
                basket.add_link(tidied(source))
        for link in links_in(mime.text(), basket.upload):
            basket.add_link(link)
            if basket.full:
                return


def _add_listed(basket: _Basket, lines: list[str]) -> None:
    for line in lines:
        for link in _parted(line, basket.upload):
            lower = link.lower()
            if lower.startswith(_LINKS):
                basket.add_link(tidied(link))
            elif lower.startswith(("data:", "blob:")):
                basket.linkless = True
            elif _SCHEME.match(link):
                basket.say(
                    QCoreApplication.translate("Dropping", "That is not a link to a picture, video or sound.")
                )
        if basket.full:
            return


def _parted(line: str, upload: UploadRule) -> Iterator[str]:
    """Yield the links of a line: Chromium before 145 writes several without anything between."""
    # WORKAROUND for https://crbug.com/41011768
    start = 0
    for found in re.finditer(r"(?<=[a-z0-9])https?://", line, re.IGNORECASE):
        if kind_of_link(upload, line[start : found.start()]) is not None:
            yield line[start : found.start()]
            start = found.start()
    yield line[start:]


def _add_words(basket: _Basket, mime: QMimeData) -> None:
    text = mime.text()
    for link in links_in(text, basket.upload):
        basket.add_link(link)
        if basket.full:
            return
    if not basket.items:
        basket.linkless = text.lstrip()[:5].lower() == "data:"


def _no_link_of_its_own() -> str:
    return QCoreApplication.translate(
        "Dropping", "This picture has no link of its own. Save it to this computer first, then drop the file."
    )
