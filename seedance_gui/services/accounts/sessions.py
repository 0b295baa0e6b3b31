"""What is on the screen: the real videos, the practice ones, or the first page; and how one follows another.

The service of the real videos lives from the start of the program to its end and watches what was paid for,
whatever is on the screen. That of practice exists while practising.
"""

from __future__ import annotations

import asyncio
import itertools
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from seedance_gui.domain.address import account_of
from seedance_gui.domain.errors import PassingError, SeedanceError, ServiceError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.token import clean_token
from seedance_gui.services.accounts.tokens import AccountTokens, why_lacking
from seedance_gui.services.api.loader import load_api
from seedance_gui.services.credentials.results import CredentialStatus
from seedance_gui.services.platform.practice_process import PracticeProcess
from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.services.accounts.task_services import TaskServices
    from seedance_gui.services.credentials.credentials import Credentials
    from seedance_gui.services.platform.background_tasks import BackgroundTasks
    from seedance_gui.services.tasks.service import TaskService

PRACTICE_TOKEN = "practice"  # noqa: S105 - the stand-in takes any

# Of a task these messages are true: it goes on by itself. A token is checked once, when the person asks.
_ASKED_AGAIN_ELSEWHERE = frozenset(
    {FaultMessage.NO_CONNECTION, FaultMessage.SERVICE_FAULT, FaultMessage.UNREADABLE, FaultMessage.BUSY}
)


class Mode(StrEnum):
    """What the person works with."""

    PRACTICE = "practice"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Session:
    """What is on the screen. ``keyring`` has the token: its name, empty for memory, None for not known.

    ``signed_in``: there is a token, or it is waited for; without one the videos can be looked at.
    """

    mode: Mode
    task_service: TaskService
    address: str
    keyring: str | None = None
    signed_in: bool = True


@dataclass(frozen=True, slots=True)
class _Practice:
    """A running practice service and its tasks."""

    process: PracticeProcess
    session: Session

    async def aclose(self) -> None:
        try:
            await self.session.task_service.aclose()
        finally:
            await self.process.aclose()


class Sessions:
    """One step after another: each of the person's steps has a number, and an older one undoes no newer one.

    Steps may overlap, as each waits for a keyring, a service or a process. What a step has waited for takes
    effect under one lock, and only if no newer step has. ``changed`` is told the new session, or None for the
    first page; ``ending`` before that, while what was on the screen still answers; ``waiting`` a message when
    something needs the person: a keyring to unlock, a token that is gone; ``token_kept`` the address of an
    account whose token is at hand. ``hide`` is given every token, never to be written anywhere.
    """

    def __init__(
        self,
        task_services: TaskServices,
        *,
        credentials: Callable[[], Credentials],
        hide: Callable[[str], None],
        background: BackgroundTasks,
    ) -> None:
        self._task_services = task_services
        self._store = task_services.store
        self._make_credentials = credentials
        self._hide = hide
        self._background = background
        self._practice: _Practice | None = None
        self._begun = False
        self._numbers = itertools.count(1)
        self._newest = 0
        self._in_memory: set[str] = set()
        self._closed = False
        self._switching = asyncio.Lock()
        self.current: Session | None = None
        self.changed: Signal[Session | None] = Signal()
        self.ending: Signal[[]] = Signal()
        self.waiting: Signal[Message] = Signal()
        self.token_kept: Signal[str] = Signal()

    @cached_property
    def _credentials(self) -> Credentials:
        # Made when first asked: the parts of the keyring take a third of a second to load.
        return self._make_credentials()

    def begin(self, address: str) -> None:
        """Open the real videos and go on with what is unfinished. To be called once, in the running loop.

        ``address``: the service that the person chose.
        """
        self._real = self._task_services.real(address)
        self._tokens = AccountTokens(
            self._real.accounts, lambda: self._credentials, self._store, self._background, self._hide
        )
        self._tokens.kept.connect(self._kept)
        self._tokens.lacking.connect(self.waiting.emit)
        self._begun = True
        self._real.start()

    async def foresee(self, address: str) -> None:
        """Show the real videos where the keyring had a token for them last time; ``resume`` is to follow."""
        if self._store.get_setting(_kept_key(address), False):
            self._real.accounts.at(address).connection.await_token()
            await self._show_real(next(self._numbers), Session(Mode.SERVICE, self._real, address))

    async def resume(self, address: str) -> None:
        """Show the real videos, with the token that was kept for ``address``.

        A locked keyring is no missing token: nothing is sent, and it goes on by itself once the keyring
        answers. Where there is no token any more, that is said.
        """
        step = next(self._numbers)
        loaded = await self._tokens.load(address)
        found = loaded.status is CredentialStatus.FOUND
        signed_in = found or loaded.status is CredentialStatus.LOCKED
        keyring = loaded.keyring if found else loaded.keyring or None
        if loaded.status is CredentialStatus.LOCKED and not self.has_token(address):
            self._real.accounts.at(address).connection.use(None)
        session, shown = Session(Mode.SERVICE, self._real, address, keyring, signed_in), self.current
        if not signed_in:
            self._note_kept(address, kept=False)
        if shown is not None and replace(shown, keyring=keyring) == session and step > self._newest:
            self._newest, self.current = step, session
        else:
            await self._show_real(step, session)
        if not found and not any(self._real.accounts.under_way(address)):
            self.waiting.emit(why_lacking(loaded))

    def has_token(self, address: str) -> bool:
        """Whether the token of an account is at hand: it need not be entered again."""
        return bool(self._real.accounts.at(address).token)

    async def look(self, address: str) -> None:
        """Show the real videos, if there are any or there is a token, with what is at hand."""
        session = Session(Mode.SERVICE, self._real, address, signed_in=self.has_token(address))
        await self._show_real(next(self._numbers), session)

    async def sign_in(self, token: str, address: str) -> Message | None:
        """Check a token with a free call, show the real videos with it, and keep it.

        Returns why the token is not in the keyring. Where a newer step was about this account already,
        nothing happens.

        Raises:
            SeedanceError: the token is none or was not accepted, or the service could not be asked. All is
                as it was.
        """
        step = next(self._numbers)
        token = clean_token(token)
        self._hide(token)
        await self._check(token, address)
        if self._closed or not self._tokens.enter(address, token, step):
            return None
        self._in_memory.add(account_of(address))  # until a keyring has it
        await self._show_real(step, Session(Mode.SERVICE, self._real, address))
        return await self._tokens.keep(address)

    async def practise(self) -> None:
        """Show the practice videos; the practice service is started for it.

        Raises:
            SeedanceError: the practice service could not be started.
        """
        step = next(self._numbers)
        if (practice := self._practice) is not None:
            await self._show(step, practice.session)
            return
        services = self._task_services
        process = PracticeProcess(services.places.practice, speed=services.practice_speed)
        async with AsyncExitStack() as unless_used:
            unless_used.push_async_callback(process.aclose)
            address = await process.start()
            await asyncio.to_thread(load_api)
            async with self._switching:
                if self._practice is not None or step < self._newest or self._closed:
                    return
                self._newest = step
                process.address_changed.connect(
                    lambda moved: self._background.spawn(self._move_practice(moved), "go on practising")
                )
                process.failed.connect(lambda error: self.waiting.emit(error.message))
                self._practice = _Practice(process, self._practice_session(address))
                unless_used.pop_all()
                self._put_on_screen(self._practice.session)

    def under_way(self) -> tuple[int, int]:
        """Return how many videos are being made for the account shown, and how many are not saved."""
        session = self.current
        return (0, 0) if session is None else session.task_service.accounts.under_way(session.address)

    def lost_sight_of(self) -> int:
        """Return how many real videos are under way whose token goes when the program closes."""
        return sum(sum(self._real.accounts.under_way(address)) for address in self._in_memory)

    async def sign_out(self) -> Message | None:
        """Forget the token on the screen; returns a message where it may still be in the keyring.

        What was made with it can't be watched any more, and says so.
        """
        session, step = self.current, next(self._numbers)
        if session is None or session.mode is not Mode.SERVICE:
            return None
        self._tokens.drop(session.address, step)
        self._note_kept(session.address, kept=False)
        self._in_memory.discard(account_of(session.address))
        await self._show_real(step, replace(session, keyring=None, signed_in=False))
        return await self._tokens.forget(session.address)

    async def kept_in(self) -> str:
        """Return the name of the keyring that a token would be kept in, empty where there is none."""
        return await self._credentials.where()

    def follow_settings(self) -> None:
        """Save videos where and as it is set now; what was saved before stays as it is."""
        if self._begun:
            self._task_services.follow_settings(self._real)
        if self._practice is not None:
            self._task_services.follow_settings(self._practice.session.task_service)

    async def aclose(self) -> None:
        """End everything. A request on its way is given time to be answered."""
        self._closed = True
        async with self._switching, AsyncExitStack() as last_first:
            self._newest = next(self._numbers)
            last_first.push_async_callback(self._real.aclose)
            last_first.push_async_callback(self._leave_practice)
            last_first.callback(self._put_away)

    # -- steps

    async def _check(self, token: str, address: str) -> None:
        api = (await asyncio.to_thread(load_api))(address, token)
        try:
            await api.check_token()
        except ServiceError as error:
            if error.message.code in _ASKED_AGAIN_ELSEWHERE:
                raise PassingError(Message(FaultMessage.TOKEN_UNCHECKED), error.detail) from error
            raise
        finally:
            await api.aclose()

    async def _show_real(self, step: int, session: Session) -> None:
        """Show the real videos; without a token the first page, with a way to the videos if there are any."""
        await self._show(step, session if session.signed_in or self._real.tasks() else None)

    async def _show(self, step: int, session: Session | None) -> None:
        async with self._switching:
            if step < self._newest or self._closed:
                return
            self._newest = step
            self._put_away()
            if session is None or session.mode is Mode.SERVICE:
                await self._leave_practice()
            self._put_on_screen(session)

    def _put_away(self) -> None:
        if self.current is not None:
            self.ending.emit()
        self.current = None

    def _put_on_screen(self, session: Session | None) -> None:
        self._put_away()
        if session is not None and session.mode is Mode.SERVICE:
            self._real.accounts.address = session.address
        self.current = session
        self.changed.emit(session)

    async def _leave_practice(self) -> None:
        practice, self._practice = self._practice, None
        if practice is not None:
            await practice.aclose()

    # -- the services

    def _practice_session(self, address: str) -> Session:
        task_service = self._task_services.practice(address)
        task_service.accounts.set_token(PRACTICE_TOKEN)
        task_service.start()
        return Session(Mode.PRACTICE, task_service, address)

    async def _move_practice(self, address: str) -> None:
        """Go on with the practice service after it died and came back on another port."""
        async with self._switching:
            practice = self._practice
            if practice is None or practice.process.address != address or self._closed:
                return
            shown = self.current is practice.session
            if shown:
                self._put_away()
            await practice.session.task_service.aclose()
            self._practice = replace(practice, session=self._practice_session(address))
            if shown:
                self._put_on_screen(self._practice.session)

    def _kept(self, address: str, keyring: str) -> None:
        session = self.current
        shown = session is not None and session.mode is Mode.SERVICE and session.signed_in
        if session is not None and shown and account_of(session.address) == account_of(address):
            self.current = replace(session, keyring=keyring)
        if keyring:
            self._in_memory.discard(account_of(address))
        else:
            self._in_memory.add(account_of(address))
        self._note_kept(address, kept=bool(keyring))
        self.token_kept.emit(address)

    def _note_kept(self, address: str, *, kept: bool) -> None:
        """Note for the next start whether a token is in the keyring, which takes its time to tell."""
        with suppress(SeedanceError):  # it only saves time
            if self._store.get_setting(_kept_key(address), False) is not kept:
                self._store.set_setting(_kept_key(address), kept)


def _kept_key(address: str) -> str:
    return f"token kept {account_of(address)}"
