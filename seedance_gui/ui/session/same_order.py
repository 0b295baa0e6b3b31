"""Warns at Create while the video in the form may have been ordered and charged already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox

from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.session.scope import Scope
from seedance_gui.ui.shell.dialogs import ask

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.task import Task
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.form.form_pane import FormPane


class SameOrder(QObject):
    """Follows one form and the orders of one task service.

    A note stands at Create while such a video waits for the person's decision. Create itself asks where the
    very same request was made a moment ago.
    """

    look_wanted = Signal(str)  # our id of the task

    def __init__(self, form: FormPane, task_service: TaskService, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._task_service = task_service
        self._undecided = {task.id: task for task in task_service.tasks() if task.undecided}
        self._shown = ""
        self._not_asked: set[str] = set()
        self._closed = False
        self._scope = Scope()
        self._scope.connect(form.form_changed, self._show)
        self._scope.connect(form.bar.caution_clicked, self._clicked)
        self._scope.connect(task_service.task_changed, self._task_changed)
        self._scope.connect(task_service.task_removed, self._task_removed)
        self._show()

    def close(self) -> None:
        """Let go of the form and the task service."""
        self._closed = True
        self._scope.close()
        self._form.bar.set_caution(None)

    def is_repeat(self, draft: Draft) -> bool:
        """Whether the person is to be asked before this draft is ordered."""
        if self._task_service.repeated(draft) is None:
            return False
        return self._task_service.request_of(draft) not in self._not_asked

    async def agreed(self, draft: Draft) -> bool:
        """Ask whether the same video is to be made again; not so where the session ended meanwhile."""
        before = self._task_service.repeated(draft)
        detail = self.tr("Another one is made besides it, and is charged as well.")
        if self._task_service.own_origin:
            detail = self.tr("Another one is made besides it.")
        elif before is not None and before.undecided:
            detail = self.tr(
                "It is not confirmed yet, and may have been charged. Another one is charged as well."
            )
        ticked = False

        def toggled(on: bool) -> None:
            nonlocal ticked
            ticked = on

        tick = QCheckBox(self.tr("Don't ask again for this one"))
        tick.toggled.connect(toggled)
        answer = await ask(
            self._form.window(),
            self.tr("The same video again?"),
            self.tr("You ordered this very video less than a minute ago."),
            detail=detail,
            buttons=(("no", self.tr("Don't create it")), ("yes", self.tr("Create another one"))),
            danger="yes",  # so that one more press of Enter doesn't order it
            tick=tick,
        )
        if answer == "yes" and ticked:
            self._not_asked.add(self._task_service.request_of(draft))
        return answer == "yes" and not self._closed

    def _show(self) -> None:
        draft = self._form.draft
        prompt = draft.prompt.strip()
        same = [
            task.id
            for task in self._undecided.values()
            if task.draft.model == draft.model and task.draft.prompt.strip() == prompt
        ]
        self._shown = same[-1] if same else ""
        if not self._shown:
            self._form.bar.set_caution(None)
            return
        text = self.tr(
            "This video is not confirmed yet, and may have been charged. Create orders another one."
        )
        self._form.bar.set_caution(NoteLine("caution", text, self.tr("Look at it")))

    def _clicked(self) -> None:
        self.look_wanted.emit(self._shown)

    def _task_changed(self, task: Task) -> None:
        if task.undecided:
            self._undecided[task.id] = task
        elif self._undecided.pop(task.id, None) is None:
            return
        self._show()

    def _task_removed(self, task_id: str) -> None:
        if self._undecided.pop(task_id, None) is not None:
            self._show()
