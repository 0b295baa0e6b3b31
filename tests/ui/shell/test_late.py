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

    from seedance_gui.services.store.store import Store

LOOK = textwrap.dedent("""
    import argparse, asyncio, json, sys
    from pathlib import Path
    from seedance_gui import app

    def watch(program):
        from PySide6.QtCore import QEvent, QObject

        class Watcher(QObject):
            def eventFilter(self, watched, event):
                if event.type() is QEvent.Type.Paint and not found:
                    work, modules = program.window.made_work, list(sys.modules.items())
                    files = [(name.split(".")[0], str(getattr(it, "__file__", ""))) for name, it in modules]
                    found["others"] = list({name for name, file in files if "site-packages" in file})
                    found["early"] = [name for name, _ in modules if name.startswith("seedance_gui.")]
                    found["prompt"] = work is not None and work.form.prompt.isVisible()
                return False

        found = {}
        watcher = Watcher(program.window)
        program.window.installEventFilter(watcher)
        return look(program, found)

    async def look(program, found):
        while program.sessions.current is None and not program.window.shows_welcome:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        loaded = [name.removeprefix("seedance_gui.ui.") for name in sys.modules if "seedance_gui.ui." in name]
        pages = [program.window.made_welcome is not None, program.window.made_work is not None]
        print(json.dumps(found | {"loaded": loaded, "pages": pages}), flush=True)
        program.window.close()

    app.run(argparse.Namespace(
        practice=False, api_url=None, data_dir=Path(sys.argv[1]), practice_speed=8.0, script=watch))
""")


# Of others' packages, what may be imported before the first picture (the last are Python's own start) …
OTHERS = {"PySide6", "shiboken6", "msgspec", "platformdirs", "qasync", "typing_extensions"}
OTHERS |= {"_distutils_hack", "_virtualenv", "sitecustomize", "coverage", "a1_coverage"}
# … and of ours the rooms and files that may not.
LATE = {"practice", "self_test", "services.api.client", "services.api.transport", "services.media.worker"}
LATE |= {"services.credentials.credentials", "ui.player.player", "ui.player.player_widget"}
LATE |= {"ui.player.media_backend", "ui.player.exact_frame", "ui.shell.notifier"}
LATE |= {
    "ui.shell.command_palette",
    "ui.shell.settings_dialog",
    "ui.shell.shortcut_sheet",
    "ui.unconfirmed.card",
}


def check_early(found: dict[str, Any]) -> None:
    """Nothing is imported before the first picture that it can do without."""
    assert set(found["others"]) <= OTHERS
    early = {name.removeprefix("seedance_gui.") for name in found["early"]}
    assert not {name for name in early for late in LATE if name == late or name.startswith(f"{late}.")}


def furnished(folder: Path, **settings: Any) -> Store:
    """Return the store of a program that was used before."""
    places = find_app_paths(folder / "data")
    places.make()
    store = open_store(places.store).store
    kept = KeptSettings(lambda: store.get_setting("settings"), lambda it: store.set_setting("settings", it))
    kept.change(first_start_done=True, **settings)
    kept.kept.flush()
    return store


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
    check_early(found)
    assert found["pages"] == [True, False]
    rooms = {name.split(".")[0] for name in found["loaded"]}
    assert not rooms & {"form", "player", "preview", "references", "session", "tasks", "unconfirmed"}


@pytest.mark.timeout(120)
def test_who_works_needs_no_first_page_and_no_dialog(tmp_path: Path) -> None:
    store = furnished(tmp_path, mode="practice")
    draft = Draft("seedance2.0-std")
    # One that is over: what ends now is told by a note on the desktop.
    over = Task(id="1", service="practice", created=1, since=1, draft=draft, body={}, status=Status.FAILED)
    store.add(over)
    store.close()
    found = seen(tmp_path)
    check_early(found)
    assert found["pages"] == [False, True]
    late = {"shell.welcome", "shell.settings_dialog", "shell.notifier", "preview.examples"}
    late |= {"session.named_dialog", "session.shelves"}
    late |= {"player.player", "player.player_widget", "player.media_backend"}  # there is no video yet
    assert not late & set(found["loaded"])


@pytest.mark.timeout(120)
def test_who_had_a_token_can_write_in_the_first_picture(tmp_path: Path) -> None:
    address = "http://127.0.0.1:9"
    store = furnished(tmp_path, mode="service", address=address)
    store.set_setting(f"token kept {address}", True)
    store.close()
    found = seen(tmp_path)
    check_early(found)
    assert found["prompt"]  # though the keyring has not been asked yet
