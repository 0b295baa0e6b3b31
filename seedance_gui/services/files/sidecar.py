"""The settings that made a video, kept beside its file as readable JSON.

They also say which task a file belongs to, so that a lost list can be put together again. No token is in them
and no query of a link: those are often signatures.
"""

from __future__ import annotations

import json
import logging
import os
import re
from dataclasses import dataclass, field, replace
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from seedance_gui.domain.draft import Draft
from seedance_gui.domain.reading import read_parts
from seedance_gui.domain.task import Status, Take, Task
from seedance_gui.services.files import video_tag
from seedance_gui.services.platform.redaction import without_query

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDING = ".seedance.json"
LARGEST = 1024 * 1024
SUFFIXES = (".mp4", ".webm", ".mkv", ".mov", ".m4v", ".ts", ".avi", ".flv", ".ogv", ".wmv", ".mpg", ".mpeg")
"""What a video's file may end in."""

_TAG = '{"made by": "Seedance"'
"""How what is written into a video itself begins."""
_LINK_IN_WORDS = re.compile(r"(\w+://[^\s?#]*)[?#][!-~]*")

_log = logging.getLogger(__name__)

Moment = Annotated[float, msgspec.Meta(ge=0, le=1e11)]
"""Unix seconds."""


_Words = Annotated[str, msgspec.Meta(max_length=4000)]


@dataclass(frozen=True, slots=True)
class _Take:
    group: _Words = ""
    number: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1
    count: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1


@dataclass(frozen=True, slots=True)
class _Sidecar:
    """What is read of a settings file; each part is empty where it can't be read."""

    id: str = ""
    task_id: str = ""
    service: str = ""
    created: Moment = 0.0
    finished: Moment | None = None
    favourite: bool = False
    name: _Words = ""
    note: _Words = ""
    tags: tuple[_Words, ...] = ()
    take: _Take = field(default_factory=_Take)
    continues: _Words = ""
    removed: bool = False
    request: dict[str, Any] = field(default_factory=dict)
    draft: Draft = field(default_factory=lambda: Draft(""))


def path_for(video: Path) -> Path:
    """Return where the settings of a video's file are kept."""
    return video.with_name(video.stem + ENDING)


def write(path: Path, task: Task) -> None:
    """Write the settings of a task to a new file.

    Raises:
        FileExistsError: there is one of that name. OSError.
    """
    data = {
        "made by": "Seedance",
        "id": task.id,
        "task_id": task.task_id,
        "service": task.service,
        "created": task.created,
        "finished": task.finished,
        **_own(task),
        "request": _plain(dict(task.body)),
        "draft": _plain(task.draft.to_data()),
    }
    content = json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "replace")
    with path.open("xb") as file:
        file.write(content + b"\n")
        file.flush()
        os.fsync(file.fileno())


def id_in(path: Path) -> str:
    """Return our id of the task whose settings are in a file, or an empty text."""
    return _read(path).id


def task_in(path: Path) -> tuple[str, Draft] | None:
    """Return our id of the task whose settings are in a file, and its draft; None where there is none.

    Of a video, what is kept beside it counts for more than what is in it, if it is of the same task.
    """
    kept = _read(path)
    if path.suffix.lower() in SUFFIXES:
        beside = _read(path_for(path))
        kept = beside if beside.draft.model and kept.id in {"", beside.id} else kept
    return (kept.id, kept.draft) if kept.draft.model else None


def write_into(video: Path, copy: Path, task: Task) -> bool:
    """Write a copy of a video that holds what it was made of; tell whether that could be done.

    A video is passed on: no folder of this computer and no address of the service is in it. Raises OSError.
    """
    draft = task.draft.with_each(lambda item: replace(item, file=PureWindowsPath(item.file).name))
    data = {"made by": "Seedance", "id": task.id, "draft": _plain(draft.to_data())}
    data["draft"]["prompt"] = _LINK_IN_WORDS.sub(r"\1", draft.prompt)
    return video_tag.write(video, copy, json.dumps(data, ensure_ascii=False))


def is_of(path: Path, task: Task) -> bool:
    """Tell whether the settings in a file are those of a task, by our id and by the service's."""
    kept = _read(path)
    return (kept.id, kept.task_id) == (task.id, task.task_id)


def mark_removed(path: Path, task: Task) -> None:
    """Note in the settings of a task that the person took it off the list. Raises OSError."""
    _change(path, task, {"removed": True})


def keep_own(path: Path, task: Task) -> None:
    """Keep in the settings of a task what the person calls it and files it under. Raises OSError."""
    _change(path, task, _own(task))


def _own(task: Task) -> dict[str, Any]:
    own = {"favourite": task.favourite, "name": task.name, "note": task.note, "tags": list(task.tags)}
    if task.take is not None:
        own["take"] = {"group": task.take.group, "number": task.take.number, "count": task.take.count}
    return own | {"continues": task.continues}


def _change(path: Path, task: Task, changes: dict[str, Any]) -> None:
    data = _json(path)
    if not isinstance(data, dict) or data.get("id") != task.id or data | changes == data:
        return
    content = json.dumps(data | changes, ensure_ascii=False, indent=2).encode("utf-8", "replace")
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(content + b"\n")
    beside.replace(path)


def tasks_in(folder: Path) -> Iterator[tuple[Task, bool]]:
    """Yield a saved task for every settings file with its video beside it, as far as the file can be read.

    In a folder and those within it; with it, whether the person had taken it off the list. One that doesn't
    say whose it is, is passed over: file and video stay as they are.
    """
    try:
        found = sorted((*folder.glob(f"*{ENDING}"), *folder.glob(f"*/*{ENDING}")))
    except OSError:
        return
    for path in found:
        stem = path.name.removesuffix(ENDING)
        videos = [video for suffix in SUFFIXES if (video := path.with_name(stem + suffix)).is_file()]
        if not videos:
            continue
        kept = _read(path)
        if not (kept.id and kept.service):
            _log.warning("What is kept beside a video says no id or service, so the list goes without it")
            continue
        created = kept.created or videos[0].stat().st_mtime
        task = Task(
            id=kept.id,
            service=kept.service,
            created=created,
            draft=kept.draft,
            body=kept.request,
            status=Status.SAVED,
            since=kept.finished or created,
            task_id=kept.task_id,
            file=str(videos[0]),
            finished=kept.finished,
            favourite=kept.favourite,
            name=" ".join(_written(kept.name).split()),
            note=_written(kept.note),
            tags=tuple(tag for each in kept.tags if (tag := " ".join(_written(each).split()))),
            take=Take(kept.take.group, kept.take.number, kept.take.count) if kept.take.group else None,
            continues=_written(kept.continues),
        )
        yield task, kept.removed


def _written(text: str) -> str:
    """Return a text without halves of characters, which no store takes."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _json(path: Path) -> Any:  # noqa: ANN401 - JSON
    try:
        if path.suffix.lower() in SUFFIXES:
            return json.JSONDecoder().raw_decode(video_tag.read(path, _TAG))[0]
        return None if path.stat().st_size > LARGEST else json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None


def _read(path: Path) -> _Sidecar:
    if (data := _json(path)) is None:
        return _Sidecar()
    kept, unreadable = read_parts(data, _Sidecar())
    if unreadable:
        _log.warning("What is kept beside a video is partly wrong: %s", ", ".join(unreadable))
    return kept


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {key: (item if key == "prompt" else _plain(item)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return without_query(value) if isinstance(value, str) else value
