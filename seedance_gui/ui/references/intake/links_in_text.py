"""Links among words: what a person pastes out of chats, mails and notes, in English and Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

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
