"""The accounts of one task service: each is made when its first task or token comes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from seedance_gui.domain.address import account_of
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import NOT_SENT, POLLED, Status, Task
from seedance_gui.services.accounts.account import Account, is_unfinished
from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from seedance_gui.services.api.models import Balance
    from seedance_gui.services.tasks.context import TaskContext


class Accounts:
    """``address``: the current account, where new orders go; an address or `PRACTICE`.

    ``balance_changed`` and ``connection_changed`` are told the balance and the message of the current
    account, the latter after a change in any; ``opened`` that one can be used again, ``price_learnt`` that
    the balance of one told a price. ``token_wanted`` is told
    the address of an account that comes to have work, or is looked at, and has no token here yet;
    ``earlier_done`` that of one whose earlier tokens are not needed any more.
    """

    def __init__(self, context: TaskContext, address: str) -> None:
        self.address = address
        self.balance_changed: Signal[Balance | None] = Signal()
        self.connection_changed: Signal[Message | None] = Signal()
        self.opened: Signal[[]] = Signal()
        self.price_learnt: Signal[[]] = Signal()
        self.token_wanted: Signal[str] = Signal()
        self.earlier_done: Signal[str] = Signal()
        self._context = context
        self._repository = repository = context.repository
        self._accounts: dict[str, Account] = {}
        self._started = False
        repository.changed.connect(self._task_changed)
        repository.removed.connect(self._settled)

    @property
    def current(self) -> Account:
        """The account where new orders go."""
        return self.at(self.address)

    def of(self, task: Task) -> Account:
        """Return the account that a task belongs to."""
        return self.at(task.service)

    def at(self, address: str) -> Account:
        """Return the account at an address."""
        key = account_of(address)
        if (account := self._accounts.get(key)) is None:
            account = self._accounts[key] = Account(key, address, self._context)
            account.connection.opened.connect(self.opened.emit)
            account.connection.changed.connect(self._connection_told)
            account.costs.changed.connect(self.price_learnt.emit)
            account.balance.changed.connect(partial(self._balance_told, key))
            account.earlier_done.connect(partial(self.earlier_done.emit, address))
            if self._started:
                self._begin(account)
        return account

    def start(self) -> None:
        """Watch the balances, and ask for the tokens of the accounts that have something unfinished."""
        for task in self._repository.all():
            if is_unfinished(task):
                self.of(task)
        self._started = True
        for account in tuple(self._accounts.values()):
            self._begin(account)

    async def aclose(self) -> None:
        """Close every connection, one account after the other."""
        for account in self._accounts.values():
            await account.aclose()

    def set_token(self, token: str, address: str = "") -> None:
        """Go on with another token, at ``address`` or the current one; with an empty one, without.

        What is on its way with the token before is still answered.
        """
        account = self.at(address or self.address)
        account.use(token.strip(), address or account.address)
        self._connection_told()

    def under_way(self, address: str) -> tuple[int, int]:
        """Return how many videos of an account are being made, and how many are made and not saved yet."""
        key = account_of(address)
        shown = [task for task in self._repository.of_account(key) if task.id not in self._repository.hidden]
        making = sum(task.status in {*POLLED, Status.SENDING} for task in shown)
        return making, sum(task.status is Status.COMPLETED for task in shown)

    def status_message(self, task: Task) -> Message | None:
        """Return our own words on a task's state; the service's are in ``task.error``."""
        account = self._accounts.get(account_of(task.service))
        if account is not None and account.lacks_token:
            days = self._context.rules.link_life_days
            if task.status in POLLED:
                return Message(FaultMessage.NOT_WATCHED, n=days, address=account.address)
            if task.status is Status.COMPLETED:
                return Message(FaultMessage.NOT_FETCHED, n=days, address=account.address)
            if task.status in NOT_SENT and not task.held and not task.maybe_charged:
                return Message(FaultMessage.WAITS_FOR_TOKEN, address=account.address)
        return task.status_message

    def _begin(self, account: Account) -> None:
        self._context.background.supervise(account.balance.run, "balance")
        if not account.token:
            self.token_wanted.emit(account.address)

    def _balance_told(self, key: str, balance: Balance | None) -> None:
        if key == account_of(self.address):
            self.balance_changed.emit(balance)

    def _connection_told(self, _: Message | None = None) -> None:
        if (current := self._accounts.get(account_of(self.address))) is not None:
            self.connection_changed.emit(current.connection.message)

    def _task_changed(self, task: Task) -> None:
        # Whether the coins of a failed video came back is told where it is known.
        if task.status is Status.FAILED and task.coins_paid is not None and not task.coins_returned:
            self.of(task).balance.refresh()
        if not is_unfinished(task):
            self._settled(task.id)

    def _settled(self, task_id: str) -> None:
        for account in tuple(self._accounts.values()):
            account.settled(task_id)
