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

# A link among words ends at white space, at what may not stand in a link, and at Chinese punctuation.
_NEVER = r"\"<>`{}|\\^\x00-\x1f\x7f\u200b-\u200f\u2028-\u202f\ufeff"
_MARKS = (
    r"\u3000-\u303f\uff01-\uff0f\uff1a-\uff1d\uff1f\uff3b\uff3d\uff5b-\uff65\u2018-\u201f\u2026\u00ab\u00bb"
)
_LINK = re.compile(rf"(?i)(?<![a-z0-9])(?:https?|asset)://[^\s{_NEVER}{_MARKS}]+")
_ALONE = re.compile(rf"(?i)(?:https?|asset)://[^{_NEVER}]+")
_NEXT = re.compile(r"(?i)(?:https?|asset)://")
_FOREIGN = re.compile(rf"[\u2e80-\u2fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff{_MARKS}]+")
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
    for line in text[:MOST_CHARACTERS].splitlines():
        if whole := _whole(line.strip(), upload):
            yield whole
            continue
        for found in _LINK.finditer(line):
            for part in _parts(found[0]):
                link = tidied(_trimmed(_without_prose(part, upload)))
                if not link.endswith("://"):
                    yield link


def _whole(line: str, upload: UploadRule) -> str:
    """Return the one link that a line is, with what is unusual in it; an empty text for other lines."""
    if len(line) > LONGEST or not _ALONE.fullmatch(line) or len(list(_parts(line))) != 1:
        return ""
    words = line.split()
    if len(words) > 1:  # a name with spaces, if it ends as one does
        begins = upload.kind_of(_trimmed(words[0]).split("?", 1)[0]) is not None
        ends = upload.kind_of(line.split("?", 1)[0]) is not None
        return tidied(line) if ends and not begins and "/" in words[0][8:] else ""
    link = tidied(_trimmed(_without_prose(line, upload, alone=True)))
    return "" if link.endswith("://") else link


def tidied(link: str) -> str:
    """Return a link as it is sent: white space around it and a scheme in capitals mended, Chinese encoded."""
    link = link.strip()
    scheme, mark, rest = link.partition("://")
    link = scheme.lower() + mark + rest if mark else link
    if (link.isascii() and " " not in link) or not link.startswith(("http://", "https://")):
        return link
    try:
        parts = urlsplit(link)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except ValueError:
        return link
    safe = "%/:?#[]@!$&'()*+,;=~"
    return urlunsplit(
        parts._replace(
            netloc=host,
            path=quote(parts.path, safe),
            query=quote(parts.query, safe),
            fragment=quote(parts.fragment, safe),
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


def _without_prose(link: str, upload: UploadRule, *, alone: bool = False) -> str:
    """Cut the Chinese words that follow a link without a space, and keep what belongs to it.

    `alone`: there is nothing else in its line.
    """
    host = link.find("/", link.find("://") + 3)
    if host < 0:
        found = _FOREIGN.search(link, 8)
        return link[: found.start()] if found and "." in link[8 : found.start()] else link
    endings = "|".join(ending for kind in upload.formats.values() for ending in kind)
    for found in _FOREIGN.finditer(link, host):
        before, after = link[: found.start()], _FOREIGN.split(link[found.end() :], maxsplit=1)[0]
        if "?" not in before and upload.kind_of(before) is not None:
            return before  # "…/cat.png这张"
        goes_on = re.search(rf"(?i)[/=&?#%]|\.(?:{endings})(?![a-z0-9])", after)
        named = before[-1] in "?&=#" or (alone and before[-1] == "/" and found.end() == len(link))
        if not goes_on and (not named or not found[0].isalnum()):
            return before
    return link


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
