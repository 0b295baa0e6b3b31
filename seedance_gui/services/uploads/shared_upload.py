"""An upload under way that several may wait for: it goes on as long as one of them wants it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.errors import FileProblemError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from seedance_gui.services.api.models import Uploaded

    Progress = Callable[[int, int], None]
    Stopped = Callable[[], bool]


class _Watcher:
    """One who waits: told of the progress, and asked whether the upload is still wanted."""

    def __init__(self, progress: Progress | None, stopped: Stopped | None) -> None:
        self.progress = progress
        self.stopped = stopped
        self.left: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def gone(self) -> bool:
        if not self.left.done() and self.stopped is not None and self.stopped():
            self.left.set_result(None)
        return self.left.done()


class SharedUpload:
    """One upload. ``ended``: nobody wants it any more, so nobody may join."""

    def __init__(self, name: str) -> None:
        self.ended = False
        self._name = name
        self._watchers: list[_Watcher] = []
        self._task: asyncio.Task[Uploaded | Exception] | None = None

    def start(self, work: Coroutine[None, None, Uploaded]) -> asyncio.Task[Uploaded | Exception]:
        """Begin. The task never fails: a fault is its result, for whoever waits."""
        self._task = asyncio.get_running_loop().create_task(_outcome(work), name=f"upload {self._name}")
        return self._task

    def progress(self, sent: int, whole: int) -> None:
        """Tell everyone how many bytes have gone, of how many."""
        for watcher in tuple(self._watchers):
            if watcher.progress is not None:
                watcher.progress(sent, whole)

    def stopped(self) -> bool:
        """Tell whether nobody wants it any more; who doesn't is let go."""
        self.ended = self.ended or all([watcher.gone() for watcher in self._watchers])  # noqa: C419 - ask all
        return self.ended

    async def outcome(self, progress: Progress | None, stopped: Stopped | None) -> Uploaded:
        """Wait for the end. Raises the upload's fault, or FileProblemError for one who stopped it."""
        assert self._task is not None
        watcher = _Watcher(progress, stopped)
        self._watchers.append(watcher)
        try:
            ends: set[asyncio.Future[Any]] = {self._task, watcher.left}
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._watchers.remove(watcher)
            if not self._watchers and not self._task.done():
                self.cancel()
        if not self._task.done() or self._task.cancelled():
            raise FileProblemError(Message(FaultMessage.UPLOAD_STOPPED, name=self._name))
        result = self._task.result()
        if isinstance(result, Exception):
            raise result
        return result

    def cancel(self) -> None:
        """End it, wherever it is: an upload has a connection of its own."""
        self.ended = True
        if self._task is not None:
            self._task.cancel()


async def _outcome(work: Coroutine[None, None, Uploaded]) -> Uploaded | Exception:
    try:
        return await work
    except Exception as fault:  # noqa: BLE001 - handed to whoever waits, see Flight.outcome
        return fault
