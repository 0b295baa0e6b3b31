"""Two starts at once, a lock left by a killed program, and the certificates of the system."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.address import PRACTICE
from seedance_gui.domain.draft import Draft
from seedance_gui.domain.request import build_body
from seedance_gui.domain.task import Task
from seedance_gui.services.accounts.sessions import Mode
from seedance_gui.services.files.app_paths import find_app_paths
from seedance_gui.services.store.settings import KeptSettings
from seedance_gui.services.store.store_file import open_store
from tests.e2e.test_main_job import Window, practice_tasks, window
from tests.faults.killing import ROOT
from tests.faults.tls import make_authority, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedance_gui.domain.rules import Rules

OWN = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from seedance_gui.ui.shell.application import SingleInstance
app = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print("owner" if instance.own() else "second", flush=True)
sys.stdin.readline()
"""


def starts(folder: Path, count: int) -> list[subprocess.Popen[str]]:
    """Start so many at once: all stand at the line before the first may go."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", OWN, str(folder)]
    found = [
        subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, bufsize=1)
        for _ in range(count)
    ]
    for process in found:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in found:
        assert process.stdin is not None
        process.stdin.write("go\n")
    return found


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def test_promise_24_one_owner_of_many_starts_and_after_a_kill(tmp_path: Path) -> None:
    several = starts(tmp_path, 4)
    try:
        answers = [said(process) for process in several]
        assert sorted(answers) == ["owner", "second", "second", "second"]
        # an owner that has been running for an hour is no less the owner
        lock = tmp_path / "seedance.lock"
        os.utime(lock, (lock.stat().st_mtime - 3600,) * 2)
        several += starts(tmp_path, 1)
        assert said(several[-1]) == "second"
        owner = several[answers.index("owner")]
        owner.kill()
        owner.wait()
        assert lock.exists(), "the lock is stale"
        (again,) = starts(tmp_path, 1)
        several.append(again)
        assert said(again) == "owner"
    finally:
        for process in several:
            end(process)


def first_to_end(*running: Window) -> Window:
    """Wait until one of some programs has ended; the others go on."""
    ended: queue.Queue[Window] = queue.Queue()

    def wait_for(one: Window) -> None:
        one.process.wait()
        ended.put(one)

    for one in running:
        threading.Thread(target=wait_for, args=(one,), daemon=True).start()
    return ended.get(timeout=50)


def with_an_order_that_waits(data: Path, rules: Rules) -> Task:
    """Leave a store as a program leaves it that was closed before it could send: a start sends by itself."""
    places = find_app_paths(data)
    places.make()
    store = open_store(places.store).store
    settings = KeptSettings(
        lambda: store.get_setting("settings"), lambda it: store.set_setting("settings", it)
    )
    settings.change(first_start_done=True, mode=Mode.PRACTICE.value)
    draft = Draft(rules.first_model, "[slow] two programs at once")
    now = time.time()
    waiting = Task(
        id="w1", service=PRACTICE, created=now, since=now, draft=draft, body=build_body(rules, draft)
    )
    store.add(waiting)
    store.close()
    return waiting


@pytest.mark.timeout(180)
def test_promise_24_whole_programs_started_at_once_and_after_a_kill(tmp_path: Path, rules: Rules) -> None:
    data = tmp_path / "data"
    waiting = with_an_order_that_waits(data, rules)
    with ExitStack() as programs:

        def start() -> Window:
            return programs.enter_context(window("stay-on", data))

        def comes_second() -> None:
            owner.hears(minimised=True)
            late = start()
            assert late.ends() == 0
            assert owner.hears(forward=...)["forward"], "the first one's window has come forward"
            assert owner.process.poll() is None

        one, two = start(), start()
        second = first_to_end(one, two)
        owner = two if second is one else one
        assert second.ends() == 0
        owner.hears(sent=waiting.draft.prompt)
        comes_second()
        owner.process.kill()  # SIGKILL: its lock and its socket are left behind
        owner.ends()
        assert (data / "seedance.lock").exists()
        owner = start()
        owner.hears(sent=waiting.draft.prompt)
        comes_second()
        assert len(practice_tasks(data)) == 1, "whoever sent it, it was ordered once"


@pytest.mark.skipif(os.name != "posix", reason="the signals of Linux and macOS")
@pytest.mark.parametrize(("ending", "lost_seconds"), [(signal.SIGTERM, 0.0), (signal.SIGKILL, 2.0)])
@pytest.mark.timeout(180)
def test_promise_36_ended_while_a_person_types(
    tmp_path: Path, ending: signal.Signals, lost_seconds: float
) -> None:
    data = tmp_path / "data"
    with window("type-on", data) as running:
        begun = running.hears(typed=...)["at"]
        said = [running.hears(typed=...)]
        while said[-1]["at"] < begun + 3:
            said.append(running.hears(typed=...))
        running.process.send_signal(ending)
        ended = time.monotonic()
        assert running.ends() == (0 if ending is signal.SIGTERM else -ending)
    store = open_store(data / "store.sqlite").store
    kept = len(store.get_setting("draft")["prompt"])
    store.close()
    assert kept >= max(seen["typed"] for seen in said if seen["at"] <= ended - lost_seconds)


BALANCE = """
import asyncio, sys
from seedance_gui.domain.errors import SeedanceError
from seedance_gui.services.api.client import ApiClient
async def main():
    api = ApiClient(sys.argv[1], "sk-canary-tls")
    try:
        print("balance", (await api.balance()).available)
    except SeedanceError as error:
        print("refused", error.message)
    await api.aclose()
asyncio.run(main())
"""


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    return make_authority(tmp_path)


@pytest.fixture
def secure(authority: Path) -> Iterator[tuple[str, list[bytes]]]:
    """Serve a balance over TLS; yields the address and what was received."""
    body = b'{"code": 20000, "msg": "", "data": {"balance": 10, "used_coin": 1, "available": 9}}'
    with serving(authority, "application/json", body) as (port, received):
        yield f"https://127.0.0.1:{port}", received


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the store is not named by a variable")
@pytest.mark.parametrize("told", [True, False], ids=["in the system's store", "unknown"])
def test_promise_23_the_systems_trust_decides(
    secure: tuple[str, list[bytes]], authority: Path, told: bool
) -> None:
    address, received = secure
    trust = {"SSL_CERT_FILE": str(authority)} if told else {}
    odd = {"ALL_PROXY": "socks5://127.0.0.1:1", "NO_PROXY": "[::1]"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SSL_")}
    done = subprocess.run(
        [sys.executable, "-c", BALANCE, address],
        cwd=ROOT, env=kept | odd | trust, capture_output=True, text=True, check=True, timeout=50,
    )  # fmt: skip
    if told:
        assert done.stdout.split() == ["balance", "9.0"]
        assert b"sk-canary-tls" in received[0]
    else:
        assert done.stdout.startswith("refused ")
        assert received == [], "no word, and no token, reached one that is not trusted"
