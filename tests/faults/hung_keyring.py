"""The program with a keyring that never answers: ``python -m tests.faults.hung_keyring DATA ADDRESS``.

Says on standard output when the window was up, the longest that the loop stood still, and what is read there.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui import app
from seedance_gui.self_test.hands import eventually
from seedance_gui.services.credentials.credentials import Credentials
from seedance_gui.services.files.app_paths import find_app_paths
from seedance_gui.services.store.settings import KeptSettings
from seedance_gui.services.store.store_file import open_store
from tests.e2e.person import tell
from tests.services.credentials.keyrings import HangingKeyring

if TYPE_CHECKING:
    from seedance_gui.program import Program


def hanging() -> Credentials:
    return Credentials(lambda _: HangingKeyring(), timeout=2.0)


async def look(program: Program) -> None:
    window = program.window
    await eventually(window.isVisible, 20, "the window")
    up = program.sessions.current is None
    longest, before = 0.0, time.monotonic()
    end = before + 30
    while not window.notices.texts() and time.monotonic() < end:
        await asyncio.sleep(0.01)
        now = time.monotonic()
        longest, before = max(longest, now - before), now
    session = program.sessions.current
    tell(
        up=up,
        longest=longest,
        said=" ".join(window.notices.texts()),
        session=session.mode.value if session else "",
        work=window.work.isVisible(),
    )
    window.close()


def main() -> int:
    data, address = Path(sys.argv[1]), sys.argv[2]
    places = find_app_paths(data)
    places.make()
    store = open_store(places.store).store
    settings = KeptSettings(
        lambda: store.get_setting("settings"), lambda it: store.set_setting("settings", it)
    )
    settings.change(first_start_done=True, mode="service", address=address)
    store.close()
    app._credentials = hanging
    options = argparse.Namespace(practice=False, api_url=None, data_dir=data, practice_speed=1.0, script=look)
    return app.run(options)


if __name__ == "__main__":
    sys.exit(main())
