"""The façade that the window talks to: everything from Create to the file on disk, behind plain methods.

Synchronous methods have committed what they did when they return; what follows is told by the signals. All
of it runs in one asyncio loop's thread.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import uuid
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.domain.address import account_of
from seedance_gui.domain.errors import NoSuchTaskError, SeedanceError, TokenError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.messages import Message
from seedance_gui.domain.request import NotReadyError, build_body
from seedance_gui.domain.status_message import is_unchecked
from seedance_gui.domain.task import ACTIVE, NOT_SENT, POLLED, Status, Task
from seedance_gui.services.accounts.account import Account, is_unfinished
from seedance_gui.services.api.models import IdAnswer
from seedance_gui.services.files import sidecar
from seedance_gui.services.files.downloads import Downloads
from seedance_gui.services.media.link_probe import probe_link
from seedance_gui.services.platform.background_tasks import BackgroundTasks
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.platform.signal import Signal
from seedance_gui.services.store import store_file
from seedance_gui.services.tasks.poller import Poller
from seedance_gui.services.tasks.repository import TaskRepository
from seedance_gui.services.tasks.submitter import Submitter
from seedance_gui.services.uploads.uploads import Uploads, with_file_links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seedance_gui.domain.draft import Draft, Reference
    from seedance_gui.domain.rules import Rules
    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.api.models import Balance, LinkProbeResult, Uploaded
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.services.store.store import Store
    from seedance_gui.services.uploads.asset_library import Assets

SEND_AGAIN = 2.0
SAVE_AGAIN = 5.0
"""Seconds: the first pauses before sending or saving again."""
BACK_UP_EVERY = 3600.0
SAME_WITHIN = 60.0
"""Seconds within which the same order once more is perhaps a mistake."""

_NOTHING_MADE = frozenset({Status.REFUSED, Status.CANCELLED, Status.FAILED})


class TaskService:
    """The tasks of one world: all real ones, whichever account they belong to, or those of practice.

    ``service`` is the address of the account at hand, where new orders go, or `PRACTICE`; ``own_origin`` the
    practice service's own address. ``api_factory`` makes a client of an address and a token. ``pace``:
    seconds between two questions about a task, for practice and tests; None for the service's own.
    ``failed`` is told the name and fault of a part of the program that died and was started again.

    ``connection_changed`` is told the message of the account at hand after a change in any.
    ``account_wanted`` is told the address of an account that comes to have work, or is looked at, and has no
    token here yet; ``earlier_done`` that of one whose earlier tokens are not needed any more.
    """

    def __init__(
        self,
        *,
        rules: Rules,
        store: Store,
        api_factory: Callable[[str, str], ApiClient],
        videos: Path,
        cache: Path,
        media: MediaWorker,
        service: str,
        own_origin: str = "",
        pace: float | None = None,
        clock: Clock | None = None,
        failed: Callable[[str, BaseException], None] = lambda _name, _fault: None,
    ) -> None:
        self.service = service
        self.media = media
        self.own_origin = own_origin
        self.notice: Signal[Message] = Signal()
        self.balance_changed: Signal[Balance | None] = Signal()
        self.connection_changed: Signal[Message | None] = Signal()
        self.account_wanted: Signal[str] = Signal()
        self.earlier_done: Signal[str] = Signal()
        self._rules = rules
        self._store = store
        self._api_factory = api_factory
        self._cache = cache
        self._pace = pace
        self._clock = clock = clock or Clock()
        self._failed = failed
        self._started = False
        self._accounts: dict[str, Account] = {}
        self._background = background = BackgroundTasks(self._part_failed)
        self._repository = repository = TaskRepository(
            store, service, clock, notice=self.notice.emit, failed=self._part_failed
        )
        self.task_changed = repository.changed
        self.task_removed = repository.removed
        self.tasks_loaded = repository.loaded
        self._uploads = Uploads(store, clock, own_origin)
        self._downloads = Downloads(
            repository=repository,
            account_of=self._account_of,
            background=background,
            clock=clock,
            media=media,
            videos=videos,
            thumbs=cache / "thumbs",
            own_origin=own_origin,
            link_life_days=rules.link_life_days,
            first_pause=SAVE_AGAIN if pace is None else pace,
        )
        self._poller = Poller(
            repository=repository,
            account_of=self._account_of,
            background=background,
            clock=clock,
            pace=pace,
            linked=self._downloads.offer,
        )
        self._submitter = Submitter(
            repository=repository,
            account_of=self._account_of,
            uploads=self._uploads,
            rules=rules,
            background=background,
            clock=clock,
            own_origin=own_origin,
            first_pause=SEND_AGAIN if pace is None else pace,
            created=self._created,
        )
        self._submitter.recover()
        repository.changed.connect(self._task_changed)
        repository.removed.connect(self._settled)

    # -- life

    def start(self) -> None:
        """Start the background loops. To be called once, in the running loop."""
        self._started = True
        self._poller.begin()
        for loop, name in (
            (self._submitter.run, "submitter"),
            (self._poller.run, "poller"),
            (self._downloads.run, "downloads"),
            (self._repository.catch_up, "store"),
            (self._repository.load_older, "older videos"),
            (self._back_up, "backup"),
        ):
            self._background.supervise(loop, name)
        for task in self._repository.all():
            if is_unfinished(task):
                self._account_of(task)
        for account in self._accounts.values():
            self._begin(account)

    async def aclose(self) -> None:
        """Stop orderly: an order on its way gets some seconds to be answered. The store stays open."""
        async with AsyncExitStack() as last_first:
            for account in self._accounts.values():
                last_first.push_async_callback(account.aclose)
            last_first.callback(self._repository.write_behind)
            last_first.push_async_callback(self._background.aclose)
            last_first.push_async_callback(self._uploads.aclose)
            last_first.push_async_callback(self._submitter.aclose)

    # -- accounts

    def set_token(self, token: str, address: str = "") -> None:
        """Go on with another token, at ``address`` or the one at hand; with an empty one, without.

        What is on its way with the token before is still answered.
        """
        account = self._account(address or self.service)
        account.use(token.strip(), address or account.address)
        self._connection_told()

    def use_earlier_token(self, token: str, address: str) -> None:
        """Ask with a token that was used before, too, about what may be known with that one only."""
        self._account(address).use_earlier(token)

    def tokens(self, address: str) -> tuple[str, ...]:
        """Return the token of an account and the earlier ones that are still needed; empty ones are not."""
        account = self._account(address)
        return tuple(token for token in (account.token, *account.earlier_tokens) if token)

    def under_way(self, address: str) -> tuple[int, int]:
        """Return how many videos of an account are being made, and how many are made and not saved yet."""
        tasks = self._tasks_of(account_of(address))
        making = sum(task.status in {*POLLED, Status.SENDING} for task in tasks)
        return making, sum(task.status is Status.COMPLETED for task in tasks)

    def _account_of(self, task: Task) -> Account:
        return self._account(task.service)

    def _account(self, address: str) -> Account:
        key = account_of(address)
        account = self._accounts.get(key)
        if account is None:
            account = self._accounts[key] = Account(
                key,
                address,
                client=self._api_factory,
                repository=self._repository,
                store=self._store,
                background=self._background,
                clock=self._clock,
                assets=self._cache / "assets",
                pace=self._pace,
                tasks=partial(self._tasks_of, key),
            )
            account.connection.opened.connect(self._poller.wake)
            account.connection.opened.connect(self._submitter.wake)
            account.connection.changed.connect(self._connection_told)
            account.balance.changed.connect(partial(self._balance_told, account))
            account.earlier_done.connect(partial(self.earlier_done.emit, address))
            if self._started:
                self._begin(account)
        return account

    def _begin(self, account: Account) -> None:
        self._background.supervise(account.balance.run, "balance")
        if not account.token:
            self.account_wanted.emit(account.address)

    def _tasks_of(self, key: str) -> list[Task]:
        return [task for task in self._repository.all() if account_of(task.service) == key]

    def _balance_told(self, account: Account, balance: Balance | None) -> None:
        if account.key == account_of(self.service):
            self.balance_changed.emit(balance)

    def _connection_told(self, _: Message | None = None) -> None:
        if (at_hand := self._accounts.get(account_of(self.service))) is not None:
            self.connection_changed.emit(at_hand.connection.message)

    def _created(self, task: Task) -> None:
        account = self._account_of(task)
        account.unconfirmed.taken(task)
        account.balance.refresh()

    def _task_changed(self, task: Task) -> None:
        # Whether the coins of a failed video came back is told where it is known.
        if task.status is Status.FAILED and task.coins_paid is not None and not task.coins_returned:
            self._account_of(task).balance.refresh()
        if not is_unfinished(task):
            self._settled(task.id)

    def _settled(self, task_id: str) -> None:
        for account in tuple(self._accounts.values()):
            account.settled(task_id)

    async def _back_up(self) -> None:
        while True:
            with suppress(OSError, sqlite3.Error):  # a full disk is told where it matters
                await asyncio.to_thread(store_file.back_up, self._store.path, now=self._clock.wall())
            await asyncio.sleep(BACK_UP_EVERY)

    # -- reading

    @property
    def videos(self) -> Path:
        """The folder where videos are saved."""
        return self._downloads.videos

    @videos.setter
    def videos(self, folder: Path) -> None:
        self._downloads.videos = folder
        for task in self._repository.having(Status.COMPLETED):
            self._downloads.wake(task.id)

    @property
    def file_pattern(self) -> str:
        """How files are named, see ``domain.file_names``."""
        return self._downloads.pattern

    @file_pattern.setter
    def file_pattern(self, pattern: str) -> None:
        self._downloads.pattern = pattern

    def tasks(self) -> list[Task]:
        """Return the tasks, newest first."""
        return self._repository.all()[::-1]

    def task(self, task_id: str) -> Task | None:
        """Return the task with our id."""
        return self._repository.get(task_id)

    def status_message(self, task: Task) -> Message | None:
        """Return our own words on a task's state; the service's are in ``task.error``."""
        account = self._accounts.get(account_of(task.service))
        if account is not None and account.lacks_token:
            if task.status in POLLED:
                return Message(FaultMessage.NOT_WATCHED, n=self._rules.link_life_days)
            if task.status is Status.COMPLETED:
                return Message(FaultMessage.NOT_FETCHED, n=self._rules.link_life_days)
            if task.status in NOT_SENT and not task.maybe_charged:
                return Message(FaultMessage.WAITS_FOR_TOKEN)
        return task.status_message

    def thumbnail(self, task: Task) -> Path | None:
        """Return the small picture of a task's video, when there is one."""
        path = self._downloads.thumb_of(task.id)
        return path if path.is_file() else None

    def balance(self) -> Balance | None:
        """Return the coins of the account at hand as last told."""
        return self._account(self.service).balance.balance

    @property
    def assets(self) -> Assets:
        """The asset library of the account at hand."""
        return self._account(self.service).assets

    def connection(self) -> Message | None:
        """Return why the service at hand can't be used at the moment, or None."""
        return self._account(self.service).connection.message

    # -- doing; each returns whether the task's state allowed it

    def submit(self, draft: Draft, intent: str = "") -> Task:
        """Keep a new task and send it soon. The same ``intent`` twice gives the same task and one order.

        Raises:
            NotReadyError: the draft breaks a rule; ``messages`` say which.
            PersonError: it can't be written down, so nothing is sent.
        """
        draft = self._uploads.ready(draft)
        body = {}
        if self._uploads.pending(draft):
            if problems := evaluate(self._rules, draft, self.own_origin).problems:
                raise NotReadyError(tuple(problem.message for problem in problems))
        else:
            body = build_body(self._rules, draft, self.own_origin)
        now = self._clock.wall()
        task = Task(id=uuid.uuid4().hex, service=self.service, created=now, since=now, draft=draft, body=body)
        task = self._repository.add(task, intent)
        self._submitter.wake(task.id)
        return task

    def request_of(self, draft: Draft) -> str:
        """Return what a draft orders as one text, the same for the same video; empty where it breaks a rule.

        Files count by their paths, whether or not they have been uploaded yet.
        """
        try:
            body = build_body(self._rules, with_file_links(draft), self.own_origin)
        except NotReadyError:
            return ""
        return json.dumps(body, sort_keys=True)

    def repeated(self, draft: Draft) -> Task | None:
        """Return an order of the very same video from the last minute that may be charged, or None."""
        now, request = self._clock.wall(), self.request_of(draft)
        for task in self.tasks() if request else ():
            if abs(now - task.created) > SAME_WITHIN:
                break
            if task.status not in _NOTHING_MADE and self.request_of(task.draft) == request:
                return task
        return None

    def stop(self, task_id: str) -> bool:
        """Cancel what was not sent; of what was sent, stop watching."""
        task = self._repository.get(task_id)
        if task is None or task.status not in ACTIVE:
            return False
        if task.status in {*POLLED, Status.COMPLETED}:
            self._repository.move(task, Status.STOPPED, Message(FaultMessage.STOPPED_WATCHING), progress=None)
        else:
            self._submitter.stop(task_id)
        return True

    def watch_again(self, task_id: str) -> bool:
        """Watch a stopped task again."""
        task = self._repository.get(task_id)
        if task is None or task.status is not Status.STOPPED:
            return False
        self._go_on(task, Status.QUEUED)
        return True

    def send_again(self, task_id: str) -> bool:
        """Send a task once more, by the person's decision: a *not confirmed* one may then be paid twice."""
        task = self._repository.get(task_id)
        allowed = {Status.REFUSED, Status.CANCELLED, Status.NOT_CONFIRMED}
        if task is None or task.status not in allowed:
            return False
        if task.status is Status.NOT_CONFIRMED:
            task = self._account_of(task).unconfirmed.kept_open(task)
        self._go_on(task, Status.WAITING, error="", task_id="")
        self._submitter.wake(task_id)
        return True

    def confirm_created(self, task_id: str, remote_id: str) -> bool:
        """Watch a *not confirmed* task whose id the person found in the service's console.

        An id that another task here has is not taken. See ``decide_again`` for the way back.
        """
        remote_id = "".join(remote_id.split())[:200]
        if not remote_id or self.task_with(remote_id) is not None:
            return False
        task = self._repository.get(task_id)
        if task is None or task.status is not Status.NOT_CONFIRMED:
            return False
        task = replace(task, entered_id=remote_id)
        self._go_on(task, Status.QUEUED, error="", task_id=remote_id)
        return True

    def decide_again(self, task_id: str) -> bool:
        """Go back to the decision on a task whose id was entered by hand and is not the right one.

        A video that was saved by that id stays in its folder, without the settings, which are not its own.
        """
        task = self._repository.get(task_id)
        allowed = {*POLLED, Status.STOPPED, Status.FAILED, Status.EXPIRED, Status.SAVED}
        if task is None or task.status not in allowed or not task.id_entered:
            return False
        if task.status is Status.SAVED:
            self._downloads.forget(task)
            if sidecar.is_of(settings := sidecar.path_for(Path(task.file)), task):
                with suppress(OSError):
                    settings.unlink(missing_ok=True)
        # What was fetched of the other video is not to be gone on with.
        task = replace(task, task_id="", remote_status="", finished=None, file="", partial=None)
        self._account_of(task).unconfirmed.back(task)
        return True

    def task_with(self, remote_id: str) -> Task | None:
        """Return the task here that has this id of the service."""
        return self._repository.with_remote_id(remote_id)

    async def look_up(self, task_id: str, remote_id: str) -> IdAnswer:
        """Ask the service of a task whether it knows an id. Free; changes nothing."""
        task = self._repository[task_id]
        account = self._account_of(task)
        try:
            report = await account.query(_api_of(account), replace(task, task_id=remote_id))
        except NoSuchTaskError:
            return IdAnswer(known=False)
        except SeedanceError as fault:
            return IdAnswer(known=None, message=fault.message)
        return IdAnswer(known=True, model=report.model)

    def leave(self, task_id: str) -> bool:
        """Leave a *not confirmed* task as it is."""
        task = self._repository.get(task_id)
        if task is None or task.status is not Status.NOT_CONFIRMED:
            return False
        self._repository.put(replace(task, left_as_is=True))
        return True

    def retry_save(self, task_id: str) -> bool:
        """Fetch a completed video now; one whose file is gone, or that was called expired, once more.

        One that was kept unchecked is checked once more.
        """
        task = self._repository.get(task_id)
        if task is None or task.status not in {Status.COMPLETED, Status.SAVED, Status.EXPIRED}:
            return False
        if task.status is Status.SAVED and task.file and Path(task.file).exists():
            if unchecked := is_unchecked(task):
                self._background.spawn(self._downloads.check_again(task_id), f"check {task_id}")
            return unchecked
        if task.status is not Status.COMPLETED:
            self._repository.move(task, Status.COMPLETED, file="")
        self._downloads.wake(task_id)
        return True

    def ask_again(self, task_id: str) -> bool:
        """Ask the service once more about a failed or expired video. Free."""
        task = self._repository.get(task_id)
        if task is None or not task.task_id:
            return False
        if task.status is Status.EXPIRED:
            return self.retry_save(task_id)
        if task.status is not Status.FAILED:
            return False
        self._background.spawn(self._poller.ask(task_id), f"ask again {task_id}")
        return True

    def remove(self, task_id: str) -> bool:
        """Take a task off the list, unless it is being sent right now. Its file stays where it is.

        Raises:
            PersonError: the store can't be written.
        """
        task = self._repository.get(task_id)
        if task is None or task.status is Status.SENDING:
            return False
        self._repository.remove(task_id)
        self._submitter.forget(task_id)
        self._downloads.forget(task)
        if task.file:
            settings = sidecar.path_for(Path(task.file))
            self._background.spawn_thread(partial(_mark_removed, settings, task), "note the removal")
        return True

    def set_favourite(self, task_id: str, on: bool) -> bool:
        """Mark a task as a favourite, or not."""
        task = self._repository.get(task_id)
        if task is None:
            return False
        self._repository.put(task.transition_to(task.status, task.since, favourite=on))
        return True

    def refresh_balance(self, task_id: str = "") -> None:
        """Ask for the coins of a task's account now, or as soon as its service was not asked a moment ago."""
        task = self._repository.get(task_id)
        account = self._account_of(task) if task is not None else self._account(self.service)
        account.balance.refresh(hurry=True)

    # -- for the form and the settings

    async def upload(self, path: Path, progress: Callable[[int, int], None] | None = None) -> Uploaded:
        """Bring a file to the service. Raises as ``ApiClient.upload``; TokenError without a token."""
        api = _api_of(self._account(self.service))
        return await self._uploads.upload(api, path, progress)

    async def look_at(self, references: Iterable[Reference]) -> None:
        """Look whether the files of references are still what was uploaded."""
        await self._uploads.look(references)

    def needs_upload(self, item: Reference) -> bool:
        """Tell whether a reference's file must go up before it can be used, as far as `look_at` has seen."""
        return self._uploads.needs(item)

    async def check_link(self, link: str) -> LinkProbeResult:
        """Tell whether a link answers."""
        account = self._account(self.service)
        api = account.connection.api or self._api_factory(account.address, "")
        return await probe_link(api, self.media, link, self.own_origin)

    # -- the rest

    def _go_on(self, task: Task, to: Status, **changes: str) -> None:
        """Move a task that the person has decided about; what it was left with is past."""
        self._repository.move(task, to, None, left_as_is=False, **changes)

    def _part_failed(self, name: str, fault: BaseException) -> None:
        self._failed(name, fault)
        message = (
            fault.message if isinstance(fault, SeedanceError) else Message(FaultMessage.OWN_FAULT, name=name)
        )
        if name != "listener":
            self.notice.emit(message)


def _mark_removed(settings: Path, task: Task) -> None:
    with suppress(OSError):  # at worst it comes back when a damaged list is put together again
        sidecar.mark_removed(settings, task)


def _api_of(account: Account) -> ApiClient:
    if account.connection.api is None:
        raise TokenError(Message(FaultMessage.TOKEN_MISSING))
    return account.connection.api
