"""Files and folders on this computer as references, with a message for each that can't be one."""

from __future__ import annotations

import os
import re
import stat
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.draft import Kind, Reference
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.services.media.file_signature import is_text, read_signature
from seedance_gui.ui.kit.amounts import number_words
from seedance_gui.ui.references.intake.mounts import place_of

if TYPE_CHECKING:
    from seedance_gui.domain.rules import UploadRule

MEGABYTE = 1024 * 1024
COPIED = ("heic", "heif", "avif", "tif", "tiff", "ico", "pbm", "pgm", "ppm", "xpm", "tga")
"""Endings of pictures of which the media worker makes a copy that can be sent."""
_MOST_LOOKED_AT = 100_000  # entries of one folder


def read_path(given: str, upload: UploadRule, most: int) -> tuple[list[tuple[Reference, Kind]], list[str]]:
    """Return what a file or a folder (one level deep) gives, and messages on what can't be taken.

    `most`: references at the most.
    """
    path = place_of(given)
    if path is None:
        return [], [
            _say(
                QT_TRANSLATE_NOOP(
                    "LocalFiles", "“{name}” is on another machine or device. Copy it to this computer first."
                ),
                Path(given),
            )
        ]
    if path.is_dir():
        return _read_folder(path, upload, most)
    found = read_file(path, upload)
    return ([], [found]) if isinstance(found, str) else ([found], [])


def read_file(path: Path, upload: UploadRule) -> tuple[Reference, Kind] | str:
    """Return a file as a reference with its kind, or the message why it can't be one."""
    kind = _kind_by_name(path.name, upload)
    try:
        about = path.stat()
        if stat.S_ISREG(about.st_mode):
            kind = _kind_by_content(path, kind)
    except (OSError, ValueError):
        about = None
    if kind is None:
        return _say(
            QT_TRANSLATE_NOOP(
                "LocalFiles", "“{name}” is not a picture, video or sound that the service takes."
            ),
            path,
        )
    if about is None:
        return _say(QT_TRANSLATE_NOOP("LocalFiles", "“{name}” is not there any more."), path)
    if not stat.S_ISREG(about.st_mode):
        return _say(QT_TRANSLATE_NOOP("LocalFiles", "“{name}” is not a file."), path)
    if not about.st_size:
        return _say(QT_TRANSLATE_NOOP("LocalFiles", "“{name}” is empty."), path)
    if about.st_size > upload.maximum_bytes and kind is not Kind.IMAGE:
        limit = upload.maximum_bytes // MEGABYTE
        size = number_words(about.st_size / MEGABYTE, 1)
        return _say(
            QT_TRANSLATE_NOOP("LocalFiles", "“{name}” has {size} MB; at most {limit} MB can be sent."),
            path,
            size=size,
            limit=str(limit),
        )
    return Reference(file=str(path), size=about.st_size), kind


def _kind_by_name(name: str, upload: UploadRule) -> Kind | None:
    # A picture that can't be sent as it is may be given: the form then offers a copy that can.
    copied = Path(name).suffix.lower().removeprefix(".") in COPIED
    return upload.kind_of(name) or (Kind.IMAGE if copied else None)


def _kind_by_content(path: Path, named: Kind | None) -> Kind | None:
    """Return what a file is by its first bytes; where these don't tell, or not all, what its name says."""
    with path.open("rb") as file:
        found = read_signature(file)
        file.seek(0)
        if named is None and found.kind is not Kind.IMAGE and is_text(file.read(4096)):
            return None  # one that happens to begin so
    if found.kind or not found.format:
        return found.kind or named
    return named if named is Kind.AUDIO else Kind.VIDEO  # which of both, only a probe tells


def _read_folder(
    folder: Path, upload: UploadRule, most: int
) -> tuple[list[tuple[Reference, Kind]], list[str]]:
    try:
        with os.scandir(folder) as entries:
            looked_at = list(islice(entries, _MOST_LOOKED_AT))
    except OSError:
        return [], [_say(QT_TRANSLATE_NOOP("LocalFiles", "The folder “{name}” can't be read."), folder)]
    names = sorted((e.name for e in looked_at if _is_candidate(e, upload)), key=_natural)
    found: list[tuple[Reference, Kind]] = []
    messages: list[str] = []
    for name in names:
        if len(found) == most:
            break
        read = read_file(folder / name, upload)
        if isinstance(read, str):
            messages.append(read)
        else:
            found.append(read)
    if not found and not messages:
        messages.append(
            _say(QT_TRANSLATE_NOOP("LocalFiles", "There is no picture, video or sound in “{name}”."), folder)
        )
    return found, messages


def _is_candidate(entry: os.DirEntry[str], upload: UploadRule) -> bool:
    try:
        known = not entry.name.startswith(".") and _kind_by_name(entry.name, upload) is not None
        return known and entry.is_file()
    except OSError:
        return False


def _natural(name: str) -> list[tuple[int, int | str]]:
    """Sort 2.png before 10.png."""
    parts = filter(None, re.split(r"(\d+)", name))
    return [(0, int(part)) if part.isdecimal() else (1, part.lower()) for part in parts]


def _say(text: str, path: Path, **values: str) -> str:
    words = QCoreApplication.translate("LocalFiles", text)
    name = os.fsencode(path.name or str(path)).decode("utf-8", "replace")
    return words.format(name=name, **values)
