from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringError, KeyringLocked

from seedance_gui.compat import override
from seedance_gui.domain.errors import TokenError
from seedance_gui.services.credentials.credentials import Credentials
from seedance_gui.services.credentials.results import CredentialResult, CredentialStatus
from seedance_gui.services.credentials.secret_service import SecretServiceBackend
from tests.services.credentials.keyrings import DictKeyring, HangingKeyring
from tests.services.credentials.secret_service import SecretServiceBus, secret_service
from tests.services.credentials.unnamed_keyring import unnamed_keyring

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from keyring.backend import KeyringBackend

ACCOUNT = "https://www.jimmyai.cn"
OTHER = "https://api.viraltok.ai"
TOKEN = "sk-canary-4711"
ENTRY = ("Seedance", ACCOUNT)
GNOME = "GNOME Keyring (Secret Service)"
NAME = DictKeyring.name

FOUND, MISSING = CredentialStatus.FOUND, CredentialStatus.MISSING
LOCKED, UNAVAILABLE = CredentialStatus.LOCKED, CredentialStatus.UNAVAILABLE


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


def _with(backend: KeyringBackend, timeout: float = 5.0) -> Credentials:
    return Credentials(lambda _: backend, timeout=timeout)


def _system() -> Credentials:
    """Use this system's own keyring; a busy machine may take its time."""
    return Credentials(timeout=30)


async def _eventually(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(15):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in a thread
            await asyncio.sleep(0.01)


async def _calls_ended() -> None:
    await _eventually(lambda: not any(thread.name == "keyring" for thread in threading.enumerate()))
    await asyncio.sleep(0)  # what they posted is handled


def _is_in_memory(result: CredentialResult, reason: str) -> None:
    assert (result.status, result.token, result.keyring) == (FOUND, TOKEN, "")
    assert reason in str(result.reason)


# A real keyring


async def test_a_token_survives_in_the_system_keyring(keyring: SecretServiceBus) -> None:
    first = _system()
    assert await first.where() == GNOME
    assert (await first.load(ACCOUNT)).status is MISSING
    assert await first.save(ACCOUNT, TOKEN) == CredentialResult(FOUND, TOKEN, GNOME)
    assert await _system().load(ACCOUNT) == CredentialResult(FOUND, TOKEN, GNOME)
    [(label, attributes, secret)] = keyring.items()
    assert "Seedance" in label
    assert ACCOUNT in label
    assert (
        attributes.items() >= {"service": "Seedance", "username": ACCOUNT, "application": "Seedance"}.items()
    )
    assert secret == TOKEN.encode()


async def test_servers_have_their_own_tokens(keyring: SecretServiceBus) -> None:
    credentials = _system()
    await credentials.save(ACCOUNT, "one")
    await credentials.save(OTHER, "two")
    await credentials.save(ACCOUNT, "three")
    assert (await credentials.load(ACCOUNT)).token == "three"
    assert (await credentials.load(OTHER)).token == "two"
    assert len(keyring.items()) == 2
    assert await credentials.forget(ACCOUNT) == CredentialResult(MISSING)
    assert (await credentials.load(ACCOUNT)).status is MISSING
    assert (await credentials.load(OTHER)).token == "two"
    assert await credentials.forget(ACCOUNT) == CredentialResult(MISSING), "there is nothing: no fault"


async def test_a_locked_keyring_is_not_an_empty_one(keyring: SecretServiceBus) -> None:
    credentials = _system()
    await credentials.save(ACCOUNT, TOKEN)
    keyring.lock()
    loaded = await credentials.load(ACCOUNT)
    assert (loaded.status, loaded.token, loaded.keyring) == (LOCKED, None, GNOME)
    assert str(loaded.reason).startswith(f"{GNOME} is locked.")
    forgotten = await _system().forget(ACCOUNT)
    assert forgotten.status is LOCKED
    assert "so the token is still in it" in str(forgotten.reason)
    await _calls_ended()
    keyring.unlock()
    assert (await credentials.load(ACCOUNT)).token == TOKEN


async def test_the_answer_does_not_wait_for_the_password(keyring: SecretServiceBus) -> None:
    await _system().save(ACCOUNT, TOKEN)
    keyring.lock()
    told: list[CredentialResult] = []
    with keyring.silent_prompter():
        start = time.monotonic()
        loaded = await _system().load(ACCOUNT, later=told.append)
        assert time.monotonic() - start < 5
        assert loaded.status is LOCKED
        assert told == []
    # The window went away without an answer.
    await _eventually(lambda: told)
    assert told == [loaded]


async def test_what_a_locked_keyring_refuses_is_kept_in_memory(keyring: SecretServiceBus) -> None:
    keyring.lock()
    credentials = _system()
    told: list[CredentialResult] = []
    saved = await credentials.save(ACCOUNT, TOKEN, later=told.append)
    _is_in_memory(saved, "is locked. The token is kept until the program closes")
    await _eventually(lambda: told)
    _is_in_memory(told[0], "stayed locked")
    assert (await credentials.load(ACCOUNT)).token == TOKEN
    keyring.unlock()
    assert keyring.items() == []


async def test_a_keyring_that_dies_is_said(keyring: SecretServiceBus) -> None:
    credentials = _system()
    await credentials.save(ACCOUNT, TOKEN)
    keyring.stop()
    assert (await credentials.load(ACCOUNT)).status is UNAVAILABLE
    _is_in_memory(await credentials.save(ACCOUNT, TOKEN), "no keyring")
    keyring.start_keyring()
    assert (await _system().load(ACCOUNT)).token == TOKEN


async def test_no_keyring_is_made_only_to_find_nothing_in_it(bus: SecretServiceBus) -> None:
    bus.start_without_keyrings()
    assert await _system().load(ACCOUNT) == CredentialResult(MISSING)
    assert await _system().forget(ACCOUNT) == CredentialResult(MISSING)
    told: list[CredentialResult] = []
    with bus.silent_prompter():  # saving has one made: the person is asked for its password
        saved = await Credentials(timeout=1).save(ACCOUNT, TOKEN, later=told.append)
        _is_in_memory(saved, "has not answered yet")
    await _eventually(lambda: told)
    _is_in_memory(told[0], f"{GNOME} did not keep the token")


async def test_a_keyring_that_no_alias_names_is_locked_and_is_the_one_that_is_used(
    bus: SecretServiceBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As KeePassXC's is."""
    with unnamed_keyring(bus.address) as keyring:
        monkeypatch.setattr(SecretServiceBackend, "unlock_timeout", 0.2)
        loaded = await _system().load(ACCOUNT)
        assert (loaded.status, "is locked" in str(loaded.reason)) == (LOCKED, True), "it is not “no token”"
        _is_in_memory(await _system().save(ACCOUNT, TOKEN), "is locked")
        await _calls_ended()
        keyring.open = True
        assert await _system().load(ACCOUNT) == CredentialResult(MISSING)
        saved = await _system().save(ACCOUNT, TOKEN)
        assert (saved.status, saved.keyring) == (FOUND, "Secret Service")
        assert (await _system().load(ACCOUNT)).token == TOKEN
        assert keyring.made == [], "there is no other keyring than the person's own"
        assert len(keyring.items) == 1


# None


@pytest.mark.usefixtures("bus")
async def test_a_bus_without_a_keyring() -> None:
    assert await _system().where() == ""


@pytest.mark.usefixtures("no_bus")
async def test_without_a_keyring_the_token_is_kept_till_the_end() -> None:
    credentials = _system()
    assert await credentials.where() == ""
    loaded = await credentials.load(ACCOUNT)
    assert (loaded.status, str(loaded.reason)) == (
        UNAVAILABLE,
        "This system has no keyring that can be used.",
    )
    _is_in_memory(await credentials.save(ACCOUNT, TOKEN), "This system has no keyring that can be used.")
    assert await credentials.load(ACCOUNT) == CredentialResult(FOUND, TOKEN)
    assert (await _system().load(ACCOUNT)).token is None
    assert await credentials.forget(ACCOUNT) == CredentialResult(MISSING)
    assert (await credentials.load(ACCOUNT)).token is None


@pytest.mark.parametrize("address", ["unix:path=/nowhere/bus", "rubbish", "tcp:host=127.0.0.1,port=1", ""])
async def test_a_bus_address_that_leads_nowhere(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert await _system().where() == ""


async def test_a_keyring_that_would_keep_nothing_is_said_to_be_unsafe() -> None:
    credentials = _with(NullKeyring())  # type: ignore[no-untyped-call]
    _is_in_memory(await credentials.save(ACCOUNT, TOKEN), "would not keep the token safely")
    assert await credentials.where() == ""
    assert (await credentials.load(ACCOUNT)).token == TOKEN
    assert await credentials.forget(ACCOUNT) == CredentialResult(MISSING)
    assert (await credentials.load(ACCOUNT)).status is UNAVAILABLE


# Keyrings that do something else


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


class LockedKeyring(DictKeyring):
    """Can't tell beforehand that it is locked, as those of macOS and Windows."""

    @override
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked


class StickyKeyring(DictKeyring):
    @override
    def delete_password(self, service: str, username: str) -> None:
        """Pretend."""


class StubbornKeyring(DictKeyring):
    @override
    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked


class SharedKeyring(DictKeyring):
    @override
    def delete_password(self, service: str, username: str) -> None:
        self.kept.clear()  # another call was a moment faster
        raise KeyringError


@pytest.mark.parametrize("backend", [ForgetfulKeyring(), ChangingKeyring(), RudeKeyring()])
async def test_what_is_written_is_read_back(backend: DictKeyring, caplog: pytest.LogCaptureFixture) -> None:
    credentials = _with(backend)
    _is_in_memory(await credentials.save(ACCOUNT, TOKEN), f"{NAME} did not keep the token.")
    assert (await credentials.load(ACCOUNT)).token == TOKEN
    assert f"{NAME} failed" in caplog.text
    assert TOKEN not in caplog.text


@pytest.mark.parametrize(
    ("backend", "status", "reason"),
    [
        (StickyKeyring(), UNAVAILABLE, f"{NAME} did not remove the token. Remove the entry “Seedance” there"),
        (StubbornKeyring(), LOCKED, f"{NAME} stayed locked, so the token is still in it."),
    ],
)
async def test_what_is_removed_is_looked_for(
    backend: DictKeyring, status: CredentialStatus, reason: str
) -> None:
    backend.kept[ENTRY] = TOKEN
    forgotten = await _with(backend).forget(ACCOUNT)
    assert (forgotten.status, forgotten.keyring) == (status, NAME)
    assert reason in str(forgotten.reason)


async def test_what_another_call_has_removed_is_gone() -> None:
    backend = SharedKeyring()
    backend.kept[ENTRY] = TOKEN
    assert await _with(backend).forget(ACCOUNT) == CredentialResult(MISSING)


async def test_a_keyring_that_stays_locked_without_a_word_before() -> None:
    backend = LockedKeyring()
    loaded = await _with(backend).load(ACCOUNT)
    assert (loaded.status, loaded.keyring) == (LOCKED, NAME)
    forgotten = await _with(backend).forget(ACCOUNT)
    assert (forgotten.status, "stayed locked" in str(forgotten.reason)) == (LOCKED, True)
    _is_in_memory(await _with(backend).save(ACCOUNT, TOKEN), "stayed locked")


# Keyrings that take their time


async def test_a_hanging_keyring_is_answered_for_in_time() -> None:
    backend = HangingKeyring()
    backend.kept[ENTRY] = TOKEN
    credentials = _with(backend, timeout=0.2)
    told: list[CredentialResult] = []
    start = time.monotonic()
    loaded = await credentials.load(ACCOUNT, later=told.append)
    assert time.monotonic() - start < 5
    assert loaded.status is LOCKED
    assert "has not answered yet" in str(loaded.reason)
    assert (await credentials.load(ACCOUNT)).status is LOCKED, "nobody needs to be told later"
    backend.release.set()
    await _eventually(lambda: told)
    assert told == [CredentialResult(FOUND, TOKEN, NAME)]
    await _calls_ended()


async def test_a_late_keyring_takes_the_token_over() -> None:
    backend = HangingKeyring()
    credentials = _with(backend, timeout=0.2)
    told: list[CredentialResult] = []
    _is_in_memory(await credentials.save(ACCOUNT, TOKEN, later=told.append), "has not answered yet")
    assert await credentials.load(ACCOUNT) == CredentialResult(FOUND, TOKEN)
    backend.release.set()
    await _eventually(lambda: told)
    assert told == [CredentialResult(FOUND, TOKEN, NAME)]
    assert await credentials.load(ACCOUNT) == told[0], "it is not in memory any more"


async def test_a_late_keyring_that_fails_is_told() -> None:
    backend = HangingKeyring(calls=1)
    credentials = _with(backend, timeout=0.1)
    told: list[CredentialResult] = []
    await credentials.save(ACCOUNT, TOKEN, later=told.append)
    backend.kept = None  # type: ignore[assignment]
    backend.release.set()
    await _eventually(lambda: told)
    _is_in_memory(told[0], "did not keep the token")
    assert await credentials.load(ACCOUNT) == CredentialResult(FOUND, TOKEN)


async def test_a_late_write_does_not_bring_back_what_was_forgotten() -> None:
    backend = HangingKeyring()
    credentials = _with(backend, timeout=0.1)
    told: list[CredentialResult] = []
    await credentials.save(ACCOUNT, TOKEN, later=told.append)
    forgotten = await credentials.forget(ACCOUNT, later=told.append)
    assert (forgotten.status, "has not answered yet" in str(forgotten.reason)) == (LOCKED, True)
    backend.release.set()
    await _calls_ended()
    assert told == [CredentialResult(MISSING)], "of the overtaken call nothing is told"
    assert backend.kept == {}
    assert (await credentials.load(ACCOUNT)).status is MISSING


async def test_a_later_call_overtakes_one_that_hangs() -> None:
    backend = HangingKeyring(calls=1)
    credentials = _with(backend, timeout=0.1)
    told: list[CredentialResult] = []
    await credentials.save(ACCOUNT, "old", later=told.append)
    credentials._timeout = 10
    assert await credentials.save(ACCOUNT, TOKEN) == CredentialResult(FOUND, TOKEN, NAME)
    backend.release.set()
    await _calls_ended()
    assert backend.kept == {ENTRY: TOKEN}
    assert told == []


@pytest.mark.parametrize("token", ["new", None])
async def test_a_late_answer_is_not_told_where_it_is_no_longer_true(token: str | None) -> None:
    backend = HangingKeyring(calls=1)
    backend.kept[ENTRY] = TOKEN
    credentials = _with(backend, timeout=0.1)
    told: list[CredentialResult] = []
    await credentials.load(ACCOUNT, later=told.append)
    await (credentials.save(ACCOUNT, token) if token else credentials.forget(ACCOUNT))
    await _eventually(lambda: backend.kept == ({ENTRY: token} if token else {}))
    backend.kept[ENTRY] = TOKEN  # as it was read before
    backend.release.set()
    await _calls_ended()
    assert told == []


async def test_the_program_can_close_while_a_keyring_hangs() -> None:
    backend = HangingKeyring()

    def life() -> None:
        asyncio.run(_with(backend, timeout=0.05).load(ACCOUNT))

    await asyncio.to_thread(life)
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "keyring")
    backend.release.set()  # the thread finds its loop closed, and ends in silence
    await _calls_ended()


# What is kept


async def test_a_token_is_tidied_before_it_is_kept() -> None:
    backend = DictKeyring()
    await _with(backend).save(ACCOUNT, f"  Bearer {TOKEN}\n")
    assert backend.kept == {ENTRY: TOKEN}


async def test_what_is_no_token_is_not_kept() -> None:
    backend = DictKeyring()
    credentials = _with(backend)
    with pytest.raises(TokenError):
        await credentials.save(ACCOUNT, "two words")
    assert backend.kept == {}
    assert (await credentials.load(ACCOUNT)).status is MISSING


@pytest.mark.parametrize("kept", ["two\nlines", "", "令牌"])
async def test_what_others_put_into_the_keyring_is_no_token(kept: str) -> None:
    backend = DictKeyring()
    backend.kept[ENTRY] = kept
    assert (await _with(backend).load(ACCOUNT)).status is MISSING


async def test_no_answer_shows_the_token_when_printed() -> None:
    result = await _with(DictKeyring()).save(ACCOUNT, TOKEN)
    assert result.token == TOKEN
    assert TOKEN not in repr(result)


def test_no_keyring_is_imported_at_the_start() -> None:
    code = (
        "import sys, seedance_gui.services.credentials.credentials; "
        "print({'keyring', 'secretstorage', 'jeepney'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
