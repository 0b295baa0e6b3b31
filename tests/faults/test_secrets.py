"""Neither token nor signed link is written anywhere, whatever goes wrong."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from seedance_gui.domain.task import Status
from seedance_gui.services.platform.log import Log
from tests import server as s
from tests.e2e.test_main_job import environment
from tests.faults import canary_window as canary
from tests.faults.killing import ROOT
from tests.services.stage import BALANCE, CREATE, FILM, QUERY, TOKEN, Stage, eventually

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server import Call, Server


def holding(folder: Path, *secrets: str) -> list[Path]:
    """Return the files that hold a secret, in any of the ways it may be written."""
    forms = [secret.encode(code) for secret in secrets for code in ("utf-8", "utf-16-le")]
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    return [file for file in files if any(form in file.read_bytes() for form in forms)]


async def test_promise_19_no_file_of_ours_holds_a_secret(stage: Stage, film: bytes) -> None:
    log = Log(stage.folder / "logs")
    try:
        log.hide(TOKEN)
        noisy = s.envelope(None, -1, f"Bearer {TOKEN} at {stage.link}")
        stage.server.on("POST", CREATE, s.envelope(None, 20002, f"no: {TOKEN}"), s.hang_up(), stage.create)
        stage.server.on("GET", QUERY + "*", noisy, s.html(502), stage.completed())
        stage.server.on("GET", BALANCE, noisy)
        stage.server.on("GET", FILM, s.status(403), s.file_of(film, cut=500), s.file_of(film))
        task_service = stage.start()
        tasks = [task_service.submit(stage.draft(str(number))) for number in range(3)]
        wanted = {Status.REFUSED, Status.NOT_CONFIRMED, Status.SAVED}
        await eventually(lambda: {stage.status(task) for task in tasks} == wanted, 20)
        logging.getLogger("seedance_gui").warning("asked %s with %s", stage.link, TOKEN)
        try:
            raise RuntimeError(f"{TOKEN} at {stage.link}")
        except RuntimeError as error:
            report = log.report(error, f"polling {TOKEN}")
        assert report is not None
        assert TOKEN not in report.text
        assert TOKEN not in log.clean(f"x {TOKEN}")
    finally:
        log.close()
    assert holding(stage.folder, TOKEN, "SECRETQUERY") == []


def repeats_its_secrets(server: Server, film: bytes) -> None:
    """Play a service that says token and signed link wherever it has something to say."""
    link = server.address + canary.SIGNED
    noise = f"Bearer {canary.TOKEN} and {canary.TOKEN} may not get {link}"

    def create(call: Call) -> None:
        prompt = call.seen.json()["prompt"]
        refused = s.envelope(None, 20002, noise)
        taken = s.envelope({"task_id": prompt.replace(" ", "-"), "status": "queued"})
        (refused if "refused" in prompt else taken)(call)

    fails = s.envelope({"status": "failed", "error_message": noise})
    done = s.envelope({"status": "completed", "result": {"video_url": link}})
    unsure = s.envelope(None, -1, noise)
    server.on("GET", BALANCE, s.envelope({"balance": 10, "used_coin": 1, "available": 9}))
    server.on("POST", CREATE, create)
    server.on("GET", QUERY + "it-fails", unsure, fails)
    server.on("GET", QUERY + "it-dances", s.envelope({"status": f"dancing with {canary.TOKEN}"}))
    server.on("GET", QUERY + "it-is-saved", unsure, done)
    server.on("GET", "/film.mp4", s.status(403, noise.encode()), s.file_of(film, cut=9000), s.file_of(film))


@pytest.mark.timeout(120)  # a busy machine takes its time
def test_promise_19_nothing_that_is_copied_or_titled_holds_a_secret(
    server: Server, film: bytes, tmp_path: Path
) -> None:
    repeats_its_secrets(server, film)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.canary_window", str(tmp_path / "data"), server.address],
        cwd=ROOT, env=environment(tmp_path / "home"), capture_output=True,
        text=True, timeout=110, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert "error" not in found, done.stdout
    detail, refusal, prompt, task_id, report = found["copied"]
    assert "may not get" in detail
    assert "may not get" in refusal
    assert (prompt, task_id) == ("it is saved", "it-is-saved")
    assert "was not taken" in report
    assert found["forms"] == ["it fails", "it dances", "it is refused", "it is saved"], "as it was sent"
    assert {"Seedance", "Settings", "Something went wrong"} <= set(found["seen"])
    for secret in (canary.TOKEN, canary.QUERY):
        assert secret not in done.stdout + done.stderr, "copied, in a title or shown"
    assert holding(tmp_path, canary.TOKEN, canary.QUERY) == []
    assert [seen for seen in server.seen if "authorization" in seen.headers], "the token was in use"
