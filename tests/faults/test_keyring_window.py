"""The window does not wait for the keyring, and a keyring that does not answer is no missing token."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.e2e.test_main_job import environment
from tests.faults.killing import ROOT
from tests.server import Server

if TYPE_CHECKING:
    from pathlib import Path


def test_promise_18_a_hung_keyring_freezes_nothing(tmp_path: Path) -> None:
    with Server() as server:
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.hung_keyring", str(tmp_path / "data"), server.address],
            cwd=ROOT, env=environment(tmp_path / "home"), capture_output=True,
            text=True, timeout=55, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        seen = json.loads(done.stdout)
        assert seen["up"], "the window was there before the keyring had answered"
        assert seen["longest"] < 1.0, "nothing stood still while it hung"
        assert "has not answered" in seen["said"]
        assert seen["work"], "it is not taken for a missing token: the videos are shown"
        assert seen["session"] == "service"
        assert server.seen == [], "nothing is asked without a token"
