"""What the documents name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import seedance_gui

ROOT = Path(__file__).parents[1]
FAULTS = ROOT / "tests" / "faults"


def test_every_file_that_the_readmes_name_is_there() -> None:
    text = "".join((ROOT / name).read_text("utf-8") for name in ("README.md", "packaging/README.md"))
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|toml|txt|ts))`", text))
    assert len(named) > 10
    places = (
        ROOT,
        ROOT / "seedance_gui",
        ROOT / "seedance_gui" / "ui",
        ROOT / "tests",
        ROOT / "resources" / "translations",
    )
    missing = {name for name in named if not any((place / name).exists() for place in places)}
    assert not missing


def test_every_module_of_the_map_is_there() -> None:
    named = set(re.findall(r"\b((?:domain|services|ui|practice)(?:\.\w+)+)\b", seedance_gui.__doc__ or ""))
    assert len(named) > 5
    package = ROOT / "seedance_gui"
    missing = {
        name
        for name in named
        if not (path := package.joinpath(*name.split("."))).is_dir() and not path.with_suffix(".py").is_file()
    }
    assert not missing


@pytest.mark.parametrize(
    "row", [r for r in (FAULTS / "README.md").read_text("utf-8").splitlines() if "test_" in r]
)
def test_every_test_that_a_promise_names_is_there(row: str) -> None:
    """A row names files, each followed by tests in it; ``…`` stands for the rest of a name."""
    file = ""
    for quoted in re.findall(r"`([^`]+)`", row.split(" | ")[2]):
        if quoted.endswith(".py") and "/" not in quoted.removeprefix("../"):
            file = (FAULTS / quoted).read_text("utf-8")
        elif quoted.endswith(".py"):
            file = (FAULTS.parent / quoted).read_text("utf-8")
        elif quoted.startswith("test_"):
            name = quoted.removesuffix("…")
            assert re.search(rf"def {name}{'' if quoted.endswith('…') else chr(92) + 'b'}", file), quoted


def test_every_promise_has_its_row() -> None:
    rows = (FAULTS / "README.md").read_text("utf-8")
    assert {int(number) for number in re.findall(r"^\| (\d+) \|", rows, re.MULTILINE)} == set(range(1, 40))
