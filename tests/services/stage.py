"""The task service on a server that plays the hosted service, for tests."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.draft import Draft
from seedance_gui.services.api.client import PREFIX, ApiClient, Limits
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks.service import TaskService
from tests.media import make_wav
from tests.server import Call, envelope, file_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_gui.domain.rules import Rules
    from seedance_gui.domain.task import Status, Task
    from tests.server import Answer, Seen, Server

TOKEN = "sk-canary-7f3a91"
CREATE = f"{PREFIX}/seedance/videos"
QUERY = f"{PREFIX}/videos/"
UPLOAD = f"{PREFIX}/files/upload"
BALANCE = f"{PREFIX}/user/balance"
FILM = "/film.mp4"


async def eventually(true: Callable[[], Any], seconds: float = 30.0) -> Any:
    """Wait for a condition in a coroutine."""
    end = time.monotonic() + seconds
    while not (value := true()):
        if time.monotonic() > end:
            raise AssertionError("it did not come about")
        await asyncio.sleep(0.01)
    return value


class HandClock:
    """A wall clock that can be set; the monotonic one goes on as it does."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def clock(self) -> Clock:
        return Clock(wall=lambda: time.time() + self.ahead)


class Stage:
    """A server that plays the service well until told otherwise, and a task service on it."""

    def __init__(self, server: Server, rules: Rules, film: bytes, folder: Path) -> None:
        self.server = server
        self.rules = rules
        self.folder = folder
        self.hand = HandClock()
        self.notices: list[str] = []
        self.faults: list[tuple[str, BaseException]] = []
        self.history: list[tuple[str, Status]] = []
        self.at = server.address
        self.link = f"{server.address}{FILM}?sig=SECRETQUERY"
        self._number = 0
        server.on("POST", CREATE, self.create)
        server.on("GET", QUERY + "*", self.completed())
        server.on("GET", FILM, file_of(film))
        server.on("GET", BALANCE, envelope({"balance": 10, "used_coin": 1, "available": 9}))
        self.media = MediaWorker(folder / "undecodable")
        self.task_service = self.open()

    def open(self, *, pace: float | None = 0.05) -> TaskService:
        """Open the store as a new start of the program does, and a task service on it, not started."""
        self.opened = open_store(self.folder / "data" / "studio.db")
        task_service = TaskService(
            rules=self.rules,
            store=self.opened.store,
            api_factory=self.api,
            videos=self.folder / "videos",
            cache=self.folder / "cache",
            media=self.media,
            service="practice",
            own_origin=self.server.address,
            pace=pace,
            clock=self.hand.clock(),
            failed=lambda name, fault: self.faults.append((name, fault)),
        )
        task_service.notice.connect(lambda message: self.notices.append(str(message)))
        task_service.task_changed.connect(lambda task: self.history.append((task.id, task.status)))
        return task_service

    def api(self, _: str, token: str) -> ApiClient:
        return ApiClient(self.at, token, limits=Limits(create=2.0, asking=2.0, upload_least=4.0))

    def start(self) -> TaskService:
        self.task_service.accounts.set_token(TOKEN)
        self.task_service.start()
        return self.task_service

    async def restart(self) -> TaskService:
        """End as the program does and start anew."""
        await self.task_service.aclose()
        self.opened.store.close()
        self.task_service = self.open()
        return self.start()

    async def aclose(self) -> None:
        await self.task_service.aclose()
        self.opened.store.close()
        self.media.close()
        assert not self.faults, self.faults

    async def stop_worker(self) -> int:
        """Let the media worker stand still from now on, and return its process id."""
        await self.media.probe(make_wav(self.folder / "start.wav"))
        assert self.media._process is not None
        os.kill(pid := self.media._process.pid, signal.SIGSTOP)
        return pid

    def draft(self, prompt: str = "A cat on a sofa") -> Draft:
        return Draft(model=self.rules.first_model, prompt=prompt)

    async def reaches(self, task: Task, *statuses: Status, seconds: float = 10.0) -> Task:
        """Wait until a task has one of some statuses."""
        await eventually(lambda: self.status(task) in statuses, seconds)
        found = self.task_service.task(task.id)
        assert found is not None
        return found

    def status(self, task: Task) -> Status | None:
        found = self.task_service.task(task.id)
        return None if found is None else found.status

    def posts(self) -> list[Seen]:
        return self.server.seen_at(CREATE, "POST")

    # -- answers of a service that works

    def create(self, call: Call) -> None:
        self._number += 1
        envelope({"task_id": f"t{self._number}", "status": "queued"})(call)

    def completed(self, link: str | None = None, **more: Any) -> Answer:
        link = self.link if link is None else link
        data = {"status": "completed", "progress": 100, "result": {"video_url": link}, **more}
        return envelope(data, "20000")

    @staticmethod
    def running(progress: Any = 40, status: str = "processing") -> Answer:
        return envelope({"status": status, "progress": progress, "result": None, "error_message": None})
