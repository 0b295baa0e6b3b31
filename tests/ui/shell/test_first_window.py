"""The window fits the screen on which it opens: with large text, and after a wider one, too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.faults.killing import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PANEL, TITLE = 40, 36


@pytest.mark.timeout(180)
def test_create_and_what_closes_it_are_on_the_screen(tmp_path: Path) -> None:
    """At a screen that is as much lower as a panel is high."""
    width, height = 1280, 720
    screen = {"name": "one", "x": 0, "y": 0, "width": width, "height": height - PANEL}
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96, "dpr": 1}]}))
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.shell.fitting_window", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        check=True,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == 4
    for window in told:
        left, top, across, down = window["window"]
        assert across <= width
        assert down + TITLE <= height - PANEL
        x, y = window["create"]
        assert 0 < x <= across
        assert 0 < y <= down
        if window["restored"]:  # where a new one goes, the desktop decides
            assert top >= TITLE
            assert left + across <= width
            assert top + down <= height - PANEL
