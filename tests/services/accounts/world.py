"""The whole life of accounts on real parts: services on sockets, a store, a keyring, practice processes."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from seedance_gui.compat import override
from seedance_gui.domain.draft import Draft
from seedance_gui.services.accounts.sessions import Sessions
from seedance_gui.services.accounts.task_services import TaskServices
from seedance_gui.services.credentials.credentials import Credentials
from seedance_gui.services.files.app_paths import find_app_paths
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform.background_tasks import BackgroundTasks
from seedance_gui.services.store.store_file import open_store
from tests import server as s
from tests.services.credentials.keyrings import HangingKeyring
from tests.services.stage import BALANCE, CREATE, FILM, QUERY, eventually

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_gui.domain.rules import Rules
    from seedance_gui.domain.task import Status, Task
    from seedance_gui.services.tasks.service import TaskService
    from tests.server import Answer, Call, Server

PACE = 0.05
BAD_TOKEN = s.envelope(None, 20001, "bad token")
NO_SUCH_TASK = s.envelope(None, 20002, "no such task", 404)


class Keyring(HangingKeyring):
    """A keyring that can hang, and works until it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.release.set()
        self.let_go = threading.Event()

    held = "none"
    """What is in the name of entries that are not read before ``let_go`` is set."""

    @override
    def get_password(self, service: str, username: str) -> str | None:
        if self.held in username:
            self.let_go.wait(20)
        return super().get_password(service, username)

    def tokens(self) -> dict[str, str]:
        return {account: token for (_, account), token in self.kept.items()}


@dataclass
class Service:
    """A service of some tokens, on a socket. Each video is known to the token that it was made with."""

    server: Server
    film: bytes
    tokens: set[str] = field(default_factory=set)
    done: bool = False
    made_by: dict[str, str] = field(default_factory=dict)
    answering: threading.Event = field(default_factory=threading.Event)
    """Whether an order is answered yet. It is taken in any case."""
    prefix: str = "t"

    def __post_init__(self) -> None:
        self.answering.set()
        self.server.on("POST", CREATE, self._for_tokens(self._create))
        self.server.on("GET", QUERY + "*", self._for_tokens(self._query))
        self.server.on("GET", FILM, s.file_of(self.film))
        self.server.on(
            "GET", BALANCE, self._for_tokens(s.envelope({"balance": 9, "used_coin": 1, "available": 8}))
        )

    @property
    def address(self) -> str:
        return self.server.address

    def orders(self) -> list[str]:
        return [seen.json()["prompt"] for seen in self.server.seen_at(CREATE, "POST")]

    def questions(self, task_id: str = "*") -> int:
        return len(self.server.seen_at(QUERY + task_id))

    def _for_tokens(self, answer: Answer) -> Answer:
        return lambda call: (answer if token_of(call) in self.tokens else BAD_TOKEN)(call)

    def _create(self, call: Call) -> None:
        task_id = f"{self.prefix}{len(self.made_by) + 1}"
        self.made_by[task_id] = token_of(call)
        self.answering.wait(20)
        s.envelope({"task_id": task_id, "status": "queued"})(call)

    def _query(self, call: Call) -> None:
        if self.made_by.get(call.seen.path.removeprefix(QUERY)) != token_of(call):
            NO_SUCH_TASK(call)
        elif self.done:
            s.envelope({"status": "completed", "result": {"video_url": f"{self.address}{FILM}"}})(call)
        else:
            s.envelope({"status": "processing", "progress": 40})(call)


def token_of(call: Call) -> str:
    return call.seen.headers.get("authorization", "").removeprefix("Bearer ")


@dataclass(frozen=True, kw_only=True)
class QuickTaskServices(TaskServices):
    """The real ones, quicker, and with links of this computer let through."""

    origin: Callable[[], str]
    made: list[TaskService] = field(default_factory=list)

    @override
    def _made(self, service: str, *, own_origin: str = "", pace: float | None = None) -> TaskService:
        self.made.append(super()._made(service, own_origin=own_origin or self.origin(), pace=PACE))
        return self.made[-1]


class World:
    """A program without a window: its store, its keyring, its sessions."""

    def __init__(self, folder: Path, rules: Rules, service: Service, keyring: Keyring) -> None:
        self.folder = folder
        self.rules = rules
        self.service = service
        self.keyring = keyring
        self.limit = 5.0
        self.videos, self.pattern = folder / "videos", "{prompt}"
        self.said: list[str] = []
        self.faults: list[tuple[str, BaseException]] = []
        self.hidden: set[str] = set()
        self.open()

    def open(self) -> None:
        """Start the program, up to where it begins."""
        self.paths = find_app_paths(self.folder)
        self.paths.make()
        self.store = open_store(self.paths.store).store
        self.media = MediaWorker(self.paths.undecodable)
        self.background = BackgroundTasks(self.failed)
        self.origin = self.service.address
        self.task_services = QuickTaskServices(
            rules=self.rules,
            store=self.store,
            places=self.paths,
            media=self.media,
            failed=self.failed,
            videos=lambda: self.videos,
            file_pattern=lambda: self.pattern,
            practice_speed=20.0,
            origin=lambda: self.origin,
        )
        self.sessions = Sessions(
            self.task_services,
            credentials=lambda: self.credentials(),  # noqa: PLW0108 - a test may exchange it
            hide=self.hidden.add,
            background=self.background,
        )
        self.sessions.waiting.connect(lambda message: self.said.append(str(message)))

    def credentials(self) -> Credentials:
        return Credentials(lambda _: self.keyring, timeout=self.limit)

    def failed(self, name: str, fault: BaseException) -> None:
        self.faults.append((name, fault))

    def begin(self, address: str = "") -> World:
        self.sessions.begin(address or self.service.address)
        return self

    async def end(self) -> None:
        await self.sessions.aclose()
        await self.background.aclose()
        self.media.close()
        self.store.close()

    async def restart(self, address: str = "") -> None:
        await self.end()
        self.open()
        self.begin(address)

    @property
    def real(self) -> TaskService:
        return self.sessions._real

    def order(self, prompt: str) -> Task:
        return self.real.submit(Draft(model=self.rules.first_model, prompt=prompt), prompt)

    def status(self, task: Task) -> Status | None:
        found = self.real.task(task.id)
        return None if found is None else found.status

    async def reaches(self, task: Task, *statuses: Status) -> Task:
        await eventually(lambda: self.status(task) in statuses, 20)
        found = self.real.task(task.id)
        assert found is not None
        return found

    def saying(self, task: Task) -> str:
        found = self.real.task(task.id)
        return "" if found is None else str(self.real.status_message(found))

    def live(self) -> list[TaskService]:
        """Return the task services that were made and not closed."""
        return [made for made in self.task_services.made if not made._background._closing]


def at_addresses(monkeypatch: Any, *addresses: str) -> None:
    """Let these be the addresses of one service, as the two known ones are."""
    for module in ("domain.address", "services.accounts.tokens", "services.uploads.asset_library"):
        monkeypatch.setattr(f"seedance_gui.{module}.KNOWN_ADDRESSES", addresses)
    monkeypatch.setattr("seedance_gui.domain.address.DEFAULT_ADDRESS", addresses[0])
