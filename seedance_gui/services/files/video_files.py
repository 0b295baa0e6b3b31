"""Give a fetched video its final name in the person's folder: overwriting nothing, whole or not at all.

Everything here blocks: call it in a thread.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
import uuid
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from seedance_gui.domain.draft import Field
from seedance_gui.domain.file_names import MOST_BYTES, PATTERN, numbered, safe_name, video_stem
from seedance_gui.services.files import sidecar

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task

MOST_OF_ONE_NAME = 10_000
_MOST_BYTES = (MOST_BYTES, 110, 50, 20)
"""Of a name without number and suffix. Encrypted folders take 143 bytes in all (eCryptfs), some less."""


def stem_of(task: Task, pattern: str = PATTERN, most_bytes: int = MOST_BYTES, prompt: str = "") -> str:
    """Return the name of a task's file without number and suffix. ``prompt``: as a person reads it."""
    when = dt.datetime.fromtimestamp(task.created, dt.UTC).astimezone()
    ratio, seconds = str(task.body.get(Field.RATIO.value, "")), task.body.get(Field.DURATION.value)
    prompt, model = prompt or task.draft.prompt, task.draft.model
    return video_stem(prompt, model, when, pattern, ratio=ratio, seconds=seconds, most_bytes=most_bytes)


def part_of(videos: Path, task: Task) -> Path:
    """Return where a task's video is written while it arrives, however files are named."""
    return videos / f"{task.id}.part"


def settle(part: Path, task: Task, suffix: str, pattern: str = PATTERN, prompt: str = "") -> Path:
    """Move a checked ``part`` to a name that is free, with its settings beside it, and return the name.

    The settings are written first: they take the name, and after a crash they tell whose file it is. A name
    that is too long for the folder is shortened. Raises OSError; the part is still there then.
    """
    for most_bytes in _MOST_BYTES[:-1]:
        try:
            return _settle(part, task, stem_of(task, pattern, most_bytes, prompt), suffix)
        except OSError as fault:
            if fault.errno != errno.ENAMETOOLONG:
                raise
    return _settle(part, task, stem_of(task, pattern, _MOST_BYTES[-1], prompt), suffix)


def _settle(part: Path, task: Task, stem: str, suffix: str) -> Path:
    for number in range(1, MOST_OF_ONE_NAME):
        target = part.with_name(numbered(stem, number) + suffix)
        settings = sidecar.path_for(target)
        own = os.path.lexists(settings) and sidecar.id_in(settings) == task.id
        if os.path.lexists(target) or (os.path.lexists(settings) and not own):
            continue
        try:
            if not own:
                sidecar.write(settings, task)
            _move(part, target)
        except FileExistsError:
            if sidecar.id_in(settings) == task.id:
                settings.unlink(missing_ok=True)
            continue
        except OSError:
            with suppress(OSError):
                settings.unlink(missing_ok=True)
            raise
        _sync(target.parent)
        return target
    raise FileExistsError(f"{MOST_OF_ONE_NAME} files of the same name")


def settled(part: Path, task: Task, pattern: str = PATTERN, prompt: str = "") -> Path | None:
    """Return the file that ``settle`` made for this task before a crash, if it is there."""
    for stem in dict.fromkeys(stem_of(task, pattern, most_bytes, prompt) for most_bytes in _MOST_BYTES):
        for number in range(1, 50):
            settings = part.with_name(numbered(stem, number) + sidecar.ENDING)
            if not os.path.lexists(settings):
                break
            if sidecar.is_of(settings, task):
                for suffix in sidecar.SUFFIXES:
                    target = part.with_name(numbered(stem, number) + suffix)
                    if target.is_file() and target.stat().st_size:
                        return target
    return None


def copy_stem(task: Task) -> str:
    """Return what a copy of a saved video is called, without number and suffix: as the person names it."""
    return safe_name(task.name) if task.name else Path(task.file).stem


def copy_to(folder: Path, video: Path, stem: str) -> Path:
    """Copy a video into a folder, whole or not at all, under a name that is free there; return the copy.

    Raises OSError.
    """
    part = folder / f".{uuid.uuid4().hex}.part"
    try:
        shutil.copyfile(video, part)
        for number in range(1, MOST_OF_ONE_NAME):
            target = folder / (numbered(stem, number) + video.suffix)
            with suppress(FileExistsError):
                if not os.path.lexists(target):
                    _move(part, target)
                    return target
        raise FileExistsError(f"{MOST_OF_ONE_NAME} files of the same name")
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def keep_beside(video: Path, name: str, data: bytes) -> Path:
    """Write an MP4 that was made of a video into its folder, under a name that is free. Raises OSError."""
    stem = f"{video.stem} {name}"
    for number in range(1, MOST_OF_ONE_NAME):
        target = video.with_name(f"{numbered(stem, number)}.mp4")
        try:
            file = target.open("xb")
        except FileExistsError:
            continue
        try:
            with file:
                file.write(data)
        except OSError:
            target.unlink(missing_ok=True)
            raise
        return target
    raise FileExistsError(errno.EEXIST, "no name is free", str(video))


def suffix_told(link: str, mime: str) -> str:
    """Return the suffix of a video by its link or else by the type it was sent as."""
    suffix = PurePosixPath(urlsplit(link).path).suffix.lower()
    if suffix in sidecar.SUFFIXES:
        return suffix
    return {"video/mp2t": ".ts", "video/x-msvideo": ".avi", "video/quicktime": ".mov"}.get(mime, ".mp4")


def _move(part: Path, target: Path) -> None:
    """Rename without ever replacing a file."""
    if os.name == "nt":
        part.rename(target)  # refuses to replace there
        return
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here (FAT, some network folders): take the name first.
        with target.open("xb"):
            pass
        part.replace(target)
    else:
        part.unlink()


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
