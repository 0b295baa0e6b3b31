"""The start does without httpx, and one door leads to it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from seedance_gui.services.api.client import ApiClient
from seedance_gui.services.api.loader import load_api

ROOT = Path(__file__).parents[3]
LATE = ("httpx", "httpcore", "truststore", "socksio", "urllib.request")


def test_nothing_of_it_is_loaded_at_the_start() -> None:
    code = f"import sys, seedance_gui.program; print([n for n in {LATE} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_it_can_be_loaded_in_a_thread() -> None:
    assert await asyncio.to_thread(load_api) is ApiClient
