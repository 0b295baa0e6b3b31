"""The real window, the real store and the practice service on its socket, in processes of their own."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import pytest
from PySide6.QtGui import QImage

from seedance_gui.services.store.store_file import open_store
from tests.e2e.person import TOKEN
from tests.practice.running import practice

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0

pytestmark = pytest.mark.timeout(240)


def environment(home: Path) -> dict[str, str]:
    """Return an environment without a display, a keyring, or anything of the person who runs the tests."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_"))}
    return kept | {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/no-bus",
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "en",
    }


class Window:
    """A program that runs with a person at its window, and what that person says."""

    def __init__(self, scenario: str, data: Path, *options: str) -> None:
        command = [sys.executable, "-m", "tests.e2e.person", scenario, str(data), *options]
        self.errors = data.parent / f"{scenario}.err"
        with self.errors.open("w") as errors:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment(data.parent / "home"),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self._said: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def hears(self, **wanted: object) -> dict[str, Any]:
        """Return the next thing said that has these values, or has these keys at all where one is ``...``."""
        while True:
            try:
                line = self._said.get(timeout=PATIENCE)
            except queue.Empty:
                line = ""
            assert line, f"{wanted} was never said\n{self.errors.read_text()}"
            seen: dict[str, Any] = json.loads(line)
            assert "error" not in seen, seen["error"] + "\n" + self.errors.read_text()
            if all(name in seen and value in (..., seen[name]) for name, value in wanted.items()):
                return seen

    def ends(self) -> int:
        return self.process.wait(PATIENCE)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self._said.put(line)
        self._said.put("")


@contextmanager
def window(scenario: str, data: Path, *options: str) -> Iterator[Window]:
    running = Window(scenario, data, *options)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.process.kill()
        running.process.wait()


def practice_tasks(data: Path) -> list[Path]:
    """Return what the practice service has accepted: one file for each POST that created a task."""
    return sorted((data / "practice" / "tasks").glob("*.json"))


def test_self_test_does_the_main_job_and_shows_it(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    done = subprocess.run(
        [sys.executable, "-m", "seedance_gui", "--self-test", str(folder)],
        cwd=ROOT,
        env=environment(tmp_path / "home"),
        capture_output=True,
        text=True,
        timeout=220,
        check=False,
    )
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert report["ok"]
    assert all(step["ok"] and step["milliseconds"] >= 0 for step in report["steps"])
    for start in ("text", "references", "frames"):
        names = [step["name"] for step in report["steps"]]
        assert f"{start}: create" in names
        assert f"{start}: play it" in names
    assert not (folder / "failed.png").exists()
    picture = QImage(str(folder / "window.png"))
    assert (picture.width(), picture.height()) == (1600, 1000)
    colours = {picture.pixel(x, y) for x in range(0, 1600, 16) for y in range(0, 1000, 10)}
    assert len(colours) > 500, "hardly anything is to be seen on it"


def test_goes_on_after_being_killed_and_pays_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with window("create-and-wait", data) as first:
        sent = first.hears(status="processing")
        first.process.kill()  # SIGKILL: nothing can be kept any more
        assert first.ends() < 0
    assert len(practice_tasks(data)) == 1

    with window("go-on", data) as second:
        assert second.hears(first=...)["first"] in {"queued", "processing"}
        seen = second.hears(file=...)
        assert second.ends() == 0
    assert seen["task_id"] == sent["task_id"]
    assert seen["count"] == 1
    assert (seen["mode"], seen["practice"]) == ("practice", True)
    assert [file.stem for file in practice_tasks(data)] == [seen["task_id"]]
    assert seen["shown"] == seen["file"]
    assert "paper boat" in seen["prompt"]
    with av.open(seen["file"]) as film:
        assert film.streams.video
        assert film.streams.audio


def test_second_start_brings_the_first_window_forward(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with window("stay", data) as first:
        first.hears(minimised=True)
        with window("stay", data) as second:
            assert second.ends() == 0
        first.hears(minimised=False)
        assert first.ends() == 0


def test_token_opens_the_service_and_is_kept_nowhere_without_a_keyring(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with practice() as service, window("sign-in", data, "--api-url", service.address) as running:
        refused = running.hears(refused=...)
        assert not refused["session"]
        said = "\n".join(refused["refused"])
        assert "accept the token" in said, said
        seen = running.hears(mode="service")
        assert running.ends() == 0
    assert seen["address"] == service.address
    assert seen["kept"] == "memory"
    assert "until you close" in seen["said"] or "until the program" in seen["said"]
    assert seen["field"] == ""
    store = open_store(data / "store.sqlite").store
    # so that coins read before and after it are not taken for those of one account
    assert store.get_setting(f"tokens {service.address}") == 1
    store.close()
    assert not seen["practice"]
    for file in data.rglob("*"):
        assert not file.is_file() or TOKEN.encode() not in file.read_bytes(), file


def test_another_language_leaves_everything_where_it_was(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with window("change-language", data) as running:
        first = running.hears(typed=...)
        once, twice = running.hears(title=...), running.hears(title=...)
        last = running.hears(behind=...)
        assert running.ends() == 0
    assert first == {"typed": TOKEN, "hidden": True, "focus": True}
    assert (once["title"], twice["title"]) == ("设置", "Settings")
    for seen in (once, twice):
        assert abs(seen["moved"]) < 40, "the settings open where they were"
        assert seen["focus"]
    assert last["behind"], "the first page stays in front of the work"
    for file in data.rglob("*"):
        assert not file.is_file() or TOKEN.encode() not in file.read_bytes(), file
