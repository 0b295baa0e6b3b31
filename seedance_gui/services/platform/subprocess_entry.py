"""Parts of this program that run as processes of their own: how they are started.

Each is a module. Where there is no interpreter to start (in a bundle), the program starts itself with
``--child`` and the module's name, which ``app`` gives to ``run_child``.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import seedance_gui

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTION = "--child"
PRACTICE = "seedance_gui.practice"
MEDIA_WORKER = "seedance_gui.services.media.worker"


def child_command(module: str) -> list[str]:
    """Return how one of these modules is started; its own arguments follow."""
    if getattr(sys, "frozen", False):
        return [sys.executable, OPTION, module]
    # -P: a file named av.py in the current folder must not get in between.
    return [sys.executable, "-P", "-m", module]


def child_environment() -> dict[str, str]:
    """Return our environment, so that the child finds this very package and speaks UTF-8."""
    if getattr(sys, "frozen", False):
        # Without this, PyInstaller's loader takes the child for a part of this process that has the bundle's
        # libraries already, and it runs with those of the system, or not at all.
        return {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1", "PYTHONIOENCODING": "utf-8"}
    package = str(Path(seedance_gui.__file__).parent.parent)
    path = os.pathsep.join(part for part in (package, os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


def start_child(
    command: Sequence[str], *, stderr: int = subprocess.DEVNULL, windows_flags: str = ""
) -> subprocess.Popen[bytes]:
    """Start a child that is talked to by its standard input and output. Raises OSError, ValueError."""
    return subprocess.Popen(  # noqa: S603 - our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env=child_environment(),
        # Ctrl+C in a terminal goes to the whole group, and would end it before the program has done so.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, windows_flags, 0),
    )


def run_child(arguments: Sequence[str]) -> None:
    """Be the child whose module and arguments are given. SystemExit where it is none of ours."""
    module, *rest = arguments or [""]
    if module not in {PRACTICE, MEDIA_WORKER}:
        raise SystemExit(2)
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__")
