"""The program tests itself: it drives its own window through the main job, and reports.

``--self-test DIR`` works wherever the program does, an installed package or a frozen bundle included: it
needs no network, no sound device and no keyring, only a display (an offscreen one will do). Everything is
written to a profile of its own that is removed afterwards, and to DIR: ``report.json``, ``window.png`` and,
where a step failed, ``failed.png``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import faulthandler
import os
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.self_test.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.program import Program

LIMIT = 180.0
"""Seconds that everything may take together."""
_GRACE = 20.0
_SPEED = 4.0


def run_self_test(folder: Path, run: Callable[[argparse.Namespace], int]) -> int:
    """Drive the window that ``run`` opens through the main job; return 0 where every step went well, else 1.

    ``run`` is ``app.run``, handed in because nothing below the composition root knows it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("report.json", "window.png", "failed.png"):
        (folder / name).unlink(missing_ok=True)
    _choose_display()
    report = Report(folder / "report.json")
    report.write()
    with (
        tempfile.TemporaryDirectory(prefix="seedance-self-test-", ignore_cleanup_errors=True) as temporary,
        _Watchdog(report, folder / "hung.txt"),
    ):
        # Resolved, as the paths that Qt tells are: macOS keeps temporary files behind a link.
        profile = Path(temporary).resolve()
        _run(folder, profile, report, run)
        with contextlib.suppress(AssertionError), report.step("nothing went wrong unseen"):
            _look_for_reports(profile)
    report.write()
    sys.stdout.write(report.summary())
    return 0 if report.ok else 1


def _run(folder: Path, profile: Path, report: Report, run: Callable[[argparse.Namespace], int]) -> None:
    """Open the window and let the job drive it, whatever becomes of it."""

    async def script(program: Program) -> None:
        from seedance_gui.self_test.job import MainJob  # noqa: PLC0415 - Qt only when it is wanted

        job = MainJob(program, report, folder=folder, profile=profile)
        try:
            async with asyncio.timeout(LIMIT):
                await job.run()
            report.finished = True
        except Exception as error:  # noqa: BLE001 - each has been put down by its step; nothing may escape
            report.fault(error)
            job.photograph(folder / "failed.png")
        finally:
            program.window.close()

    options = argparse.Namespace(
        practice=False, api_url=None, data_dir=profile, practice_speed=_SPEED, script=script
    )
    try:
        code = run(options)
        if code:
            report.fault(RuntimeError(f"The program ended with code {code}."))
    except Exception as error:  # noqa: BLE001 - a program that can't start is a result too
        report.fault(error)
    else:
        if not report.finished:
            report.fault(RuntimeError("The window was gone before everything was done."))


def _look_for_reports(profile: Path) -> None:
    from seedance_gui.services.platform.reports import last_report  # noqa: PLC0415

    found = last_report(profile / "logs")
    if found is not None:
        raise AssertionError(found.text)


def _choose_display() -> None:
    """Draw on no screen where there is none: Qt would end the process without a word to the report."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in wanted):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


class _Watchdog:
    """Ends the process where the event loop itself hangs, so that no coroutine can tell any more."""

    def __init__(self, report: Report, traces: Path) -> None:
        self._report = report
        self._traces = traces
        self._timer = threading.Timer(LIMIT + _GRACE, self._end)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._traces.unlink(missing_ok=True)
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        with self._traces.open("w", encoding="utf-8") as file:
            faulthandler.dump_traceback(file)
        self._report.fault(TimeoutError(f"Everything stood still; where, is in {self._traces.name}."))
        self._report.write()
        os._exit(1)
