"""The parts behind the studio, put together: who is told what, what starts and what ends in which order."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_gui.domain.task import Status
from seedance_gui.services.api.connection_state import ConnectionState
from seedance_gui.services.files.downloads import Downloads
from seedance_gui.services.platform.background_tasks import BackgroundTasks
from seedance_gui.services.store import store_file
from seedance_gui.services.tasks.balance import BalanceMonitor
from seedance_gui.services.tasks.cost_estimate import CostRecorder
from seedance_gui.services.tasks.poller import Poller
from seedance_gui.services.tasks.repository import TaskRepository
from seedance_gui.services.tasks.submitter import Submitter
from seedance_gui.services.tasks.unconfirmed import UnconfirmedOrders
from seedance_gui.services.uploads.asset_library import Assets
from seedance_gui.services.uploads.uploads import Uploads

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_gui.domain.messages import Message
    from seedance_gui.domain.rules import Rules
    from seedance_gui.domain.task import Task
    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.services.platform.clock import Clock
    from seedance_gui.services.store.store import Store

BALANCE_GAP = 60.0
SEND_AGAIN = 2.0
SAVE_AGAIN = 5.0
"""Seconds: between two questions for the balance, and of the first pauses before sending or saving again."""
CLOSE_AFTER = 180.0
"""Seconds after which what an earlier token was used with is closed: longer than any order takes."""


class Workshop:
    """The parts, public to the studio alone. Making it tells the truth about what was left behind."""

    def __init__(
        self,
        *,
        rules: Rules,
        store: Store,
        videos: Path,
        cache: Path,
        media: MediaWorker,
        service: str,
        own_origin: str,
        pace: float | None,
        clock: Clock,
        say: Callable[[Message], None],
        failed: Callable[[str, BaseException], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self.background = BackgroundTasks(failed)
        self.repository = TaskRepository(store, service, clock, notice=say, failed=failed)
        self.link = ConnectionState()
        self.account = BalanceMonitor(self.link, clock, BALANCE_GAP if pace is None else pace * 2)
        costs = CostRecorder(self.repository)
        self.unconfirmed = UnconfirmedOrders(self.repository, self.account, costs, store, service, clock)
        self.uploads = Uploads(store, clock, own_origin)
        self.assets = Assets(store, service, clock, self.link, cache / "assets", pace)
        self.downloads = Downloads(
            repository=self.repository,
            link=self.link,
            background=self.background,
            clock=clock,
            media=media,
            videos=videos,
            thumbs=cache / "thumbs",
            own_origin=own_origin,
            link_life_days=rules.link_life_days,
            first_pause=SAVE_AGAIN if pace is None else pace,
        )
        self.poller = Poller(
            repository=self.repository,
            link=self.link,
            background=self.background,
            clock=clock,
            pace=pace,
            linked=self.downloads.offer,
        )
        self.submitter = Submitter(
            repository=self.repository,
            link=self.link,
            unconfirmed=self.unconfirmed,
            uploads=self.uploads,
            rules=rules,
            background=self.background,
            clock=clock,
            own_origin=own_origin,
            first_pause=SEND_AGAIN if pace is None else pace,
            created=self._created,
        )
        self.submitter.recover()
        self.repository.changed.connect(self._changed)

    def _changed(self, task: Task) -> None:
        # Whether the coins of a failed video came back is told where it is known.
        if task.status is Status.FAILED and task.coins_paid is not None and not task.coins_returned:
            self.account.refresh()

    def _created(self, task: Task) -> None:
        self.unconfirmed.taken(task)
        self.account.refresh()

    def use(self, api: ApiClient | None) -> None:
        """Go on with another way to the service, or with none."""
        before = self.link.use(api)
        self.unconfirmed.forget()
        self.account.forget()
        if before is not None:
            self.background.spawn(_close_later(before), "close what is no longer used")
        self.submitter.wake()

    def start(self) -> None:
        """Start the background loops. To be called once, in the running loop."""
        self.poller.begin()
        for loop, name in (
            (self.submitter.run, "submitter"),
            (self.poller.run, "poller"),
            (self.downloads.run, "downloads"),
            (self.repository.catch_up, "store"),
            (self.repository.load_older, "older videos"),
            (self.account.run, "account"),
            (self._back_up, "backup"),
        ):
            self.background.supervise(loop, name)

    async def aclose(self) -> None:
        """Stop orderly: an order on its way gets some seconds to be answered. The store stays open."""
        await self.submitter.aclose()
        await self.uploads.aclose()
        await self.background.aclose()
        self.repository.write_behind()
        if (api := self.link.close()) is not None:
            await api.aclose()

    async def _back_up(self) -> None:
        while True:
            with suppress(OSError, sqlite3.Error):  # a full disk is told where it matters
                await asyncio.to_thread(store_file.back_up, self._store.path, now=self._clock.wall())
            await asyncio.sleep(3600)


async def _close_later(api: ApiClient) -> None:
    """Close what an earlier token was used with, once what is on its way has had time to end."""
    try:
        await asyncio.sleep(CLOSE_AFTER)
    finally:
        await api.aclose()
