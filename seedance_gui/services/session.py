"""Opens the studio on the service or on the practice service, and closes it again.

At any moment there is one session or none: with none, the window shows its first page.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import PassingError, ServiceError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.token import clean_token
from seedance_gui.services.api.loader import load_api
from seedance_gui.services.credentials.results import CredentialStatus
from seedance_gui.services.platform.practice_process import PracticeProcess
from seedance_gui.services.platform.signal import Signal
from seedance_gui.services.tasks.service import TaskService
from seedance_gui.services.tasks.unconfirmed import note_token

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_gui.domain.rules import Rules
    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.credentials.credentials import Credentials
    from seedance_gui.services.credentials.results import CredentialResult
    from seedance_gui.services.files.app_paths import AppPaths
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.services.platform.background_tasks import BackgroundTasks
    from seedance_gui.services.store.store import Store

_log = logging.getLogger(__name__)

PRACTICE = "practice"
PRACTICE_TOKEN = "practice"  # noqa: S105 - the stand-in takes any
PRACTICE_PACE = 0.7

# Of a task these sentences are true: it goes on by itself. A token is checked once, when the person asks.
_ASKED_AGAIN_ELSEWHERE = frozenset(
    {FaultMessage.NO_CONNECTION, FaultMessage.SERVICE_FAULT, FaultMessage.UNREADABLE, FaultMessage.BUSY}
)


class Mode(StrEnum):
    """What the person works with."""

    PRACTICE = "practice"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Session:
    """An open studio. ``keyring`` has the token: its name, empty for memory, None for not known or needed."""

    mode: Mode
    task_service: TaskService
    address: str
    keyring: str | None = None


class Sessions:
    """Opens and closes sessions. ``changed`` is told the new one, or None, after each change.

    ``ending`` is told before a session closes, while its studio still answers. ``waiting`` is told a sentence
    when something needs the person: a keyring to unlock, a token that is gone. ``hide`` is given every token,
    never to be written anywhere.
    """

    def __init__(
        self,
        *,
        rules: Rules,
        store: Store,
        places: AppPaths,
        media: MediaWorker,
        credentials: Callable[[], Credentials],
        hide: Callable[[str], None],
        background: BackgroundTasks,
        failed: Callable[[str, BaseException], None],
        videos: Callable[[], Path],
        file_pattern: Callable[[], str],
        practice_speed: float = 1.0,
    ) -> None:
        self._rules = rules
        self._store = store
        self._places = places
        self._media = media
        self._make_credentials = credentials
        self._hide = hide
        self._background = background
        self._failed = failed
        self._videos = videos
        self._file_pattern = file_pattern
        self._practice_speed = practice_speed
        self._process: PracticeProcess | None = None
        self.current: Session | None = None
        self.changed: Signal[Session | None] = Signal()
        self.ending: Signal[[]] = Signal()
        self.waiting: Signal[Message] = Signal()

    @cached_property
    def _credentials(self) -> Credentials:
        # Made when first asked: the parts of the keyring take a third of a second to load.
        return self._make_credentials()

    async def practise(self) -> None:
        """Open a session with the practice service, which is started for it.

        Raises:
            SeedanceError: the practice service could not be started.
        """
        process = PracticeProcess(self._places.practice, speed=self._practice_speed)
        address = await process.start()
        await asyncio.to_thread(load_api)
        await self.close()
        self._process = process
        process.address_changed.connect(self._practice_moved)
        process.failed.connect(lambda error: self._wait(error.message))
        self._open_practice(address)

    async def sign_in(self, token: str, address: str) -> Message | None:
        """Check a token with a free call, keep it, and open a session with it.

        Returns why the token is not in the keyring.

        Raises:
            SeedanceError: the token is none or was not accepted, or the service could not be asked. The
                session stays as it was.
        """
        token = clean_token(token)
        self._hide(token)
        await asyncio.to_thread(load_api)
        api = _api(address, token)
        try:
            await api.check_token()
        except ServiceError as error:
            if error.message.code in _ASKED_AGAIN_ELSEWHERE:
                raise PassingError(Message(FaultMessage.TOKEN_UNCHECKED), error.detail) from error
            raise
        finally:
            await api.aclose()
        note_token(self._store, address)
        saved = await self._credentials.save(address, token, later=lambda it: self._kept(address, it))
        await self.close()
        self._open_service(address, token, saved.keyring)
        return saved.reason

    async def resume(self, address: str) -> None:
        """Open the service with the token that was kept for ``address``.

        A locked keyring is no missing token: the session opens, sends nothing, and goes on by itself once the
        keyring answers. Where there is no token any more, that is said and no session opens.
        """
        await asyncio.to_thread(load_api)
        loaded = await self._credentials.load(address, later=lambda later: self._loaded(address, later))
        self._hide(loaded.token or "")
        if loaded.status in (CredentialStatus.FOUND, CredentialStatus.LOCKED):
            keyring = loaded.keyring if loaded.token else loaded.keyring or None
            self._open_service(address, loaded.token or "", keyring)
        if loaded.status is not CredentialStatus.FOUND:
            self._wait(loaded.reason or Message(FaultMessage.NO_TOKEN_ANY_MORE))

    def follow_settings(self) -> None:
        """Save videos where and as it is set now; what was saved before stays as it is."""
        if self.current is not None:
            self.current.task_service.videos = self._folder(self.current.mode)
            self.current.task_service.file_pattern = self._file_pattern()

    async def sign_out(self) -> Message | None:
        """Close the session and forget its token; returns a sentence where it may still be in the keyring."""
        session = self.current
        await self.close()
        if session is None or session.mode is not Mode.SERVICE:
            return None
        forgotten = await self._credentials.forget(session.address)
        return forgotten.reason

    async def kept_in(self) -> str:
        """Return the name of the keyring that a token would be kept in, empty where there is none."""
        return await self._credentials.where()

    async def close(self) -> None:
        """Close the session, if there is one. A request on its way is given time to be answered."""
        session, self.current = self.current, None
        if session is not None:
            self.ending.emit()
            await session.task_service.aclose()
        process, self._process = self._process, None
        if process is not None:
            await process.aclose()
        if session is not None:
            self._tell()

    def _open_practice(self, address: str) -> None:
        folder = self._folder(Mode.PRACTICE)
        pace = PRACTICE_PACE / self._practice_speed
        task_service = self._task_service(PRACTICE, address, folder, own_origin=address, pace=pace)
        task_service.set_token(PRACTICE_TOKEN)
        task_service.start()
        self.current = Session(Mode.PRACTICE, task_service, address)
        self._tell()

    def _open_service(self, address: str, token: str, keyring: str | None) -> None:
        task_service = self._task_service(address, address, self._folder(Mode.SERVICE))
        task_service.set_token(token)
        task_service.start()
        self.current = Session(Mode.SERVICE, task_service, address, keyring)
        self._tell()

    def _task_service(
        self, service: str, address: str, videos: Path, *, own_origin: str = "", pace: float | None = None
    ) -> TaskService:
        task_service = TaskService(
            rules=self._rules,
            store=self._store,
            api_factory=lambda token: _api(address, token),
            videos=videos,
            cache=self._places.cache,
            media=self._media,
            service=service,
            own_origin=own_origin,
            pace=pace,
            failed=self._failed,
        )
        task_service.file_pattern = self._file_pattern()
        return task_service

    def _practice_moved(self, address: str) -> None:
        """Go on with the practice service after it died and came back on another port."""
        self._background.spawn(self._move_practice(address), "go on practising")

    async def _move_practice(self, address: str) -> None:
        session, self.current = self.current, None
        if session is not None and session.mode is Mode.PRACTICE:
            self.ending.emit()
            await session.task_service.aclose()
            self._open_practice(address)

    def _folder(self, mode: Mode) -> Path:
        """Return where videos are saved: practice videos are kept apart from what was paid for."""
        return self._videos() / "Practice" if mode is Mode.PRACTICE else self._videos()

    def _loaded(self, address: str, loaded: CredentialResult) -> None:
        session = self.current
        if session is None or session.address != address:
            return
        if loaded.status is CredentialStatus.FOUND and loaded.token:
            self._hide(loaded.token)
            self.current = Session(session.mode, session.task_service, address, loaded.keyring)
            session.task_service.set_token(loaded.token)
        else:
            self._wait(loaded.reason or Message(FaultMessage.NO_TOKEN_ANY_MORE))

    def _kept(self, address: str, saved: CredentialResult) -> None:
        session = self.current
        if session is not None and session.address == address:
            self.current = Session(session.mode, session.task_service, address, saved.keyring)
        if saved.reason is not None:
            self._wait(saved.reason)

    def _wait(self, message: Message) -> None:
        self.waiting.emit(message)

    def _tell(self) -> None:
        self.changed.emit(self.current)


def _api(address: str, token: str) -> ApiClient:
    """Return a client. ``load_api`` was awaited in a thread before: this costs nothing."""
    return load_api()(address, token)
