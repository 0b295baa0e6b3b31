"""The rules that ship, for every test of the domain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.rules_file import load_rules

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules

RULES_FILE = Path(__file__).parents[2] / "resources" / "routes.toml"


@pytest.fixture(scope="session")
def rules_text() -> str:
    return RULES_FILE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def rules(rules_text: str) -> Rules:
    return load_rules(rules_text)
