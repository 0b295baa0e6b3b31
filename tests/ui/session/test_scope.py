"""A session that is over does nothing more, however many came after it on the same page."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING
from weakref import ref

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton

from seedance_gui.domain.draft import Field
from seedance_gui.domain.task import Status
from seedance_gui.services.platform import signal
from seedance_gui.ui.session.scope import Scope
from seedance_gui.ui.shell.command_palette import CommandPalette
from seedance_gui.ui.tasks.command_table import Command
from tests import server as s
from tests.services.stage import CREATE, TOKEN
from tests.ui.task_samples import sample
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

if TYPE_CHECKING:
    from seedance_gui.services.store.store_file import StoreOpened
    from seedance_gui.services.tasks.service import TaskService

__all__ = ["desk", "server"]


class Told(QObject):
    qt = Signal(str)


def test_what_is_connected_through_it_ends_with_it() -> None:
    told, heard = Told(), list[str]()
    own: signal.Signal[str] = signal.Signal()
    scope, other = Scope(), Scope()
    for each in (scope, other):
        each.connect(told.qt, heard.append)
        each.connect(told.qt, lambda word: heard.append(word.upper()))
        each.connect(own, heard.append)
    told.qt.emit("a")
    own.emit("b")
    assert sorted(heard) == ["A", "A", "a", "a", "b", "b"]
    heard.clear()
    scope.close()
    scope.close()
    told.qt.emit("a")
    own.emit("b")
    assert sorted(heard) == ["A", "a", "b"]
    other.close()


class Sessions:
    """Three sessions, one after the other, on the desk's one page; each has a task of the same id."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.over: list[tuple[TaskService, StoreOpened]] = []
        for number in range(3):
            desk.session.close()
            self.over.append((desk.task_service, desk.opened))
            folder = desk.folder / f"session{number}"
            folder.mkdir()
            desk.serve(folder, sample(1, Status.FAILED, prompt=f"Session {number}"))
            desk.task_service.accounts.set_token(TOKEN)
            desk.task_service.start()
            desk.meet()
        for toast in desk.toasts.toasts():
            toast.close_now()

    def said(self) -> list[str]:
        """Return what is said in passing, and take it away."""
        toasts = self.desk.toasts.toasts()
        for toast in toasts:
            toast.close_now()
        return [toast.text for toast in toasts]

    def buttons(self) -> list[str]:
        """Return what is offered in passing."""
        toasts = self.desk.toasts.toasts()
        return [button.text() for toast in toasts for button in toast.findChildren(QPushButton)]

    def boxes(self) -> list[QMessageBox]:
        return [box for box in self.desk.page.findChildren(QMessageBox) if box.isVisible()]

    async def close(self) -> None:
        for service, opened in self.over:
            await service.aclose()
            opened.store.close()


@at_work
async def test_only_the_present_of_three_sessions_acts(desk: Desk) -> None:
    desk.server.on("POST", CREATE, s.envelope({"task_id": "t1", "status": "queued"}))
    desk.service = "practice"  # as the sample is
    sessions = Sessions(desk)
    page, present = desk.page, desk.task_service
    try:
        page.form.notice.emit("Put where it belongs")
        assert sessions.said() == ["Put where it belongs"]

        page.tasks._star_clicked("task1")
        stars = [opened.store.task("task1") for _, opened in (*sessions.over[1:], (present, desk.opened))]
        assert [task is not None and task.favourite for task in stars] == [False, False, True]

        page.tasks.choose("task1")
        page.tasks.view.menu_wanted.emit(QPoint(10, 10))
        menus = [menu for menu in page.findChildren(QMenu) if menu.isVisible()]
        assert len(menus) == 1
        menus[0].close()

        page.tasks.commands[Command.REUSE].trigger()
        (said,) = sessions.said()
        assert said.startswith("Every setting of that video is back in the form.")
        assert page.form.draft.prompt == "Session 2"

        page.preview.frame_captured.emit(QImage(8, 8, QImage.Format.Format_RGB32), "first")
        await eventually(lambda: page.form.draft.items(Field.FIRST_IMAGE))
        said = "The next video starts with that frame. The video starts from frames now."
        assert sessions.said() == [said]
        assert len(page.form.draft.items(Field.FIRST_IMAGE)) == 1

        page.tasks.view.removal_asked.emit()
        await eventually(desk.toasts.toasts)
        await eventually(lambda: not desk.running)
        (said,) = sessions.said()
        assert "removed" in said  # another test may have left the English plural forms

        page.form.create_requested.emit(desk.draft("A hare"))
        prompts = [
            [task.draft.prompt for task in service.tasks() if task.draft.prompt == "A hare"]
            for service in (*(service for service, _ in sessions.over), present)
        ]
        assert prompts == [[], [], [], ["A hare"]]
    finally:
        await sessions.close()


@at_work
async def test_a_session_that_is_over_is_no_more(desk: Desk) -> None:
    desk.service = "practice"  # as the sample is
    desk.task_service._repository.add(sample(1, Status.FAILED))
    parts: list[ref[QObject]] = [ref(desk.session.tasks), ref(desk.session._messages)]
    desk.task_service.snippets.replace({"Rain": "in the rain"})
    desk.page.prompts_asked.emit()
    desk.page.kept_asked.emit()
    window = desk.page.window()
    assert [each for each in window.findChildren(QMenu) if each.isVisible()]
    (palette,) = window.findChildren(CommandPalette)
    palette.list.grab()  # what was painted was held
    desk.session.close()
    desk.meet()
    for kind in (CommandPalette, QMenu):
        assert not [each for each in window.findChildren(kind) if each.isVisible()]
    await eventually(lambda: gc.collect() < 0 or not any(part() for part in parts))


@at_work
async def test_a_session_that_goes_on_in_another_window_can_undo_a_removal(desk: Desk) -> None:
    desk.service = "practice"
    sessions = Sessions(desk)
    try:
        desk.page.tasks.choose("task1")
        desk.page.tasks.view.removal_asked.emit()
        await eventually(desk.toasts.toasts)
        kept = desk.session.hand_over()
        desk.meet(kept)
        assert sessions.buttons() == ["Undo"], "offered once"
        assert desk.task_service.task("task1") is None
        toast = desk.toasts.toasts()[0]
        toast.action_clicked.emit()
        assert desk.task_service.task("task1") is not None
        await eventually(lambda: desk.page.tasks.selected() == ["task1"])
    finally:
        await sessions.close()


@at_work
async def test_what_is_answered_after_the_session_changes_nothing(desk: Desk) -> None:
    desk.service = "practice"
    sessions = Sessions(desk)
    try:
        desk.task_service._repository.add(sample(2, Status.NOT_CONFIRMED, left_as_is=True))
        desk.page.tasks.choose("task2")
        desk.page.tasks.view.removal_asked.emit()
        await eventually(sessions.boxes)
        desk.session.close()
        sessions.boxes()[0].buttons()[-1].click()
        await eventually(lambda: not sessions.boxes() and not desk.running)
        assert desk.task_service.task("task2") is not None
        desk.meet()
    finally:
        await sessions.close()


@at_work
async def test_with_the_session_a_removal_is_final_and_nothing_offers_to_undo_it(desk: Desk) -> None:
    desk.service = "practice"
    sessions = Sessions(desk)
    try:
        desk.page.tasks.view.removal_asked.emit()
        await eventually(lambda: "Undo" in sessions.buttons())
        desk.session.close()
        assert "Undo" not in sessions.buttons()
        await eventually(lambda: desk.opened.store.task("task1") is None)
        desk.meet()
    finally:
        await sessions.close()


@at_work
async def test_what_leads_to_a_task_goes_with_the_session_and_the_next_one_leads_there(desk: Desk) -> None:
    await desk.order("A fox in the snow")
    await desk.order("A hare")
    desk.session.close()
    desk.told.clear()
    desk.meet()
    said = ["Not confirmed, and perhaps charged: A fox in the snow"]
    assert desk.notices.texts() == said
    desk.session.close()
    assert not desk.notices.texts()
    desk.meet()
    assert desk.notices.texts() == said
