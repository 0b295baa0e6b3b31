"""One task service on one page: makes the controllers that bring the two together, and ends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.ui.session.account_controller import AccountController
from seedance_gui.ui.session.context import SessionContext
from seedance_gui.ui.session.form_controller import FormController
from seedance_gui.ui.session.scope import Scope
from seedance_gui.ui.session.task_controller import Shown, TaskController
from seedance_gui.ui.tasks.doing import TaskDoing

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.toast import ToastHost
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.shell.notice_bar import NoticeBar
    from seedance_gui.ui.shell.work_page import WorkPage


class PageSession(QObject):
    """``close`` before the task service is closed or another one takes its place.

    ``shown``: the video to begin with, else the newest. See ``SessionContext`` for the others.
    """

    def __init__(
        self,
        page: WorkPage,
        task_service: TaskService,
        *,
        rules: Rules,
        words: Words,
        theme: Theme,
        toasts: ToastHost,
        notices: NoticeBar,
        spawn: Spawn,
        told: set[str],
        shown: Shown | None = None,
    ) -> None:
        super().__init__(page)
        self._toasts = toasts
        self._scope = Scope()
        context = SessionContext(
            page=page,
            task_service=task_service,
            rules=rules,
            words=words,
            theme=theme,
            toasts=toasts,
            notices=notices,
            spawn=spawn,
            told=told,
            scope=self._scope,
        )
        doing = TaskDoing(page.window(), task_service, spawn, words)
        doing.said.connect(toasts.show_message)
        AccountController(context, self)
        self.tasks = TaskController(context, doing, self, shown=shown)
        self._form = FormController(context, doing, self.tasks.look_at, self)
        self._scope.connect(
            task_service.notice,
            lambda it: toasts.show_message(words.text(it), "warning", milliseconds=10_000),
        )
        page.columns.show()  # hidden while a session was awaited
        toasts.set_place(page.columns.message_place)
        self._scope.connect(page.columns.placed, toasts.arrange)

    def close(self) -> None:
        """Let go of the task service and the page."""
        self._scope.close()
        self._form.close()
        self.tasks.close()
        self._toasts.set_place(None)
        self.deleteLater()
