"""The keyrings of the operating systems, behind one small face. Every call here may block for long.

The keyring is named outright and never looked up: what ``keyring`` would pick by itself may be a plain file
(``keyrings.alt``), nothing at all (``null``) or a chain of those, according to a setting or a package that
came from elsewhere. It would also find nothing in a frozen program (jaraco/keyring#324).
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked

from seedance_gui.compat import override

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from keyring.backend import KeyringBackend


class BackendError(Exception):
    """The keyring did not do what it was asked to. The text is technical and holds no secret."""


class NoBackendError(BackendError):
    """There is no such keyring here."""


class BackendLockedError(BackendError):
    """The keyring is locked, and the person did not unlock it."""


class UnsafeBackendError(BackendError):
    """The keyring would keep secrets as plain text, or not at all."""


class TokenBackend(Protocol):
    """A keyring. ``tell_locked`` is called before the person is asked to unlock it, if it can be known.

    Each method raises BackendError of the fitting kind.
    """

    def name(self) -> str:
        """Return what people call this keyring. Raises NoBackendError or UnsafeBackendError."""

    def read(self, service: str, account: str, tell_locked: Callable[[], None]) -> str | None:
        """Return the secret, or None where there is none."""

    def write(self, service: str, account: str, secret: str, tell_locked: Callable[[], None]) -> None:
        """Keep ``secret`` in place of what was there."""

    def delete(self, service: str, account: str, tell_locked: Callable[[], None]) -> None:
        """Remove the secret, if there is one."""


class NamedBackend(TokenBackend):
    """One named backend of the ``keyring`` package."""

    def __init__(self, name: str, make: Callable[[], KeyringBackend]) -> None:
        self._name = name
        self._make = make

    @override
    def name(self) -> str:
        self._backend()
        return self._name

    @override
    def read(self, service: str, account: str, tell_locked: Callable[[], None]) -> str | None:
        backend = self._backend()
        with _translated():
            return backend.get_password(service, account)

    @override
    def write(self, service: str, account: str, secret: str, tell_locked: Callable[[], None]) -> None:
        backend = self._backend()
        with _translated():
            backend.set_password(service, account, secret)

    @override
    def delete(self, service: str, account: str, tell_locked: Callable[[], None]) -> None:
        backend = self._backend()
        with _translated():
            if backend.get_password(service, account) is not None:
                backend.delete_password(service, account)

    def _backend(self) -> KeyringBackend:
        try:
            backend = self._make()
            _ = backend.priority  # raises where the backend can't run here
        except (ImportError, RuntimeError, OSError, AttributeError) as error:
            raise NoBackendError(type(error).__name__) from error
        if is_unsafe(backend):
            raise UnsafeBackendError(type(backend).__module__)
        return backend


def is_unsafe(backend: KeyringBackend) -> bool:
    """Tell whether a backend keeps secrets as plain text, nowhere, or where another of its choice does."""
    if isinstance(backend, FailKeyring | NullKeyring | ChainerBackend):
        return True
    kind = type(backend)
    # keyrings.alt holds only files and the registry; even its encrypted ones can be copied by anything.
    return kind.__module__.startswith("keyrings.alt") or "plaintext" in kind.__name__.lower()


@contextmanager
def _translated() -> Iterator[None]:
    """Turn whatever a backend raises into a BackendError without its text, which may hold the secret."""
    try:
        yield
    except KeyringLocked as error:
        raise BackendLockedError(type(error).__name__) from None
    except Exception as error:  # noqa: BLE001 - some raise their platform's own, such as pywintypes.error
        raise BackendError(type(error).__name__) from None


def system_backends() -> Sequence[TokenBackend]:
    """Return the keyrings that this system may have, the best first. None of them is touched yet."""
    # Imported where they belong: on another system, importing macOS's looks for its libraries for 100 ms.
    if sys.platform == "darwin":
        from keyring.backends import macOS  # noqa: PLC0415

        return (NamedBackend("macOS Keychain", macOS.Keyring),)
    if sys.platform == "win32":
        from keyring.backends import Windows  # noqa: PLC0415

        return (NamedBackend("Windows Credential Manager", Windows.WinVaultKeyring),)
    from keyring.backends import kwallet  # noqa: PLC0415

    from seedance_gui.services.credentials.secret_service import SecretServiceBackend  # noqa: PLC0415

    return (SecretServiceBackend(), NamedBackend("KDE Wallet", kwallet.DBusKeyring))
