from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]
from keyring.backends import Windows, chainer, fail, macOS, null
from keyring.errors import KeyringLocked, NoKeyringError

from seedance_gui.services.credentials.keyring_backends import (
    UnsafeKeyringError,
    open_backend,
    system_backend,
)
from seedance_gui.services.credentials.secret_service import SecretServiceBackend
from tests.services.credentials.keyrings import DictKeyring
from tests.services.credentials.secret_service import secret_service

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from keyring.backend import KeyringBackend


def _nothing() -> None:
    pass


class PlaintextKeyring(DictKeyring):
    pass


class _OfKeyringsAlt(DictKeyring):
    __module__ = "keyrings.alt.pyfs"


class _Chainer(chainer.ChainerBackend):
    backends = (PlaintextKeyring,)


@pytest.mark.parametrize("make", [fail.Keyring, null.Keyring, PlaintextKeyring, _OfKeyringsAlt, _Chainer])
def test_unsafe_keyrings_are_refused(make: Callable[[], KeyringBackend]) -> None:
    with pytest.raises(UnsafeKeyringError):
        open_backend(lambda _: make(), _nothing)


@pytest.mark.parametrize(
    ("platform", "module", "backend", "name"),
    [
        ("darwin", macOS, macOS.Keyring, "macOS Keychain"),
        ("win32", Windows, Windows.WinVaultKeyring, "Windows Credential Manager"),
    ],
)
def test_each_system_has_its_own(
    platform: str,
    module: ModuleType,
    backend: type[KeyringBackend],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    with pytest.raises(NoKeyringError):  # this is another system after all
        open_backend(system_backend, _nothing)
    usable = type(backend.__name__, (backend,), {"__module__": backend.__module__, "priority": 5})
    monkeypatch.setattr(module, backend.__name__, usable)
    opened, called = open_backend(system_backend, _nothing)
    assert type(opened) is usable
    assert called == name


@pytest.mark.parametrize("name", ["keyring.backends.null.Keyring", "keyrings.alt.file.PlaintextKeyring"])
def test_a_setting_from_elsewhere_does_not_choose_the_keyring(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "python_keyring").mkdir()
    (tmp_path / "python_keyring" / "keyringrc.cfg").write_text(f"[backend]\ndefault-keyring={name}\n")
    with pytest.raises(NoKeyringError):
        open_backend(system_backend, _nothing)


def test_waiting_for_a_password_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with secret_service(tmp_path, monkeypatch) as bus:
        bus.start_keyring()
        bus.lock()
        locked: list[bool] = []
        backend = SecretServiceBackend(lambda: locked.append(True))
        backend.unlock_timeout = 0.2
        with bus.silent_prompter(), pytest.raises(KeyringLocked) as raised:
            backend.get_password("Seedance", "account")
        assert locked == [True]
        assert isinstance(raised.value.__cause__, TimeoutError), "the person was asked"


def test_a_program_that_nobody_knows_has_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with secret_service(tmp_path, monkeypatch) as bus, closing(open_dbus_connection(bus.address)) as owner:
        assert owner.send_and_get_reply(message_bus.RequestName("org.freedesktop.secrets")).body == (1,)
        assert open_backend(system_backend, _nothing)[1] == "Secret Service"
