"""The process: how it starts, ends, and goes on after a restart."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import io
import json
import re
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import av
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


def rendering(client: Client, folder: Path) -> threading.Thread:
    """Ask for a long video in a thread, and return when it is being rendered."""
    url = client.finished("A long one", duration=15)["result"]["video_url"]

    def ask() -> None:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(url, trust_env=False, timeout=30)

    asking = threading.Thread(target=ask)
    asking.start()
    while not list(folder.glob("videos/*.part")):
        assert asking.is_alive()
    return asking


def test_it_ends_in_the_middle_of_rendering(tmp_path: Path) -> None:
    running = Running("--speed", "1000", "--state", str(tmp_path))
    with Client(running.address) as client:
        asking = rendering(client, tmp_path)
    code, output, errors = running.end()
    asking.join()
    assert (output, errors) == ("", "")
    if sys.platform != "win32":
        assert code == 0
        assert not list(tmp_path.glob("videos/*"))


def test_a_kill_in_the_middle_of_rendering_leaves_no_half_video(tmp_path: Path) -> None:
    with practice(tmp_path) as running, Client(running.address) as client:
        asking = rendering(client, tmp_path)
        running.process.kill()
        running.process.wait()
        asking.join()
    [part] = tmp_path.glob("videos/*")
    assert part.suffix == ".part"
    with practice(tmp_path) as again, Client(again.address) as client:
        assert not list(tmp_path.glob("videos/*"))
        url = client.state(part.stem)["result"]["video_url"]
        with av.open(io.BytesIO(client.http.get(url).content), "r") as video:
            assert video.duration == pytest.approx(15_000_000, rel=0.02)


def test_tasks_uploads_and_videos_survive_a_kill(tmp_path: Path) -> None:
    with practice(tmp_path) as running, Client(running.address) as client:
        done = client.finished("First")
        video = client.http.get(done["result"]["video_url"]).content
        upload = client.upload("a.png", b"picture").json()["data"]["url"]
        waiting = client.created("[slow] Second", duration=3)
        stalled = client.created("[stall] Third")
        used = client.get("/user/balance").json()["data"]["used_coin"]
        running.process.kill()
        running.process.wait()
    with practice(tmp_path) as again, Client(again.address) as client:
        assert again.address == running.address, "links to uploads hold the port"
        assert client.get("/user/balance").json()["data"]["used_coin"] == used
        assert client.http.get(upload).content == b"picture"
        assert client.http.get(done["result"]["video_url"]).content == video
        assert client.state(done["task_id"])["completed_at"] == done["completed_at"]
        assert client.until(waiting, lambda state: state["status"] == "completed")
        assert client.state(stalled)["progress"] == 42


def test_a_folder_of_an_older_version_is_read(tmp_path: Path) -> None:
    """As it was while each video was rendered at once: with one video, and one that was not finished."""
    done, unfinished, gone, asset, upload = (f"{number}" * 20 for number in range(5))
    now = int(time.time())
    body = {"model": "seedance2.0-md", "prompt": "A cat", "duration": 1, "ratio": "1:1"}
    kept = {
        f"tasks/{done}.json": json.dumps({"body": body, "created_at": now - 3600.25, "cost": 12}),
        f"tasks/{unfinished}.json": json.dumps({"body": body, "created_at": now - 60.5, "cost": 12}),
        f"tasks/{gone}.json": json.dumps({"body": body, "created_at": now - 4 * 86_400, "cost": 12}),
        f"assets/{asset}.json": json.dumps(
            {"name": "Cat", "type": "image", "url": "https://a.example/c.png", "created_at": now - 9}
            | {"added_at": now - 9.5}
        ),
        f"uploads/{upload}.json": json.dumps({"filename": "a.png", "size": 7, "mime_type": "image/png"}),
        f"uploads/{upload}.bin": "picture",
        f"videos/{done}.mp4": "an old video",
        f"videos/{unfinished}.part.mp4": "half of one",
        "secret": "s" * 32,
        "port": "0",
    }
    for name, content in kept.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    signature = hmac.new(b"s" * 32, f"{done} {now + 999}".encode(), hashlib.sha256).hexdigest()[:32]
    with practice(tmp_path) as running, Client(running.address) as client:
        assert (
            client.http.get(f"/videos/{done}.mp4?sig={signature}&expires={now + 999}").text == "an old video"
        )
        assert client.http.get(client.state(done)["result"]["video_url"]).text == "an old video"
        assert client.http.get(client.state(unfinished)["result"]["video_url"]).content[4:8] == b"ftyp"
        # Its video has run out; the service would not make it again.
        assert client.http.get(client.state(gone)["result"]["video_url"]).status_code == 404
        assert client.http.get(f"/uploads/{upload}/a.png").text == "picture"
        detail = client.post("/seedance/sp/assets/detail", asset_id=asset).json()["data"]
        assert (detail["name"], detail["status"]) == ("Cat", "Active")
        assert client.get("/user/balance").json()["data"]["used_coin"] == 36
    assert {file.name for file in tmp_path.glob("videos/*")} == {f"{done}.mp4", f"{unfinished}.mp4"}


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
