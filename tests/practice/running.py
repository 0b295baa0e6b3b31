"""Runs the practice service as the program does: in a process of its own, found by the line it prints."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Running:
    """The running service: its `address` and its `process`."""

    def __init__(self, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "seedance_gui.practice", "--with-parent", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()

    def end(self) -> tuple[int, str, str]:
        """End it the usual way; return exit code, the rest of its output, and its errors."""
        self.process.terminate()
        output, errors = self.process.communicate(timeout=20)
        return self.process.returncode, output, errors


@contextmanager
def practice(state: Path | None = None, speed: float = 1000, port: int = 0) -> Iterator[Running]:
    """Run the service; it must end cleanly and silently."""
    kept = ["--state", str(state)] if state else []
    running = Running("--port", str(port), "--speed", str(speed), *kept)
    try:
        yield running
    finally:
        running.process.poll()
        was_running = running.process.returncode is None
        code, _, errors = running.end()
    if was_running:
        assert (code, errors) == (0, "")
