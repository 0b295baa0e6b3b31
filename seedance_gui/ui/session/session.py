"""One task service on one page: makes the controllers that bring the two together, and ends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.ui.kit.in_thread import in_thread
from seedance_gui.ui.session.account_controller import AccountController
from seedance_gui.ui.session.draft_messages import DraftMessages
from seedance_gui.ui.session.form_controller import FormController
from seedance_gui.ui.session.task_controller import Shown, TaskController
from seedance_gui.ui.tasks.doing import TaskDoing
from seedance_gui.ui.tasks.removal import TaskRemoval

if TYPE_CHECKING:
    from seedance_gui.domain.examples import Example
    from seedance_gui.ui.session.scope import SessionContext


class PageSession(QObject):
    """``close`` it before the task service is closed or another one takes its place.

    ``shown``: the video to begin with, else the newest.
    """

    def __init__(self, context: SessionContext, shown: Shown | None = None) -> None:
        page, toasts, words = context.page, context.toasts, context.words
        super().__init__(page)
        self._context = context
        self._removal = removal = TaskRemoval(page.window(), context.task_service, toasts, context.spawn)
        doing = TaskDoing(page.window(), context.task_service, context.spawn, removal.remove, words)
        removal.brought_back.connect(page.tasks.choose)
        doing.said.connect(toasts.show_message)
        AccountController(context, self)
        self.tasks = TaskController(context, doing, self, shown=shown)
        self._form = FormController(context, self.tasks.look_at, self)
        self._messages = DraftMessages(page.form, toasts, context.scope, self)
        doing.reuse.connect(self._messages.reuse)
        self.tasks.frame_taken.connect(self._messages.use_frame)
        context.scope.connect(page.preview.example_used, self._use_example)
        context.scope.connect(
            context.task_service.notice,
            lambda message: toasts.show_message(words.text(message), "warning", milliseconds=10_000),
        )
        page.columns.show()  # hidden while a session was awaited
        toasts.set_place(page.columns.message_place)
        context.scope.connect(page.columns.placed, toasts.arrange)

    def _use_example(self, example: Example) -> None:
        from seedance_gui.ui.session.use_example import draft_of  # noqa: PLC0415 - loaded with the examples

        language, folder = self._context.words.language, self._context.page.paste_folder
        in_thread(self, lambda: draft_of(example, language, folder), self._messages.use_example)

    def close(self) -> None:
        """Let go of the task service and the page."""
        self._context.scope.close()
        self._form.close()
        self._messages.close()
        self.tasks.close()
        self._removal.close()
        self._context.toasts.set_place(None)
        self.deleteLater()
