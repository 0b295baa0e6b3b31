"""The process: how it starts, ends, and goes on after a restart."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.practice.client import Client
from tests.practice.running import Running, practice

if TYPE_CHECKING:
    from pathlib import Path

windows = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


def test_one_line_with_the_address_is_printed() -> None:
    running = Running()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", running.address)
    code, output, errors = running.end()
    assert (output, errors) == ("", "")
    if sys.platform != "win32":
        assert code == 0


@windows
def test_interrupt_ends_it_cleanly() -> None:
    running = Running()
    running.process.send_signal(signal.SIGINT)
    assert running.process.communicate(timeout=20) == ("", "")
    assert running.process.returncode == 0


def test_it_ends_with_its_parent() -> None:
    # The parent is killed outright; the pipe that it held closes by itself.
    code = "from tests.practice.running import Running; r = Running(); print(r.address, flush=True); input()"
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    address = parent.stdout.readline().strip()
    assert httpx.get(address, trust_env=False).status_code == 404
    parent.kill()
    parent.communicate()
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            httpx.get(address, trust_env=False)
        except httpx.TransportError:
            return
    raise AssertionError


def test_it_ends_in_the_middle_of_drawing() -> None:
    running = Running()
    with Client(running.address) as client:
        task_id = client.created("A long one", duration=15)
        client.until(task_id, lambda state: state["progress"] > 1)
    code, output, errors = running.end()
    assert (output, errors) == ("", "")
    if sys.platform != "win32":
        assert code == 0


def test_tasks_uploads_and_videos_survive_a_kill(tmp_path: Path) -> None:
    with practice(tmp_path) as running, Client(running.address) as client:
        done = client.finished("First")
        upload = client.upload("a.png", b"picture").json()["data"]["url"]
        waiting = client.created("Second", duration=3)
        stalled = client.created("[stall] Third")
        used = client.get("/user/balance").json()["data"]["used_coin"]
        running.process.kill()
        running.process.wait()
    with practice(tmp_path) as again, Client(again.address) as client:
        assert again.address == running.address, "links to uploads hold the port"
        assert client.get("/user/balance").json()["data"]["used_coin"] == used
        assert client.http.get(upload).content == b"picture"
        assert client.http.get(done["result"]["video_url"]).status_code == 200
        assert client.state(done["task_id"])["completed_at"] == done["completed_at"]
        assert client.until(waiting, lambda state: state["status"] == "completed")
        assert client.state(stalled)["progress"] == 42
    assert not list(tmp_path.glob("videos/*.part.mp4"))


def test_a_spoilt_folder_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "tasks").mkdir()
    (tmp_path / "tasks" / "0123456789.json").write_text("{", encoding="utf-8")
    (tmp_path / "port").write_text("99999999", encoding="utf-8")
    with practice(tmp_path) as running, Client(running.address) as client:
        assert client.query("0123456789").status_code == 404


def test_a_taken_port_is_said_in_a_sentence() -> None:
    with practice() as running:
        second = Running("--port", running.address.rsplit(":", 1)[1])
        output, errors = second.process.communicate(timeout=20)
    assert second.process.returncode == 1
    assert (second.address, output) == ("", "")
    assert errors.startswith("The practice service can't start:")


def test_the_log_holds_no_token_and_no_signature() -> None:
    running = Running("--verbose", "--speed", "1000")
    with Client(running.address, "canary-4711") as client:
        url = client.finished("A cat")["result"]["video_url"]
        client.http.get(url)
    _, _, errors = running.end()
    assert "GET /videos/" in errors
    assert "canary" not in errors
    assert "sig=" not in errors
