from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import urllib.request
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.errors import FileProblemError, OwnError, SeedanceError
from seedance_gui.services.platform.practice_process import PracticeProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

ROOT = Path(__file__).parents[3]
BALANCE = "/api/open-api/v1/user/balance"

# Writes its process id beside the state folder and says an address, a new one at each start.
STAND_IN = """
import os, pathlib, sys
state = pathlib.Path(sys.argv[sys.argv.index("--state") + 1])
starts = state / "starts"
with starts.open("a") as file:
    file.write(f"{os.getpid()}\\n")
count = len(starts.read_text().splitlines())
print("a word before", flush=True)
print(f"http://127.0.0.1:{1000 + count}", flush=True)
"""
WAIT = "sys.stdin.read()"


@asynccontextmanager
async def _stand_in(folder: Path, then: str = WAIT, first: str = STAND_IN) -> AsyncIterator[PracticeProcess]:
    script = folder / "stand_in.py"
    script.write_text(first + then, encoding="utf-8")
    practice = PracticeProcess(folder / "state", command=[sys.executable, str(script)])
    try:
        yield practice
    finally:
        await practice.aclose()
        assert practice.address == ""


def _pids(folder: Path) -> list[int]:
    return [int(line) for line in (folder / "state" / "starts").read_text().splitlines()]


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z")


async def _eventually(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in another process
            await asyncio.sleep(0.01)


def _ask(address: str) -> object:
    request = urllib.request.Request(address + BALANCE, headers={"Authorization": "Bearer x"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=10) as reply:
        return json.load(reply)["code"]


async def test_the_real_practice_service_runs_and_ends(tmp_path: Path) -> None:
    practice = PracticeProcess(tmp_path / "state", speed=50)
    address = await practice.start()
    assert practice.address == address == await practice.start()
    assert await asyncio.to_thread(_ask, address) in {20000, "20000"}
    await practice.aclose()
    with pytest.raises(OSError, match="refused"):
        await asyncio.to_thread(_ask, address)
    again = await practice.start()
    assert await asyncio.to_thread(_ask, again) in {20000, "20000"}
    await practice.aclose()
    await practice.aclose()


async def test_it_is_started_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "av.py").write_text("raise SystemExit('in between')")
    (tmp_path / "json.py").write_text("raise SystemExit('in between')")
    monkeypatch.chdir(tmp_path)
    practice = PracticeProcess(tmp_path / "state")
    assert await practice.start()
    await practice.aclose()


async def test_it_ends_with_its_standard_input(tmp_path: Path) -> None:
    async with _stand_in(tmp_path) as practice:
        assert await practice.start() == "http://127.0.0.1:1001"
        [pid] = _pids(tmp_path)
        assert _alive(pid)
    assert not _alive(pid)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
async def test_one_that_does_not_end_is_made_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seedance_gui.services.platform.practice_process._END_SECONDS", 0.2)
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: time.sleep(1)"
    async with _stand_in(tmp_path, then=stubborn) as practice:
        await practice.start()
    assert not _alive(*_pids(tmp_path))


async def test_one_that_dies_is_started_again(tmp_path: Path) -> None:
    async with _stand_in(tmp_path) as practice:
        told: list[str] = []
        practice.address_changed.connect(told.append)
        await practice.start()
        os.kill(_pids(tmp_path)[0], signal.SIGTERM)
        await _eventually(lambda: told)
        assert told == ["http://127.0.0.1:1002"]
        assert practice.address == await practice.start() == told[0]


async def test_one_that_keeps_dying_is_given_up_and_said(tmp_path: Path) -> None:
    async with _stand_in(tmp_path, then="sys.exit('no more memory')") as practice:
        failed: list[SeedanceError] = []
        practice.failed.connect(failed.append)
        await practice.start()
        await _eventually(lambda: failed)
        assert len(_pids(tmp_path)) == 5
        assert "ended unexpectedly several times" in str(failed[0].message)
        assert "no more memory" in failed[0].detail
        assert practice.address == ""
        await practice.start()
        await _eventually(lambda: len(failed) == 2)
        assert len(_pids(tmp_path)) == 10


async def test_one_that_never_starts_is_said_at_once(tmp_path: Path) -> None:
    async with _stand_in(tmp_path, first="raise SystemExit('a library is missing')", then="") as practice:
        with pytest.raises(OwnError) as caught:
            await practice.start()
    assert str(caught.value.message) == "Practice mode could not be started on this computer."
    assert "a library is missing" in caught.value.detail


async def test_one_that_says_nothing_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seedance_gui.services.platform.practice_process._START_SECONDS", 0.3)
    async with _stand_in(
        tmp_path, first="import sys; print('http://evil.example:1', flush=True);"
    ) as practice:
        with pytest.raises(OwnError):
            await practice.start()


@pytest.mark.parametrize("name", ["nothing", "no\0name"])
async def test_a_program_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(OwnError):
        await PracticeProcess(tmp_path, command=[str(tmp_path / name)]).start()


async def test_a_state_folder_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileProblemError):
        await PracticeProcess(tmp_path / "file" / "state").start()


async def test_two_starts_at_once_make_one_process(tmp_path: Path) -> None:
    async with _stand_in(tmp_path) as practice:
        first, second = await asyncio.gather(practice.start(), practice.start())
        assert first == second
        assert len(_pids(tmp_path)) == 1


async def test_closing_while_it_starts(tmp_path: Path) -> None:
    async with _stand_in(tmp_path, first="import sys; sys.stdin.read()", then="") as practice:
        starting = asyncio.ensure_future(practice.start())
        await asyncio.sleep(0)
        await practice.aclose()
        with pytest.raises(asyncio.CancelledError):
            await starting


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("kind", ["stand-in", "real"])
async def test_it_does_not_outlive_a_killed_program(kind: str, tmp_path: Path) -> None:
    script = tmp_path / "stand_in.py"
    script.write_text(STAND_IN + WAIT, encoding="utf-8")
    command = [sys.executable, str(script)] if kind == "stand-in" else None
    parent = f"""
import asyncio, pathlib
from seedance_gui.services.platform.practice_process import PracticeProcess

async def main():
    practice = PracticeProcess(pathlib.Path({str(tmp_path / "state")!r}), command={command!r})
    print(await practice.start(), practice._process.pid, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""
    command_line = [sys.executable, "-c", parent]
    with subprocess.Popen(command_line, cwd=ROOT, stdout=subprocess.PIPE) as program:  # noqa: ASYNC220
        assert program.stdout is not None
        address, pid = (await asyncio.to_thread(program.stdout.readline)).split()
        assert _alive(int(pid))
        assert address.startswith(b"http://127.0.0.1:")
        program.send_signal(signal.SIGKILL)
    await _eventually(lambda: not _alive(int(pid)))
