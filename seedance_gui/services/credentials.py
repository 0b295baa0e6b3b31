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

from seedance_gui.domain.errors import TokenError
from seedance_gui.domain.keyring_messages import KeyringMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.token import clean_token
from seedance_gui.services.credential_answers import Forgotten, Loaded, LoadState, Place, Saved, Where
from seedance_gui.services.keyring_call import KeyringCall
from seedance_gui.services.vaults import (
    VaultAbsentError,
    VaultError,
    VaultLockedError,
    VaultUnsafeError,
    vaults_of_this_system,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedance_gui.domain.messages import Value
    from seedance_gui.services.vaults import Vault

_log = logging.getLogger(__name__)


class Credentials:
    """The tokens, one for each account; an account is the base address that the token is for.

    Belongs to one event loop. ``limit`` is how many seconds a keyring may take to answer before the answer is
    that it has not. ``vaults`` are the keyrings to try, in this order.
    """

    def __init__(
        self,
        service_name: str = "Seedance",
        *,
        vaults: Sequence[Vault] | None = None,
        limit: float = 5.0,
    ) -> None:
        self._service = service_name
        self._vaults = vaults_of_this_system() if vaults is None else vaults
        self._limit = limit
        self._memory: dict[str, str] = {}
        # What the keyring should hold in the end. A held-up call and a later one may finish in any order.
        self._wishes: dict[str, _Wish] = {}
        self._lock = threading.Lock()

    async def where(self) -> Where:
        """Return where a token would be kept, as far as that is known without asking the person."""
        slow = _in_memory(KeyringMessage.LOAD_SLOW)
        return await KeyringCall[Where](lambda _: self._look(), slow).run(self._limit)

    async def load(self, account: str, *, later: Callable[[Loaded], None] | None = None) -> Loaded:
        """Read the token of ``account``; the system may ask the person to unlock the keyring.

        The answer is ``locked`` at once for a locked keyring, and after the limit for a silent one. ``later``
        is called in the event loop with what came of it after that.
        """
        kept = self._memory.get(account)
        if kept is not None:
            return Loaded(LoadState.FOUND, kept, _in_memory())
        slow = Loaded(LoadState.LOCKED, reason=Message(KeyringMessage.LOAD_SLOW))
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
        wish = self._wish(account, token)

        def settle(saved: Saved) -> None:
            if saved.where.kind is Place.KEYRING and self._wishes.get(account) is wish:
                self._memory.pop(account, None)

        def settle_later(saved: Saved) -> None:
            settle(saved)
            if later is not None:
                later(saved)

        slow = Saved(_in_memory(KeyringMessage.SAVE_SLOW))
        call = KeyringCall[Saved](lambda early: self._write(account, wish, early), slow, settle_later)
        saved = await call.run(self._limit)
        settle(saved)
        return saved

    async def forget(self, account: str, *, later: Callable[[Forgotten], None] | None = None) -> Forgotten:
        """Remove the token of ``account``: from memory at once, and from the keyring.

        ``later`` is called in the event loop with what came of it when the keyring was locked or silent.
        """
        self._memory.pop(account, None)
        wish = self._wish(account, None)
        slow = Forgotten(done=False, reason=Message(KeyringMessage.FORGET_SLOW))
        call = KeyringCall[Forgotten](lambda early: self._delete(account, wish, early), slow, later)
        return await call.run(self._limit)

    def _wish(self, account: str, token: str | None) -> _Wish:
        wish = _Wish(token)
        with self._lock:
            self._wishes[account] = wish
        return wish

    # What follows runs in the threads of the calls.

    def _choose(self) -> tuple[Vault, str]:
        """Return the first keyring that is here, and its name. Raises VaultError: absent or unsafe."""
        fault: VaultError = VaultAbsentError()
        for vault in self._vaults:
            try:
                return vault, vault.name()
            except VaultUnsafeError as error:
                _log.warning("Turned down a keyring that is not safe: %s", error)
                fault = error
            except VaultError as error:
                _log.info("No keyring: %s", error)
        raise fault

    def _look(self) -> Where:
        try:
            _, name = self._choose()
        except VaultError as error:
            return _not_in(error)
        return Where(Place.KEYRING, name)

    def _read(self, account: str, early: Callable[[Loaded], None]) -> Loaded:
        try:
            vault, name = self._choose()
        except VaultError:
            return Loaded(LoadState.UNAVAILABLE, reason=Message(KeyringMessage.LOAD_NO_KEYRING))
        where = Where(Place.KEYRING, name)
        locked = Loaded(LoadState.LOCKED, None, where, Message(KeyringMessage.LOAD_LOCKED, name=name))
        try:
            token = vault.read(self._service, account, lambda: early(locked))
        except VaultLockedError:
            return locked
        except VaultError as error:
            _log.warning("%s could not be read: %s", name, error)
            return Loaded(LoadState.UNAVAILABLE, None, where, Message(KeyringMessage.LOAD_FAILED, name=name))
        try:
            return Loaded(LoadState.FOUND, clean_token(token or ""), where)
        except TokenError:  # none, or something that another program put there and that no request can carry
            return Loaded(LoadState.NONE, None, where)

    def _write(self, account: str, wish: _Wish, early: Callable[[Saved], None]) -> Saved:
        try:
            vault, name = self._choose()
        except VaultError as error:
            return Saved(_not_in(error))
        locked = Saved(_in_memory(KeyringMessage.SAVE_LOCKED, name=name))
        try:
            self._fulfil(vault, account, wish, lambda: early(locked))
            kept = vault.read(self._service, account, lambda: early(locked))
        except VaultLockedError:
            return Saved(_in_memory(KeyringMessage.SAVE_STAYED_LOCKED, name=name))
        except VaultError as error:
            _log.warning("%s did not keep the token: %s", name, error)
            return Saved(_in_memory(KeyringMessage.KEYRING_FAILED, name=name))
        if kept != wish.token and self._wishes[account] is wish:
            _log.warning("%s did not give back what it was given", name)
            return Saved(_in_memory(KeyringMessage.KEYRING_FAILED, name=name))
        return Saved(Where(Place.KEYRING, name))

    def _delete(self, account: str, wish: _Wish, early: Callable[[Forgotten], None]) -> Forgotten:
        try:
            vault, name = self._choose()
        except VaultError:
            return Forgotten(done=True)  # nothing was ever kept but in memory
        locked = Forgotten(done=False, reason=Message(KeyringMessage.FORGET_LOCKED, name=name))
        try:
            self._fulfil(vault, account, wish, lambda: early(locked))
        except VaultLockedError:
            return Forgotten(done=False, reason=Message(KeyringMessage.FORGET_STAYED_LOCKED, name=name))
        except VaultError as error:
            _log.warning("%s did not remove the token: %s", name, error)
            return Forgotten(
                done=False, reason=Message(KeyringMessage.FORGET_FAILED, name=name, entry=self._service)
            )
        return Forgotten(done=True)

    def _fulfil(self, vault: Vault, account: str, wish: _Wish, tell_locked: Callable[[], None]) -> None:
        """Have the keyring hold what is wished, and again if a later wish overtook this call on its way."""
        while True:
            if wish.token is None:
                vault.delete(self._service, account, tell_locked)
            else:
                vault.write(self._service, account, wish.token, tell_locked)
            with self._lock:
                latest = self._wishes[account]
            if latest is wish:
                return
            wish = latest


@dataclass(frozen=True, slots=True, eq=False)
class _Wish:
    """What the keyring should hold for an account: a token, or None for nothing. Told apart by identity."""

    token: str | None = field(repr=False)


def _in_memory(reason: KeyringMessage | None = None, **values: Value) -> Where:
    return Where(Place.MEMORY, "", Message(reason, **values) if reason else None)


def _not_in(error: VaultError) -> Where:
    return _in_memory(
        KeyringMessage.KEYRING_UNSAFE if isinstance(error, VaultUnsafeError) else KeyringMessage.NO_KEYRING
    )
