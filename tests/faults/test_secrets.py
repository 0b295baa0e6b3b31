"""Neither token nor signed link is written anywhere, whatever goes wrong."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from seedance_gui.domain.task import Status
from seedance_gui.services.log import install
from tests import server as s
from tests.services.stage import BALANCE, CREATE, FILM, QUERY, TOKEN, Stage, eventually

if TYPE_CHECKING:
    from pathlib import Path


def holding(folder: Path, *secrets: str) -> list[Path]:
    """Return the files that hold a secret, in any of the ways it may be written."""
    forms = [secret.encode(code) for secret in secrets for code in ("utf-8", "utf-16-le")]
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    return [file for file in files if any(form in file.read_bytes() for form in forms)]


async def test_promise_19_no_file_of_ours_holds_a_secret(stage: Stage, film: bytes) -> None:
    log = install(stage.folder / "logs")
    try:
        log.hide(TOKEN)
        noisy = s.envelope(None, -1, f"Bearer {TOKEN} at {stage.link}")
        stage.server.on("POST", CREATE, s.envelope(None, 20002, f"no: {TOKEN}"), s.hang_up(), stage.create)
        stage.server.on("GET", QUERY + "*", noisy, s.html(502), stage.completed())
        stage.server.on("GET", BALANCE, noisy)
        stage.server.on("GET", FILM, s.status(403), s.file_of(film, cut=500), s.file_of(film))
        studio = stage.start()
        tasks = [studio.submit(stage.draft(str(number))) for number in range(3)]
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
