"""Pictures out of the results of a search: their own links, not the page's and not the preview's."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

_RESULTS: Final = (
    (re.compile(r"(?:www\.|images\.)?google\.[a-z.]+"), "/imgres", "imgurl"),
    (re.compile(r"(?:\w+\.)?bing\.com"), "/images/search", "mediaurl"),
    (re.compile(r"image\.baidu\.com"), "/search/", "objurl"),
    (re.compile(r"(?:www\.)?yandex\.[a-z.]+"), "/images/", "img_url"),
    (re.compile(r"external-content\.duckduckgo\.com"), "/iu/", "u"),
    (re.compile(r"(?:\w+\.)?images\.search\.yahoo\.com"), "/images/", "imgurl"),
)
"""By host and beginning of the path: where in its query a result names its picture."""
_PREVIEWS: Final = re.compile(
    r"encrypted-tbn\d*\.gstatic\.com/images|(?:tse\d+[\w-]*\.(?:mm|explicit)\.bing\.net|th\.bing\.com)/th"
    r"|img\d+\.baidu\.com/it/|avatars\.mds\.yandex\.net/i\b|external-content\.duckduckgo\.com/iu/"
    r"|s\d*\.yimg\.com/"
)


def picture_of_result(link: str) -> str:
    """Return the picture's own link out of that of a search's result; an empty text for other links."""
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return ""
    for known, begin, name in _RESULTS:
        if known.fullmatch(host) and parts.path.startswith(begin):
            found = parse_qs(parts.query).get(name, [""])[0]
            found = found if "://" in found or not found else f"https://{found}"
            return found if found.startswith(("http://", "https://")) and not is_preview(found) else ""
    return ""


def is_preview(link: str) -> bool:
    """Tell whether a link leads to the small picture that a search shows: it lasts as long as the page."""
    return _PREVIEWS.match(link.partition("://")[2]) is not None
