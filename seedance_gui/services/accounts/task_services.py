"""Makes the task services: that of the real videos, and that of practice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedance_gui.domain.address import PRACTICE
from seedance_gui.services.api.loader import load_api
from seedance_gui.services.tasks.service import TaskService

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_gui.domain.rules import Rules
    from seedance_gui.services.files.app_paths import AppPaths
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.services.store.store import Store

PRACTICE_PACE = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskServices:
    """What every task service needs. ``videos`` and ``file_pattern`` tell the present settings.

    ``spelled`` returns a prompt as a person reads it.
    """

    rules: Rules
    store: Store
    places: AppPaths
    media: MediaWorker
    failed: Callable[[str, BaseException], None]
    videos: Callable[[], Path]
    file_pattern: Callable[[], str]
    practice_speed: float
    spelled: Callable[[str], str] = str

    def real(self, address: str) -> TaskService:
        """Return the one of the real videos; new orders go to the service at ``address``."""
        return self._made(address)

    def practice(self, origin: str) -> TaskService:
        """Return the one of practice, whose service is at ``origin``."""
        return self._made(PRACTICE, own_origin=origin, pace=PRACTICE_PACE / self.practice_speed)

    def follow_settings(self, task_service: TaskService) -> None:
        """Have videos saved where and as it is set now: those of practice apart from what was paid for."""
        downloads = task_service.downloads
        downloads.videos, downloads.pattern = self._folder(task_service.accounts.address), self.file_pattern()

    def _folder(self, service: str) -> Path:
        return self.videos() / "Practice" if service == PRACTICE else self.videos()

    def _made(self, service: str, *, own_origin: str = "", pace: float | None = None) -> TaskService:
        made = TaskService(
            rules=self.rules,
            store=self.store,
            # Whoever brings a token has loaded the client in a thread: here that costs nothing.
            api_factory=lambda at, token: load_api()(own_origin if at == PRACTICE else at, token),
            videos=self._folder(service),
            cache=self.places.cache,
            media=self.media,
            service=service,
            own_origin=own_origin,
            pace=pace,
            failed=self.failed,
        )
        made.downloads.pattern, made.downloads.spelled = self.file_pattern(), self.spelled
        return made
