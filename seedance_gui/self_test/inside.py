"""In a bundle: whether all that the program used up to here came from the bundle, nothing from around it."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QTranslator

from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.credentials.keyring_backends import system_backend
from seedance_gui.services.platform import resources

_PARTS = ("Python", "Qt", "FFmpeg", "x264", "PySide6", "av ", "httpx", "keyring", "Inter", "Lucide")
_KEYRINGS = {"linux": "SecretServiceBackend", "darwin": "Keyring", "win32": "WinVaultKeyring"}


def look_inside() -> str:
    """Return in a few words what was looked at. Raises AssertionError that names what is not as it should be.

    To be called after a video was played, when all that is ever loaded is there.
    """
    bundle = Path(sys._MEIPASS).resolve()  # type: ignore[attr-defined] # noqa: SLF001 - how a bundle tells its place
    files = {name: getattr(module, "__file__", None) or "" for name, module in sorted(sys.modules.items())}
    # What the bundle's loader has embedded names no folder.
    outside = [
        f"{name} ({file})"
        for name, file in files.items()
        if Path(file).is_absolute() and not _is_in(bundle, file)
    ]
    assert not outside, f"imported from outside: {', '.join(outside)}"
    assert all(_is_in(bundle, folder) for folder in sys.path), f"looked for outside: {sys.path}"
    libraries = _mapped()
    carried = {file.name for file in bundle.rglob("*.so*")}
    # A system's file may have more of a number than what it is asked for by: libffi.so.8.1.2, libffi.so.8.
    foreign = [name for name in libraries if not _is_in(bundle, name) and _asked_for_as(name) & carried]
    assert not foreign, f"loaded from outside: {', '.join(foreign)}"
    assert not libraries or any("ffmpegmediaplugin" in name for name in libraries), "Qt plays without FFmpeg"
    keyring = type(system_backend(lambda: None)).__name__
    assert keyring == _KEYRINGS.get(sys.platform), f"the keyring is {keyring}"
    models = len(list(load_rules(resources.read_text("routes.toml")).models()))
    for name in ("zh_CN", "en"):
        words = QTranslator()
        found = words.load(str(resources.path("translations", f"seedance_{name}.qm")))
        assert found, f"there are no words for {name}"
    licences = resources.read_text("licences.txt")
    missing = [part for part in _PARTS if part not in licences.partition("=====")[0]]
    assert not missing, f"not among the licences: {', '.join(missing)}"
    assert "GNU GENERAL PUBLIC LICENSE" in licences, "the GPL is missing"
    children = [program for program in _children() if not _is_in(bundle.parent, program)]
    assert not children, f"processes from outside: {', '.join(children)}"
    return (
        f"{len(sys.modules)} modules, {len(libraries)} libraries, {len(_children())} processes, {keyring}, "
        f"{models} models"
    )


def _asked_for_as(library: str) -> set[str]:
    name, _, numbers = Path(library).name.partition(".so")
    parts = numbers.split(".")
    return {f"{name}.so{'.'.join(parts[:count])}" for count in range(1, len(parts) + 1)}


def _is_in(bundle: Path, name: str) -> bool:
    return Path(name).resolve().is_relative_to(bundle)


def _child_folders() -> list[Path]:
    """Return where Linux tells of the processes that this one started: practice, the media worker."""
    files = Path("/proc/self").glob("task/*/children")
    return [Path("/proc", child) for child in " ".join(file.read_text("ascii") for file in files).split()]


def _children() -> list[str]:
    """Return what runs in them."""
    return [str((folder / "exe").readlink()) for folder in _child_folders()]


def _mapped() -> list[str]:
    """Return the libraries in this process and its children; none where no file tells (it does on Linux)."""
    names = set()
    for process in (Path("/proc/self"), *_child_folders()):
        with suppress(OSError):  # it has ended meanwhile
            lines = (process / "maps").read_text(encoding="utf-8").splitlines()
            names |= {line.split(maxsplit=5)[5] for line in lines if line.count("/") > 1}
    return sorted(name for name in names if ".so" in name)
