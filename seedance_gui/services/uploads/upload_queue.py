"""Uploads the files of a form as soon as they are given, and tries again what failed for a while."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from seedance_gui.domain.errors import BusyError, PassingError, SeedanceError
from seedance_gui.services.platform.backoff import asked_for, backoff, wait
from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from seedance_gui.domain.draft import Reference
    from seedance_gui.domain.messages import Message
    from seedance_gui.services.platform.background_tasks import Spawn

FIRST_PAUSE, LONGEST_PAUSE = 3.0, 60.0
"""Seconds before a failed upload is tried again by itself."""
TELL_EVERY: Final = 0.1
SPEED_OVER: Final = 3.0
"""Seconds between two news of the progress, and over which the speed is measured."""


class UploadState(Enum):
    """How a queued upload stands. RETRYING: it failed and is tried again by itself; FAILED: only if asked."""

    UPLOADING = auto()
    RETRYING = auto()
    FAILED = auto()
    STOPPED = auto()


class QueuedUpload:
    """One file on its way: ``sent`` of ``size`` bytes; size 0 while it waits for its turn.

    ``message`` says what went wrong, while it is RETRYING or FAILED.
    """

    def __init__(self) -> None:
        self.retry_now = asyncio.Event()
        self.task: asyncio.Task[None]
        self._samples: deque[tuple[float, int]] = deque()
        self.move(UploadState.UPLOADING)

    @property
    def percent(self) -> int:
        """How far it is, 0-99: the rest is the service's answer."""
        return min(99, 100 * self.sent // self.size) if self.size else 0

    @property
    def speed(self) -> float | None:
        """Bytes a second, None while that is not known."""
        if len(self._samples) < 2:
            return None
        (since, before), (now, sent) = self._samples[0], self._samples[-1]
        return (sent - before) / (now - since) if now - since > 0.2 else None

    def progress(self, sent: int, size: int, now: float) -> None:
        """Note what was sent until ``now`` (seconds of a monotonic clock)."""
        self.sent, self.size = sent, size
        self._samples.append((now, sent))
        while self._samples[0][0] < now - SPEED_OVER:
            self._samples.popleft()

    def move(self, state: UploadState, message: Message | None = None) -> None:
        """Take on a state; an upload that begins anew begins at its first byte."""
        self.state, self.message = state, message
        if state is UploadState.UPLOADING:
            self.sent = self.size = 0
            self._samples.clear()
            self.retry_now.clear()


class UploadQueue:
    """The uploads of one form. ``changed`` tells of new states, ``uploaded`` a file and its link.

    ``upload`` is that of the ``TaskService``, ``needs_upload`` and ``look_at`` of ``Uploads``.
    """

    def __init__(
        self,
        upload: Callable[[Path, Callable[[int, int], None]], Awaitable[str]],
        needs_upload: Callable[[Reference], bool],
        look_at: Callable[[Iterable[Reference]], Awaitable[None]],
        spawn: Spawn,
    ) -> None:
        self.changed: Signal[[]] = Signal()
        self.uploaded: Signal[str, str] = Signal()
        self._upload = upload
        self._needs_upload = needs_upload
        self._look_at = look_at
        self._spawn = spawn
        self._uploads: dict[str, QueuedUpload] = {}  # by file
        self._wanted: tuple[Reference, ...] = ()
        self._made: set[str] = set()  # links
        self._soon: asyncio.TimerHandle | None = None

    def want(self, references: Iterable[Reference]) -> None:
        """Upload the files of these that need it, and none else any more."""
        wanted = tuple(references)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._follow()
        if any(item.file and item.link for item in wanted):
            self._spawn(self._look(wanted))

    async def _look(self, wanted: tuple[Reference, ...]) -> None:
        await self._look_at(wanted)
        if self._wanted is wanted:
            self._follow()

    def _follow(self) -> None:
        """Begin and end uploads by what is wanted and known of the files now."""
        # A link just made is good; whatever is odd about it, making it again and again mends nothing.
        files = dict.fromkeys(
            item.file for item in self._wanted if item.link not in self._made and self._needs_upload(item)
        )
        for file in self._uploads.keys() - files:
            self._uploads.pop(file).task.cancel()
        for file in files:
            if file not in self._uploads:
                self._uploads[file] = QueuedUpload()
                self._start(file)
        self.changed.emit()

    def close(self) -> None:
        """End what is under way, and tell nothing more."""
        self.changed.clear()
        self.want(())

    def of(self, file: str) -> QueuedUpload | None:
        """Return a file's upload, None where it is not on its way."""
        return self._uploads.get(file)

    def stop(self, file: str) -> None:
        """Stop an upload until it is asked for again."""
        if (upload := self._uploads.get(file)) is not None:
            upload.task.cancel()
            self._move(upload, UploadState.STOPPED)

    def retry(self, *files: str) -> None:
        """Try at once what waits, failed or was stopped."""
        for file in files:
            upload = self._uploads.get(file)
            if upload is not None and upload.state is UploadState.RETRYING:
                upload.retry_now.set()
            elif upload is not None and upload.state is not UploadState.UPLOADING:
                self._start(file)
        self.changed.emit()

    def connection_changed(self, message: Message | None) -> None:
        """Try again what failed once the service can be used; what was stopped stays so."""
        if message is None:
            self.retry(*(f for f, upload in self._uploads.items() if upload.state is not UploadState.STOPPED))

    def _start(self, file: str) -> None:
        upload = self._uploads[file]
        upload.move(UploadState.UPLOADING)
        upload.task = self._spawn(self._bring(file, upload))

    async def _bring(self, file: str, upload: QueuedUpload) -> None:
        failures = 0
        while True:
            try:
                link = await self._upload(Path(file), partial(self._progress, upload))
            except (PassingError, BusyError) as fault:
                failures += 1
                self._move(upload, UploadState.RETRYING, fault.message)
                pause = backoff(failures, FIRST_PAUSE, LONGEST_PAUSE)
                if isinstance(fault, BusyError):
                    pause = asked_for(fault.retry_after, pause)
                await wait(upload.retry_now, pause)
                self._move(upload, UploadState.UPLOADING)
            except SeedanceError as fault:
                self._move(upload, UploadState.FAILED, fault.message)
                return
            else:
                del self._uploads[file]
                self._made.add(link)
                self.uploaded.emit(file, link)
                self.changed.emit()
                return

    def _move(self, upload: QueuedUpload, state: UploadState, message: Message | None = None) -> None:
        upload.move(state, message)
        self.changed.emit()

    def _progress(self, upload: QueuedUpload, sent: int, size: int) -> None:
        upload.progress(sent, size, time.monotonic())
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_later(TELL_EVERY, self._tell)

    def _tell(self) -> None:
        self._soon = None
        self.changed.emit()
