"""A list that is lost comes back once, and what the person took off it stays off."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.task import Status
from seedance_gui.services.files import sidecar
from seedance_gui.services.files.app_paths import find_app_paths
from tests.e2e.test_main_job import ROOT, environment
from tests.ui.task_samples import sample

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.domain.rules import Rules

SITE = "https://www.jimmyai.cn"
PERSON = textwrap.dedent("""
    import argparse, asyncio, json, sys
    from pathlib import Path
    from seedance_gui import app
    from seedance_gui.self_test.hands import eventually

    async def practise(program):
        before = program.sessions.current
        while program.sessions.current is before or program.sessions.current is None:
            program.window.welcome.practise_requested.emit()  # nothing comes of it while the list is made
            await asyncio.sleep(0.1)
        return sorted(task.id for task in program.sessions.current.task_service.tasks())

    async def look(program):
        try:
            told = [await practise(program)]
            program.sessions.current.task_service.removals.remove(["task1"])
            await program.sessions.look("https://www.jimmyai.cn")  # away from it, and back
            told.append(await practise(program))
            print(json.dumps(told), flush=True)
        finally:
            program.window.close()

    app.run(argparse.Namespace(
        practice=False, api_url=None, data_dir=Path(sys.argv[1]), practice_speed=1.0, script=look))
""")


@pytest.mark.timeout(120)
def test_promise_15_a_lost_list_comes_back_once_and_without_what_was_removed(
    tmp_path: Path, rules: Rules
) -> None:
    places = find_app_paths(tmp_path / "data")
    places.make()
    folder = places.videos / "Practice"
    folder.mkdir(parents=True)
    for number, service in ((0, "practice"), (1, "practice"), (2, "practice"), (3, SITE)):
        video = (folder if service == "practice" else places.videos) / f"{number}.mp4"
        video.write_bytes(b"a video")
        task = sample(number, Status.SAVED, model=rules.first_model, task_id=f"t{number}")
        sidecar.write(sidecar.path_for(video), replace(task, service=service, file=str(video)))
        if number == 2:
            sidecar.mark_removed(sidecar.path_for(video), task)
    for there in (["task0", "task1"], ["task0"]):  # one is of another service, one was removed before
        places.store.write_bytes(b"garbage" * 1000)
        done = subprocess.run(
            [sys.executable, "-c", PERSON, str(tmp_path / "data")],
            cwd=ROOT,
            env=environment(tmp_path / "home"),
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == [there, ["task0"]], "the person removed one in between"
