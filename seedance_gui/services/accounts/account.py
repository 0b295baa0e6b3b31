"""What belongs to one account: the way to its service, its coins, its assets."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import NoSuchTaskError, SeedanceError, TokenError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.task import ACTIVE
from seedance_gui.services.api.connection_state import ConnectionState
from seedance_gui.services.api.models import IdAnswer
from seedance_gui.services.platform.signal import Signal
from seedance_gui.services.tasks.balance import BalanceMonitor
from seedance_gui.services.tasks.cost_estimate import CostRecorder
from seedance_gui.services.tasks.unconfirmed import UnconfirmedOrders
from seedance_gui.services.uploads.asset_library import Assets

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.domain.task import Report, Task
    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.tasks.context import TaskContext

BALANCE_GAP = 60.0
"""Seconds between two questions for the balance."""

_NO_TOKEN = frozenset({FaultMessage.TOKEN_MISSING, FaultMessage.TOKEN_REFUSED})


def is_unfinished(task: Task) -> bool:
    """Whether money may have been given for a task, or will be, and its video isn't here."""
    return task.status in ACTIVE or task.undecided


@dataclass(slots=True)
class _Earlier:
    """A token that was used before, and the unfinished tasks that may be known with it only."""

    token: str = field(repr=False)
    api: ApiClient
    tasks: set[str]


class Account:
    """One account of a task service.

    Its token is exchanged while it is in use: what is on its way with the client of the one before is still
    answered, and videos that were made with an earlier token are asked for with that one where the service
    doesn't know them by the new one. ``earlier_done`` is told when no earlier token is needed any more.
    """

    def __init__(self, key: str, address: str, context: TaskContext) -> None:
        self.key = key
        self.address = address
        self.token = ""
        self._asked = False
        self.earlier_done: Signal[[]] = Signal()
        clock, pace = context.clock, context.pace
        self.connection = ConnectionState(clock)
        self.balance = BalanceMonitor(self.connection, clock, BALANCE_GAP if pace is None else pace * 2)
        self.costs = CostRecorder(context, key)
        self.unconfirmed = UnconfirmedOrders(context, key, self.balance, self.costs)
        self.assets = Assets(context.store, key, clock, self.connection, context.cache / "assets", pace)
        self._client = context.api_factory
        self._background = context.background
        self._repository = context.repository
        self._earlier: list[_Earlier] = []

    @property
    def tokens(self) -> tuple[str, ...]:
        """The token, if there is one, and those used before that are still needed, the latest first."""
        return tuple(token for token in (self.token, *(earlier.token for earlier in self._earlier)) if token)

    @property
    def lacks_token(self) -> bool:
        """Whether there is no token that the service accepts; not so before it is known what is kept."""
        message = self.connection.message
        return self._asked and message is not None and message.code in _NO_TOKEN

    def use(self, token: str, address: str) -> None:
        """Go on with another token or address; with an empty token, with none at all."""
        self._asked = True
        before, before_token = self.connection.api, self.token
        self.token, self.address = token, address
        self.connection.use(self._client(address, token) if token else None)
        if token != before_token:
            self.unconfirmed.forget()
            self.balance.forget()
        if token:
            self.assets.take_over(token)
        if before is not None:
            if token not in {"", before_token} and (tasks := self._unfinished()):
                self._earlier.insert(0, _Earlier(before_token, before, tasks))
            else:
                self._retire(before)
        self._let_go(lambda earlier: token in {"", earlier.token})

    def use_earlier(self, token: str) -> None:
        """Ask with a token that was used before as well, as long as there are unfinished tasks."""
        if token not in self.tokens and (tasks := self._unfinished()):
            self._earlier.append(_Earlier(token, self._client(self.address, token), tasks))

    @property
    def api(self) -> ApiClient:
        """The way to call the service. Raises TokenError without a token."""
        return self.connection.client()

    async def look_up(self, remote_id: str) -> IdAnswer:
        """Ask whether the service knows an id. Free; changes nothing."""
        try:
            report = await self.query(self.api, remote_id)
        except NoSuchTaskError:
            return IdAnswer(known=False)
        except SeedanceError as fault:
            return IdAnswer(known=None, message=fault.message)
        return IdAnswer(known=True, model=report.model)

    async def query(self, api: ApiClient, remote_id: str) -> Report:
        """Ask how far a video is, with the earlier tokens as well. Raises as ``ApiClient.query`` does."""
        try:
            return await api.query(remote_id)
        except NoSuchTaskError as unknown:
            for earlier in tuple(self._earlier):
                try:
                    return await earlier.api.query(remote_id)
                except (NoSuchTaskError, TokenError):
                    continue
            raise unknown from None

    def settled(self, task_id: str) -> None:
        """Take note that a task is finished, or gone: the earlier tokens are not needed for it."""
        for earlier in self._earlier:
            earlier.tasks.discard(task_id)
        self._let_go(lambda earlier: not earlier.tasks)

    async def aclose(self) -> None:
        """Close every connection. Nothing is told any more."""
        for signal in (
            self.connection.changed,
            self.connection.opened,
            self.balance.changed,
            self.costs.changed,
        ):
            signal.clear()
        apis = [earlier.api for earlier in self._earlier]
        if (api := self.connection.use(None)) is not None:
            apis.append(api)
        await asyncio.gather(*(api.aclose() for api in apis), return_exceptions=True)

    def _unfinished(self) -> set[str]:
        return {task.id for task in self._repository.of_account(self.key) if is_unfinished(task)}

    def _let_go(self, which: Callable[[_Earlier], bool]) -> None:
        gone = [earlier for earlier in self._earlier if which(earlier)]
        for earlier in gone:
            self._earlier.remove(earlier)
            self._retire(earlier.api)
        if gone:
            self.earlier_done.emit()

    def _retire(self, api: ApiClient) -> None:
        self._background.spawn(_retired(api), "close what is no longer used")


async def _retired(api: ApiClient) -> None:
    """Close a client once its calls have ended, or the program ends."""
    try:
        await api.retire()
    finally:
        await api.aclose()
