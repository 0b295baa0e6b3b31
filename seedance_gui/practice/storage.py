"""The files of the practice service, in one folder that it reads again after a restart.

    tasks/ID.json   assets/ID.json   uploads/KEY.bin + KEY.json   videos/ID.mp4   secret

File names are made here; nothing that a client says becomes part of a path.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import threading
from typing import TYPE_CHECKING, Any

from seedance_gui.practice.timeline import PracticeTask

if TYPE_CHECKING:
    from pathlib import Path

_ID = re.compile(r"[a-z0-9]{8,40}")
_FOLDERS = ("tasks", "assets", "uploads", "videos")


class Storage:
    """The folder and what is in it. May be used by several threads.

    A change of the format must read what older versions have kept: people go on with their practice videos.
    """

    def __init__(self, folder: Path) -> None:
        """Open or make the folder. Raises OSError when that is not possible."""
        self.folder = folder
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._tasks = {task.id: task for task in map(_read_task, (folder / "tasks").glob("*.json")) if task}
        self.secret = self._keep_secret()

    def task(self, task_id: str) -> PracticeTask | None:
        """Return the task of this id."""
        with self._lock:
            return self._tasks.get(task_id)

    def add_task(self, task: PracticeTask) -> None:
        """Keep a new task."""
        self._write("tasks", task.id, {"body": task.body, "created_at": task.created_at, "cost": task.cost})
        with self._lock:
            self._tasks[task.id] = task

    def used_coins(self) -> int:
        """Return the pretend coins of all tasks."""
        with self._lock:
            return sum(task.cost for task in self._tasks.values())

    def video(self, task_id: str) -> Path:
        """Return where the video of a task is, or will be."""
        return self.folder / "videos" / f"{task_id}.mp4"

    def upload(self, key: str) -> tuple[Path, dict[str, Any]] | None:
        """Return an uploaded file and what is known of it (`filename`, `size`, `mime_type`)."""
        facts = self._read("uploads", key)
        return (self.folder / "uploads" / f"{key}.bin", facts) if facts else None

    def new_upload(self) -> tuple[str, Path]:
        """Return a new key and the file to write an upload to."""
        key = new_id()
        return key, self.folder / "uploads" / f"{key}.bin"

    def add_upload(self, key: str, facts: dict[str, Any]) -> None:
        """Note that an upload is whole."""
        self._write("uploads", key, facts)

    def asset(self, asset_id: str) -> dict[str, Any] | None:
        """Return a kept asset."""
        return self._read("assets", asset_id)

    def add_asset(self, asset_id: str, facts: dict[str, Any]) -> None:
        """Keep a new asset."""
        self._write("assets", asset_id, facts)

    def tidy(self, before: float) -> None:
        """Remove videos and uploads last written before this time (unix seconds), and unfinished videos."""
        for file in (*self.folder.glob("videos/*"), *self.folder.glob("uploads/*")):
            with contextlib.suppress(OSError):
                if ".part" in file.suffixes or file.stat().st_mtime < before:
                    file.unlink()

    def _write(self, kind: str, name: str, data: dict[str, Any]) -> None:
        file = self.folder / kind / f"{name}.json"
        draft = file.with_suffix(".new")
        draft.write_text(json.dumps(data), encoding="utf-8")
        draft.replace(file)

    def _read(self, kind: str, name: str) -> dict[str, Any] | None:
        if not _ID.fullmatch(name):
            return None
        return _read_json(self.folder / kind / f"{name}.json")

    def _keep_secret(self) -> bytes:
        """Return the key that signs links, made once."""
        file = self.folder / "secret"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_bytes(secrets.token_bytes(32))
        return file.read_bytes()


def new_id() -> str:
    """Return a new name for a stored thing."""
    return secrets.token_hex(10)


def _read_json(file: Path) -> dict[str, Any] | None:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def _read_task(file: Path) -> PracticeTask | None:
    data = _read_json(file)
    if data is None or not isinstance(data.get("body"), dict):
        return None
    return PracticeTask(file.stem, data["body"], float(data["created_at"]), int(data["cost"]))
