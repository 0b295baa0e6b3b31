"""How quick the program is, measured side by side in one run: ``python -m tests.bench [PART …]``.

Each part is a process of its own and gives rows of the table; without a name all are measured, which takes
about ten minutes. It runs on the display that there is, else without one. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

PARTS = {
    "start": "from a start to a window, memory, and both with more and more tasks",
    "form": "another model, a letter",
    "many_tasks": "10,000 tasks in the list",
    "stalls": "large pictures given",
    "load": "200 tasks, downloads, uploads, thumbnails and scrolling at once",
    "video": "a click on a saved video to its first frame",
    "service": "Create, downloads, what is completed, 500 waiting",
}
_UNDISPLAYED = {"form", "many_tasks"}  # they measure work, in which no other process is to have a part
_SCREEN = {"name": "one", "x": 0, "y": 0, "width": 1600, "height": 1000, "logicalDpi": 96, "dpr": 1}
"""Where there is none: the usual one of Qt is so small (800 x 600) that a window shows two of its columns."""


def _environment(part: str, folder: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled files are part of any installed program
    if part in _UNDISPLAYED or not ("DISPLAY" in kept or "WAYLAND_DISPLAY" in kept):
        screens = Path(folder) / "screens.json"
        screens.write_text(json.dumps({"screens": [_SCREEN]}))
        kept["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
        kept["QT_LOGGING_RULES"] = (
            "default.warning=false"  # “This plugin does not support propagateSizeHints()”
        )
    return kept | {"PYTHONPYCACHEPREFIX": f"{folder}/compiled", "TMPDIR": folder, "LANGUAGE": "en"}


def _machine() -> str:
    names = [line for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    name = names[0].partition(":")[2].strip() if names else platform.processor()
    shown = "Xvfb or a display" if "DISPLAY" in os.environ else "no display"
    load = f"load {os.getloadavg()[0]:.1f}, " if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} x {name}, {platform.platform()}, Python {platform.python_version()}, {load}{shown}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def main() -> None:
    """Measure the parts that were asked for, and print the table."""
    told = "\n".join(f"  {name:12}{words}" for name, words in PARTS.items())
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", epilog=told, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], metavar="PART")
    parts = parser.parse_args().part or PARTS
    print(f"Measured on {_machine()}.\n")
    print("| what | measured | against | aim | |\n|---|---|---|---|---|", flush=True)
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for part in parts:
            command = [sys.executable, "-m", f"tests.bench.{part}"]
            with subprocess.Popen(
                command, env=_environment(part, folder), stdout=subprocess.PIPE, text=True
            ) as process:
                assert process.stdout is not None
                for line in process.stdout:
                    if line.startswith('{"what"'):
                        row = json.loads(line)
                        row["met"] = {True: "met", False: "missed", None: ""}[row["met"]]
                        print(f"| {' | '.join(row.values())} |", flush=True)
            if process.returncode:
                failed.append(part)
                print(f"| {part} | failed | | | |", flush=True)
    if failed:
        sys.exit(f"Rows are missing: {', '.join(failed)}.")


if __name__ == "__main__":
    main()
