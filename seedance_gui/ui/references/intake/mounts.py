"""Where on this computer a file is that was given: on a share that the desktop mounted, or by an odd name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from PySide6.QtCore import QUrl

if TYPE_CHECKING:
    from collections.abc import Iterator

_ELSEWHERE: Final = (
    "smb:",
    "mtp:",
    "sftp:",
    "ftp:",
    "dav:",
    "davs:",
    "afp:",
    "nfs:",
    "gphoto2:",
    "google-drive:",
)
"""Links by which file managers name what they show of other machines and devices."""


def is_file_link(line: str) -> bool:
    """Tell whether a link names a file of this computer, or one that a file manager shows as if it were."""
    lower = line.lower()
    return lower.startswith("file:") or (lower.startswith(_ELSEWHERE) and "://" in lower)


def path_of(line: str) -> str:
    """Return what such a link names: a path, or the link itself where that is for `place_of` to find."""
    if not line.lower().startswith("file:"):
        return line
    if os.name == "nt" or not line.lower().startswith("file:///"):
        return QUrl(line).toLocalFile()
    # Not by Qt: a name that isn't UTF-8, as those out of zips from Chinese Windows, would be lost.
    inside = line[len("file://") :].partition("#")[0].partition("?")[0]
    return os.fsdecode(unquote_to_bytes(os.fsencode(inside)))


def place_of(given: str) -> Path | None:
    """Return the path of what `path_of` or a dialog gave; None: it is on a machine that isn't mounted here.

    Touches the disk.
    """
    if is_file_link(given):
        return next((place for place in _mounted(given) if place.exists()), None)
    path = Path(given)
    if "\ufffd" in path.name and not path.exists():  # as Qt's dialog gives a name that isn't UTF-8
        try:
            alike = [one for one in path.parent.iterdir() if _shown(one.name) == path.name]
        except OSError:
            alike = []
        if len(alike) == 1:
            return alike[0]
    return path


def _shown(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")


def _mounted(link: str) -> Iterator[Path]:
    """Yield where GNOME's and KDE's desktops would show it."""
    if not hasattr(os, "getuid"):
        return
    parts = urlsplit(link)
    host, inside = unquote(parts.hostname or "").lower(), unquote(parts.path).strip("/")
    run = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    for folder in (run / "gvfs").glob("*:*"):
        scheme, _, rest = folder.name.partition(":")
        told = dict(part.partition("=")[::2] for part in rest.split(","))
        at = unquote(told.get("server") or told.get("host", "")).lower()
        if scheme.split("-")[0] != parts.scheme.split("-")[0] or at != host:
            continue
        share, _, below = inside.partition("/")
        if "share" not in told:
            yield folder / inside
        elif unquote(told["share"]).lower() == share.lower():
            yield folder / below
    yield from (fuse / parts.scheme / parts.netloc / inside for fuse in run.glob("kio-fuse-*"))
