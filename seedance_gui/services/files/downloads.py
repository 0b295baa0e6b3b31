"""Save finished videos: COMPLETED to SAVED, at once and by itself, whatever has to be tried again for it.

A fresh link is asked for; it is never stored. The file gets its name only when it is whole and playable, or
when it arrived whole and can't be checked here: what was paid for is kept.
"""

from __future__ import annotations

import asyncio
import errno
import logging
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import (
    BusyError,
    DiskFullError,
    FileProblemError,
    LinkExpiredError,
    NoSuchTaskError,
    PassingError,
    PersonError,
    ServiceError,
    TokenError,
)
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.file_names import PATTERN
from seedance_gui.domain.messages import Message
from seedance_gui.domain.task import PartialFile, RemoteStatus, Status, Task, after_report, parse_status
from seedance_gui.services.files import video_files
from seedance_gui.services.files.download import Part, fetch
from seedance_gui.services.files.settings_inside import write_settings_into
from seedance_gui.services.files.small_pictures import SmallPictures
from seedance_gui.services.media.media_info import Checked, Verdict
from seedance_gui.services.platform.backoff import asked_for, backoff, wait
from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.services.accounts.account import Account
    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.tasks.context import TaskContext

AT_ONCE = 2
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 600.0
"""Seconds before a video is fetched again."""
FOLDER_PAUSE = 30.0
"""Seconds after which a full disk or a missing folder is looked at again."""
DAY = 86_400.0
MOST_DOUBTS = 4
"""Times that a file may arrive with the same bytes and not be what it should be, before it is kept so."""

_log = logging.getLogger(__name__)


class Downloads:
    """``pattern``: how files are named from now on, see ``domain.file_names``.

    ``spelled`` returns a prompt as a person reads it. ``moved``: ``videos`` is another folder.
    """

    def __init__(self, context: TaskContext, account_of: Callable[[Task], Account], videos: Path) -> None:
        self.pattern = PATTERN
        self.spelled: Callable[[str], str] = str
        self._videos = videos
        self.moved = Signal[[]]()
        self.pictures = SmallPictures(context.cache / "thumbs", context.media)
        self._repository = context.repository
        self._background = context.background
        self._clock = context.clock
        self._media = context.media
        self._own_origin = context.own_origin
        self._life = context.rules.link_life_days
        self._first_pause = FIRST_PAUSE if context.pace is None else context.pace
        self._account_of = account_of
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._working: set[str] = set()
        self._links: dict[str, str] = {}
        self._due: dict[str, float] = {}
        self._ended: dict[str, asyncio.Event] = {}
        self._failures: dict[str, int] = {}
        self._odd: dict[str, tuple[int, int]] = {}  # bytes of what arrived and was odd, and how often it did
        self._wake = asyncio.Event()

    @property
    def videos(self) -> Path:
        """The folder where videos are saved; after a change, all that are not saved yet are tried at once."""
        return self._videos

    @videos.setter
    def videos(self, folder: Path) -> None:
        if folder == self._videos:
            return
        self._videos = folder
        self.moved.emit()
        for task in self._repository.having(Status.COMPLETED):
            self.wake(task.id)

    def offer(self, task_id: str, link: str) -> None:
        """Take the link that the service has just given for a task."""
        self._links[task_id] = link
        self._wake.set()

    def wake(self, task_id: str = "") -> None:
        """Look for finished videos now; one named is tried at once."""
        self._due.pop(task_id, None)
        self._failures.pop(task_id, None)
        self._wake.set()

    async def try_now(self, task_id: str) -> None:
        """Try at once to save a finished video, and return when that try has ended."""
        ended = self._ended.setdefault(task_id, asyncio.Event())
        self.wake(task_id)
        await ended.wait()

    async def check_again(self, task_id: str) -> None:
        """Check a file that was kept unchecked once more: the person wants it."""
        if (task := self._repository.get(task_id)) is None:
            return
        try:
            checked = await self._media.check(Path(task.file), again=True)
        except OSError:
            return  # it is gone, and the list says so
        present = self._repository.get(task_id)
        if checked.verdict is Verdict.WHOLE and present is not None and present.file == task.file:
            await asyncio.to_thread(self.pictures.keep, checked.poster, task_id)
            self._repository.status_message(task_id, None)

    def forget(self, *tasks: Task) -> None:
        """Delete what was made on the way for tasks that were removed: their small pictures and parts."""
        paths = [path for task in tasks for path in (self.pictures.path(task.id), self._part(task).path)]
        self._background.spawn_thread(partial(_delete, *paths), "delete what is not needed")
        for known in (self._links, self._due, self._failures, self._odd):
            for task in tasks:
                known.pop(task.id, None)

    async def run(self) -> None:
        """Save finished videos, for ever."""
        self._repository.changed.connect(self._changed)
        try:
            while True:
                now = self._clock.monotonic()
                soonest: float | None = None
                for task in self._repository.having(Status.COMPLETED):
                    due = self._due.get(task.id, now)
                    if task.id in self._working:
                        continue
                    if due <= now:
                        self._start(task.id)
                    else:
                        soonest = min(due, soonest or due)
                await wait(self._wake, None if soonest is None else soonest - now)
        finally:
            self._repository.changed.disconnect(self._changed)

    def _changed(self, task: Task) -> None:
        if task.status is Status.COMPLETED and task.id not in self._working:
            self._wake.set()

    def _start(self, task_id: str) -> None:
        self._working.add(task_id)
        work = self._background.spawn(self._work(task_id), f"save {task_id}")

        def done(_: asyncio.Task[None]) -> None:
            self._working.discard(task_id)
            if (ended := self._ended.pop(task_id, None)) is not None:
                ended.set()
            self._wake.set()

        work.add_done_callback(done)

    async def _work(self, task_id: str) -> None:
        task = self._repository.get(task_id)
        if task is None:
            return
        connection = self._account_of(task).connection
        # Not within a slot: the videos of other accounts must not wait for the token of this one.
        api = await connection.usable()
        async with self._slots:
            if (task := self._repository.get(task_id, Status.COMPLETED)) is None:
                return
            # Set before the attempt: whatever it dies of, the next one is not at once.
            self._failures[task_id] = failures = self._failures.get(task_id, 0) + 1
            self._later(task_id, backoff(failures, self._first_pause, LONGEST_PAUSE))
            try:
                await self._save(api, task)
            except TokenError as fault:
                connection.refused(api, fault.message)
            except (DiskFullError, FileProblemError) as fault:
                self._later(task_id, min(FOLDER_PAUSE, self._first_pause * 6))
                self._tell(task_id, fault.message)
            except BusyError as fault:
                self._later(task_id, asked_for(fault.retry_after, self._first_pause))
            except (LinkExpiredError, NoSuchTaskError) as fault:
                self._gone(task_id, fault)
            except (ServiceError, PersonError) as fault:
                self._tell(task_id, fault.message)
            finally:
                if (present := self._repository.get(task_id, Status.COMPLETED)) is not None:
                    self._repository.show(replace(present, progress=None))

    async def _save(self, api: ApiClient, task: Task) -> None:
        part = self._part(task)
        try:
            read = self.spelled(task.draft.prompt)
            target = await asyncio.to_thread(video_files.settled, part.path, task, self.pattern, read)
            if target is not None:
                checked = await self._media.check(target)
            else:
                target, checked = await self._fetched(api, task, part)
            if checked.verdict is Verdict.WHOLE:
                await write_settings_into(target, self._repository.get(task.id) or task, self._media)
            await asyncio.to_thread(self.pictures.keep, checked.poster, task.id)
        except OSError as fault:
            full = fault.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
            kind = DiskFullError if full else FileProblemError
            raise kind(
                Message(FaultMessage.DISK_FULL if full else FaultMessage.FOLDER_UNUSABLE),
                type(fault).__name__,
            ) from None
        now = self._repository.get(task.id, Status.COMPLETED)
        if now is None or now.task_id != task.task_id:
            return  # stopped, removed or given another id meanwhile: the file stays where it is
        self._failures.pop(task.id, None)
        self._odd.pop(task.id, None)
        message = None if checked.verdict is Verdict.WHOLE else Message(FaultMessage.KEPT_UNCHECKED)
        self._repository.move(now, Status.SAVED, message, file=str(target), progress=None, partial=None)

    async def _fetched(self, api: ApiClient, task: Task, part: Part) -> tuple[Path, Checked]:
        """Return the file under its name. Raises PassingError for what is not to be kept, OSError."""
        sized, suffix = await asyncio.to_thread(_whole, part), ".mp4"
        if not sized:
            sized, suffix = await self._fetch_somehow(api, task, part)
        checked = await self._media.check(part.path)
        if not await self._is_kept(task.id, part.path, checked.verdict, sized=sized):
            await asyncio.to_thread(part.path.unlink, missing_ok=True)
            raise PassingError(Message(FaultMessage.NOT_A_VIDEO), checked.verdict.value)
        present, suffix = self._repository.get(task.id) or task, checked.suffix or suffix
        naming = self.pattern, self.spelled(task.draft.prompt)
        return await asyncio.to_thread(video_files.settle, part.path, present, suffix, *naming), checked

    async def _is_kept(self, task_id: str, path: Path, verdict: Verdict, *, sized: bool) -> bool:
        """Tell whether what arrived gets its name. What comes the same each time is all that there is."""
        if verdict is Verdict.NO_VIDEO or verdict is Verdict.WHOLE:
            return verdict is Verdict.WHOLE
        size = (await asyncio.to_thread(path.stat)).st_size
        before, times = self._odd.get(task_id, (size, 0))
        times = times + 1 if size == before else 1
        self._odd[task_id] = size, times
        return times > MOST_DOUBTS or (sized and verdict is Verdict.UNCHECKED)

    async def _fetch_somehow(self, api: ApiClient, task: Task, part: Part) -> tuple[bool, str]:
        """Fetch by the link that was just told, else (or where it fails) by a fresh one.

        Returns whether the size was told beforehand, so that nothing can be missing, and the suffix as told.
        """
        if link := self._links.pop(task.id, ""):
            with suppress(LinkExpiredError):
                return await self._fetch(api, link, task, part)
        link = await self._fresh_link(api, task)
        return await self._fetch(api, link, task, self._part(self._repository.get(task.id) or task))

    async def _fetch(self, api: ApiClient, link: str, task: Task, part: Part) -> tuple[bool, str]:
        def begun(now: Part) -> None:
            partial = PartialFile(path=str(now.path), tag=now.tag, total=now.total)
            present = self._repository.get(task.id)
            if present is not None and present.partial != partial:
                self._repository.put(replace(present, partial=partial))

        def progress(size: int, total: int | None) -> None:
            present = self._repository.get(task.id, Status.COMPLETED)
            if total and present is not None:
                percent = max(1, min(99, 100 * size // total))
                if percent != present.progress:
                    self._repository.show(replace(present, progress=percent))

        fetched = await fetch(api, link, replace(part, begun=begun), self._own_origin, progress)
        return fetched.checked, video_files.suffix_told(link, fetched.mime)

    async def _fresh_link(self, api: ApiClient, task: Task) -> str:
        """Ask for a link that works now.

        Raises:
            PassingError: the service gives none at the moment. LinkExpiredError: it gives none any more.
        """
        account = self._account_of(task)
        report = await account.query(api, task.task_id)
        account.connection.fine(api)
        if report.video_url:
            return report.video_url
        present = self._repository.get(task.id, Status.COMPLETED)
        if present is not None and parse_status(report.status) is RemoteStatus.FAILED:
            self._repository.put(after_report(present, report, self._clock.wall()))
        if parse_status(report.status) is RemoteStatus.COMPLETED:
            raise LinkExpiredError(Message(FaultMessage.NO_LINK_YET))
        raise PassingError(Message(FaultMessage.NO_LINK_YET), report.status)

    def _part(self, task: Task) -> Part:
        known = task.partial
        if known is not None and (path := Path(known.path)).parent == self.videos:
            return Part(path, known.tag, known.total)
        return Part(video_files.part_of(self.videos, task))

    def _tell(self, task_id: str, message: Message) -> None:
        """Say why a video is not saved yet, unless it was stopped meanwhile."""
        if self._repository.get(task_id, Status.COMPLETED) is not None:
            self._repository.status_message(task_id, message)

    def _gone(self, task_id: str, fault: LinkExpiredError | NoSuchTaskError) -> None:
        """Call a video expired only when the service keeps it no longer, by the service's own clock."""
        if (task := self._repository.get(task_id, Status.COMPLETED)) is None:
            return
        api = self._account_of(task).connection.api
        now = api.service_time() if api is not None else None
        age = (now or self._clock.wall()) - (task.finished or task.since)
        if age > self._life * DAY:
            self._repository.move(
                task, Status.EXPIRED, Message(FaultMessage.EXPIRED, n=self._life), progress=None
            )
        else:
            self._tell(task_id, fault.message)

    def _later(self, task_id: str, pause: float) -> None:
        self._due[task_id] = self._clock.monotonic() + pause


def _delete(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


def _whole(part: Part) -> bool:
    """Tell whether everything had arrived before (and what came after that failed)."""
    try:
        return bool(part.tag) and part.total is not None and part.path.stat().st_size == part.total
    except OSError:
        return False
