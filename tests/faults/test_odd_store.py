"""What is stored may be of any type: the program starts, says so once, and loses nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from seedance_gui.domain.address import PRACTICE
from seedance_gui.domain.draft import Draft, InputMode, Reference
from seedance_gui.domain.task import Status, Task
from seedance_gui.services.files.app_paths import find_app_paths
from seedance_gui.services.store.store_file import open_store
from tests.e2e.test_main_job import environment
from tests.faults.killing import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = Reference("https://media.example.com/a.png")
GOOD = json.loads(
    json.dumps(
        Draft("seedance2.0-sp", "A fox", InputMode.REFERENCES, (PICTURE, PICTURE), duration=8).to_data()
    )
)
SETTINGS = {"volume": "loud", "language": ["zh_CN"], "file_name": "{time} {prompt}", "speed": None}


def stored(data: Path, draft: object, settings: object, of_task: object) -> None:
    """Make a store with a saved video, and with these values in the places of a draft and of settings."""
    places = find_app_paths(data)
    places.make()
    store = open_store(places.store).store
    with closing(store):
        store.set_setting("draft", draft)
        store.set_setting("settings", settings)
        task = Task(
            id="t1",
            service=PRACTICE,
            created=1.0,
            draft=Draft("m", "Mine"),
            body={"model": "m"},
            status=Status.SAVED,
            task_id="p1",
            file="x",
        )
        store.add(task)
        store._connection.execute("UPDATE task SET draft = ?", (json.dumps(of_task),))


@pytest.mark.parametrize(
    ("draft", "shown", "said"),
    [
        ({**GOOD, "duration": "5", "prompt": None}, {**GOOD, "duration": None, "prompt": ""}, True),
        ({**GOOD, "images": [7, GOOD["images"][0]]}, {**GOOD, "images": [{}, GOOD["images"][0]]}, True),
        ([GOOD], {"model": "seedance2.0-std"}, True),
        (GOOD, GOOD, False),
    ],
    ids=["wrong types", "a number for a reference", "a list", "good"],
)
def test_promise_33_odd_values_in_the_store(
    tmp_path: Path, draft: object, shown: dict[str, Any], said: bool
) -> None:
    stored(tmp_path / "data", draft, SETTINGS, {**GOOD, "prompt": None, "images": "https://a.com/a.png"})
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.odd_store", str(tmp_path / "data")],
        cwd=ROOT, env=environment(tmp_path / "home"), capture_output=True,
        text=True, timeout=55, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert Draft.from_data(seen["draft"]) == Draft.from_data(shown)
    assert seen["tasks"] == ["t1"], "a video whose draft is odd is a video"
    assert seen["settings"] == {"volume": 80, "file_name": "{time} {prompt}", "language": "system"}
    assert seen["toasts"].count("Some settings could not be read") == 1
    assert seen["toasts"].count("Part of the form could not be read") == said
    with closing(open_store(find_app_paths(tmp_path / "data").store).store) as store:
        assert store.get_setting("settings")["volume"] == 30
        assert store.get_setting("settings unreadable 1") == SETTINGS
        assert store.get_setting("draft")["prompt"].endswith("A heron"), "what was written since is kept"
        assert store.get_setting("draft unreadable 1") == (draft if said else None)
