"""The import directions, the domain's purity, and the places where a library must not be known."""

from __future__ import annotations

import ast
import graphlib
import sys
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "seedance_gui"
FORBIDDEN = {
    "services": {"PySide6", "qasync", "shiboken6"},
    "ui": {"httpx", "sqlite3", "keyring", "qasync", "av"},
    "practice": {"qasync", "httpx", "keyring"},
}


@cache
def imported(path: Path) -> frozenset[str]:
    names = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names.add(node.module or "")
    return frozenset(names)


@pytest.mark.parametrize("path", sorted(PACKAGE.joinpath("domain").glob("*.py")), ids=lambda p: p.name)
def test_the_domain_imports_the_standard_library_and_msgspec_alone(path: Path) -> None:
    for name in imported(path):
        top = name.split(".")[0]
        assert top in {*sys.stdlib_module_names, "msgspec"} or name.startswith(
            ("seedance_gui.domain", "seedance_gui.compat")
        )


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_libraries_stay_in_their_layer(layer: str) -> None:
    for path in PACKAGE.joinpath(layer).rglob("*.py"):
        strangers = {name.split(".")[0] for name in imported(path)} & FORBIDDEN[layer]
        assert not strangers, f"{path.relative_to(ROOT)} imports {strangers}"


def test_only_app_knows_qasync_and_nothing_imports_app() -> None:
    for path in PACKAGE.rglob("*.py"):
        names = imported(path)
        if path.name != "app.py":
            assert "qasync" not in names, path
        if path.name not in ("app.py", "__main__.py"):
            assert "seedance_gui.app" not in names, path


def test_no_circle_of_files_not_even_for_their_types() -> None:
    graph = grimp.build_graph("seedance_gui", cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    graphlib.TopologicalSorter(imports).prepare()  # raises CycleError, which names the files
