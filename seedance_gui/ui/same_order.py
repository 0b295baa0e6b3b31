"""Warns at Create while the very video in the form may have been ordered and charged already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from seedance_gui.ui.widgets.note import NoteLine

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.form_pane import FormPane


class SameOrder(QObject):
    """Follows one form and the orders of one studio that wait for the person's decision."""

    look_wanted = Signal(str)  # our id of the task

    def __init__(self, form: FormPane, task_service: TaskService, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._task_service = task_service
        self._undecided = {task.id: task for task in task_service.tasks() if task.undecided}
        self._shown = ""
        form.form_changed.connect(self._show)
        form.bar.caution_clicked.connect(self._clicked)
        task_service.task_changed.connect(self._task_changed)
        task_service.task_removed.connect(self._task_removed)
        self._show()

    def close(self) -> None:
        """Let go of the form and the studio."""
        self._form.form_changed.disconnect(self._show)
        self._form.bar.caution_clicked.disconnect(self._clicked)
        self._task_service.task_changed.disconnect(self._task_changed)
        self._task_service.task_removed.disconnect(self._task_removed)
        self._form.bar.set_caution(None)

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
