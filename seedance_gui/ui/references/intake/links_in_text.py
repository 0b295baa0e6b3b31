"""Links among words, in English and Chinese, and in a piece of a web page, which is read and never shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from seedance_gui.compat import override
from seedance_gui.domain.draft import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedance_gui.domain.rules import UploadRule

MOST_CHARACTERS = 1_000_000
"""No more of one text is read: the rest of it is not what a person gives by hand."""
LONGEST = 8000
"""Characters of a link: no server takes longer ones."""

# A link ends at white space, at what may not stand in a link, and at Chinese or typographic punctuation.
_LINK = re.compile(
    r"(?i)(?<![a-z0-9])(?:https?|asset)://[^\s\x00-\x20\x7f\"<>`{}|\\^"
    r"\u3000-\u303f\uff01-\uff0f\uff1a-\uff1d\uff1f\uff3b\uff3d\uff5b-\uff65"
    r"\u2018-\u201f\u2026\u00ab\u00bb\u200b-\u200f\u2028-\u202f\ufeff]+"
)
_NEXT = re.compile(r"(?i)(?:https?|asset)://")
_IDEOGRAPH = re.compile(r"[\u2e80-\u2fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_TRAILING = ".,;:!?'*_~"
_PAIRS = {")": "(", "]": "[", "}": "{"}

# Of a web page
_MOST_HTML = 200_000
_MOST_READ = 8_000_000
_PAYLOAD = re.compile(r"data:[^\"'<>\s]{100,}")
_ENDLESS = re.compile(r"<[^>]{8000,}>?|<[^>]*\Z")
_TAGS = {"img": Kind.IMAGE, "video": Kind.VIDEO, "audio": Kind.AUDIO}


def links_in(text: str, upload: UploadRule) -> Iterator[str]:
    """Yield the links (http, https, asset) in a text, in order, repeated ones too.

    `upload` tells where a link that is followed by Chinese without a space ends: behind a known ending.
    """
    for found in _LINK.finditer(text[:MOST_CHARACTERS]):
        for part in _parts(found[0]):
            link = tidied(_trimmed(_without_prose(part, upload)))
            if not link.endswith("://"):
                yield link


def tidied(link: str) -> str:
    """Return a link as it is sent: white space around it and a scheme in capitals mended, Chinese encoded."""
    link = link.strip()
    scheme, mark, rest = link.partition("://")
    link = scheme.lower() + mark + rest if mark else link
    if link.isascii() or not link.startswith(("http://", "https://")):
        return link
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    safe = "%/:?#[]@!$&'()*+,;=~"
    return urlunsplit(
        parts._replace(
            path=quote(parts.path, safe), query=quote(parts.query, safe), fragment=quote(parts.fragment, safe)
        )
    )


def _parts(run: str) -> Iterator[str]:
    """Part links that follow each other without a space; what is too long to be a link is left out."""
    start = 0
    # A link within the path or the query of a link is a part of it: "…?url=https://…".
    begins = (
        found.start() for found in _NEXT.finditer(run) if found.start() and run[found.start() - 1] not in "=/"
    )
    for end in (*begins, len(run)):
        if end - start <= LONGEST:
            yield run[start:end]
        start = end


def _without_prose(link: str, upload: UploadRule) -> str:
    """Cut the Chinese words that follow a link without a space, and keep a Chinese file name."""
    found = _IDEOGRAPH.search(link, link.find("://") + 3)
    if not found or "/" not in link[8 : found.start()]:
        return link[: found.start()] if found and "." in link[8 : found.start()] else link
    before, after = link[: found.start()], link[found.start() :]
    if upload.kind_of(_trimmed(before).split("?", 1)[0]) is not None:
        return before
    if any(mark in after for mark in "/?=&%"):
        return link
    # "…/参考图.png这张": the name ends behind its ending.
    endings = "|".join(ending for kind in upload.formats.values() for ending in kind)
    name = re.match(rf"(?i)[^/]*?\.(?:{endings})(?![a-z0-9])", after)
    return before + name[0] if name else before


def _trimmed(link: str) -> str:
    """Cut the punctuation of the message around a link; brackets that belong to it stay."""
    end = len(link)
    spare = {close: link.count(close) - link.count(opening) for close, opening in _PAIRS.items()}
    while end and (link[end - 1] in _TRAILING or spare.get(link[end - 1], 0) > 0):
        end -= 1
        if link[end] in spare:
            spare[link[end]] -= 1
    return link[:end]


@dataclass(slots=True)
class Piece:
    """What a piece of HTML names: media with their kinds, plain links, and whether there are words in it."""

    media: list[tuple[str, Kind]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    words: bool = False


def read_html(html: str, most: int) -> Piece:
    """Read at most `most` media and as many links out of a piece of HTML, however broken it is."""
    reader = _Reader(most)
    html = _PAYLOAD.sub("data:", html[:_MOST_READ])[:_MOST_HTML]
    # Python's reader takes quadratic time for a tag that never ends.
    reader.feed(_ENDLESS.sub("", html))
    reader.close()
    return reader.piece


class _Reader(HTMLParser):
    def __init__(self, most: int) -> None:
        super().__init__(convert_charrefs=True)
        self.piece = Piece()
        self._most = most
        self._open: Kind | None = None  # the <video> or <audio> whose <source>s come now
        self._silent = 0  # within <script>, <style>, <title>

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"script", "style", "title"}:
            self._silent += 1
        elif tag in _TAGS:
            self._media(given.get("src"), _TAGS[tag])
            self._open = _TAGS[tag] if tag != "img" else self._open
        elif tag == "source" and self._open is not None:
            self._media(given.get("src"), self._open)
            self._open = None  # further sources are the same clip in other formats
        elif (
            tag == "a" and (link := (given.get("href") or "").strip()) and len(self.piece.links) < self._most
        ):
            self.piece.links.append(link)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "title"}:
            self._silent = max(0, self._silent - 1)
        elif tag in {"video", "audio"}:
            self._open = None

    @override
    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip("\ufeff\0 \t\r\n\f"):
            self.piece.words = True

    def _media(self, source: str | None, kind: Kind) -> None:
        link = (source or "").strip()
        if link.startswith("//"):
            link = "https:" + link
        if link and len(self.piece.media) < self._most:
            self.piece.media.append((link, kind))
