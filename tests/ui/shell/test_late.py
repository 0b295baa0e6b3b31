"""What is not on the first screen is neither imported nor made before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING, Any

import pytest

from seedance_gui.domain.draft import Draft
from seedance_gui.domain.task import Status, Task
from seedance_gui.services.files.app_paths import find_app_paths
from seedance_gui.services.store.settings import KeptSettings
from seedance_gui.services.store.store_file import open_store
from tests.e2e.test_main_job import ROOT, environment

if TYPE_CHECKING:
    from pathlib import Path

LOOK = textwrap.dedent("""
    import argparse, asyncio, json, sys
    from pathlib import Path
    from seedance_gui import app

    async def look(program):
        while program.sessions.current is None and not program.window.shows_welcome:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        loaded = [name.removeprefix("seedance_gui.ui.") for name in sys.modules if "seedance_gui.ui." in name]
        pages = [program.window.made_welcome is not None, program.window.made_work is not None]
        print(json.dumps({"loaded": loaded, "pages": pages}), flush=True)
        program.window.close()

    app.run(argparse.Namespace(
        practice=False, api_url=None, data_dir=Path(sys.argv[1]), practice_speed=8.0, script=look))
""")


def seen(folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(folder / "data")],
        cwd=ROOT,
        env=environment(folder / "home"),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.timeout(120)
def test_the_first_page_needs_nothing_of_the_page_for_work(tmp_path: Path) -> None:
    found = seen(tmp_path)
    assert found["pages"] == [True, False]
    rooms = {name.split(".")[0] for name in found["loaded"]}
    assert not rooms & {"form", "player", "preview", "references", "session", "tasks", "unconfirmed"}


@pytest.mark.timeout(120)
def test_who_works_needs_no_first_page_and_no_dialog(tmp_path: Path) -> None:
    places = find_app_paths(tmp_path / "data")
    places.make()
    store = open_store(places.store).store
    settings = KeptSettings(
        lambda: store.get_setting("settings"), lambda it: store.set_setting("settings", it)
    )
    settings.change(first_start_done=True, mode="practice")
    draft = Draft("seedance2.0-std")
    # One that is over: what ends now is told by a note on the desktop.
    over = Task(id="1", service="practice", created=1, since=1, draft=draft, body={}, status=Status.FAILED)
    store.add(over)
    store.close()
    found = seen(tmp_path)
    assert found["pages"] == [False, True]
    late = {"shell.welcome", "shell.settings_dialog", "shell.notifier", "preview.examples"}
    late |= {"player.player", "player.player_widget", "player.media_backend"}  # there is no video yet
    assert not late & set(found["loaded"])
