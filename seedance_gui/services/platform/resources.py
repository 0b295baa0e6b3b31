"""Find and read what ships beside the code: route rules, icons, fonts, translations.

In a wheel or a bundle the folder is `seedance_gui/resources`; in a checkout
it is `resources/` beside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]


def folder() -> Path:
    """Return the resources folder.

    Raises FileNotFoundError when the program was installed without it.
    """
    for candidate in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"The program's resources are missing: no “resources” in or beside {_PACKAGE}")


def path(*parts: str) -> Path:
    """Return the path of one resource, e.g. `path("icons", "play.svg")`, which may not be there."""
    return folder().joinpath(*parts)


def read_text(*parts: str) -> str:
    """Read one resource as UTF-8 text. Raises FileNotFoundError when it is not there."""
    return path(*parts).read_text(encoding="utf-8")
