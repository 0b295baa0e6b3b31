"""How much longer the program takes to its first window than a bare Qt window, and how much more memory.

Run by hand: ``python -m tests.bench.start``. Both are started in turn, each in a process of its own; what
counts is the ratio of the best runs, so that neither the machine nor what else it does matters.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 5
_REPORT = """
import resource, time
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
"""
_BARE = f"""
import time
begun = time.perf_counter()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1360, 840)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
{_REPORT}
"""
_PROGRAM = f"""
import time
begun = time.perf_counter()
import argparse, asyncio, pathlib, sys
from seedance_gui import app
async def close(program):
    while not program.window.isVisible():
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    exec(compile({_REPORT!r}, "report", "exec"), {{"begun": begun}})
    program.window.close()
app.run(argparse.Namespace(
    practice=False, api_url=None, data_dir=pathlib.Path(sys.argv[1]), practice_speed=1.0, script=close))
"""


def measure(script: str, folder: str) -> tuple[float, int]:
    """Run a script; returns seconds to the window and the most memory used, in the system's unit."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    # Python's own compiled files are part of any installed program.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "pycache")
    command = [sys.executable, "-c", script, str(Path(folder) / "profile")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    seconds, memory = done.stdout.split()[:2]
    return float(seconds), int(memory)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure(_PROGRAM, folder)  # compiles what is not compiled yet
        runs = [(measure(_BARE, folder), measure(_PROGRAM, folder)) for _ in range(ROUNDS)]
    bare, program = ([run[which] for run in runs] for which in (0, 1))
    for name, part in (("time to the first window", 0), ("memory", 1)):
        ratio = min(run[part] for run in program) / min(run[part] for run in bare)
        print(f"{name}: {ratio:.1f} times a bare Qt window")


if __name__ == "__main__":
    main()
