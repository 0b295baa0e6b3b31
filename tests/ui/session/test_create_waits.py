"""Create pressed at once: what was added is looked at before it is paid for."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from seedance_gui.domain.draft import Draft, Field, Reference
from seedance_gui.ui.references.status import probe_status
from tests import server as s
from tests.media import make_image
from tests.services.stage import CREATE, QUERY
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.server import Answer, Call

__all__ = ["desk", "server"]

pytestmark = pytest.mark.parametrize("desk", ["practice"], indirect=True)


def slow(desk: Desk, path: str, answer: Answer) -> threading.Event:
    """Let a path of the server answer only when the event is set."""
    now = threading.Event()

    def wait(call: Call) -> None:
        now.wait(20)
        answer(call)

    desk.server.on("GET", path, wait)
    return now


def press_create(desk: Desk, path: str) -> Callable[[], str]:
    """Order a video of the picture behind a path, before it has answered."""
    desk.server.on("POST", CREATE, s.envelope({"task_id": "t1", "status": "queued"}))
    desk.server.on("GET", QUERY + "*", s.envelope({"status": "processing"}))
    form = desk.page.form
    link = Reference(desk.server.address + path)
    form.enter(Draft(desk.rules.first_model, "A fox").adding(Field.IMAGES, link))
    button = form.bar.button
    button.click()
    assert button.text() == "Checking references…"
    assert not desk.task_service.tasks()
    return button.text


@at_work
async def test_a_page_behind_a_slow_link_is_not_paid_for(desk: Desk) -> None:
    answers = slow(desk, "/slow", s.html(200))
    text = press_create(desk, "/slow")
    answers.set()
    await eventually(lambda: text() == "Create video")
    assert desk.page.form.bar.missing() == ("Check: Reference pictures",)
    assert not desk.task_service.tasks()


@at_work
async def test_a_picture_behind_a_slow_link_is_ordered_by_the_one_press(desk: Desk, tmp_path: Path) -> None:
    data = make_image(tmp_path / "cat.png").read_bytes()
    answers = slow(desk, "/slow", s.file_of(data, kind="image/png"))
    press_create(desk, "/slow")
    answers.set()
    await eventually(desk.task_service.tasks)
    await eventually(desk.page.form.bar.button.isEnabled)
    assert len(desk.task_service.tasks()) == 1


@at_work
async def test_what_is_gone_is_sent_only_by_one_more_press(desk: Desk) -> None:
    answers = slow(desk, "/slow", s.status(404))
    text = press_create(desk, "/slow")
    answers.set()
    await eventually(lambda: text() == "Create video")
    assert not desk.task_service.tasks()
    assert "Press Create again" in desk.toasts.toasts()[0].text
    desk.page.form.create_requested.emit(desk.page.form.draft)  # later than a double click
    await eventually(lambda: len(desk.task_service.tasks()) == 1)


@at_work
async def test_half_a_picture_is_said_before_it_is_paid_for(desk: Desk, tmp_path: Path) -> None:
    whole = make_image(tmp_path / "cat.jpg")
    whole.write_bytes(whole.read_bytes()[:-200])
    form = desk.page.form
    form.enter(Draft(desk.rules.first_model, "A fox").adding(Field.IMAGES, Reference(file=str(whole))))
    form.bar.button.click()
    await eventually(lambda: form.bar.button.text() == "Create video")
    assert not desk.task_service.tasks()
    assert "Press Create again" in desk.toasts.toasts()[0].text


@at_work
async def test_another_prompt_meanwhile_is_not_what_was_asked_for(desk: Desk, tmp_path: Path) -> None:
    data = make_image(tmp_path / "cat.png").read_bytes()
    answers = slow(desk, "/slow", s.file_of(data, kind="image/png"))
    text = press_create(desk, "/slow")
    QTest.keyClicks(desk.page.form.prompt, "Two hares, ")
    answers.set()
    await eventually(lambda: text() == "Create video")
    assert not desk.task_service.tasks()


@at_work
async def test_it_does_not_wait_for_ever(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe_status, "SECONDS", 0.2)
    answers = slow(desk, "/slow", s.html(200))
    text = press_create(desk, "/slow")
    await eventually(lambda: text() == "Create video")
    assert not desk.task_service.tasks()
    desk.page.form.create_requested.emit(desk.page.form.draft)  # later than a double click
    await eventually(lambda: len(desk.task_service.tasks()) == 1)
    answers.set()
