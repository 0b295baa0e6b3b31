"""Removes videos from the list; asks only where there is something to decide or to lose; can be undone."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFile, QObject, Signal

from seedance_gui.domain.task import POLLED, Status
from seedance_gui.services.files import sidecar
from seedance_gui.ui.kit.translator import in_a_row
from seedance_gui.ui.shell.dialogs import ask

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Coroutine, Sequence

    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.task import Task
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.kit.toast import Toast, ToastHost

_UNDO_MS = 30_000


class TaskRemoval(QObject):
    """``brought_back`` carries our id of a task that is to be shown again.

    ``undoable`` tells whether there is a step, a removal or another one, that ``undo`` takes back.
    """

    brought_back = Signal(str)
    undoable = Signal(bool)
    _said = Signal(str)

    def __init__(
        self,
        window: QWidget,
        task_service: TaskService,
        toasts: ToastHost,
        spawn: Callable[[Coroutine[object, object, None]], object],
    ) -> None:
        super().__init__()  # what can't be moved is told also after the session
        self._task = task_service.task
        self._removals = task_service.removals
        self._spawn = spawn
        self._offered: dict[Toast, tuple[str, Callable[[], None]]] = {}
        self._asking = False
        self._closed = False
        self.show_in(window, toasts)

    def show_in(self, window: QWidget, toasts: ToastHost) -> None:
        """Ask and tell in this window from now on; what can be undone is offered there again."""
        self._window, self._toasts = window, toasts
        self._said.connect(toasts.show_message)
        for toast, step in tuple(self._offered.items()):
            toast.close_now()
            self.offer(*step)

    def close(self) -> None:
        """Offer no undoing any more: what was removed is removed."""
        self._closed = True
        for toast in tuple(self._offered):
            toast.close_now()
        self._removals.finish_soon()

    def remove(self, ids: Sequence[str]) -> None:
        """Remove tasks; a second call does nothing while the person is asked about the first."""
        if not self._asking:
            self._asking = True
            self._spawn(self._remove(ids))

    def undo(self) -> None:
        """Take back the newest step that is offered to be undone, if any."""
        if self._offered:
            toast, (_, take_back) = list(self._offered.items())[-1]
            toast.close_now()
            take_back()

    async def _remove(self, ids: Sequence[str]) -> None:
        try:
            tasks = [task for task in map(self._task, ids) if task is not None]
            # Between the order and its answer there is nothing that could be forgotten safely.
            leaving = [task for task in tasks if task.status is not Status.SENDING]
            to_bin = await self._decided(leaving) if leaving else None
        finally:
            self._asking = False
        if (leaving and to_bin is None) or not tasks or self._closed:
            return
        gone = self._removals.remove([task.id for task in leaving], self._to_bin if to_bin else None)
        if gone:
            said = self.tr("%n videos removed.", None, len(gone))
            self.offer(said, lambda: self._put_back(gone))
        else:
            self._said.emit(self.tr("It is being sent at this moment. Remove it when that is done."))

    async def _decided(self, tasks: list[Task]) -> bool | None:
        """Return whether the files go to the bin, or None where nothing is to happen."""
        # In a thread: a folder may lie on a share that sleeps.
        with_files = await asyncio.to_thread(lambda: any(map(_has_file, tasks)))
        detail = self._what_removing_means(tasks, with_files=with_files)
        if not detail:
            return False
        buttons = [("no", self.tr("Cancel")), ("list", self.tr("Remove from the list"))]
        if with_files:
            buttons.insert(1, ("files", self.tr("Remove, and move the files to the bin")))
        text = self.tr("Remove %n videos from the list?", None, len(tasks))
        answer = await ask(self._window, self.tr("Remove"), text, detail=detail, buttons=buttons)
        return None if answer == "no" else answer == "files"

    def _what_removing_means(self, tasks: list[Task], *, with_files: bool) -> str:
        states = {task.status for task in tasks}
        details = []
        if with_files:
            details.append(self.tr("Video files stay in their folder unless you move them to the bin."))
        if states & POLLED:
            details.append(self.tr("What is still being made goes on: the service may still charge for it."))
        if Status.NOT_CONFIRMED in states:
            details.append(
                self.tr("What is not confirmed may have been charged, and this is the place to decide on it.")
            )
        if Status.COMPLETED in states:
            details.append(self.tr("What is not saved yet is lost."))
        return in_a_row(details)

    def offer(self, said: str, take_back: Callable[[], None]) -> None:
        """Say what was done with videos, and offer to take it back."""
        if self._closed:
            return
        toast = self._toasts.show_message(said, action=self.tr("Undo"), milliseconds=_UNDO_MS)
        self._offered[toast] = said, take_back
        self.undoable.emit(True)
        toast.closed.connect(lambda: self._offer_ended(toast))
        toast.action_clicked.connect(take_back)

    def _offer_ended(self, toast: Toast) -> None:
        self._offered.pop(toast, None)
        self.undoable.emit(bool(self._offered))

    def _put_back(self, ids: list[str]) -> None:
        if self._removals.put_back(ids):
            self.brought_back.emit(ids[0])
        else:
            self._said.emit(self.tr("That can't be undone any more."))

    def _to_bin(self, videos: Sequence[Path]) -> Collection[Path]:
        """Move videos, and the settings beside them, to the bin, in a thread; say what can't be moved."""
        stayed = [video for video in videos if video.exists() and not _moved_to_trash(video)]
        for video in set(videos).difference(stayed):
            _moved_to_trash(sidecar.path_for(video))
        if stayed:
            text = self.tr("{name} could not be moved to the bin. It is in the list again.")
            if (count := len(stayed)) > 1:
                text = self.tr(
                    "%n videos could not be moved to the bin. They are in the list again.", None, count
                )
            self._said.emit(text.format(name=stayed[0].name))
        return stayed


def _moved_to_trash(file: Path) -> bool:
    return bool(QFile.moveToTrash(str(file)))  # it is one already: PySide's stub is wrong


def _has_file(task: Task) -> bool:
    return task.watchable and Path(task.file).exists()
