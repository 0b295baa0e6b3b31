"""The façade that the window talks to: everything from Create to the file on disk, behind plain methods.

Synchronous methods have committed what they did when they return; what follows is told by the signals. All
of it runs in one asyncio loop's thread.
"""

from __future__ import annotations

import asyncio
import uuid
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.address import PRACTICE, private_origin
from seedance_gui.domain.errors import SeedanceError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.messages import Message
from seedance_gui.domain.request import NotReadyError, build_body, sent_references
from seedance_gui.domain.status_message import is_unchecked, why_unsaved
from seedance_gui.domain.task import ACTIVE, POLLED, Status, Task
from seedance_gui.services.accounts.accounts import Accounts
from seedance_gui.services.files import sidecar
from seedance_gui.services.files.beside import Beside
from seedance_gui.services.files.downloads import Downloads
from seedance_gui.services.files.room import Room
from seedance_gui.services.platform.background_tasks import BackgroundTasks
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.platform.signal import Signal
from seedance_gui.services.store import store_file
from seedance_gui.services.tasks.chains import Chains
from seedance_gui.services.tasks.context import TaskContext
from seedance_gui.services.tasks.costs import Costs
from seedance_gui.services.tasks.filing import Filing
from seedance_gui.services.tasks.joined import joined
from seedance_gui.services.tasks.links import Links
from seedance_gui.services.tasks.named import cast_of, snippets_of, templates_of
from seedance_gui.services.tasks.order_book import OrderBook
from seedance_gui.services.tasks.poller import Poller
from seedance_gui.services.tasks.recovery import relink
from seedance_gui.services.tasks.removals import Removals
from seedance_gui.services.tasks.repeats import Repeats
from seedance_gui.services.tasks.repository import TaskRepository
from seedance_gui.services.tasks.submitter import Submitter
from seedance_gui.services.tasks.takes import takes_of
from seedance_gui.services.tasks.waiting import WaitingOrders
from seedance_gui.services.uploads.uploads import Uploads

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.rules import Rules
    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.services.store.store import Store


class TaskService:
    """The tasks of one world: all real ones, whichever account they belong to, or those of practice.

    ``service`` is the address of the account where new orders go, or `PRACTICE`. See ``TaskContext`` for
    ``api_factory``, ``own_origin`` and ``pace``. ``failed`` is told the name and fault of a part of the
    program that died and was started again; ``notice`` what of that a person should know.
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
        self.media = media
        self.own_origin = own_origin
        self.notice: Signal[Message] = Signal()
        self._failed = failed
        self._clock = clock = clock or Clock()
        self._background = background = BackgroundTasks(self._part_failed)
        self._repository = repository = TaskRepository(
            store, service, clock, notice=self.notice.emit, failed=self._part_failed
        )
        self.task_changed = repository.shown_changed
        self.task_removed = repository.gone
        self.task_with = repository.with_remote_id
        self.tasks_loaded = repository.loaded
        self._context = context = TaskContext(
            rules=rules,
            store=store,
            repository=repository,
            orders=OrderBook(store, "orders practice" if service == PRACTICE else "orders", clock),
            media=media,
            api_factory=api_factory,
            background=background,
            clock=clock,
            cache=cache,
            own_origin=own_origin,
            pace=pace,
        )
        self.accounts = accounts = Accounts(context, service)
        self.chains = Chains(store, repository)
        self.costs = Costs(context, accounts)
        self.balance_changed = accounts.balance_changed
        self.connection_changed = accounts.connection_changed
        self.status_message = accounts.status_message
        self.templates, self.snippets, self.cast = templates_of(store), snippets_of(store), cast_of(store)
        self._late = [self.templates.kept, self.snippets.kept, self.cast.kept]
        for late in self._late:
            late.failed.connect(lambda fault: self._part_failed("what is kept under a name", fault))
        self.cast_folder = store.path.parent / "cast"
        self.uploads = Uploads(store, clock, media, lambda: self.link_origin)
        self.downloads = Downloads(context, accounts.of, videos)
        self._poller = Poller(context, accounts.of, self.downloads.offer)
        self._submitter = Submitter(context, accounts.of, self.uploads)
        self.links = Links(context, accounts, self.uploads, lambda: self.link_origin)
        self.repeats = Repeats(context, lambda: self.link_origin)
        self.relink = partial(relink, repository)
        self.waiting = WaitingOrders(context, self._submitter, self.chains, self._checked)
        self.filing = Filing(repository)
        self._beside = Beside(repository)
        self._room = Room(repository, lambda: self.downloads.videos, self.notice.emit)
        self.downloads.moved.connect(self._room.look_soon)
        self.removals = Removals(context, self._submitter, self.downloads, self.notice.emit)
        accounts.opened.connect(self._poller.wake)
        accounts.opened.connect(self._submitter.wake)
        self._submitter.recover()

    def start(self) -> None:
        """Start the background loops. To be called once, in the running loop."""
        self._poller.begin()
        for loop, name in (
            (self._submitter.run, "submitter"),
            (self._poller.run, "poller"),
            (self.downloads.run, "downloads"),
            (self._beside.run, "settings beside videos"),
            (self._room.run, "room on the disk"),
            (self._repository.catch_up, "store"),
            (self._repository.load_older, "older videos"),
            (partial(store_file.keep_backed_up, self._context.store.path, self._clock), "backup"),
        ):
            self._background.supervise(loop, name)
        self.accounts.start()

    async def aclose(self) -> None:
        """Stop orderly: an order on its way gets some seconds to be answered. The store stays open."""
        async with AsyncExitStack() as last_first:
            last_first.push_async_callback(self.accounts.aclose)
            for late in self._late:
                last_first.callback(late.flush)
            last_first.callback(self._repository.write_behind)
            last_first.push_async_callback(self.removals.finish)
            last_first.push_async_callback(self._background.aclose)
            last_first.push_async_callback(self.uploads.aclose)
            last_first.push_async_callback(self._submitter.aclose)

    # -- reading

    @property
    def link_origin(self) -> str:
        """The service's own address where that is no public one: its uploads have their links there."""
        return self.own_origin or private_origin(self.accounts.address)

    def tasks(self) -> list[Task]:
        """Return the tasks, newest first."""
        return self._repository.shown()

    def task(self, task_id: str) -> Task | None:
        """Return the task with our id."""
        return None if task_id in self._repository.hidden else self._repository.get(task_id)

    # -- doing; each returns whether the task's state allowed it

    def submit(self, draft: Draft, idempotency_key: str = "", *, held: bool = False) -> Task:
        """Keep a new task and send it soon. The same key twice gives the same task and one order.

        Raises as ``submit_takes``.
        """
        return self.submit_takes(draft, 1, idempotency_key, held=held)[0]

    def submit_takes(
        self, draft: Draft, count: int, idempotency_key: str = "", *, held: bool = False
    ) -> list[Task]:
        """Keep so many new tasks of one draft, all or none, and send them soon, each an order of its own.

        Raises:
            NotReadyError: the draft breaks a rule; ``messages`` say which.
            PersonError: it can't be written down, so nothing is sent.
        """
        draft, body = self._checked(draft)
        service, now = self.accounts.address, self._clock.wall()
        first = Task(id=uuid.uuid4().hex, service=service, created=now, draft=draft, body=body, held=held)
        first = replace(first, since=now, continues=self.chains.source_of(draft))
        tasks = self._repository.add_all(takes_of(first, count, idempotency_key))
        for task in tasks:
            self._submitter.wake(task.id)
        return tasks

    def _checked(self, draft: Draft) -> tuple[Draft, dict[str, Any]]:
        """Return a draft as it is to be ordered, and its body: an empty one while files are to go up."""
        draft = self.uploads.ready(draft)
        if not self.uploads.pending(sent_references(self._context.rules, draft)):
            return draft, build_body(self._context.rules, draft, self.link_origin)
        if problems := evaluate(self._context.rules, draft, self.link_origin).problems:
            raise NotReadyError(tuple(problem.message for problem in problems))
        return draft, {}

    def stop(self, task_id: str) -> bool:
        """Cancel what was not sent; of what was sent, stop watching."""
        if (task := self._repository.get(task_id, *ACTIVE)) is None:
            return False
        if task.status in {*POLLED, Status.COMPLETED}:
            self._repository.move(task, Status.STOPPED, Message(FaultMessage.STOPPED_WATCHING), progress=None)
        else:
            self._submitter.stop(task_id)
        return True

    def watch_again(self, task_id: str) -> bool:
        """Watch a stopped task again."""
        if (task := self._repository.get(task_id, Status.STOPPED)) is None:
            return False
        self._go_on(task, Status.QUEUED)
        return True

    def send_again(self, task_id: str) -> bool:
        """Send a task once more, by the person's decision: a *not confirmed* one may then be paid twice."""
        task = self._repository.get(task_id, Status.REFUSED, Status.CANCELLED, Status.NOT_CONFIRMED)
        if task is None:
            return False
        if task.status is Status.NOT_CONFIRMED:
            task = self.accounts.of(task).unconfirmed.kept_open(task)
        self._go_on(task, Status.WAITING, error="", task_id="")
        self._submitter.wake(task_id)
        return True

    def confirm_created(self, task_id: str, remote_id: str) -> bool:
        """Watch a *not confirmed* task whose id the person found in the service's console.

        An id that another task here has is not taken. See ``decide_again`` for the way back.
        """
        remote_id = "".join(remote_id.split())[:200]
        task = self._repository.get(task_id, Status.NOT_CONFIRMED)
        if task is None or not remote_id or self.task_with(remote_id) is not None:
            return False
        self._go_on(task, Status.QUEUED, error="", task_id=remote_id, entered_id=remote_id)
        return True

    def decide_again(self, task_id: str) -> bool:
        """Go back to the decision on a task whose id was entered by hand and is not the right one.

        A video that was saved by that id stays in its folder, without the settings, which are not its own.
        """
        task = self._repository.get(
            task_id, *POLLED, Status.STOPPED, Status.FAILED, Status.EXPIRED, Status.SAVED
        )
        if task is None or not task.id_entered:
            return False
        if task.status is Status.SAVED:
            self.downloads.forget(task)
            if sidecar.is_of(settings := sidecar.path_for(Path(task.file)), task):
                with suppress(OSError):
                    settings.unlink(missing_ok=True)
        # What was fetched of the other video is not to be gone on with.
        task = replace(task, task_id="", remote_status="", finished=None, file="", partial=None)
        self.accounts.of(task).unconfirmed.back(task)
        return True

    def leave(self, task_id: str) -> bool:
        """Leave a *not confirmed* task as it is."""
        if (task := self._repository.get(task_id, Status.NOT_CONFIRMED)) is None:
            return False
        self._repository.put(replace(task, left_as_is=True))
        return True

    def retry_save(self, task_id: str) -> bool:
        """Fetch a completed video now; one whose file is gone, or that was called expired, once more.

        One that was kept unchecked is checked once more.
        """
        task = self._repository.get(task_id, Status.COMPLETED, Status.SAVED, Status.EXPIRED)
        if task is None or not task.task_id:  # what was made here can be fetched nowhere
            return False
        if task.status is Status.SAVED and task.file and Path(task.file).exists():
            if unchecked := is_unchecked(task):
                self._try(task, self.downloads.check_again(task_id), "check")
            return unchecked
        if task.status is not Status.COMPLETED:
            self._repository.move(task, Status.COMPLETED, file="")
        self._try(task, self.downloads.try_now(task_id), "try to save")
        return True

    async def add_joined(self, tasks: Sequence[Task], file: Path, name: str, note: str) -> Task:
        """Put a file joined of some videos into the list; return its task. Raises OSError, PersonError."""
        checked, found = await self.media.check(file), await self.media.probe(file)
        task = joined(tasks, file, found.seconds or 0.0, name, note, self._clock.wall())
        with suppress(FileExistsError):  # of a video of that name that is gone
            await asyncio.to_thread(sidecar.write, sidecar.path_for(file), task)
        await asyncio.to_thread(self.downloads.pictures.keep, checked.poster, task.id)
        self._repository.add(task)
        return task

    def ask_again(self, task_id: str) -> bool:
        """Ask the service once more about a failed or expired video. Free."""
        task = self._repository.get(task_id, Status.FAILED, Status.EXPIRED)
        if task is None or not task.task_id:
            return False
        if task.status is Status.EXPIRED:
            return self.retry_save(task_id)
        self._try(task, self._poller.ask(task_id), "ask again")
        return True

    def refresh_balance(self, task_id: str = "") -> None:
        """Ask for the coins of a task's account now, or as soon as its service was not asked a moment ago."""
        task = self._repository.get(task_id)
        account = self.accounts.of(task) if task is not None else self.accounts.current
        account.balance.refresh(hurry=True)

    async def upload(self, path: Path, progress: Callable[[int, int], None] | None = None) -> str:
        """Bring a file to the service; return its link. Raises as ``ApiClient.upload``, or TokenError."""
        return await self.uploads.upload(self.accounts.current.api, path, progress)

    def _try(self, task: Task, work: Awaitable[object], what: str) -> None:
        self._background.spawn(self._tell_if_same(task, work), f"{what} {task.id}")

    async def _tell_if_same(self, before: Task, work: Awaitable[object]) -> None:
        """Say that something was asked for in vain: where nothing changes, nobody sees that it was asked."""
        answered = await work is not False
        now = self._repository.get(before.id)
        if now is not None and (why := why_unsaved(now)) is not None:
            self.notice.emit(why)
        elif now is not None and (now.status, now.status_message) == (before.status, before.status_message):
            code = FaultMessage.STILL_THE_SAME if answered else FaultMessage.NOT_ANSWERED
            self.notice.emit(Message(code))

    def _go_on(self, task: Task, to: Status, **changes: str) -> None:
        """Move a task that the person has decided about; what it was left with is past."""
        self._repository.move(task, to, None, left_as_is=False, **changes)

    def _part_failed(self, name: str, fault: BaseException) -> None:
        self._failed(name, fault)
        if name != "listener":
            own = Message(FaultMessage.OWN_FAULT, name=name)
            self.notice.emit(fault.message if isinstance(fault, SeedanceError) else own)
