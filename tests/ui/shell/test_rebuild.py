"""Another language or text size makes the window anew, and leaves the person where they were."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.task import Status
from seedance_gui.domain.unconfirmed import Unconfirmed
from seedance_gui.services.files.app_paths import find_app_paths
from seedance_gui.services.store.settings import KeptSettings
from seedance_gui.services.store.store_file import open_store
from tests.e2e.test_main_job import ROOT, environment
from tests.media import make_video
from tests.ui.shell.rebuilt_window import PLAYED
from tests.ui.task_samples import sample

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://service.example"


def with_videos(data: Path) -> None:
    """Leave a store with forty real videos, of which two are not confirmed and one can be played."""
    places = find_app_paths(data)
    places.make()
    store = open_store(places.store).store
    video = make_video(data / "fox.mp4", seconds=4)
    settings = KeptSettings(
        lambda: store.get_setting("settings"), lambda it: store.set_setting("settings", it)
    )
    settings.change(first_start_done=True, address=SITE)
    for number in range(40):
        task = replace(sample(number, ago=60.0 * number), service=SITE, file=str(video))
        if number in (3, 5):
            task = replace(
                task, status=Status.NOT_CONFIRMED, file="", unconfirmed=Unconfirmed(sent=(task.created,))
            )
        store.add(task)
    store.close()


@pytest.mark.timeout(120)
def test_it_goes_on_where_it_was(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with_videos(data)
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.shell.rebuilt_window", str(data)],
        cwd=ROOT,
        env=environment(tmp_path / "home"),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    seen = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(seen) == 4, done.stdout + done.stderr
    before, larger, chinese, after_all = seen
    assert after_all == {"undone": "", "back": True}
    kept = ("chosen", "selected", "search", "top", "prompt", "cursor", "page", "stage", "size", "takes")
    for after in (larger, chinese):
        assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
        assert after["toasts"] == ["Stays"], "what was said in passing is not said twice"
    assert before["chosen"] == PLAYED
    assert abs(larger["position"] - before["position"]) < 100
    assert chinese["position"] >= larger["position"], "it plays on"
    assert (before["focus"], larger["focus"], chinese["focus"]) == ("prompt", "prompt", "search")
    assert larger["text"] > before["text"]
    assert larger["title"] != chinese["title"]
    keyring, undecided = before["notices"][::-1]
    assert undecided.startswith("2 videos are not confirmed")
    assert larger["notices"] == [keyring, undecided]
    assert chinese["notices"][0] not in before["notices"], "it is said in the language of the window"
    assert len(chinese["notices"]) == 2
