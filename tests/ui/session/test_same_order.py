"""The very same video again, within a minute: the person is asked once, and pays for what was meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QMessageBox, QPushButton

from tests import server as s
from tests.services.stage import CREATE, QUERY
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Draft

__all__ = ["desk", "server"]


def question(desk: Desk) -> QMessageBox | None:
    boxes = desk.page.window().findChildren(QMessageBox)
    return next((box for box in boxes if box.isVisible()), None)


async def answer(desk: Desk, words: str, *, tick: bool = False) -> None:
    await eventually(lambda: question(desk))
    box = question(desk)
    assert box is not None
    if tick:
        box.findChildren(QCheckBox)[0].click()
    next(button for button in box.findChildren(QPushButton) if button.text() == words).click()
    await eventually(lambda: question(desk) is None)
    await eventually(lambda: not desk.running)


def create(desk: Desk, draft: Draft) -> None:
    desk.page.form.set_busy(True)
    desk.page.form.create_requested.emit(draft)


def works(desk: Desk) -> Draft:
    desk.server.on("POST", CREATE, s.envelope({"task_id": "t1", "status": "queued"}))
    desk.server.on("GET", QUERY + "*", s.envelope({"status": "processing"}))
    return desk.draft("A fox in the snow")


def count(desk: Desk) -> int:
    return len(desk.task_service.tasks())


@at_work
async def test_the_same_video_again_is_asked_about(desk: Desk) -> None:
    draft = works(desk)
    create(desk, draft)
    assert question(desk) is None
    create(desk, draft)
    assert count(desk) == 1
    await answer(desk, "Don't create it")
    assert count(desk) == 1
    assert desk.page.form.bar.button.text() == "Create video", "it can be pressed again"
    create(desk, draft)
    await answer(desk, "Create another one")
    assert count(desk) == 2
    create(desk, replace(draft, prompt="A hare"))
    assert question(desk) is None
    assert count(desk) == 3


@at_work
async def test_nothing_is_said_to_be_sent_while_the_person_is_asked(desk: Desk) -> None:
    draft = works(desk)
    create(desk, draft)
    create(desk, draft)
    await eventually(lambda: question(desk))
    assert desk.page.form.bar.button.text() == "Create video"
    create(desk, draft)  # asks no second time
    await answer(desk, "Create another one")
    assert question(desk) is None
    assert count(desk) == 2


@at_work
async def test_one_more_press_of_enter_orders_nothing(desk: Desk) -> None:
    draft = works(desk)
    create(desk, draft)
    create(desk, draft)
    await eventually(lambda: question(desk))
    box = question(desk)
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Return)
    await eventually(lambda: question(desk) is None and not desk.running)
    assert count(desk) == 1


@at_work
async def test_what_was_chosen_is_shown_by_the_next_session_too(desk: Desk) -> None:
    works(desk)
    create(desk, desk.draft("A fox in the snow"))
    task = desk.task_service.tasks()[0]
    desk.page.tasks.choose(task.id)
    desk.session.close()
    assert desk.page.preview.preview is None
    desk.meet()
    await eventually(lambda: desk.page.preview.preview is not None)


@at_work
async def test_who_does_not_want_to_be_asked_is_not_for_this_one(desk: Desk) -> None:
    draft = works(desk)
    create(desk, draft)
    create(desk, draft)
    await answer(desk, "Don't create it", tick=True)
    create(desk, draft)
    await answer(desk, "Create another one", tick=True)
    create(desk, draft)
    assert question(desk) is None
    assert count(desk) == 3
    other = replace(draft, prompt="A hare")
    create(desk, other)
    create(desk, other)
    await answer(desk, "Create another one")
    assert count(desk) == 5


@at_work
async def test_one_that_may_have_been_charged_is_told_so(desk: Desk) -> None:
    task = await desk.order()
    create(desk, task.draft)
    await eventually(lambda: question(desk))
    box = question(desk)
    assert box is not None
    assert "may have been charged" in box.informativeText()
    await answer(desk, "Don't create it")
    assert count(desk) == 1


@at_work
async def test_a_question_that_outlives_its_session_orders_nothing(desk: Desk) -> None:
    draft = works(desk)
    create(desk, draft)
    create(desk, draft)
    await eventually(lambda: question(desk))
    desk.session.close()
    await answer(desk, "Create another one")
    assert count(desk) == 1
    desk.session.close = lambda: None  # type: ignore[method-assign]
