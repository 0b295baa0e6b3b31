"""Keep the token in the operating system's keyring, and nowhere else on disk.

Where there is no keyring, or it fails, the token is in memory until the program closes, and that is said.
A keyring may ask the person for a password and block for minutes: every call has a thread of its own, the
answer comes within a timeout, and what the keyring does afterwards is told by the ``later`` callback.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from seedance_gui.domain.errors import TokenError
from seedance_gui.domain.keyring_messages import KeyringMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.token import clean_token
from seedance_gui.services.credentials.call_with_timeout import call_with_timeout
from seedance_gui.services.credentials.results import CredentialResult, CredentialStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

    from seedance_gui.services.credentials.keyring_backends import BackendFactory

    Later = Callable[[CredentialResult], None] | None
    _Work = Callable[[KeyringBackend, str], CredentialResult]
    _Failed = Callable[["_Failure", str], CredentialResult]

_log = logging.getLogger(__name__)
_SERVICE = "Seedance"  # what the entries in the keyring are called


class _Failure(NamedTuple):
    """Why the keyring was not used: what it says of the token, and what a person is told of each call."""

    status: CredentialStatus
    load: KeyringMessage
    save: KeyringMessage
    forget: KeyringMessage | None = None


_OUT, _SHUT, _Text = CredentialStatus.UNAVAILABLE, CredentialStatus.LOCKED, KeyringMessage
_NO_KEYRING = _Failure(_OUT, _Text.LOAD_NO_KEYRING, _Text.NO_KEYRING)
_UNSAFE = _Failure(_OUT, _Text.LOAD_NO_KEYRING, _Text.KEYRING_UNSAFE)
_FAILED = _Failure(_OUT, _Text.LOAD_FAILED, _Text.KEYRING_FAILED, _Text.FORGET_FAILED)
_LOCKED = _Failure(_SHUT, _Text.LOAD_LOCKED, _Text.SAVE_LOCKED, _Text.FORGET_LOCKED)
_REFUSED = _Failure(_SHUT, _Text.LOAD_LOCKED, _Text.SAVE_STAYED_LOCKED, _Text.FORGET_STAYED_LOCKED)
_TIMEOUT = _Failure(_SHUT, _Text.LOAD_SLOW, _Text.SAVE_SLOW, _Text.FORGET_SLOW)


class Credentials:
    """The tokens, one for each account; an account is the base address that the token is for.

    Belongs to one event loop. ``backend`` makes the keyring to use; ``timeout`` is in seconds. ``later`` is
    called in the event loop with the outcome where the answer could not wait for it, unless the account was
    saved or forgotten again meanwhile.
    """

    def __init__(self, backend: BackendFactory | None = None, *, timeout: float = 5.0) -> None:
        self._backend = backend
        self._timeout = timeout
        # Tokens that are not, or not yet, in the keyring.
        self._memory: dict[str, str] = {}
        # What the keyring should hold in the end, None for nothing: a call may finish after a later one.
        self._wanted: dict[str, str | None] = {}

    async def where(self) -> str:
        """Return the name of the keyring that a token would go into, or nothing; the person is not asked."""

        def found(_: KeyringBackend, name: str) -> CredentialResult:
            return CredentialResult(CredentialStatus.MISSING, keyring=name)

        result = await self._call("", found, lambda failure, _: CredentialResult(failure.status), None)
        return result.keyring

    async def load(self, account: str, *, later: Later = None) -> CredentialResult:
        """Read the token of ``account``; the system may ask the person to unlock the keyring.

        The answer is ``LOCKED`` at once for a locked keyring, and after the timeout for a silent one.
        """
        if account in self._memory:
            return CredentialResult(CredentialStatus.FOUND, self._memory[account])

        def read(backend: KeyringBackend, name: str) -> CredentialResult:
            try:
                token = clean_token(backend.get_password(_SERVICE, account) or "")
            except TokenError:  # none, or something that another program put there and no request can carry
                return CredentialResult(CredentialStatus.MISSING)
            return CredentialResult(CredentialStatus.FOUND, token, name)

        def failed(failure: _Failure, name: str) -> CredentialResult:
            return CredentialResult(failure.status, None, name, _reason(failure.load, name))

        return await self._call(account, read, failed, later)

    async def save(self, account: str, token: str, *, later: Later = None) -> CredentialResult:
        """Keep ``token`` for ``account``: in the keyring, read back and compared, or else in memory.

        Raises TokenError for what can't be a token.
        """
        token = clean_token(token)
        self._memory[account] = self._wanted[account] = token

        def failed(failure: _Failure, name: str) -> CredentialResult:
            return CredentialResult(CredentialStatus.FOUND, token, reason=_reason(failure.save, name))

        return await self._call(account, partial(self._write, account), failed, later)

    async def forget(self, account: str, *, later: Later = None) -> CredentialResult:
        """Remove the token of ``account``: from memory at once, and from the keyring.

        The answer is ``MISSING`` when it is gone; otherwise ``reason`` says why it may still be there.
        """
        self._memory.pop(account, None)
        self._wanted[account] = None

        def failed(failure: _Failure, name: str) -> CredentialResult:
            if not failure.forget:  # without a keyring, it was never kept but in memory
                return CredentialResult(CredentialStatus.MISSING)
            return CredentialResult(failure.status, None, name, _reason(failure.forget, name))

        return await self._call(account, partial(self._write, account), failed, later)

    async def _call(self, account: str, work: _Work, failed: _Failed, later: Later) -> CredentialResult:
        wanted = self._wanted.get(account, "")

        def settle(result: CredentialResult) -> bool:
            if self._wanted.get(account, "") != wanted:
                return False  # overtaken by a later save or forget
            if result.token and result.keyring:
                self._memory.pop(account, None)
            return True

        def settle_later(result: CredentialResult) -> None:
            if settle(result) and later is not None:
                later(result)

        attempt = partial(_attempt, self._backend, work, failed)
        result = await call_with_timeout(attempt, self._timeout, failed(_TIMEOUT, ""), settle_later)
        settle(result)
        return result

    def _write(self, account: str, backend: KeyringBackend, name: str) -> CredentialResult:
        """Have the keyring hold what is wanted, and once more if that changed on the way."""
        while True:
            token = self._wanted[account]
            if token is not None:
                backend.set_password(_SERVICE, account, token)
            elif backend.get_password(_SERVICE, account) is not None:
                try:
                    backend.delete_password(_SERVICE, account)
                except Exception:
                    if backend.get_password(_SERVICE, account) is not None:
                        raise  # not even by another call at the same time
            kept = backend.get_password(_SERVICE, account)
            if self._wanted[account] == token:
                break
        if kept != token:
            raise ValueError("the keyring does not hold what it was given")
        if token is None:
            return CredentialResult(CredentialStatus.MISSING)
        return CredentialResult(CredentialStatus.FOUND, token, name)


# What follows runs in the threads of the calls.


def _attempt(
    make: BackendFactory | None, work: _Work, failed: _Failed, early: Callable[[CredentialResult], None]
) -> CredentialResult:
    # Imported in the thread: keyring and what it needs take 0.1 s.
    from keyring.errors import KeyringLocked, NoKeyringError  # noqa: PLC0415

    from seedance_gui.services.credentials import keyring_backends as system  # noqa: PLC0415

    name = ""
    make = make or system.system_backend
    try:
        backend, name = system.open_backend(make, lambda: early(failed(_LOCKED, name)))
        return work(backend, name)
    except system.UnsafeKeyringError:
        return failed(_UNSAFE, "")
    except NoKeyringError:
        return failed(_NO_KEYRING, "")
    except KeyringLocked:
        return failed(_REFUSED, name)
    except Exception as error:  # noqa: BLE001 - some raise their platform's own, such as pywintypes.error
        # Without its text, which may hold the secret.
        _log.warning("%s failed: %s %s", name, type(error).__name__, getattr(error, "name", ""))
        return failed(_FAILED, name)


def _reason(code: KeyringMessage, name: str) -> Message:
    return Message(code, name=name, entry=_SERVICE) if name else Message(code)
