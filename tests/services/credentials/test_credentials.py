from __future__ import annotations

import asyncio
import json
import threading
import time
from typing import TYPE_CHECKING

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringError

from seedance_gui.compat import override
from seedance_gui.domain.errors import TokenError
from seedance_gui.services.credentials.credentials import Credentials
from seedance_gui.services.credentials.keyring_backends import NamedBackend
from seedance_gui.services.credentials.results import (
    CredentialStatus,
    Forgotten,
    Loaded,
    Place,
    Saved,
    TokenStorage,
)
from seedance_gui.services.credentials.secret_service import SecretServiceBackend
from tests.services.credentials.secret_service import SecretServiceBus, secret_service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ACCOUNT = "https://www.jimmyai.cn"
OTHER = "https://api.viraltok.ai"
TOKEN = "sk-canary-4711"


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretServiceBus]:
    with secret_service(tmp_path, monkeypatch) as service:
        yield service


@pytest.fixture
def keyring(bus: SecretServiceBus) -> SecretServiceBus:
    bus.start_keyring()
    return bus


@pytest.fixture
def no_bus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)


class DictKeyring(KeyringBackend):
    """A keyring that works, for what GNOME's can't be made to do."""

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
    """Blocks every call, as one does while it asks for a password, until `release` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.release = threading.Event()

    @override
    def get_password(self, service: str, username: str) -> str | None:
        self.release.wait(60)
        return super().get_password(service, username)

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self.release.wait(60)
        super().set_password(service, username, password)


class ForgetfulKeyring(DictKeyring):
    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        """Pretend."""


class ChangingKeyring(DictKeyring):
    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:4])


class RudeKeyring(DictKeyring):
    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringError(f"could not keep {password}")


class PlaintextKeyring(DictKeyring):
    pass


def _with(backend: KeyringBackend, limit: float = 5.0) -> Credentials:
    return Credentials(backends=[NamedBackend("Test Keyring", lambda: backend)], limit=limit)


def _system() -> Credentials:
    """Use this system's own keyrings; a busy machine may take its time."""
    return Credentials(limit=30)


async def _eventually(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(15):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in a thread
            await asyncio.sleep(0.01)


# A real keyring


async def test_a_token_survives_in_the_system_keyring(keyring: SecretServiceBus) -> None:
    place = TokenStorage(Place.KEYRING, "GNOME Keyring (Secret Service)")
    first = _system()
    assert await first.where() == place
    assert await first.load(ACCOUNT) == Loaded(CredentialStatus.MISSING, None, place)
    assert await first.save(ACCOUNT, TOKEN) == Saved(place)
    assert await _system().load(ACCOUNT) == Loaded(CredentialStatus.FOUND, TOKEN, place)
    [(label, attributes, secret)] = keyring.items()
    assert label == f"Seedance ({ACCOUNT})"
    assert attributes.items() >= {"service": "Seedance", "username": ACCOUNT}.items()
    assert secret == TOKEN.encode()


async def test_servers_have_their_own_tokens(keyring: SecretServiceBus) -> None:
    credentials = _system()
    await credentials.save(ACCOUNT, "one")
    await credentials.save(OTHER, "two")
    await credentials.save(ACCOUNT, "three")
    assert (await credentials.load(ACCOUNT)).token == "three"
    assert (await credentials.load(OTHER)).token == "two"
    assert len(keyring.items()) == 2
    assert await credentials.forget(ACCOUNT) == Forgotten(done=True)
    assert (await credentials.load(ACCOUNT)).state is CredentialStatus.MISSING
    assert (await credentials.load(OTHER)).token == "two"


@pytest.mark.usefixtures("keyring")
async def test_forgetting_what_is_not_there_is_no_fault() -> None:
    assert await _system().forget(ACCOUNT) == Forgotten(done=True)


async def test_a_locked_keyring_is_not_an_empty_one(keyring: SecretServiceBus) -> None:
    credentials = _system()
    await credentials.save(ACCOUNT, TOKEN)
    keyring.lock()
    loaded = await credentials.load(ACCOUNT)
    assert loaded.state is CredentialStatus.LOCKED
    assert str(loaded.reason).startswith("GNOME Keyring (Secret Service) is locked.")
    keyring.unlock()
    assert (await credentials.load(ACCOUNT)).token == TOKEN


async def test_the_answer_does_not_wait_for_the_password(keyring: SecretServiceBus) -> None:
    await _system().save(ACCOUNT, TOKEN)
    keyring.lock()
    told: list[Loaded] = []
    with keyring.silent_prompter():
        start = time.monotonic()
        loaded = await _system().load(ACCOUNT, later=told.append)
        assert time.monotonic() - start < 5
        assert loaded.state is CredentialStatus.LOCKED
        assert told == []
    # The window went away without an answer.
    await _eventually(lambda: told)
    assert told == [loaded]


async def test_what_a_locked_keyring_refuses_is_kept_in_memory(keyring: SecretServiceBus) -> None:
    keyring.lock()
    credentials = _system()
    told: list[Saved] = []
    saved = await credentials.save(ACCOUNT, TOKEN, later=told.append)
    assert saved.where.kind is Place.MEMORY
    assert "is locked. The token is kept until the program closes" in str(saved.where.reason)
    await _eventually(lambda: told)
    assert "stayed locked" in str(told[0].where.reason)
    assert (await credentials.load(ACCOUNT)).token == TOKEN
    keyring.unlock()
    assert keyring.items() == []


async def test_forgetting_from_a_locked_keyring_is_not_claimed(keyring: SecretServiceBus) -> None:
    credentials = _system()
    await credentials.save(ACCOUNT, TOKEN)
    keyring.lock()
    forgotten = await credentials.forget(ACCOUNT)
    assert not forgotten.done
    assert "is locked" in str(forgotten.reason)


async def test_a_keyring_that_dies_is_said(keyring: SecretServiceBus) -> None:
    credentials = _system()
    await credentials.save(ACCOUNT, TOKEN)
    keyring.stop()
    assert (await credentials.load(ACCOUNT)).state is CredentialStatus.UNAVAILABLE
    saved = await credentials.save(ACCOUNT, TOKEN)
    assert saved.where.kind is Place.MEMORY
    keyring.start_keyring()
    assert (await _system().load(ACCOUNT)).token == TOKEN


# None


@pytest.mark.usefixtures("bus")
async def test_a_bus_without_a_keyring() -> None:
    where = await Credentials(backends=[SecretServiceBackend()], limit=30).where()
    assert where.kind is Place.MEMORY


@pytest.mark.usefixtures("no_bus")
async def test_without_a_keyring_the_token_is_kept_till_the_end() -> None:
    credentials = _system()
    where = await credentials.where()
    assert where.kind is Place.MEMORY
    assert str(where.reason).startswith("This system has no keyring that can be used.")
    assert (await credentials.load(ACCOUNT)).state is CredentialStatus.UNAVAILABLE
    assert (await credentials.save(ACCOUNT, TOKEN)).where == where
    loaded = await credentials.load(ACCOUNT)
    assert loaded.token == TOKEN
    assert loaded.where is not None
    assert loaded.where.kind is Place.MEMORY
    assert (await _system().load(ACCOUNT)).token is None
    assert await credentials.forget(ACCOUNT) == Forgotten(done=True)
    assert (await credentials.load(ACCOUNT)).token is None


@pytest.mark.parametrize("address", ["unix:path=/nowhere/bus", "rubbish", "tcp:host=127.0.0.1,port=1", ""])
async def test_a_bus_address_that_leads_nowhere(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert (await _system().where()).kind is Place.MEMORY


@pytest.mark.usefixtures("no_bus")
@pytest.mark.parametrize("name", ["keyring.backends.null.Keyring", "keyrings.alt.file.PlaintextKeyring"])
async def test_a_set_up_elsewhere_does_not_choose_the_keyring(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "python_keyring").mkdir()
    (tmp_path / "python_keyring" / "keyringrc.cfg").write_text(f"[backend]\ndefault-keyring={name}\n")
    saved = await _system().save(ACCOUNT, TOKEN)
    assert saved.where.kind is Place.MEMORY
    assert saved.where.reason is not None


# Keyrings that are none


class _Chainer(ChainerBackend):
    backends = (PlaintextKeyring,)


@pytest.mark.parametrize("make", [FailKeyring, NullKeyring, PlaintextKeyring, _Chainer])
async def test_unsafe_keyrings_are_turned_down(make: Callable[[], KeyringBackend]) -> None:
    backend = make()
    credentials = _with(backend)
    saved = await credentials.save(ACCOUNT, TOKEN)
    assert saved.where.kind is Place.MEMORY
    assert saved.where == await credentials.where()
    assert "would not keep the token safely" in str(saved.where.reason)
    assert (await credentials.load(ACCOUNT)).token == TOKEN
    assert not getattr(backend, "kept", None)


@pytest.mark.parametrize("backend", [ForgetfulKeyring(), ChangingKeyring(), RudeKeyring()])
async def test_what_is_written_is_read_back(backend: DictKeyring, caplog: pytest.LogCaptureFixture) -> None:
    credentials = _with(backend)
    saved = await credentials.save(ACCOUNT, TOKEN)
    assert saved.where.kind is Place.MEMORY
    assert str(saved.where.reason).startswith("Test Keyring did not keep the token.")
    assert (await credentials.load(ACCOUNT)).token == TOKEN
    assert TOKEN not in caplog.text


# Keyrings that take their time


async def test_a_hanging_keyring_is_answered_for_in_time() -> None:
    backend = HangingKeyring()
    backend.kept["Seedance", ACCOUNT] = TOKEN
    credentials = _with(backend, limit=0.2)
    told: list[Loaded] = []
    start = time.monotonic()
    loaded = await credentials.load(ACCOUNT, later=told.append)
    assert time.monotonic() - start < 5
    assert loaded.state is CredentialStatus.LOCKED
    assert "has not answered yet" in str(loaded.reason)
    backend.release.set()
    await _eventually(lambda: told)
    assert told[0].token == TOKEN


async def test_a_late_keyring_takes_the_token_over() -> None:
    backend = HangingKeyring()
    credentials = _with(backend, limit=0.2)
    told: list[Saved] = []
    saved = await credentials.save(ACCOUNT, TOKEN, later=told.append)
    assert saved.where.kind is Place.MEMORY
    assert (await credentials.load(ACCOUNT)).token == TOKEN
    backend.release.set()
    await _eventually(lambda: told)
    assert told == [Saved(TokenStorage(Place.KEYRING, "Test Keyring"))]
    loaded = await credentials.load(ACCOUNT)
    assert loaded.token == TOKEN
    assert loaded.where == told[0].where


async def test_a_late_write_does_not_bring_back_what_was_forgotten() -> None:
    backend = HangingKeyring()
    credentials = _with(backend, limit=0.1)
    told: list[object] = []
    await credentials.save(ACCOUNT, TOKEN, later=told.append)
    assert not (await credentials.forget(ACCOUNT, later=told.append)).done
    backend.release.set()
    await _eventually(lambda: len(told) == 2)
    assert backend.kept == {}
    assert (await credentials.load(ACCOUNT)).state is CredentialStatus.MISSING


async def test_the_program_can_close_while_a_keyring_hangs() -> None:
    backend = HangingKeyring()

    def life() -> None:
        asyncio.run(_with(backend, limit=0.05).load(ACCOUNT))

    await asyncio.to_thread(life)
    backend.release.set()  # the thread finds its loop closed, and ends in silence
    await _eventually(lambda: not any(thread.name == "keyring" for thread in threading.enumerate()))


# What is kept


async def test_a_token_is_tidied_before_it_is_kept() -> None:
    backend = DictKeyring()
    await _with(backend).save(ACCOUNT, f"  Bearer {TOKEN}\n")
    assert backend.kept == {("Seedance", ACCOUNT): TOKEN}


async def test_what_is_no_token_is_not_kept() -> None:
    backend = DictKeyring()
    with pytest.raises(TokenError):
        await _with(backend).save(ACCOUNT, "two words")
    assert backend.kept == {}


@pytest.mark.parametrize("kept", ["two\nlines", "", "令牌"])
async def test_what_others_put_into_the_keyring_is_no_token(kept: str) -> None:
    backend = DictKeyring()
    backend.kept["Seedance", ACCOUNT] = kept
    assert (await _with(backend).load(ACCOUNT)).state is CredentialStatus.MISSING


async def test_no_answer_shows_the_token_when_printed() -> None:
    credentials = _with(DictKeyring())
    await credentials.save(ACCOUNT, TOKEN)
    loaded = await credentials.load(ACCOUNT)
    assert loaded.token == TOKEN
    assert TOKEN not in repr(loaded)
    assert TOKEN not in json.dumps(vars(credentials), default=repr)
