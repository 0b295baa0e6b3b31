"""Says below the form what the video may take, going by the videos that were made before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.domain.cost_estimate import price_of
from seedance_gui.domain.draft import Field
from seedance_gui.ui.session.scope import Scope

if TYPE_CHECKING:
    from seedance_gui.domain.form_state import Form
    from seedance_gui.domain.task import Task
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.form.form_pane import FormPane
    from seedance_gui.ui.kit.translator import Words


class PriceEstimate(QObject):
    """Follows one form and the tasks of one task service."""

    def __init__(self, form: FormPane, task_service: TaskService, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._task_service = task_service
        self._words = words
        self._seen: object = None
        self._scope = Scope()
        self._scope.connect(form.form_changed, self._look)
        self._scope.connect(task_service.task_changed, self._task_changed)
        self._scope.connect(task_service.tasks_loaded, self._tasks_loaded)
        self._look(form.form)

    def close(self) -> None:
        """Let go of the form and the task service."""
        self._scope.close()
        self._form.bar.set_price("")

    def _look(self, form: Form) -> None:
        request = form.request
        # The list may hold years: it is not gone through at each letter.
        seen = request and (
            request.model,
            request.resolution,
            request.duration,
            [clip.seconds for clip in request.items(Field.REFERENCE_VIDEOS)[:1]],
        )
        if seen == self._seen:
            return
        self._seen = seen
        found = price_of(request, self._task_service.tasks()) if request is not None else None
        self._form.bar.set_price("" if found is None else self._words.text(found))

    def _tasks_loaded(self, tasks: list[Task]) -> None:
        for task in tasks:
            if task.coins_paid is not None:
                self._task_changed(task)
                return

    def _task_changed(self, task: Task) -> None:
        if task.coins_paid is not None:
            self._seen = None
            self._look(self._form.form)
