#!/usr/bin/env python3
"""How long some commands take from their start to their window, in turn, so that only their ratio counts.

    DISPLAY=:88 packaging/measure.py '.venv/bin/python -m seedance_gui' build/bundle/seedance-gui/seedance-gui

Needs a screen of X (Xvfb -noreset) and xwininfo. The first round, which fills the caches, is told apart.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
import time

ROUNDS = 7
_WINDOW = re.compile(rb'"Seedance[^\n]* \d{4}x\d{3,}\+')


def seconds(command: str) -> float:
    """Return how long the window took, on a new profile. RuntimeError where the program ends before."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return _seconds(command, folder)


def _seconds(command: str, folder: str) -> float:
    begun = time.monotonic()
    program = subprocess.Popen(
        [*shlex.split(command), "--data-dir", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while program.poll() is None:
            shown = subprocess.run(["xwininfo", "-root", "-tree"], capture_output=True, check=False).stdout
            if _WINDOW.search(shown):
                return time.monotonic() - begun
            time.sleep(0.01)
    finally:
        program.terminate()
        program.wait()
    message = f"{command} ended before its window came"
    raise RuntimeError(message)


def main() -> None:
    """Measure the commands that are given."""
    commands = sys.argv[1:]
    first = [seconds(command) for command in commands]
    rounds = [[seconds(command) for command in commands] for _ in range(ROUNDS)]
    best = [min(column) for column in zip(*rounds, strict=True)]
    for command, cold, warm in zip(commands, first, best, strict=True):
        print(f"{warm:.2f} s, {warm / best[0]:.2f} of the first (at first {cold:.2f} s)  {command}")


if __name__ == "__main__":
    main()
