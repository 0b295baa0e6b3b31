"""Links that a person is given to share a file, and that lead to a page about it instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

_GOOGLE_ID = re.compile(r"/file/d/([\w-]+)")
_GITHUB = re.compile(r"/([^/]+/[^/]+)/blob/(.+)")


def share_page(link: str) -> tuple[str, str] | None:
    """Return the site of the page to which ``link`` leads, and the file's own link; None for other links.

    The file's own link is empty where none can be made.
    """
    parts = urlsplit(link)
    host = (parts.hostname or "").removeprefix("www.")
    for suffix, (site, direct) in _SITES.items():
        if host == suffix or host.endswith(f".{suffix}"):
            own = direct(parts)
            return None if own is None else (site, own)
    return None


def _google(parts: SplitResult) -> str | None:
    if parts.path == "/uc":
        return None
    number = _GOOGLE_ID.match(parts.path)
    given = number[1] if number else next(iter(parse_qs(parts.query).get("id", ())), "")
    return f"https://drive.google.com/uc?export=download&id={given}" if given else ""


def _dropbox(parts: SplitResult) -> str | None:
    if not parts.path.startswith(("/s/", "/sh/", "/scl/")):
        return None
    query = [part for part in parts.query.split("&") if part]
    if "dl=1" in query or "raw=1" in query:
        return None
    if parts.path.startswith(("/sh/", "/scl/fo/")):
        return ""  # a folder
    kept = [part for part in query if not part.startswith("dl=")]
    return parts._replace(query="&".join([*kept, "dl=1"])).geturl()


def _sharepoint(parts: SplitResult) -> str | None:
    if not parts.path.startswith("/:") or "download=1" in parts.query.split("&"):
        return None
    return parts._replace(query="&".join(filter(None, (parts.query, "download=1")))).geturl()


def _github(parts: SplitResult) -> str | None:
    found = _GITHUB.fullmatch(parts.path)
    return f"https://raw.githubusercontent.com/{found[1]}/{found[2]}" if found else None


def _only_a_page(_parts: SplitResult) -> str:
    return ""


_SITES: dict[str, tuple[str, Callable[[SplitResult], str | None]]] = {
    "drive.google.com": ("Google Drive", _google),
    "dropbox.com": ("Dropbox", _dropbox),
    "sharepoint.com": ("SharePoint", _sharepoint),
    "github.com": ("GitHub", _github),
    "1drv.ms": ("OneDrive", _only_a_page),
    "onedrive.live.com": ("OneDrive", _only_a_page),
    "photos.google.com": ("Google Photos", _only_a_page),
    "photos.app.goo.gl": ("Google Photos", _only_a_page),
    "we.tl": ("WeTransfer", _only_a_page),
    "pan.baidu.com": ("百度网盘", _only_a_page),
    "yun.baidu.com": ("百度网盘", _only_a_page),
    "pan.quark.cn": ("夸克网盘", _only_a_page),
    "alipan.com": ("阿里云盘", _only_a_page),
    "aliyundrive.com": ("阿里云盘", _only_a_page),
    "share.weiyun.com": ("腾讯微云", _only_a_page),
    "cloud.189.cn": ("天翼云盘", _only_a_page),
    "123pan.com": ("123云盘", _only_a_page),
    "pan.xunlei.com": ("迅雷云盘", _only_a_page),
}
"""By host: the site's name, and what makes a file's own link: empty where none is known, None: no page."""
