"""One notice of finished videos that can't be saved: the service keeps what is paid for some days only."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.domain.status_message import why_unsaved
from seedance_gui.ui.kit.translator import in_a_row
from seedance_gui.ui.shell.notice_bar import Notice
from seedance_gui.ui.tasks.words import moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.session.scope import SessionContext

_KEY = "unsaved"
_DAY = 86_400.0


class UnsavedNotice(QObject):
    """Says how many there are, why, and until when they can be fetched; leads to another folder."""

    def __init__(self, context: SessionContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._task_service = context, context.task_service
        self._unsaved: dict[str, Task] = {}
        self._dismissed: set[str] = set()
        context.scope.connect(self._task_service.task_changed, lambda task: self._note([task]))
        context.scope.connect(self._task_service.tasks_loaded, self._note)
        context.scope.connect(self._task_service.task_removed, self._removed)
        self._note(self._task_service.tasks())

    def close(self) -> None:
        """Take the notice away."""
        self._context.notices.drop(_KEY)

    def _note(self, tasks: Iterable[Task]) -> None:
        before = [(task.id, task.status_message) for task in self._unsaved.values()]
        for task in tasks:
            if why_unsaved(task) is not None:
                self._unsaved[task.id] = task
            else:
                self._unsaved.pop(task.id, None)
        if before != [(task.id, task.status_message) for task in self._unsaved.values()]:
            self._show()

    def _removed(self, task_id: str) -> None:
        if self._unsaved.pop(task_id, None) is not None:
            self._show()

    def _show(self) -> None:
        self._dismissed &= self._unsaved.keys()
        if self._dismissed == self._unsaved.keys():
            self._context.notices.drop(_KEY)
            return
        tasks = list(self._unsaved.values())
        told = [self.tr("%n finished videos can't be saved.", None, len(tasks))]
        if (why := why_unsaved(tasks[-1])) is not None:
            told.append(self._context.words.text(why))
        if ends := [task.finished for task in tasks if task.finished is not None]:
            until = min(ends) + self._context.rules.link_life_days * _DAY
            last = self.tr("The service keeps it until about {moment}.")
            if len(tasks) > 1:
                last = self.tr("The service keeps the first of them until about {moment}.")
            told.append(last.format(moment=moment_of(until, time.time())))
        words = in_a_row(told), self.tr("Try again now")
        notice = Notice(
            lambda _: words,
            act=self._try_now,
            dismissed=lambda: self._dismissed.update(self._unsaved),
            also=(self.tr("Choose a folder…"), self._context.page.top.settings.click),
        )
        self._context.notices.put(_KEY, notice)

    def _try_now(self) -> None:
        first, *others = self._unsaved  # what became of one of them is said: it is the same for all
        for task_id in others:
            self._task_service.downloads.wake(task_id)
        self._task_service.retry_save(first)
