"""One account's services on one page: the controllers that tie them together, from sign-in to sign-out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.domain.coins import coin_words
from seedance_gui.ui.session.form_controller import DraftMessages, FormController
from seedance_gui.ui.session.task_controller import Shown, TaskController
from seedance_gui.ui.tasks.doing import TaskDoing
from seedance_gui.ui.tasks.removal import TaskRemoval

if TYPE_CHECKING:
    from seedance_gui.domain.messages import Message
    from seedance_gui.services.api.models import Balance
    from seedance_gui.ui.session.scope import SessionContext


class AccountController(QObject):
    """Follows the account where new orders go."""

    def __init__(self, context: SessionContext, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page = context.page
        self._words = context.words
        self._own_origin = origin = context.task_service.own_origin
        page.form.set_own_origin(origin)
        page.form.set_practice(bool(origin))
        page.top.set_practice(bool(origin))
        context.scope.connect(context.task_service.balance_changed, self._balance_changed)
        context.scope.connect(context.task_service.connection_changed, self._connection_changed)
        account = context.task_service.accounts.current
        self._balance_changed(account.balance.balance)
        self._connection_changed(account.connection.message)

    def _balance_changed(self, balance: Balance | None) -> None:
        words = None
        if balance is not None and balance.available is not None:
            left = self.tr("{coins} coins left")
            if self._own_origin:
                left = self.tr("{coins} pretend coins left")
            words = left.format(coins=coin_words(balance.available))
        self._page.form.set_balance(words)

    def _connection_changed(self, message: Message | None) -> None:
        self._page.top.set_trouble(self._words.text(message) if message else "")


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
        context.scope.connect(
            context.task_service.notice,
            lambda message: toasts.show_message(words.text(message), "warning", milliseconds=10_000),
        )
        page.columns.show()  # hidden while a session was awaited
        toasts.set_place(page.columns.message_place)
        context.scope.connect(page.columns.placed, toasts.arrange)

    def close(self) -> None:
        """Let go of the task service and the page."""
        self._context.scope.close()
        self._form.close()
        self._messages.close()
        self.tasks.close()
        self._removal.close()
        self._context.toasts.set_place(None)
        self.deleteLater()
