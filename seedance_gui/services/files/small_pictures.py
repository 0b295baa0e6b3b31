"""The small pictures of saved videos, kept in the cache; what is lost there is made anew."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from seedance_gui.services.media.worker_client import MediaWorker

_log = logging.getLogger(__name__)


class SmallPictures:
    """Those in a folder. Its methods block, but for ``path``: to be called in a thread."""

    def __init__(self, folder: Path, media: MediaWorker) -> None:
        self._folder, self._media = folder, media
        self._tried: set[str] = set()

    def path(self, task_id: str) -> Path:
        """Return where the picture of a task's video is, if there is one."""
        return self._folder / f"{task_id}.jpg"

    def of(self, task: Task) -> Path | None:
        """Return the picture of a task's video; None where there is none, and none can be made."""
        path = self.path(task.id)
        if not path.is_file() and task.watchable and task.id not in self._tried:
            self._tried.add(task.id)  # whatever comes of it
            with suppress(OSError, ValueError):
                self.keep(self._media.poster(Path(task.file)), task.id)
        return path if path.is_file() else None

    def keep(self, picture: bytes, task_id: str) -> None:
        """Keep the picture of a task's video, if it is one."""
        path = self.path(task_id)
        try:
            if picture:
                path.parent.mkdir(parents=True, exist_ok=True)
                new = path.with_name(path.name + ".new")
                new.write_bytes(picture)
                new.replace(path)
        except OSError as fault:  # the video itself counts, not its small picture
            _log.info("no small picture of %s: %s", task_id, type(fault).__name__)
