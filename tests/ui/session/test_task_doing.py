"""What is done with a task when a person asks for it: a real task service on a real store, real questions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox, QPushButton, QWidget

from seedance_gui.domain.rules_file import load_rules
from seedance_gui.domain.task import Status
from seedance_gui.services.files import sidecar
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.services.store.store_file import open_store
from seedance_gui.services.tasks.service import TaskService
from seedance_gui.ui.kit.toast import ToastHost
from seedance_gui.ui.tasks.command_table import Command
from seedance_gui.ui.tasks.commands import TaskCommands
from seedance_gui.ui.tasks.doing import TaskDoing
from seedance_gui.ui.tasks.id_dialog import IdDialog
from seedance_gui.ui.tasks.removal import TaskRemoval
from tests.ui.task_samples import NASTY, sample

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from pathlib import Path

    from seedance_gui.domain.task import Task
    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.ui.kit.theme import Theme


def no_service(_address: str, _token: str) -> ApiClient:
    raise AssertionError("nothing of this asks the service")


async def eventually(true: Callable[[], object]) -> None:
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come about")


class Scene:
    """A window, a task service with the given tasks, and who does what is asked."""

    def __init__(self, folder: Path, theme: Theme) -> None:
        self.theme = theme
        self.opened = open_store(folder / "studio.db")
        self.folder = folder
        self.window = QWidget()
        self.toasts = ToastHost(theme, self.window)
        self.running: set[asyncio.Task[None]] = set()
        self.said: list[str] = []
        self.released: list[str] = []
        self.task_service: TaskService
        self.doing: TaskDoing
        self.removal: TaskRemoval

    def begin(self, *tasks: Task) -> None:
        for task in tasks:
            self.opened.store.add(task)
        self.task_service = TaskService(
            rules=load_rules(resources.read_text("routes.toml")),
            store=self.opened.store,
            api_factory=no_service,
            videos=self.folder / "videos",
            cache=self.folder / "cache",
            media=MediaWorker(self.folder / "undecodable"),
            service="practice",
        )
        self.window.show()
        self.removal = TaskRemoval(self.window, self.task_service, self.toasts, self._spawn)
        self.doing = TaskDoing(self.window, self.task_service, self._spawn, self.removal.remove)
        self.doing.said.connect(self.said.append)
        self.doing.releasing.connect(self.released.append)
        self.commands = TaskCommands(self.theme, self.window, list)
        self.commands.serve(self.doing)

    def do(self, command: Command, ids: list[str]) -> None:
        """Do something with the tasks of some ids."""
        tasks = [task for task in map(self.task_service.task, ids) if task is not None]
        self.commands.do(command, tasks)

    def _spawn(self, work: Coroutine[object, object, None]) -> None:
        running = asyncio.get_running_loop().create_task(work)
        self.running.add(running)
        running.add_done_callback(self.running.discard)

    def films(self) -> dict[str, Path]:
        return {film.name: film for film in self.folder.glob("*.mp4")}

    def status(self, number: int) -> Status | None:
        task = self.task_service.task(f"task{number}")
        return task.status if task is not None else None

    def question(self, kind: type[QDialog] = QMessageBox) -> QDialog | None:
        return next((box for box in self.window.findChildren(kind) if box.isVisible()), None)

    async def asked(self) -> QMessageBox:
        await eventually(self.question)
        box = self.question()
        assert isinstance(box, QMessageBox)
        return box

    async def answer(self, words: str) -> None:
        box = await self.asked()
        button = next(b for b in box.findChildren(QPushButton) if b.text() == words)
        button.click()
        await self.done()

    async def done(self) -> None:
        await eventually(lambda: not self.running)


@pytest.fixture
async def scene(theme: Theme, tmp_path: Path) -> AsyncIterator[Scene]:
    QStandardPaths.setTestModeEnabled(True)
    scene = Scene(tmp_path, theme)
    yield scene
    for running in scene.running:
        running.cancel()
    await scene.task_service.aclose()
    scene.opened.store.close()
    QStandardPaths.setTestModeEnabled(False)


async def test_what_is_not_sent_stops_at_once_and_what_is_sent_asks_first(scene: Scene) -> None:
    scene.begin(sample(1, Status.WAITING), sample(2, Status.PROCESSING), sample(3, Status.QUEUED))
    scene.do(Command.STOP, ["task1"])
    await eventually(lambda: scene.status(1) is Status.CANCELLED)
    assert scene.question() is None
    scene.do(Command.STOP, ["task2"])
    assert "can't be cancelled any more" in (await scene.asked()).text()
    await scene.answer("Keep watching")
    assert scene.status(2) is Status.PROCESSING
    scene.do(Command.STOP, ["task2", "task3"])
    assert "2 of them" in (await scene.asked()).text()
    await scene.answer("Stop watching")
    assert (scene.status(2), scene.status(3)) == (Status.STOPPED, Status.STOPPED)
    scene.do(Command.WATCH_AGAIN, ["task3"])
    assert scene.status(3) is Status.QUEUED


async def test_sending_again_what_may_be_there_asks_and_the_safe_answer_is_ready(scene: Scene) -> None:
    scene.begin(sample(1, Status.NOT_CONFIRMED), sample(2, Status.REFUSED))
    scene.do(Command.SEND_AGAIN, ["task1"])
    box = await scene.asked()
    assert "you pay twice" in box.text()
    default = box.defaultButton()
    assert default is not None
    assert default.text() == "Don't send"
    await scene.answer("Don't send")
    assert scene.status(1) is Status.NOT_CONFIRMED
    scene.do(Command.SEND_AGAIN, ["task2"])
    await scene.done()
    assert scene.status(2) is Status.WAITING


async def test_what_has_become_unclear_meanwhile_is_not_sent_again_unasked(scene: Scene) -> None:
    scene.begin(sample(1, Status.NOT_CONFIRMED))
    scene.commands.do(Command.SEND_AGAIN, [sample(1, Status.REFUSED)])  # as it was on the screen
    assert "you pay twice" in (await scene.asked()).text()
    await scene.answer("Don't send")
    assert scene.status(1) is Status.NOT_CONFIRMED


async def test_leaving_and_giving_the_id_of_what_is_not_confirmed(scene: Scene) -> None:
    scene.begin(sample(1, Status.NOT_CONFIRMED))
    scene.do(Command.LEAVE, ["task1"])
    task = scene.task_service.task("task1")
    assert task is not None
    assert (task.status, task.left_as_is) == (Status.NOT_CONFIRMED, True)
    scene.do(Command.GIVE_ID, ["task1"])
    await eventually(lambda: scene.question(IdDialog))
    dialog = scene.question(IdDialog)
    assert isinstance(dialog, IdDialog)
    dialog.field.setText("  remote-17 ")
    dialog.watch.click()
    await eventually(lambda: "could not be checked" in dialog.problem.text())  # there is no token
    dialog.watch.click()
    await scene.done()
    task = scene.task_service.task("task1")
    assert task is not None
    assert (task.status, task.task_id) == (Status.QUEUED, "remote-17")


async def test_a_saved_video_of_a_wrong_id_is_given_up_only_when_asked(scene: Scene, tmp_path: Path) -> None:
    file = tmp_path / "fox.mp4"
    file.write_bytes(b"film")
    scene.begin(sample(1, task_id="x", entered_id="x").transition_to(Status.SAVED, 0, file=str(file)))
    scene.do(Command.DECIDE_AGAIN, ["task1"])
    assert "fox.mp4" in (await scene.asked()).informativeText()
    await scene.answer("Leave it as it is")
    assert scene.status(1) is Status.SAVED
    scene.do(Command.DECIDE_AGAIN, ["task1"])
    await scene.answer("Decide again")
    assert scene.status(1) is Status.NOT_CONFIRMED
    assert scene.released == ["task1"]
    assert file.exists()


async def test_favourites_follow_as_one(scene: Scene) -> None:
    scene.begin(sample(1, favourite=True), sample(2))
    both = ["task1", "task2"]

    def stars() -> list[bool]:
        return [task.favourite for task in map(scene.task_service.task, both) if task is not None]

    scene.do(Command.FAVOURITE, both)
    assert stars() == [True, True]
    scene.do(Command.FAVOURITE, both)
    assert stars() == [False, False]


async def test_prompt_and_id_are_copied_literally_and_settings_come_back_whole(scene: Scene) -> None:
    task = sample(1, prompt=NASTY, task_id="remote-1")
    scene.begin(task)
    drafts: list[object] = []
    scene.doing.reuse.connect(drafts.append)
    scene.do(Command.COPY_PROMPT, ["task1"])
    assert QGuiApplication.clipboard().text() == NASTY
    scene.do(Command.COPY_ID, ["task1"])
    assert QGuiApplication.clipboard().text() == "remote-1"
    assert len(scene.said) == 2
    scene.do(Command.REUSE, ["task1"])
    assert drafts == [task.draft]
    scene.do(Command.REUSE, ["unknown"])
    assert len(drafts) == 1


async def test_a_moved_video_is_found_and_with_it_those_that_moved_along(scene: Scene) -> None:
    tasks = [sample(number, file=str(scene.folder / f"{number}.mp4")) for number in range(4)]
    there = scene.folder / "there"
    there.mkdir()
    for task in tasks[:3]:
        (there / f"{task.id}.mp4").write_bytes(b"x")
        sidecar.write(there / f"{task.id}{sidecar.ENDING}", task)
    (scene.folder / "3.mp4").write_bytes(b"x")  # this one is in its place, and a copy of it is there, too
    (there / "copy.mp4").write_bytes(b"x")
    sidecar.write(there / f"copy{sidecar.ENDING}", tasks[3])
    scene.begin(*tasks)
    scene.commands.refresh(file_gone=True)

    async def choose(name: str) -> None:
        scene.do(Command.FIND_FILE, [tasks[0].id])
        await eventually(lambda: scene.question(QFileDialog))
        dialog = scene.question(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        assert dialog.windowTitle() == "Where is 0.mp4 now?"
        dialog.findChildren(QLineEdit)[0].setText(str(there / name))
        dialog.done(QDialog.DialogCode.Accepted)
        await scene.done()

    await choose(f"{tasks[1].id}.mp4")
    assert scene.said.pop() == "That is the file of another video."
    await choose(f"{tasks[0].id}.mp4")
    found = [scene.task_service.task(task.id) for task in tasks]
    assert [task and task.file for task in found] == [
        *(str(there / f"{task.id}.mp4") for task in tasks[:3]),
        tasks[3].file,
    ]
    assert scene.said == ["2 other videos were found there, too."]
    kept = [scene.opened.store.task(task.id) for task in tasks]
    assert kept == found


async def test_what_waits_is_held_and_released_and_too_late_is_said(scene: Scene) -> None:
    scene.begin(*(sample(n, Status.WAITING, ago=-n) for n in range(1, 4)), sample(4, Status.WAITING))
    ids, repository = ["task1", "task2"], scene.task_service._repository

    def held() -> list[str]:
        return [task.id for task in scene.task_service.tasks()[::-1] if task.held]

    def line() -> list[str]:
        return [task.id for task in repository.line()]

    scene.do(Command.HOLD, ["task2"])
    scene.do(Command.HOLD, ids)
    assert held() == ids, "where not all are held, those are that are not"
    scene.do(Command.HOLD, ids)
    assert held() == ids, "the second click of two releases nothing"
    await eventually(lambda: scene.doing.held.hasExpired(QApplication.doubleClickInterval()))
    scene.do(Command.HOLD, ids)
    assert held() == []
    scene.do(Command.SEND_LATER, ["task1"])
    scene.do(Command.SEND_FIRST, ["task3"])
    scene.do(Command.SEND_EARLIER, ["task2"])
    assert line() == ["task3", "task2", "task4", "task1"]
    assert not scene.said
    waiting = scene.task_service.task("task4")
    assert waiting is not None
    repository.move(waiting, Status.SENDING)
    for command in (Command.HOLD, Command.EDIT, Command.SEND_FIRST):
        scene.commands.do(command, [waiting])
    assert scene.said == ["Not for a video in this state: Sending"] * 3
    scene.said.clear()
    other = open_store(scene.folder / "studio.db").store  # another program sends it in that very moment
    sending = scene.task_service.task("task1")
    assert sending is not None
    other.put(sending.transition_to(Status.SENDING, 1.0))
    other.close()
    scene.do(Command.HOLD, ["task1"])
    assert scene.said == ["Too late: it has been sent."]
    assert (scene.status(1), held()) == (Status.SENDING, [])
