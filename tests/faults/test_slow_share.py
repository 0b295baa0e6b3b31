"""A reference on a drive or share where each access takes seconds."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.test_main_job import ROOT, environment
from tests.media import make_image

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.timeout(180)
def test_promise_37_the_window_never_waits_for_a_share(tmp_path: Path) -> None:
    data, share = tmp_path / "data", tmp_path / "share"
    share.mkdir()
    for name in ("cat.png", "dog.png", "owl.png"):
        make_image(share / name, 640, 360)
    for run in ("first", "second"):
        if run == "second":
            (data / "second").touch()
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.slow_share", str(data), str(share)],
            cwd=ROOT,
            env=environment(tmp_path / "home"),
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert json.loads(done.stdout.splitlines()[-1]) == {"asked": []}, run
