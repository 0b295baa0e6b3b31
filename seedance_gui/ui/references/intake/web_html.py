"""The pictures, videos and sounds that a piece of a web page names. It is read, never shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from seedance_gui.compat import override
from seedance_gui.domain.draft import Kind

MOST_CHARACTERS = 200_000
_MOST_READ = 8_000_000
_PAYLOAD = re.compile(r"data:[^\"'<>\s]{100,}")
_ENDLESS = re.compile(r"<[^>]{8000,}>?|<[^>]*\Z")
_TAGS = {"img": Kind.IMAGE, "video": Kind.VIDEO, "audio": Kind.AUDIO}


@dataclass(slots=True)
class Piece:
    """What a piece of HTML names: media with their kinds, plain links, and whether there are words in it."""

    media: list[tuple[str, Kind]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    words: bool = False


def read_html(html: str, most: int) -> Piece:
    """Read at most `most` media and as many links out of a piece of HTML, however broken it is."""
    reader = _Reader(most)
    html = _PAYLOAD.sub("data:", html[:_MOST_READ])[:MOST_CHARACTERS]
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
