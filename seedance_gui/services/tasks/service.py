"""The façade that the window talks to: everything from Create to the file on disk, behind plain methods.

Synchronous methods have committed what they did when they return; what follows is told by the callbacks. All
of it runs in one asyncio loop's thread.
"""

from __future__ import annotations

import asyncio
import uuid
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.domain.address import website_of
from seedance_gui.domain.errors import NoSuchTaskError, SeedanceError, TokenError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.messages import Message
from seedance_gui.domain.request import NotReadyError, build_body
from seedance_gui.domain.status_message import is_unchecked
from seedance_gui.domain.task import ACTIVE, POLLED, Status, Task
from seedance_gui.services.api.models import IdAnswer
from seedance_gui.services.files import sidecar
from seedance_gui.services.media.link_probe import probe_link
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.platform.signal import Signal
from seedance_gui.services.tasks.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.domain.draft import Draft, Reference
    from seedance_gui.domain.rules import Rules
    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.api.models import Balance, LinkProbeResult, Uploaded
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.services.store.store import Store


class TaskService:
    """One service with its tasks.

    ``service`` is its base address or ``"practice"``; ``own_origin`` the practice service's own address.
    ``pace``: seconds between two questions about a task, for practice and tests; None for the service's own.
    ``failed`` is told the name and fault of a part of the program that died and was started again.
    """

    def __init__(
        self,
        *,
        rules: Rules,
        store: Store,
        api_factory: Callable[[str], ApiClient],
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
        self._rules = rules
        self._api_factory = api_factory
        self._clock = clock or Clock()
        self._failed = failed
        self._shop = shop = Workshop(
            rules=rules,
            store=store,
            videos=videos,
            cache=cache,
            media=media,
            service=service,
            own_origin=own_origin,
            pace=pace,
            clock=self._clock,
            say=self._say,
            failed=self._part_failed,
        )
        self._repository = shop.repository
        self.task_changed = shop.repository.changed
        self.task_removed = shop.repository.removed
        self.tasks_loaded = shop.repository.loaded
        self.account_changed = shop.account.changed
        self.assets = shop.assets
        self.connection_changed = shop.link.changed

    # -- life

    def set_token(self, token: str) -> None:
        """Go on with another token; an empty one: nothing is sent or asked until there is one."""
        token = token.strip()
        self._shop.use(self._api_factory(token) if token else None)
        self._shop.assets.use(token)

    def start(self) -> None:
        """Start the background loops. To be called once, in the running loop."""
        self._shop.start()

    async def aclose(self) -> None:
        """Stop orderly: an order on its way gets some seconds to be answered. The store stays open."""
        await self._shop.aclose()

    # -- reading

    @property
    def videos(self) -> Path:
        """The folder where videos are saved."""
        return self._shop.downloads.videos

    @videos.setter
    def videos(self, folder: Path) -> None:
        self._shop.downloads.videos = folder
        for task in self._repository.having(Status.COMPLETED):
            self._shop.downloads.wake(task.id)

    @property
    def file_pattern(self) -> str:
        """How files are named, see ``domain.file_names``."""
        return self._shop.downloads.pattern

    @file_pattern.setter
    def file_pattern(self, pattern: str) -> None:
        self._shop.downloads.pattern = pattern

    def tasks(self) -> list[Task]:
        """Return the tasks of this service, newest first."""
        return self._repository.all()[::-1]

    def task(self, task_id: str) -> Task | None:
        """Return the task with our id."""
        return self._repository.get(task_id)

    def status_message(self, task: Task) -> Message | None:
        """Return our own words on a task's state; the service's are in ``task.error``."""
        return task.status_message

    def thumbnail(self, task: Task) -> Path | None:
        """Return the small picture of a task's video, when there is one."""
        path = self._shop.downloads.thumb_of(task.id)
        return path if path.is_file() else None

    def balance(self) -> Balance | None:
        """Return the account's coins as last told."""
        return self._shop.account.balance

    @property
    def website(self) -> str:
        """The service's own page, to be opened in a browser; empty while practising and without https."""
        return website_of(self.service)

    def connection(self) -> Message | None:
        """Return why the service can't be used at the moment, or None."""
        return self._shop.link.message

    # -- doing; each returns whether the task's state allowed it

    def submit(self, draft: Draft, intent: str = "") -> Task:
        """Keep a new task and send it soon. The same ``intent`` twice gives the same task and one order.

        Raises:
            NotReadyError: the draft breaks a rule; ``messages`` say which.
            PersonError: it can't be written down, so nothing is sent.
        """
        draft = self._shop.uploads.ready(draft)
        body = {}
        if self._shop.uploads.pending(draft):
            if problems := evaluate(self._rules, draft, self.own_origin).problems:
                raise NotReadyError(tuple(problem.message for problem in problems))
        else:
            body = build_body(self._rules, draft, self.own_origin)
        now = self._clock.wall()
        task = Task(id=uuid.uuid4().hex, service=self.service, created=now, since=now, draft=draft, body=body)
        task = self._repository.add(task, intent)
        self._shop.submitter.wake(task.id)
        return task

    def stop(self, task_id: str) -> bool:
        """Cancel what was not sent; of what was sent, stop watching."""
        task = self._repository.get(task_id)
        if task is None or task.status not in ACTIVE:
            return False
        if task.status in {*POLLED, Status.COMPLETED}:
            self._repository.move(task, Status.STOPPED, Message(FaultMessage.STOPPED_WATCHING), progress=None)
        else:
            self._shop.submitter.stop(task_id)
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
            task = self._shop.unconfirmed.kept_open(task)
        self._go_on(task, Status.WAITING, error="", task_id="")
        self._shop.submitter.wake(task_id)
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
            self._shop.downloads.forget(task)
            if sidecar.is_of(settings := sidecar.path_for(Path(task.file)), task):
                with suppress(OSError):
                    settings.unlink(missing_ok=True)
        # What was fetched of the other video is not to be gone on with.
        task = replace(task, task_id="", remote_status="", finished=None, file="", partial=None)
        self._shop.unconfirmed.back(task)
        return True

    def task_with(self, remote_id: str) -> Task | None:
        """Return the task here that has this id of the service."""
        return self._repository.with_remote_id(remote_id)

    async def look_up(self, remote_id: str) -> IdAnswer:
        """Ask the service whether it knows an id. Free; changes nothing."""
        try:
            report = await self._present_api().query(remote_id)
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
                self._shop.background.spawn(self._shop.downloads.check_again(task_id), f"check {task_id}")
            return unchecked
        if task.status is not Status.COMPLETED:
            self._repository.move(task, Status.COMPLETED, file="")
        self._shop.downloads.wake(task_id)
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
        self._shop.background.spawn(self._shop.poller.ask(task_id), f"ask again {task_id}")
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
        self._shop.downloads.forget(task)
        if task.file:
            settings = sidecar.path_for(Path(task.file))
            marking = asyncio.to_thread(_mark_removed, settings, task)
            self._shop.background.spawn(marking, "note the removal")
        return True

    def set_favourite(self, task_id: str, on: bool) -> bool:
        """Mark a task as a favourite, or not."""
        task = self._repository.get(task_id)
        if task is None:
            return False
        self._repository.put(task.transition_to(task.status, task.since, favourite=on))
        return True

    def refresh_balance(self) -> None:
        """Ask for the balance now, or as soon as the service was not asked a moment ago."""
        self._shop.account.refresh(hurry=True)

    # -- for the form and the settings

    async def upload(
        self,
        path: Path,
        progress: Callable[[int, int], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> Uploaded:
        """Bring a file to the service. Raises as ``ApiClient.upload``; TokenError without a token."""
        return await self._shop.uploads.upload(self._present_api(), path, progress, stopped)

    def needs_upload(self, item: Reference) -> bool:
        """Tell whether a reference's file must go up before it can be used. Looks at the file."""
        return self._shop.uploads.needs(item)

    async def check_link(self, link: str) -> LinkProbeResult:
        """Tell whether a link answers."""
        api = self._shop.link.api or self._api_factory("")
        return await probe_link(api, self.media, link, self.own_origin)

    # -- the rest

    def _present_api(self) -> ApiClient:
        if self._shop.link.api is None:
            raise TokenError(Message(FaultMessage.TOKEN_MISSING))
        return self._shop.link.api

    def _go_on(self, task: Task, to: Status, **changes: str) -> None:
        """Move a task that the person has decided about; what it was left with is past."""
        self._repository.move(task, to, None, left_as_is=False, **changes)

    def _say(self, message: Message) -> None:
        self.notice.emit(message)

    def _part_failed(self, name: str, fault: BaseException) -> None:
        self._failed(name, fault)
        message = (
            fault.message if isinstance(fault, SeedanceError) else Message(FaultMessage.OWN_FAULT, name=name)
        )
        if name != "listener":
            self._say(message)


def _mark_removed(settings: Path, task: Task) -> None:
    with suppress(OSError):  # at worst it comes back when a damaged list is put together again
        sidecar.mark_removed(settings, task)
