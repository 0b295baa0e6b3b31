"""Start the services in a process of their own, and end it without a word."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@contextmanager
def child(where: str, folder: Path, address: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``tests.faults.child``; at the end it is killed if it still lives."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.child", where, str(folder), address],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
