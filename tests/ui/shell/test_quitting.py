"""Quitting by the system closes the window instead of stopping the loop."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
QUIT = """
from PySide6.QtCore import QCoreApplication, QEvent
from seedance_gui.ui.shell.application import Application

app, closed = Application(["python"]), []
app.quit_asked = lambda: closed.append(True)
assert QCoreApplication.sendEvent(app, QEvent(QEvent.Type.Quit))
QCoreApplication.sendEvent(app, QEvent(QEvent.Type.ApplicationActivate))
print(closed)
"""


def test_the_wish_to_quit_closes_the_window() -> None:
    # a process of its own: in one there is one application
    done = subprocess.run([sys.executable, "-c", QUIT], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[True]\n"


@pytest.mark.skipif(os.name == "nt", reason="there are no signals")
def test_a_signal_ends_a_program_that_says_why_it_cannot_start(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as store:
        store.execute("PRAGMA user_version = 99")
    command = [sys.executable, "-m", "seedance_gui", "--data-dir", str(tmp_path)]
    program = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        assert program.stderr is not None
        assert any("newer version" in line for line in iter(program.stderr.readline, ""))
        program.send_signal(signal.SIGTERM)
        assert program.wait(timeout=20) == 1
    finally:
        program.kill()
        program.communicate()
