"""The Secret Service of Linux desktops: GNOME Keyring, KDE Wallet, KeePassXC and others, over D-Bus."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import secretstorage
from jeepney import DBusErrorResponse  # type: ignore[import-untyped]
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import Proxy  # type: ignore[import-untyped]
from keyring.backends import SecretService
from keyring.errors import KeyringLocked
from secretstorage.collection import SESSION_COLLECTION
from secretstorage.exceptions import ItemNotFoundException

from seedance_gui.compat import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from jeepney.io.blocking import DBusConnection

_BUS_NAME = "org.freedesktop.secrets"
# How the name of the process behind the bus name starts, and what people call it.
_PROVIDERS = {
    "gnome-keyring": "GNOME Keyring (Secret Service)",
    "kwalletd": "KDE Wallet (Secret Service)",
    "ksecretd": "KDE Wallet (Secret Service)",
    "keepassxc": "KeePassXC (Secret Service)",
    "oo7-daemon": "oo7 (Secret Service)",
    "pass_secret": "pass (Secret Service)",
}


class SecretServiceBackend(SecretService.Keyring):
    """The backend of ``keyring``, which here calls ``on_locked`` before it asks the person to unlock.

    It also has no new keyring made only to find nothing in it, waits for the person no longer than
    ``unlock_timeout`` seconds, and closes its connection after an error.
    """

    appid = "Seedance"
    # WORKAROUND for https://github.com/mitya57/secretstorage/issues/33: a prompt may never be answered.
    unlock_timeout = 600.0

    def __init__(self, on_locked: Callable[[], None]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._on_locked = on_locked

    @property
    @override
    def name(self) -> str:
        with closing(secretstorage.dbus_init()) as bus:
            messages = Proxy(message_bus, bus)
            try:
                if not messages.NameHasOwner(_BUS_NAME)[0]:
                    messages.StartServiceByName(_BUS_NAME)
                (process,) = messages.GetConnectionUnixProcessID(_BUS_NAME)
                command = Path(f"/proc/{process}/comm").read_text(encoding="utf-8")
            except (DBusErrorResponse, OSError, ValueError):
                command = ""
        return next(
            (name for start, name in _PROVIDERS.items() if command.startswith(start)), "Secret Service"
        )

    @override
    def get_password(self, service: str, username: str) -> str | None:
        try:
            return super().get_password(service, username)  # type: ignore[no-untyped-call, no-any-return]
        except ItemNotFoundException:
            return None  # no default keyring was ever made, or the item was removed meanwhile

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        with closing(secretstorage.dbus_init()) as bus:
            try:
                _keyring_of(bus)
            except ItemNotFoundException:
                secretstorage.get_default_collection(bus)  # has one made
        super().set_password(service, username, password)  # type: ignore[no-untyped-call]

    @override
    def get_preferred_collection(self) -> secretstorage.Collection:
        with ExitStack() as stack:
            collection = _keyring_of(stack.enter_context(closing(secretstorage.dbus_init())))
            self.unlock(collection)
            stack.pop_all()  # now the caller closes the connection
        return collection

    @override
    def unlock(self, item: secretstorage.Collection | secretstorage.Item) -> None:
        if not item.is_locked():
            return
        self._on_locked()
        try:
            item.unlock(timeout=self.unlock_timeout)
        except TimeoutError as error:
            raise KeyringLocked from error
        if item.is_locked():
            raise KeyringLocked


def _keyring_of(bus: DBusConnection) -> secretstorage.Collection:
    """Return the default keyring, or where none is called so, as with KeePassXC, the first one there is.

    Raises ItemNotFoundException: there is none that lasts.
    """
    try:
        return secretstorage.Collection(bus)
    except ItemNotFoundException:
        for keyring in secretstorage.get_all_collections(bus):
            if keyring.collection_path != SESSION_COLLECTION:  # that one is in memory only
                return keyring
        raise
