from __future__ import annotations

import logging
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from seedance_gui.services.platform.log import Log
from seedance_gui.services.platform.reports import Report, last_report, write_report

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "sk-canary-4711"
SIGNED = "https://cdn.example.com/v.mp4?X-Signature=deadbeef"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = Log(tmp_path / "logs")
    log.hide(TOKEN)
    yield log
    log.close()


def _written(log: Log) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in log.folder.iterdir())


def test_lines_can_be_read(log: Log) -> None:
    logging.getLogger("seedance_gui.services.tasks.poller").info("Asked for %s tasks", 3)
    logging.getLogger("seedance_gui").debug("not this")
    last = _written(log).splitlines()[-1]
    assert last.endswith("INFO    seedance_gui.services.tasks.poller: Asked for 3 tasks")


def test_no_part_of_a_record_goes_around_the_redaction(log: Log) -> None:
    logger = logging.getLogger("seedance_gui.test")
    logger.warning("token %s at %s", TOKEN, SIGNED)
    logger.warning("Authorization: Bearer %s", "sk-another-one")
    logger.warning(f"in the text itself {TOKEN}")  # noqa: G004
    try:
        raise ValueError(f"bad header {TOKEN!r} for {SIGNED}")
    except ValueError:
        logger.exception("failed")
        logger.warning("with a stack", stack_info=True)
    written = _written(log)
    assert "ValueError" in written
    assert "https://cdn.example.com/v.mp4?***" in written
    for secret in (TOKEN, "deadbeef", "sk-another-one"):
        assert secret not in written


def test_a_token_hidden_later_is_hidden_from_then_on(log: Log) -> None:
    log.hide("sk-second")
    log.hide("")
    logging.getLogger("x").warning("both %s and sk-second, words stay", TOKEN)
    assert _written(log).splitlines()[-1].endswith("both *** and ***, words stay")


async def test_links_that_httpx_would_print_do_not_come_in(log: Log) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200))
    async with httpx.AsyncClient(transport=transport) as client:
        await client.get(SIGNED)
    assert "cdn.example.com" not in _written(log)


def test_a_text_from_outside_can_not_pose_as_a_line(log: Log) -> None:
    logging.getLogger("x").warning("%s", "said\n2026-01-01 CRITICAL forged\r\0")
    assert "\n    2026-01-01 CRITICAL forged\\r\\0" in _written(log)


def test_a_huge_text_is_cut(log: Log) -> None:
    logging.getLogger("x").warning("y" * 1_000_000)
    assert len(_written(log)) < 30_000


def test_the_files_turn_over(tmp_path: Path) -> None:
    log = Log(tmp_path, max_bytes=2_000)
    for number in range(200):
        logging.getLogger("x").info("line %s", number)
    log.close()
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["seedance.log", "seedance.log.1", "seedance.log.2"]
    assert all(path.stat().st_size <= 2_000 for path in tmp_path.iterdir())
    assert "Seedance ends" in (tmp_path / "seedance.log").read_text(encoding="utf-8")


def test_everything_is_put_back(tmp_path: Path) -> None:
    before = (
        sys.excepthook,
        threading.excepthook,
        logging.getLogger().level,
        logging.getLogger("httpx").level,
    )
    handlers = list(logging.getLogger().handlers)
    Log(tmp_path).close()
    assert before == (
        sys.excepthook,
        threading.excepthook,
        logging.getLogger().level,
        logging.getLogger("httpx").level,
    )
    assert logging.getLogger().handlers == handlers
    assert not (tmp_path / "crash.txt").exists()


def _fail(text: str) -> None:
    raise RuntimeError(text)


def _caught(text: str) -> RuntimeError:
    with pytest.raises(RuntimeError) as caught:
        _fail(text)
    return caught.value


def test_an_unexpected_error_is_reported_once(log: Log) -> None:
    told: list[Report] = []
    log.unexpected.connect(told.append)
    for number in range(3):
        error = _caught(f"{number} with {TOKEN}")
        sys.excepthook(type(error), error, error.__traceback__)
    [report] = told
    assert report == last_report(log.folder)
    assert "RuntimeError: 0 with ***" in report.text
    assert "_fail" in report.text
    assert TOKEN not in _written(log)
    assert str(Path.home()) + "/" not in report.text


def test_an_error_in_a_thread_is_reported(log: Log) -> None:
    thread = threading.Thread(target=_fail, args=("in a thread",), name="helper")
    thread.start()
    thread.join()
    report = last_report(log.folder)
    assert report is not None
    assert "while running the thread helper" in report.text


def test_the_newest_reports_are_kept(tmp_path: Path) -> None:
    assert last_report(tmp_path) is None
    for number in range(15):
        write_report(tmp_path, _caught(f"number {number}"), "testing")
    assert len(list(tmp_path.iterdir())) == 10
    report = last_report(tmp_path)
    assert report is not None
    assert "number 14" in report.text


def test_a_report_that_can_not_be_written_is_no_second_error(tmp_path: Path) -> None:
    assert write_report(tmp_path / "nowhere", _caught("x"), "testing") is None


def _run_and_end(folder: Path, way: str) -> int:
    start = f"log = Log(pathlib.Path({str(folder)!r}))"
    script = f"import os, pathlib, signal\nfrom seedance_gui.services.platform.log import Log\n{start}\n{way}"
    return subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("way", ["os.kill(os.getpid(), signal.SIGSEGV)", "os.abort()"])
def test_a_crash_is_known_at_the_next_start(way: str, tmp_path: Path) -> None:
    assert _run_and_end(tmp_path, way) in {-signal.SIGSEGV, -signal.SIGABRT}
    log = Log(tmp_path)
    assert log.crashed is not None
    assert "Fatal Python error" in log.crashed.text
    log.close()
    log = Log(tmp_path)
    assert log.crashed is None
    log.close()


def test_being_killed_is_no_crash(tmp_path: Path) -> None:
    assert _run_and_end(tmp_path, "os._exit(1)") == 1
    log = Log(tmp_path)
    assert log.crashed is None
    log.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_does_not_stop_the_program(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "seedance.log").symlink_to("/dev/full")
    log = Log(tmp_path)
    logging.getLogger("x").warning("lost")
    log.close()
    assert capfd.readouterr().err == ""
