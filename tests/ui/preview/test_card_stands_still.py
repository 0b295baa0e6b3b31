"""Nothing of a card is rebuilt while a person looks at it: the real page, service and server, many polls."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from seedance_gui.domain.task import Status
from tests import server as s
from tests.services.stage import CREATE, QUERY
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from tests.server import Call

__all__ = ["desk", "server"]

LEFT = Qt.MouseButton.LeftButton


class Film:
    """A video that the service goes on making, one percent at each poll."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        numbers = count(1)

        def tell(call: Call) -> None:
            s.envelope({"status": "processing", "progress": next(numbers) % 99})(call)

        desk.server.on("POST", CREATE, s.envelope({"task_id": "there-17", "status": "queued"}))
        desk.server.on("GET", QUERY + "*", tell)

    async def polls(self, number: int = 1) -> None:
        """Wait until the card has said so many new percentages."""
        for _ in range(number):
            before = self._desk.page.preview.state.percent.text()
            await eventually(lambda before=before: self._desk.page.preview.state.percent.text() != before)

    async def begin(self) -> Task:
        task = await self._desk.order()
        await eventually(lambda: "%" in self._desk.page.preview.state.percent.text())
        return task


def give_detail(desk: Desk) -> None:
    """Let the service have said something of the newest task."""
    newest = desk.task_service.tasks()[0]
    desk.task_service._repository.put(replace(newest, error="code=-1"))


def question(desk: Desk) -> QMessageBox | None:
    return next((box for box in desk.page.findChildren(QMessageBox) if box.isVisible()), None)


@at_work
async def test_a_click_held_over_a_poll_still_counts(desk: Desk) -> None:
    film = Film(desk)
    await film.begin()
    button = desk.button("Stop watching")
    QTest.mousePress(button, LEFT)
    await film.polls()
    QTest.mouseRelease(button, LEFT)
    await eventually(lambda: question(desk))
    box = question(desk)
    assert box is not None
    assert "can't be cancelled any more" in box.text()
    box.reject()


@at_work
async def test_the_keyboard_stays_on_the_button_over_three_polls(desk: Desk) -> None:
    film = Film(desk)
    await film.begin()
    button = desk.button("Stop watching")
    desk.page.activateWindow()
    button.setFocus()
    await film.polls(3)
    assert QApplication.focusWidget() is button
    assert desk.button("Stop watching") is button
    desk.page.form.set_draft(desk.draft("Something else"))
    QTest.keyClick(button, Qt.Key.Key_Space)
    await eventually(lambda: question(desk))
    box = question(desk)
    assert box is not None
    box.reject()
    assert desk.page.form.draft.prompt == "Something else"


@at_work
async def test_an_opened_detail_stays_open_over_polls_and_is_folded_for_another_task(desk: Desk) -> None:
    film = Film(desk)
    await film.begin()
    detail = desk.page.preview.state.detail
    give_detail(desk)
    await eventually(detail.isVisible)
    QTest.mouseClick(detail.fold, LEFT)
    detail.text.selectAll()
    await film.polls(3)
    assert detail.text.isVisible()
    assert detail.text.textCursor().selectedText() == "code=-1"
    other = await desk.order("Another one")
    give_detail(desk)
    await eventually(lambda: desk.page.preview.preview and desk.page.preview.preview.key == other.id)
    await eventually(detail.isVisible)
    assert not detail.text.isVisible()


@at_work
async def test_what_goes_takes_the_keyboard_to_the_card_not_to_a_neighbour(desk: Desk) -> None:
    film = Film(desk)
    task = await film.begin()
    desk.page.activateWindow()
    desk.button("Stop watching").setFocus()
    desk.server.on("GET", QUERY + "*", s.envelope({"status": "failed", "error": "No"}))
    await eventually(lambda: desk.status(task) is Status.FAILED)
    await eventually(lambda: desk.page.preview.state.title.text() == "Failed")
    assert QApplication.focusWidget() is desk.page.preview.state
