"""Keep the token in the operating system's keyring, and nowhere else on disk.

Where there is no keyring, or it fails, the token is in memory until the program closes, and that is said.
A keyring may ask the person for a password and block for minutes: every call has a thread of its own, the
answer comes within a limit, and what the keyring does afterwards is told by the ``later`` callback.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedance_gui.domain import keyring_sentences as s
from seedance_gui.domain.errors import TokenError
from seedance_gui.domain.token import clean_token
from seedance_gui.domain.words import say
from seedance_gui.services.credentials.call_with_timeout import KeyringCall
from seedance_gui.services.credentials.keyring_backends import (
    BackendError,
    BackendLockedError,
    NoBackendError,
    UnsafeBackendError,
    system_backends,
)
from seedance_gui.services.credentials.results import (
    CredentialStatus,
    Forgotten,
    Loaded,
    Place,
    Saved,
    TokenStorage,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedance_gui.domain.words import Value
    from seedance_gui.services.credentials.keyring_backends import TokenBackend

_log = logging.getLogger(__name__)


class Credentials:
    """The tokens, one for each account; an account is the base address that the token is for.

    Belongs to one event loop. ``limit`` is how many seconds a keyring may take to answer before the answer is
    that it has not. ``backends`` are the keyrings to try, in this order.
    """

    def __init__(
        self,
        service_name: str = "Seedance",
        *,
        backends: Sequence[TokenBackend] | None = None,
        limit: float = 5.0,
    ) -> None:
        self._service = service_name
        self._backends = system_backends() if backends is None else backends
        self._limit = limit
        self._memory: dict[str, str] = {}
        # What the keyring should hold in the end. A held-up call and a later one may finish in any order.
        self._changes: dict[str, _Change] = {}
        self._lock = threading.Lock()

    async def where(self) -> TokenStorage:
        """Return where a token would be kept, as far as that is known without asking the person."""
        slow = _in_memory(s.LOAD_SLOW)
        return await KeyringCall[TokenStorage](lambda _: self._look(), slow).run(self._limit)

    async def load(self, account: str, *, later: Callable[[Loaded], None] | None = None) -> Loaded:
        """Read the token of ``account``; the system may ask the person to unlock the keyring.

        The answer is ``locked`` at once for a locked keyring, and after the limit for a silent one. ``later``
        is called in the event loop with what came of it after that.
        """
        kept = self._memory.get(account)
        if kept is not None:
            return Loaded(CredentialStatus.FOUND, kept, _in_memory())
        slow = Loaded(CredentialStatus.LOCKED, reason=say(s.LOAD_SLOW))
        return await KeyringCall[Loaded](lambda early: self._read(account, early), slow, later).run(
            self._limit
        )

    async def save(self, account: str, token: str, *, later: Callable[[Saved], None] | None = None) -> Saved:
        """Keep ``token`` for ``account``: in the keyring, read back and compared, or else in memory.

        Raises TokenError for what can't be a token. ``later`` is called in the event loop when a keyring that
        was locked or silent has taken the token after all, or has turned it down.
        """
        token = clean_token(token)
        self._memory[account] = token
        change = self._change(account, token)

        def settle(saved: Saved) -> None:
            if saved.where.kind is Place.KEYRING and self._changes.get(account) is change:
                self._memory.pop(account, None)

        def settle_later(saved: Saved) -> None:
            settle(saved)
            if later is not None:
                later(saved)

        slow = Saved(_in_memory(s.SAVE_SLOW))
        call = KeyringCall[Saved](lambda early: self._write(account, change, early), slow, settle_later)
        saved = await call.run(self._limit)
        settle(saved)
        return saved

    async def forget(self, account: str, *, later: Callable[[Forgotten], None] | None = None) -> Forgotten:
        """Remove the token of ``account``: from memory at once, and from the keyring.

        ``later`` is called in the event loop with what came of it when the keyring was locked or silent.
        """
        self._memory.pop(account, None)
        change = self._change(account, None)
        slow = Forgotten(done=False, reason=say(s.FORGET_SLOW))
        call = KeyringCall[Forgotten](lambda early: self._delete(account, change, early), slow, later)
        return await call.run(self._limit)

    def _change(self, account: str, token: str | None) -> _Change:
        change = _Change(token)
        with self._lock:
            self._changes[account] = change
        return change

    # What follows runs in the threads of the calls.

    def _choose(self) -> tuple[TokenBackend, str]:
        """Return the first keyring that is here, and its name. Raises BackendError: absent or unsafe."""
        fault: BackendError = NoBackendError()
        for backend in self._backends:
            try:
                return backend, backend.name()
            except UnsafeBackendError as error:
                _log.warning("Turned down a keyring that is not safe: %s", error)
                fault = error
            except BackendError as error:
                _log.info("No keyring: %s", error)
        raise fault

    def _look(self) -> TokenStorage:
        try:
            _, name = self._choose()
        except BackendError as error:
            return _not_in(error)
        return TokenStorage(Place.KEYRING, name)

    def _read(self, account: str, early: Callable[[Loaded], None]) -> Loaded:
        try:
            backend, name = self._choose()
        except BackendError:
            return Loaded(CredentialStatus.UNAVAILABLE, reason=say(s.LOAD_NO_KEYRING))
        where = TokenStorage(Place.KEYRING, name)
        locked = Loaded(CredentialStatus.LOCKED, None, where, say(s.LOAD_LOCKED, name=name))
        try:
            token = backend.read(self._service, account, lambda: early(locked))
        except BackendLockedError:
            return locked
        except BackendError as error:
            _log.warning("%s could not be read: %s", name, error)
            return Loaded(CredentialStatus.UNAVAILABLE, None, where, say(s.LOAD_FAILED, name=name))
        try:
            return Loaded(CredentialStatus.FOUND, clean_token(token or ""), where)
        except TokenError:  # none, or something that another program put there and that no request can carry
            return Loaded(CredentialStatus.MISSING, None, where)

    def _write(self, account: str, change: _Change, early: Callable[[Saved], None]) -> Saved:
        try:
            backend, name = self._choose()
        except BackendError as error:
            return Saved(_not_in(error))
        locked = Saved(_in_memory(s.SAVE_LOCKED, name=name))
        try:
            self._apply(backend, account, change, lambda: early(locked))
            kept = backend.read(self._service, account, lambda: early(locked))
        except BackendLockedError:
            return Saved(_in_memory(s.SAVE_STAYED_LOCKED, name=name))
        except BackendError as error:
            _log.warning("%s did not keep the token: %s", name, error)
            return Saved(_in_memory(s.KEYRING_FAILED, name=name))
        if kept != change.token and self._changes[account] is change:
            _log.warning("%s did not give back what it was given", name)
            return Saved(_in_memory(s.KEYRING_FAILED, name=name))
        return Saved(TokenStorage(Place.KEYRING, name))

    def _delete(self, account: str, change: _Change, early: Callable[[Forgotten], None]) -> Forgotten:
        try:
            backend, name = self._choose()
        except BackendError:
            return Forgotten(done=True)  # nothing was ever kept but in memory
        locked = Forgotten(done=False, reason=say(s.FORGET_LOCKED, name=name))
        try:
            self._apply(backend, account, change, lambda: early(locked))
        except BackendLockedError:
            return Forgotten(done=False, reason=say(s.FORGET_STAYED_LOCKED, name=name))
        except BackendError as error:
            _log.warning("%s did not remove the token: %s", name, error)
            return Forgotten(done=False, reason=say(s.FORGET_FAILED, name=name, entry=self._service))
        return Forgotten(done=True)

    def _apply(
        self, backend: TokenBackend, account: str, change: _Change, tell_locked: Callable[[], None]
    ) -> None:
        """Apply the change, and the latest one if a later change overtook this call on its way."""
        while True:
            if change.token is None:
                backend.delete(self._service, account, tell_locked)
            else:
                backend.write(self._service, account, change.token, tell_locked)
            with self._lock:
                latest = self._changes[account]
            if latest is change:
                return
            change = latest


@dataclass(frozen=True, slots=True, eq=False)
class _Change:
    """What the keyring should hold for an account: a token, or None for nothing. Told apart by identity."""

    token: str | None = field(repr=False)


def _in_memory(reason: str = "", **values: Value) -> TokenStorage:
    return TokenStorage(Place.MEMORY, "", say(reason, **values) if reason else None)


def _not_in(error: BackendError) -> TokenStorage:
    return _in_memory(s.KEYRING_UNSAFE if isinstance(error, UnsafeBackendError) else s.NO_KEYRING)
