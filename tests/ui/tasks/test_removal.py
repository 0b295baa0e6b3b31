"""Removing videos: asked for where something may be lost, undone by its message, the file to the bin last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QFile
from PySide6.QtWidgets import QPushButton

from seedance_gui.domain.task import Status
from seedance_gui.services.files import sidecar
from seedance_gui.ui.tasks.command_table import Command
from tests.ui.session.test_task_doing import Scene, eventually, scene
from tests.ui.task_samples import sample

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task

__all__ = ["scene"]


def undo(scene: Scene) -> None:
    button = next(b for b in scene.toasts.toasts()[-1].findChildren(QPushButton) if b.text() == "Undo")
    button.click()


def said(scene: Scene) -> list[str]:
    return [toast.text for toast in scene.toasts.toasts()]


def saved(scene: Scene, number: int) -> Task:
    file = scene.folder / f"fox {number}.mp4"
    file.write_bytes(b"film")
    task = replace(sample(number, ago=number), file=str(file))
    sidecar.write(sidecar.path_for(file), task)
    return task


async def remove(scene: Scene, *ids: str) -> None:
    scene.removal.remove(ids)
    await scene.done()


async def test_what_loses_nothing_goes_at_once_and_each_message_undoes_its_own(scene: Scene) -> None:
    scene.begin(
        *(sample(n, status) for n, status in enumerate((Status.FAILED, Status.REFUSED, Status.SAVED)))
    )
    before = scene.task_service.tasks()
    shown: list[str] = []
    scene.removal.brought_back.connect(shown.append)
    await remove(scene, "task0", "task2")
    assert scene.question() is None
    assert [task.id for task in scene.task_service.tasks()] == ["task1"]
    assert said(scene) == ["2 videos removed."]
    await remove(scene, "task1")
    first = scene.toasts.toasts()[0]
    undo(scene)
    assert [task.id for task in scene.task_service.tasks()] == ["task1"]
    first.action_clicked.emit()
    assert scene.task_service.tasks() == before
    assert shown == ["task1", "task0"]


async def test_the_key_takes_back_the_newest_removal(scene: Scene) -> None:
    scene.begin(*(sample(n, Status.FAILED) for n in range(3)))
    told: list[bool] = []
    scene.removal.undoable.connect(told.append)
    await remove(scene, "task0")
    await remove(scene, "task2")
    scene.removal.undo()
    assert {task.id for task in scene.task_service.tasks()} == {"task1", "task2"}
    scene.removal.undo()
    assert len(scene.task_service.tasks()) == 3
    scene.removal.undo()
    assert told[0]
    assert not told[-1]


@pytest.mark.parametrize(
    ("task", "told"),
    [
        (sample(1, Status.QUEUED), "still being made"),
        (sample(1, Status.NOT_CONFIRMED), "may have been charged"),
        (sample(1, Status.COMPLETED), "is lost"),
    ],
)
async def test_what_may_be_lost_is_asked_for_first(scene: Scene, task: Task, told: str) -> None:
    scene.begin(task)
    scene.do(Command.REMOVE, ["task1"])
    assert told in (await scene.asked()).informativeText()
    scene.removal.remove(["task1"])
    await scene.answer("Cancel")
    assert scene.question() is None, "it is not asked twice"
    assert scene.status(1) is task.status
    scene.do(Command.REMOVE, ["task1"])
    await scene.answer("Remove from the list")
    assert scene.status(1) is None
    undo(scene)
    assert scene.task_service.task("task1") == task


async def test_a_file_stays_unless_it_is_to_go_and_goes_at_the_end(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    binned: list[str] = []

    def move(path: str) -> bool:
        binned.append(Path(path).name)
        if path.endswith("2.mp4"):
            return False
        Path(path).unlink()
        return True

    monkeypatch.setattr(QFile, "moveToTrash", move)
    scene.begin(*(saved(scene, n) for n in range(4)))
    scene.removal.remove(["task0"])
    assert "stay in their folder" in (await scene.asked()).informativeText()
    await scene.answer("Remove from the list")
    scene.removal.remove(["task1", "task2", "task3"])
    await scene.answer("Remove, and move the files to the bin")
    assert binned == []
    scene.films()["fox 3.mp4"].unlink()
    scene.removal.close()
    assert not said(scene), "what was removed is removed"
    await eventually(lambda: said(scene) and scene.task_service.tasks())
    assert said(scene) == ["fox 2.mp4 could not be moved to the bin. It is in the list again."]
    assert [task.id for task in scene.task_service.tasks()] == ["task2"]
    assert sorted(binned) == ["fox 1.mp4", "fox 1.seedance.json", "fox 2.mp4", "fox 3.seedance.json"]
    assert set(scene.films()) == {"fox 0.mp4", "fox 2.mp4"}


async def test_a_real_bin_takes_it_or_it_stays(scene: Scene) -> None:
    scene.begin(saved(scene, 0))
    scene.removal.remove(["task0"])
    await scene.answer("Remove, and move the files to the bin")
    scene.removal.close()
    await eventually(lambda: not scene.films() or scene.status(0) is Status.SAVED)
    if not scene.films():
        await eventually(lambda: not scene.task_service._repository.get("task0"))


async def test_what_is_being_sent_is_not_removed(scene: Scene) -> None:
    scene.begin(sample(1, Status.FAILED))
    scene.task_service._repository.add(sample(3, Status.SENDING))
    await remove(scene, "task3")
    assert scene.status(3) is Status.SENDING
    assert "being sent" in said(scene)[-1]
    await remove(scene, "task1", "task3")
    assert (scene.status(1), scene.status(3)) == (None, Status.SENDING)
    assert "removed" in said(scene)[-1]


async def test_after_a_while_the_message_can_do_nothing_and_says_so(scene: Scene) -> None:
    scene.begin(sample(1, Status.FAILED))
    await remove(scene, "task1")
    scene.task_service.removals.finish_soon()
    await eventually(lambda: not scene.task_service._repository.get("task1"))
    undo(scene)
    assert said(scene)[-1] == "That can't be undone any more."
