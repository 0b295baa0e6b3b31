"""Reports of what went wrong unexpectedly: text without secrets that a person may read, copy and send."""

from __future__ import annotations

import contextlib
import platform
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui import __version__
from seedance_gui.services.platform.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT = 10
_LONGEST = 100_000
_LAST_LINES = 200
_PACKAGES = ("PySide6", "httpx", "keyring", "qasync", "av")


@dataclass(frozen=True, slots=True)
class Report:
    """A report and the file that holds it."""

    path: Path
    text: str


def write_report(
    folder: Path, error: BaseException, doing: str, *, clean: Callable[[str], str] = redact
) -> Report | None:
    """Write what is known of ``error`` to a new file in ``folder``, or return None where that can't be.

    ``clean`` takes the secrets out. The ten newest reports are kept.
    """
    trace = "".join(traceback.format_exception(error))
    return _write(folder, f"Unexpected error, while {doing}", trace, clean)


def keep_crash(crash: Path) -> Report | None:
    """Make a report of what the interpreter wrote to ``crash`` when it died; None where it did not."""
    try:
        trace = crash.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return _write(crash.parent, "The program ended in a crash", trace, redact) if trace.strip() else None


def last_report(folder: Path) -> Report | None:
    """Return the newest report in ``folder``, if there is any."""
    for path in reversed(_reports(folder)):
        with contextlib.suppress(OSError):
            return Report(path, path.read_text(encoding="utf-8", errors="replace"))
    return None


def support_report(log: Path, surroundings: str = "") -> str:
    """Return what support asks for first: versions, the system, the newest report and the end of the log.

    ``surroundings``: a line more about the system. ``log`` is the log's file, with the reports beside it.
    """
    lines = ["Seedance, for support", *_surroundings(datetime.now(UTC)), surroundings, ""]
    if (report := last_report(log.parent)) is not None:
        lines += [f"The newest report ({report.path.name}):", report.text, ""]
    with contextlib.suppress(OSError):
        lines += [
            "The end of the log:",
            *log.read_text("utf-8", errors="replace").splitlines()[-_LAST_LINES:],
        ]
    return redact("\n".join(lines)).replace(str(Path.home()), "~")


def _write(folder: Path, title: str, trace: str, clean: Callable[[str], str]) -> Report | None:
    now = datetime.now(UTC)
    text = "\n".join([title, *_surroundings(now), "", trace])
    text = clean(text).replace(str(Path.home()), "~")[:_LONGEST]
    path = folder / f"report-{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        path.touch(0o600, exist_ok=False)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return None
    for old in _reports(folder)[:-_KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
    return Report(path, text)


def _reports(folder: Path) -> list[Path]:
    """Return the reports, the oldest first."""
    return sorted(folder.glob("report-*.txt"))


def _surroundings(now: datetime) -> list[str]:
    versions = [f"Seedance {__version__}", f"Python {platform.python_version()}"]
    for name in _PACKAGES:
        with contextlib.suppress(metadata.PackageNotFoundError):
            versions.append(f"{name} {metadata.version(name)}")
    return [f"{now:%Y-%m-%d %H:%M:%S} UTC", ", ".join(versions), platform.platform()]
