"""Quitting by the system closes the window instead of stopping the loop."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
