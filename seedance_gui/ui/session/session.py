"""One account's services on one page: the controllers that tie them together, from sign-in to sign-out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from seedance_gui.ui.kit.in_thread import in_thread
from seedance_gui.ui.session.earlier_work import EarlierWork
from seedance_gui.ui.session.form_controller import DraftMessages, FormController
from seedance_gui.ui.session.order_editing import OrderEditing
from seedance_gui.ui.session.task_controller import Shown, TaskController
from seedance_gui.ui.session.unsaved_notice import UnsavedNotice
from seedance_gui.ui.tasks.doing import TaskDoing
from seedance_gui.ui.tasks.removal import TaskRemoval

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.examples import Example
    from seedance_gui.domain.messages import Message
    from seedance_gui.domain.task import Task
    from seedance_gui.ui.compare.compare_controller import CompareController
    from seedance_gui.ui.session.scope import SessionContext


class AccountController(QObject):
    """Follows the account where new orders go."""

    def __init__(self, context: SessionContext, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page = context.page
        self._words = context.words
        origin = context.task_service.own_origin
        page.form.set_own_origin(context.task_service.link_origin)
        page.form.set_practice(bool(origin))
        page.top.set_practice(bool(origin))
        context.scope.connect(context.task_service.connection_changed, self._connection_changed)
        account = context.task_service.accounts.current
        self._connection_changed(account.connection.message)

    def _connection_changed(self, message: Message | None) -> None:
        self._page.top.set_trouble(self._words.text(message) if message else "")


class Kept(NamedTuple):
    """What a session goes on with in another window: the video shown, and removals that can be undone."""

    shown: Shown
    removal: TaskRemoval


class PageSession(QObject):
    """``close`` it before the task service is closed or another one takes its place.

    ``kept``: what ``hand_over`` of the same account's session in another window gave.
    """

    ending = Signal()  # what is open for it is to close

    def __init__(self, context: SessionContext, kept: Kept | None = None) -> None:
        page, toasts, words = context.page, context.toasts, context.words
        super().__init__(page)
        self._context = context
        if kept is None:
            self._removal = TaskRemoval(page.window(), context.task_service, toasts, context.spawn)
            page.form.history.clear()  # its steps were another session's
        else:
            self._removal = kept.removal
            self._removal.show_in(page.window(), toasts)
        removal = self._removal
        doing = TaskDoing(page.window(), context.task_service, context.spawn, removal.remove, words)
        self._doing = doing
        removal.brought_back.connect(page.tasks.choose)
        removal.undoable.connect(page.tasks.view.set_undoable)
        context.scope.connect(page.tasks.view.undo_asked, removal.undo)
        self._comparing: CompareController | None = None
        doing.compare_asked.connect(self._compare)  # a closure would keep this session for ever
        doing.said.connect(toasts.show_message)
        doing.over.connect(toasts.take_back)
        doing.made.connect(toasts.offer)
        doing.undoable.connect(removal.offer)
        AccountController(context, self)
        self.tasks = TaskController(context, doing, self, shown=kept.shown if kept else None)
        doing.look_asked.connect(self.tasks.look_at)
        self._form = FormController(context, self.tasks, self)
        doing.over_limit = self._form.money.over_limit_of
        self._messages = DraftMessages(context, self)
        self._editing = OrderEditing(context, self._messages.say, self)
        self._form.editing = self._editing
        doing.edit_asked.connect(self._editing.begin)
        doing.reuse.connect(self._messages.reuse)
        doing.going_on.connect(page.form.write_anew)
        context.scope.connect(page.preview.about.task_clicked, self.tasks.look_at)
        self.tasks.frame_taken.connect(self._messages.use_frame)
        context.scope.connect(page.drop_target.settings_given, self._settings_given)
        self.ending.connect(UnsavedNotice(context, self).close)
        earlier = EarlierWork(context, self._messages, self)
        self.ending.connect(earlier.close)
        context.scope.connect(page.many_asked, self._order_many)
        context.scope.connect(page.preview.example_used, self._use_example)
        context.scope.connect(
            context.task_service.notice,
            lambda message: toasts.show_message(words.text(message), "warning", milliseconds=10_000),
        )
        page.columns.show()  # hidden while a session was awaited
        toasts.set_place(page.columns.message_place)
        context.scope.connect(page.columns.placed, toasts.arrange)

    def open_settings(self, task_id: str, draft: Draft) -> None:
        """Show the video that settings were kept of; where it is not in the list, put them into the form."""
        if self._context.task_service.task(task_id) is not None:
            self.tasks.look_at(task_id)
        else:
            self._messages.reuse(draft)

    def _settings_given(self, draft: Draft, name: str, task_id: str, unreadable: tuple[str, ...]) -> None:
        """Put settings into the form that were dropped or pasted; the list may know more of them."""
        task = self._context.task_service.task(task_id)
        self._messages.take_settings(draft if task is None else task.draft, name, unreadable)

    def _order_many(self) -> None:
        from seedance_gui.ui.session.many_dialog import ManyDialog  # noqa: PLC0415 - not needed to start

        dialog = ManyDialog(self._context.page.window(), self._context, self._form.money)
        dialog.finished.connect(dialog.deleteLater)
        self.ending.connect(dialog.reject)
        dialog.open()

    def _use_example(self, example: Example) -> None:
        from seedance_gui.ui.session.use_example import draft_of  # noqa: PLC0415 - loaded with the examples

        language, folder = self._context.words.language, self._context.page.paste_folder
        in_thread(self, lambda: draft_of(example, language, folder), self._messages.use_example)

    def _compare(self, tasks: list[Task]) -> None:
        from seedance_gui.ui.compare.compare_controller import CompareController  # noqa: PLC0415 - seldom

        if self._comparing is None:
            self._comparing = CompareController(self._context, self._doing, self)
        self._comparing.compare(tasks)

    def close(self) -> None:
        """Let go of the task service and the page; what was removed is removed."""
        self._removal.close()
        self._let_go()

    def hand_over(self) -> Kept:
        """Close for a session that goes on in another window, and return what it needs."""
        kept = Kept(self.tasks.shown, self._removal)
        self._let_go()
        return kept

    def _let_go(self) -> None:
        self.ending.emit()
        self._context.scope.close()
        if self._comparing is not None:
            self._comparing.leave()
        self._form.close()
        self._editing.close()
        self._messages.close()
        self.tasks.close()
        self._context.toasts.set_place(None)
        self.deleteLater()
