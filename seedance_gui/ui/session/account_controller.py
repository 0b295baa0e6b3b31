"""Shows on the page how the account stands: its balance, its connection, and whether this is practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.domain.coins import coin_words

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
