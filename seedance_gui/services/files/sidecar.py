"""The settings that made a video, kept beside its file as readable JSON.

They also say which task a file belongs to, so that a lost list can be put together again. No token is in them
and no query of a link: those are often signatures.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.draft import Draft
from seedance_gui.domain.task import Status, Task
from seedance_gui.services.platform.redaction import without_query

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDING = ".seedance.json"
LARGEST = 1024 * 1024
SUFFIXES = (".mp4", ".webm", ".mkv", ".mov", ".m4v", ".ts", ".avi", ".flv", ".ogv", ".wmv", ".mpg", ".mpeg")
"""What a video's file may end in."""


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
        "favourite": task.favourite,
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
    data = _read(path)
    return str(data.get("id", "")) if data is not None else ""


def is_of(path: Path, task: Task) -> bool:
    """Tell whether the settings in a file are those of a task, by our id and by the service's."""
    data = _read(path)
    return data is not None and (data.get("id"), data.get("task_id")) == (task.id, task.task_id)


def tasks_in(folder: Path) -> Iterator[Task]:
    """Yield a saved task for every settings file with its video beside it."""
    try:
        found = sorted(folder.glob(f"*{ENDING}"))
    except OSError:
        return
    for path in found:
        stem = path.name.removesuffix(ENDING)
        videos = [video for suffix in SUFFIXES if (video := path.with_name(stem + suffix)).is_file()]
        data = _read(path)
        if videos and data is not None and (task := _task(data, videos[0])) is not None:
            yield task


def _task(data: dict[str, Any], video: Path) -> Task | None:
    try:
        finished = data.get("finished")
        return Task(
            id=str(data["id"]),
            service=str(data["service"]),
            created=float(data["created"]),
            draft=Draft.from_data(data["draft"]),
            body=dict(data["request"]),
            status=Status.SAVED,
            since=float(finished or data["created"]),
            task_id=str(data.get("task_id", "")),
            file=str(video),
            finished=None if finished is None else float(finished),
            favourite=bool(data.get("favourite")),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _read(path: Path) -> dict[str, Any] | None:
    try:
        if path.stat().st_size > LARGEST:
            return None
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {key: (item if key == "prompt" else _plain(item)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return without_query(value) if isinstance(value, str) else value
