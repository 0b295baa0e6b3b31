"""The Secret Service of Linux desktops: GNOME Keyring, KDE Wallet, KeePassXC and others, over D-Bus.

Not by ``keyring``'s own backend: that one can't say that a keyring is locked without asking the person to
unlock it, has a new keyring made only to find nothing in it, and leaves its connection open on errors.
The attributes are the same, so what one has kept the other finds.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import secretstorage
from jeepney import DBusErrorResponse  # type: ignore[import-untyped]
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import Proxy  # type: ignore[import-untyped]
from secretstorage.exceptions import (
    ItemNotFoundException,
    LockedException,
    PromptDismissedException,
    SecretStorageException,
)

from seedance_gui.compat import override
from seedance_gui.services.credentials.keyring_backends import (
    BackendError,
    BackendLockedError,
    NoBackendError,
    TokenBackend,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jeepney.io.blocking import DBusConnection

_BUS_NAME = "org.freedesktop.secrets"
# What the process behind the bus name is called (15 characters at most), and what people call it.
_PROVIDERS = {
    "gnome-keyring": "GNOME Keyring (Secret Service)",
    "kwalletd": "KDE Wallet (Secret Service)",
    "ksecretd": "KDE Wallet (Secret Service)",
    "keepassxc": "KeePassXC (Secret Service)",
    "oo7-daemon": "oo7 (Secret Service)",
    "pass_secret": "pass (Secret Service)",
}
_UNNAMED = "Secret Service"


class SecretServiceBackend(TokenBackend):
    """The default keyring of the Secret Service."""

    def __init__(self, unlock_seconds: float = 600.0) -> None:
        # WORKAROUND for https://github.com/mitya57/secretstorage/issues/33: a prompt may never be answered.
        self._unlock_seconds = unlock_seconds

    @override
    def name(self) -> str:
        with _connection() as bus:
            return _provider(bus)

    @override
    def read(self, service: str, account: str, tell_locked: Callable[[], None]) -> str | None:
        with _connection() as bus:
            try:
                keyring = secretstorage.Collection(bus)
            except ItemNotFoundException:
                return None  # no default keyring was ever made; only writing is worth asking for one
            self._unlock(keyring, tell_locked)
            for item in keyring.search_items(_attributes(service, account)):
                if item.is_locked() and item.unlock():
                    raise BackendLockedError("the item stayed locked")
                return item.get_secret().decode("utf-8", "replace")
            return None

    @override
    def write(self, service: str, account: str, secret: str, tell_locked: Callable[[], None]) -> None:
        with _connection() as bus:
            keyring = secretstorage.get_default_collection(bus)
            self._unlock(keyring, tell_locked)
            label = f"{service} ({account})"
            attributes = _attributes(service, account) | {"application": service}
            keyring.create_item(label, attributes, secret.encode(), replace=True)

    @override
    def delete(self, service: str, account: str, tell_locked: Callable[[], None]) -> None:
        with _connection() as bus:
            try:
                keyring = secretstorage.Collection(bus)
            except ItemNotFoundException:
                return
            self._unlock(keyring, tell_locked)
            for item in list(keyring.search_items(_attributes(service, account))):
                item.delete()

    def _unlock(self, keyring: secretstorage.Collection, tell_locked: Callable[[], None]) -> None:
        if not keyring.is_locked():
            return
        tell_locked()
        try:
            keyring.unlock(timeout=self._unlock_seconds)
        except TimeoutError as error:
            raise BackendLockedError("the request to unlock was not answered") from error
        if keyring.is_locked():
            raise BackendLockedError("the request to unlock was turned down")


def _attributes(service: str, account: str) -> dict[str, str]:
    return {"service": service, "username": account}


@contextmanager
def _connection() -> Iterator[DBusConnection]:
    """Give a connection to a bus with a Secret Service on it; what goes wrong is a BackendError."""
    try:
        bus = secretstorage.dbus_init()
    except (SecretStorageException, OSError, RuntimeError, ValueError, EOFError) as error:
        raise NoBackendError(f"no message bus: {type(error).__name__}") from error
    try:
        if not secretstorage.check_service_availability(bus):
            raise NoBackendError("no Secret Service on the message bus")
        yield bus
    except (LockedException, PromptDismissedException) as error:
        raise BackendLockedError(type(error).__name__) from error
    except BackendError:
        raise
    except Exception as error:  # a bus that breaks in mid-word raises many kinds
        raise BackendError(f"{type(error).__name__} {getattr(error, 'name', '')}".strip()) from error
    finally:
        bus.close()


def _provider(bus: DBusConnection) -> str:
    """Return the name of the program that answers for the Secret Service, as far as it can be told."""
    messages = Proxy(message_bus, bus)
    try:
        if not messages.NameHasOwner(_BUS_NAME)[0]:
            messages.StartServiceByName(_BUS_NAME)
        (process,) = messages.GetConnectionUnixProcessID(_BUS_NAME)
        command = Path(f"/proc/{process}/comm").read_text(encoding="utf-8").strip()
    except (DBusErrorResponse, OSError, ValueError):
        return _UNNAMED
    return next((name for start, name in _PROVIDERS.items() if command.startswith(start)), _UNNAMED)
