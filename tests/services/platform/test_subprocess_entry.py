"""A bundle has no interpreter to start: it starts itself for the parts that are processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from seedance_gui.services.platform.subprocess_entry import (
    MEDIA_WORKER,
    OPTION,
    PRACTICE,
    child_command,
    child_environment,
)


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "seedance_gui", *arguments]
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=child_environment(),
        timeout=50,
    )


def test_the_program_is_the_child_it_is_asked_to_be() -> None:
    assert json.loads(program(OPTION, MEDIA_WORKER).stdout)["ready"]
    assert "[fail]" in program(OPTION, PRACTICE, "--help").stdout


@pytest.mark.parametrize("given", [[], ["antigravity"]])
def test_no_other_module_is_run(given: list[str]) -> None:
    assert program(OPTION, *given).returncode == 2


def test_a_bundle_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command(PRACTICE) == [sys.executable, OPTION, PRACTICE]
    # Else its loader would leave the child to the libraries of the system.
    assert child_environment()["PYINSTALLER_RESET_ENVIRONMENT"] == "1"
