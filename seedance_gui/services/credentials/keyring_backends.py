"""The keyrings of the operating systems: backends of the ``keyring`` package, which takes 0.1 s to import.

Each is named outright. What ``keyring`` would choose by itself may be a plain file (``keyrings.alt``) or
nothing at all (``null``), by a setting or a package from elsewhere; in a frozen program it would find none
(jaraco/keyring#324).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import NoKeyringError

_log = logging.getLogger(__name__)

# Makes a backend, which calls the function before it asks the person to unlock the keyring, if it can tell.
BackendFactory = Callable[[Callable[[], None]], KeyringBackend]
_NAMES = {"macOS Keyring": "macOS Keychain", "Windows WinVaultKeyring": "Windows Credential Manager"}


class UnsafeKeyringError(NoKeyringError):
    """The keyring here would keep secrets as plain text, or not at all."""


def open_backend(make: BackendFactory, on_locked: Callable[[], None]) -> tuple[KeyringBackend, str]:
    """Return a backend that works here, and what people call it.

    Raises NoKeyringError or UnsafeKeyringError.
    """
    try:
        backend = make(on_locked)
        _ = backend.priority  # raises where the backend can't work here
        name = backend.name
    except Exception as error:
        _log.info("No keyring: %s %s", type(error).__name__, error)
        raise NoKeyringError from error
    if _is_unsafe(backend):
        _log.warning("Refused an unsafe keyring: %s", name)
        raise UnsafeKeyringError
    return backend, _NAMES.get(name, name)


def system_backend(on_locked: Callable[[], None]) -> KeyringBackend:
    """Return the backend for this operating system."""
    # Imported where they belong: on another system, importing macOS's looks for its libraries for 100 ms.
    if sys.platform == "darwin":
        from keyring.backends import macOS  # noqa: PLC0415

        return macOS.Keyring()
    if sys.platform == "win32":
        from keyring.backends import Windows  # noqa: PLC0415

        return Windows.WinVaultKeyring()
    from seedance_gui.services.credentials.secret_service import SecretServiceBackend  # noqa: PLC0415

    return SecretServiceBackend(on_locked)


def _is_unsafe(backend: KeyringBackend) -> bool:
    kind = type(backend)
    # keyrings.alt holds only files and the registry; even its encrypted ones can be copied by anything.
    foreign = kind.__module__.startswith("keyrings.alt") or "plaintext" in kind.__name__.lower()
    return foreign or isinstance(backend, fail.Keyring | null.Keyring | chainer.ChainerBackend)
