"""The tokens of the accounts of one task service: out of the keyring, and into it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from seedance_gui.domain.address import KNOWN_ADDRESSES, account_of
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.api.loader import load_api
from seedance_gui.services.credentials.results import CredentialResult, CredentialStatus
from seedance_gui.services.platform.signal import Signal
from seedance_gui.services.tasks.unconfirmed import note_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.services.accounts.accounts import Accounts
    from seedance_gui.services.credentials.credentials import Credentials
    from seedance_gui.services.platform.background_tasks import BackgroundTasks
    from seedance_gui.services.store.store import Store

MOST_EARLIER = 3
"""Tokens of one account, besides the present one, that are kept for videos that are still being made."""


class AccountTokens:
    """Loads each account's token once, when it comes to have work; what the person enters is newer.

    ``kept`` is told the address of an account and the keyring that has its token, or nothing for memory;
    ``lacking`` why a token that is needed can't be had. ``hide`` is given every token, never to be written.
    """

    def __init__(
        self,
        accounts: Accounts,
        credentials: Callable[[], Credentials],
        store: Store,
        background: BackgroundTasks,
        hide: Callable[[str], None],
    ) -> None:
        self.kept: Signal[str, str] = Signal()
        self.lacking: Signal[Message] = Signal()
        self._accounts = accounts
        self._credentials = credentials
        self._store = store
        self._background = background
        self._hide = hide
        self._loads: dict[str, asyncio.Task[CredentialResult]] = {}
        self._changes: dict[str, int] = {}
        self._forgotten: set[str] = set()
        self._earlier_kept: dict[str, int] = {}
        accounts.token_wanted.connect(self._wanted)
        accounts.earlier_done.connect(
            lambda address: background.spawn(self._keep_earlier(address), "forget an earlier token")
        )

    async def load(self, address: str) -> CredentialResult:
        """Read an account's token and use it, unless the person has entered or forgotten one meanwhile.

        The answer comes within the time limit of the keyring. What a locked or silent one says later is used
        as well.
        """
        key = account_of(address)
        if key not in self._loads:
            self._loads[key] = self._background.spawn(self._load(key, address), "load a token")
        return await asyncio.shield(self._loads[key])

    def enter(self, address: str, token: str, order: int) -> bool:
        """Use a token that the person has entered, unless a later step was about this account already.

        ``order`` is the number of the person's step; ``keep`` is to follow.
        """
        if not self._changed(address, order):
            return False
        note_token(self._store, account_of(address))
        self._accounts.set_token(token, address)
        return True

    async def keep(self, address: str) -> Message | None:
        """Write the tokens of an account into the keyring: the earlier ones first, so that none is lost.

        Returns why the token is not in the keyring.
        """
        key = account_of(address)
        if (load := self._loads.get(key)) is not None:
            await asyncio.wait([load])  # what is there would be overwritten before it is read
        await self._keep_earlier(address)
        if not (token := self._accounts.at(address).token):
            return None  # it was forgotten meanwhile
        told = partial(self._saved, address)
        saved = await self._credentials().save(key, token, later=told)
        await asyncio.gather(*(self._credentials().forget(old) for old in _old_entries(key)))
        self.kept.emit(address, saved.keyring)
        return saved.reason

    def drop(self, address: str, order: int) -> None:
        """Go on without the tokens of an account; ``forget`` is to follow."""
        self._changed(address, order)
        self._forgotten.add(account_of(address))
        self._accounts.set_token("", address)

    async def forget(self, address: str) -> Message | None:
        """Take all tokens of an account out of the keyring; returns why one may still be there."""
        key = account_of(address)
        entries = [key, *_old_entries(key), *_earlier_entries(key)]
        answers = await asyncio.gather(*(self._credentials().forget(entry) for entry in entries))
        return next((answer.reason for answer in answers if answer.reason is not None), None)

    def _wanted(self, address: str) -> None:
        if account_of(address) not in self._changes:
            self._background.spawn(self.load(address), "load a token")

    def _changed(self, address: str, order: int) -> bool:
        key = account_of(address)
        if order < self._changes.get(key, 0):
            return False
        self._changes[key] = order
        return True

    async def _load(self, key: str, address: str) -> CredentialResult:
        await asyncio.to_thread(load_api)
        loaded = CredentialResult(CredentialStatus.MISSING)
        entries = list(dict.fromkeys((address, key, *_old_entries(key))))
        while entries and loaded.status is CredentialStatus.MISSING:
            loaded = await self._credentials().load(entries.pop(0), later=partial(self._late, key, address))
        await self._use(key, address, loaded)
        if loaded.status is CredentialStatus.FOUND:
            await self._load_earlier(key, address, entries)
        return loaded

    def _late(self, key: str, address: str, loaded: CredentialResult) -> None:
        """Go on with what a keyring says that was locked or silent at first."""
        if loaded.status in {CredentialStatus.FOUND, CredentialStatus.MISSING} and key not in self._changes:
            self._loads.pop(key, None)  # it is open now: look into all of its entries
            self._background.spawn(self.load(address), "load a token")
        else:
            self._background.spawn(self._use(key, address, loaded), "use a token")

    async def _use(self, key: str, address: str, loaded: CredentialResult) -> None:
        token = loaded.token or ""
        self._hide(token)
        if key in self._changes:  # the person was quicker: this is what was used before
            if token and key not in self._forgotten:
                self._accounts.at(address).use_earlier(token)
                await self._keep_earlier(address)
            return
        if loaded.status is not CredentialStatus.LOCKED:
            self._accounts.set_token(token, address)
        unwatched = sum(self._accounts.under_way(address))
        if loaded.status is not CredentialStatus.FOUND and unwatched:
            reason = why_lacking(loaded)
            message = Message(FaultMessage.UNWATCHED, n=unwatched, address=address, reason=reason)
            self.lacking.emit(message)
        if loaded.status is CredentialStatus.FOUND:
            self.kept.emit(address, loaded.keyring)

    async def _load_earlier(self, key: str, address: str, others: list[str]) -> None:
        """Use, beside the present token, those used before; forget them where nothing needs them."""
        for entry in (*others, *_earlier_entries(key)):
            earlier = await self._credentials().load(entry)
            if key in self._forgotten:
                return
            if earlier.token:
                self._hide(earlier.token)
                self._accounts.at(address).use_earlier(earlier.token)
                self._earlier_kept[key] = self._earlier_kept.get(key, 0) + (entry not in others)
            elif entry not in others:
                break
        await self._keep_earlier(address)

    async def _keep_earlier(self, address: str) -> None:
        """Have the keyring hold the earlier tokens that are still needed, and no others."""
        key = account_of(address)
        _, *earlier = self._accounts.at(address).tokens or ("",)
        before, self._earlier_kept[key] = self._earlier_kept.get(key, 0), min(len(earlier), MOST_EARLIER)
        for number, entry in enumerate(_earlier_entries(key)):
            if number < len(earlier):
                await self._credentials().save(entry, earlier[number])
            elif number < before:
                await self._credentials().forget(entry)

    def _saved(self, address: str, saved: CredentialResult) -> None:
        self.kept.emit(address, saved.keyring)
        if saved.reason is not None:
            self.lacking.emit(saved.reason)


def why_lacking(loaded: CredentialResult) -> Message:
    """Return what a person is told where no token could be loaded."""
    return loaded.reason or Message(FaultMessage.NO_TOKEN_ANY_MORE)


def _old_entries(key: str) -> list[str]:
    """Return the entries under which earlier versions kept the token of an account: one for each address."""
    return [address for address in KNOWN_ADDRESSES if account_of(address) == key and address != key]


def _earlier_entries(key: str) -> list[str]:
    return [f"{key} earlier {number}" for number in range(1, MOST_EARLIER + 1)]
