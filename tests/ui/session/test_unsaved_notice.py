"""Finished videos that can't be saved are told at once, with why, until when, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from seedance_gui.domain.status_message import why_unsaved
from seedance_gui.domain.task import Status
from seedance_gui.services.files import download
from seedance_gui.ui.tasks.command_table import Command
from seedance_gui.ui.tasks.filter import Show
from tests import server as s
from tests.media import make_video
from tests.services.stage import CREATE, QUERY
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

__all__ = ["desk", "server"]


@at_work
async def test_what_can_not_be_saved_is_told_and_needs_a_look(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = make_video(tmp_path / "clip.mp4", 320, 180, 1.0).read_bytes()
    desk.server.on("GET", "/film.mp4", s.file_of(film))
    done = {"status": "completed", "video_url": f"{desk.server.address}/film.mp4"}
    desk.server.on("POST", CREATE, s.envelope({"task_id": "t1", "status": "queued"}))
    desk.server.on("GET", QUERY + "*", s.envelope(done))
    monkeypatch.setattr(download, "ROOM_LEFT", 1 << 60)
    task = desk.task_service.submit(desk.draft("A fox in the snow"))

    def now() -> object:
        found = desk.task_service.task(task.id)
        return found is not None and found.status is Status.COMPLETED and why_unsaved(found)

    def told() -> list[str]:
        return [text for text in desk.notices.texts() if "1 finished videos can't be saved." in text]

    await eventually(now)
    await eventually(told)
    assert "MB are needed" in told()[0]
    assert "MB are free" in told()[0]
    assert "The service keeps it until about" in told()[0]
    assert "for a few days" not in told()[0], "when is told, once"
    model = desk.page.tasks.model
    await eventually(lambda: (model.count(Show.GOING), model.count(Show.TROUBLE)) == (0, 1))

    def said() -> bool:
        return any("MB are needed" in toast.text for toast in desk.toasts.toasts())

    desk.page.tasks.commands.do(Command.SAVE_AGAIN, [task])
    await eventually(said)
    asked: list[bool] = []
    desk.page.top.settings.clicked.connect(lambda: asked.append(True))
    line = desk.notices.findChildren(QPushButton)
    next(each for each in line if each.text() == "Choose a folder…").click()
    assert asked
    monkeypatch.setattr(download, "ROOM_LEFT", 0)
    next(each for each in line if each.text() == "Try again now").click()
    await eventually(lambda: desk.status(task) is Status.SAVED)
    await eventually(lambda: not any("can't be saved" in text for text in desk.notices.texts()))
