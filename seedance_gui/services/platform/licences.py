"""The licences of everything that the program is made of, as one text that begins with the list of it."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path
from typing import Any

from seedance_gui.services.platform import resources

_RULE = "=" * 78
_LICENCE_FILE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_BESIDE = (("Inter (typeface): OFL-1.1", ("fonts", "OFL.txt")), ("Lucide (icons): ISC", ("icons", "LICENSE")))
_FROM_SOURCE = """\
Seedance itself is under the MIT licence. It runs here from source, with the
packages below, each under its own licence, and with Python (PSF-2.0). PySide6
carries Qt and FFmpeg (LGPL); av carries FFmpeg with x264 and x265 (GPL).
"""


def licences() -> str:
    """Return what was put together for the bundle; from source, the licences of the installed packages."""
    made = resources.path("licences.txt")
    if made.is_file():
        return made.read_text(encoding="utf-8")
    packages = _needed_by("seedance-gui")
    titles = [f"{one.name} {one.version}: {licence_of(one)}" for one in packages]
    beside = [(title, resources.read_text(*file)) for title, file in _BESIDE]
    lines = [_FROM_SOURCE, *(f"  {title}" for title in (*titles, *(title for title, _ in beside))), ""]
    for title, one in zip(titles, packages, strict=True):
        lines += chapter(title, *licence_texts(one))
    for title, text in beside:
        lines += chapter(title, text)
    return "\n".join(lines)


def chapter(title: str, *texts: str) -> list[str]:
    """Return the lines of a part's own texts."""
    return [_RULE, title, _RULE, *texts, ""]


def licence_of(package: metadata.Distribution) -> str:
    """Return the name of a package's licence."""
    about: Any = package.metadata
    classified = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if "License ::" in line
    ]
    written = about.get("License-Expression") or about.get("License") or ""
    fit = 0 < len(written) < 90 and "\n" not in written and written != "UNKNOWN"
    return written if fit else ", ".join(classified) or "see below"


def licence_texts(package: metadata.Distribution) -> list[str]:
    """Return the texts that a package brings along."""
    files = sorted(
        file for file in package.files or () if ".dist-info/" in str(file) and _LICENCE_FILE.search(str(file))
    )
    return [
        Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
        for file in files
        if file.suffix not in {".py", ".pyc"}
    ]


def _needed_by(name: str) -> list[metadata.Distribution]:
    """Return an installed package and all that it needs; what is for other systems or tests is not there."""
    found: dict[str, metadata.Distribution] = {}
    wanted = [name]
    while wanted:
        key = re.sub(r"[-_.]+", "-", wanted.pop()).lower()
        if key not in found:
            try:
                found[key] = metadata.distribution(key)
            except metadata.PackageNotFoundError:
                continue
            needs = [need for need in found[key].requires or () if "extra ==" not in need]
            wanted += [re.split(r"[^\w.-]", need, maxsplit=1)[0] for need in needs]
    return [found[key] for key in sorted(found, key=lambda key: (key != name, key))]
