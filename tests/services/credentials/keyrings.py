"""Keyring backends for what GNOME's can't be made to do."""

from __future__ import annotations

import threading

from keyring.backend import KeyringBackend

from seedance_gui.compat import override


class DictKeyring(KeyringBackend):
    """A keyring that works."""

    name = "Test Keyring"
    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    @override
    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    @override
    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class HangingKeyring(DictKeyring):
    """Blocks its first calls, as one does while it asks for a password, until ``release`` is set."""

    def __init__(self, calls: int = 99) -> None:
        super().__init__()
        self.release = threading.Event()
        self._left = calls

    @override
    def get_password(self, service: str, username: str) -> str | None:
        self._hang()
        return super().get_password(service, username)

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self._hang()
        super().set_password(service, username, password)

    def _hang(self) -> None:
        self._left -= 1
        if self._left >= 0:
            self.release.wait(60)
