"""An order that waits is changed in the form, in the place of the person's own draft, which comes back."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.domain.draft import Field
from seedance_gui.domain.errors import PersonError, SeedanceError
from seedance_gui.domain.request import NotReadyError
from seedance_gui.domain.task import NOT_SENT
from seedance_gui.ui.form.draft_history import DraftHistory
from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.kit.translator import in_a_row
from seedance_gui.ui.tasks.waiting import too_late

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.task import Task
    from seedance_gui.services.tasks.waiting import Edited
    from seedance_gui.ui.form.draft_history import DraftStep
    from seedance_gui.ui.kit.design_tokens import Tone
    from seedance_gui.ui.session.scope import SessionContext

_OF = "order"


class OrderEditing(QObject):
    """The order is held meanwhile. What is written is kept as the form always is, also for the next start.

    Where it is too late, what was written stays in the form, and an undo brings back the person's own.
    ``say`` says what a step did, with its undo, for so many milliseconds.
    """

    def __init__(
        self, context: SessionContext, say: Callable[[str, DraftStep, Tone, int], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._page, self._form = context.page, context.page.form
        self._toasts, self._words = context.toasts, context.words
        self._task_service, self._say = context.task_service, say
        self._waiting = context.task_service.waiting
        self._edited: Edited | None = None
        self._past: DraftHistory | None = None
        self._count, takes = 1, self._form.shape.takes
        takes.set_count(context.settings.value.takes)
        context.scope.connect(
            takes.changed,  # an order is one: that number is not kept
            lambda count: context.settings.change(takes=count) if takes.isEnabled() else None,
        )
        context.scope.connect(self._task_service.task_changed, self._task_changed)
        context.scope.connect(self._task_service.task_removed, lambda gone: self._lose(gone, ""))
        if (edited := self._waiting.edited) is not None:
            task = self._task_service.task(edited.task_id)
            self._edited = edited
            if task is None or not task.held:
                self._lose(edited.task_id, "")
            else:
                if self._form.draft == edited.own:  # the program ended before another draft was kept
                    self._put(task.draft)
                self._show()

    @property
    def task_id(self) -> str:
        """Our id of the order that is in the form, or an empty text."""
        return self._edited.task_id if self._edited is not None else ""

    def begin(self, task_id: str) -> None:
        """Put an order into the form."""
        task, own = self._task_service.task(task_id), self._form.draft
        if self._edited is not None and task_id != self.task_id:
            self._toasts.show_message(self.tr("Another order is in the form: save it first, or leave it."))
        if self._edited is not None or task is None:
            return
        try:
            in_time = self._waiting.begin_edit(task_id, own)
        except PersonError as fault:
            self._toasts.show_message(self._words.text(fault.message), "danger")
            return
        if not in_time:
            self._toasts.show_message(too_late(), "warning")
            return
        self._edited = self._waiting.edited
        self._past = DraftHistory(self)
        self._past.take_over(self._form.history)
        self._put(task.draft)
        self._show()
        self._form.focus_field(Field.PROMPT)

    def save(self, draft: Draft) -> None:
        """Let the order be this one."""
        assert self._edited is not None
        try:
            in_time = self._waiting.replace(self.task_id, draft, held=self._edited.held)
        except NotReadyError as error:
            self._toasts.show_message(" ".join(map(self._words.text, error.messages)), "danger")
        except SeedanceError as error:
            self._toasts.show_message(self._words.text(error.message), "danger", milliseconds=0)
        else:
            if in_time:
                self._end()
                self._toasts.show_message(self.tr("The order is changed."), "success")
            else:
                self._lose(self.task_id, too_late())

    def leave(self) -> None:
        """Leave the order as it was."""
        if self._edited is not None:
            task_id, held = self.task_id, self._edited.held
            self._end()  # first: what is in the form is not let go
            if not held:
                with suppress(PersonError):  # it stays held, as the list says
                    self._waiting.let_go([task_id])

    def close(self) -> None:
        """Let go of the form. The order is gone on with in the next session."""
        self._hide()

    def _task_changed(self, task: Task) -> None:
        if task.id == self.task_id and task.status not in NOT_SENT:
            self._lose(task.id, too_late() if task.active else "")

    def _lose(self, task_id: str, why: str) -> None:
        """Go on without the order, which is not to be changed any more; what was written stays."""
        if task_id != self.task_id:
            return
        written = self._form.draft
        self._end()
        if (step := self._form.put_in(written, self.tr("Edit this order"))) is not None:
            why = why or self.tr("The order can't be changed any more.")
            told = self.tr("What you wrote is in the form. Undo brings back what was there before.")
            self._say(in_a_row((why, told)), step, "warning", 12_000)

    def _end(self) -> None:
        """Bring the person's own draft back, with its past."""
        edited, past, self._edited, self._past = self._edited, self._past, None, None
        assert edited is not None
        with suppress(PersonError):  # a full disk: then the next start brings it back
            self._waiting.end_edit(edited.own)
        self._put(edited.own)
        if past is not None:
            self._form.history.take_over(past)
        self._hide()

    def _put(self, draft: Draft) -> None:
        self._form.set_draft(draft)
        self._form.draft_changed.emit(draft)  # it is kept as what is in the form

    def _show(self) -> None:
        takes = self._form.shape.takes
        self._count = takes.count
        takes.setEnabled(False)  # first: the number that goes with the person's own draft stays kept
        takes.set_count(1)
        self._form.bar.set_saves(True)
        said = self.tr("An order that waits is in the form. It is not sent until you save it.")
        self._form.bar.set_caution(NoteLine("info", said, self.tr("Leave it as it was")), _OF, self.leave)
        self._follow()

    def _hide(self) -> None:
        takes = self._form.shape.takes
        if not takes.isEnabled():
            takes.set_count(self._count)
            takes.setEnabled(True)
        self._form.bar.set_saves(False)
        self._form.bar.set_caution(None, _OF)
        self._follow()

    def _follow(self) -> None:
        """Bring what can be done with it up to date: it is not to be released meanwhile."""
        for commands in (self._page.tasks.commands, self._page.preview.commands):
            commands.refresh_soon()
