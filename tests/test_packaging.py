"""What the packages for people are made of. ``packaging/prove`` proves that they work on a bare system."""

from __future__ import annotations

import asyncio
import configparser
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import seedance_gui
from seedance_gui.services.files import sidecar
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform.practice_process import PracticeProcess

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]
PACKAGING = ROOT / "packaging"
LINUX = PACKAGING / "linux"


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import a module of the folder ``packaging``, which is no package."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    spec = importlib.util.spec_from_file_location(f"packaging_{name}", PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


def validate(*command: str | Path) -> None:
    """Have a system's own tool look at a file, where it is installed."""
    if shutil.which(str(command[0])):
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


# One version


def test_the_version_stands_in_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    build = load("build", monkeypatch)
    assert seedance_gui.__version__ == build.VERSION
    assert pyproject()["project"]["dynamic"] == ["version"]
    assert pyproject()["tool"]["hatch"]["version"]["path"] == "seedance_gui/__init__.py"
    newest, _ = build.releases_of(ROOT / "CHANGELOG.md")[0]
    assert newest == seedance_gui.__version__, "the CHANGELOG tells of another version"


def test_what_makes_the_bundle_agrees_with_the_constraints() -> None:
    def pinned(file: Path) -> dict[str, str]:
        lines = file.read_text("utf-8").splitlines()
        return {name: version for line in lines for name, version in re.findall(r"^([\w.-]+)==(\S+)", line)}

    constraints, ours = pinned(ROOT / "constraints.txt"), pinned(PACKAGING / "requirements.txt")
    assert ours
    assert {
        name: version for name, version in ours.items() if constraints.get(name, version) != version
    } == {}


# What a desktop is told


def test_the_menu_entry_is_valid_and_starts_the_program() -> None:
    file = LINUX / "seedance-gui.desktop"
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(file, encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert entry["Icon"] in pyproject()["project"]["gui-scripts"]
    assert (entry["Exec"], entry["Icon"]) == (f"{file.stem} %f", file.stem)
    assert "Name" in entry
    assert "Comment[zh_CN]" in entry
    # By this name a Wayland desktop finds the icon of a window.
    assert f'setDesktopFileName("{file.stem}")' in (ROOT / "seedance_gui" / "app.py").read_text("utf-8")
    validate("desktop-file-validate", file)


def test_the_software_centre_is_told_of_each_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "seedance-gui.metainfo.xml"
    file.write_text(load("build", monkeypatch).metainfo(), encoding="utf-8")
    component = ET.parse(file).getroot()
    assert component.findtext("launchable") == "seedance-gui.desktop"
    assert component.findtext("provides/binary") == "seedance-gui"
    assert next(release.get("version") for release in component.iter("release")) == seedance_gui.__version__
    validate("appstreamcli", "validate", "--no-net", file)


def test_the_settings_beside_a_video_have_their_own_type() -> None:
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kinds = ET.parse(LINUX / "mime.xml").getroot().findall(f"{space}mime-type")
    patterns = [str(glob.get("pattern")) for kind in kinds for glob in kind.findall(f"{space}glob")]
    assert patterns == [f"*{sidecar.ENDING}"]
    assert f"MimeType={kinds[0].get('type')};" in (LINUX / "seedance-gui.desktop").read_text("utf-8")


# Licences


def test_a_library_whose_licence_is_not_known_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    licences = load("licences", monkeypatch)
    whole = licences.text(["av.libs/libx264-1234.so.165", "libpython3.11.so.1.0"], ["httpx", "seedance_gui"])
    assert "x264: GPL-2.0-or-later" in whole
    assert "GNU GENERAL PUBLIC LICENSE" in whole
    assert "httpx" in whole
    with pytest.raises(LookupError, match="libsomething"):
        licences.text(["av.libs/libsomething-1234.so.1"], [])


def test_each_part_has_the_texts_that_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    licences = load("licences", monkeypatch)
    found = licences.parts()
    assert len(found) > 10
    for part in found:
        re.compile(part.files)
        assert part.copyright.strip(), part.name
        for name in part.texts:
            assert (PACKAGING / "licences" / f"{name}.txt").is_file()


# A smaller bundle


@pytest.mark.skipif(not (sys.platform == "linux" and shutil.which("gcc")), reason="needs a C compiler")
def test_a_hollow_library_has_the_names_that_are_wanted_and_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trim = load("trim", monkeypatch)
    (tmp_path / "whole.c").write_text(
        "void *make(int n) { return (void *)1; } void other(void) {} char table[64] = {1};"
    )
    (tmp_path / "user.c").write_text(
        "void *make(int); extern char table[]; void *use(void) { return table[0] ? &table : make(1); }"
    )
    whole, user = tmp_path / "libwhole.so", tmp_path / "libuser.so"
    shared = ["gcc", "-shared", "-fPIC"]
    subprocess.run([*shared, "-Wl,-soname,libwhole.so", "-o", whole, tmp_path / "whole.c"], check=True)
    subprocess.run([*shared, "-o", user, tmp_path / "user.c", f"-L{tmp_path}", "-lwhole"], check=True)
    trim._hollow(whole, whole, [user])
    names = subprocess.run(
        ["nm", "-D", "--defined-only", whole], check=True, capture_output=True, text=True
    ).stdout
    assert {line.split()[-1] for line in names.splitlines()} == {"make", "table"}
    code = f"import ctypes; print(ctypes.CDLL({str(user)!r}).use())"
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "LD_LIBRARY_PATH": str(tmp_path)},
                          check=True, capture_output=True, text=True)  # fmt: skip
    assert done.stdout.strip() == "0"


# The parts that are processes of their own


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder laid out as a bundle: a program, and beside it a folder with package and resources in one.

    This very process is made to believe that it runs from there.
    """
    inside = tmp_path / "a bundle" / "_internal"
    nothing = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "seedance_gui", inside / "seedance_gui", ignore=nothing)
    shutil.copytree(ROOT / "resources", inside / "seedance_gui" / "resources")
    program = inside.parent / "program.py"
    program.write_text(
        f"import sys\nsys.path.insert(0, {str(inside)!r})\nsys.frozen = True\n"
        "from seedance_gui.app import main\nimport seedance_gui\n"
        f"assert seedance_gui.__file__.startswith({str(inside)!r})\nsys.exit(main())\n",
        encoding="utf-8",
    )
    start = inside.parent / "seedance-gui"
    start.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I "{program}" "$@"\n', encoding="utf-8")
    start.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(start))
    return inside


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script here")
async def test_practice_and_the_media_worker_come_up_inside_a_bundle(bundle: Path, tmp_path: Path) -> None:
    practice = PracticeProcess(tmp_path / "practice")
    worker = MediaWorker(tmp_path / "undecodable")
    try:
        address = await asyncio.wait_for(practice.start(), 40)
        assert address.startswith("http://127.0.0.1:")
        small = await asyncio.to_thread(
            worker.picture, str(bundle / "seedance_gui" / "resources" / "screenshot.png")
        )
        assert small[:2] in {b"\xff\xd8", b"\x89P"}
    finally:
        worker.close()
        await practice.aclose()
