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


class SharedUpload:
    """One upload, begun when it is made. ``ended``: nobody wants it any more, so nobody may join.

    ``key`` tells what is uploaded, and by what.
    """

    def __init__(
        self, key: object, name: str, work: Callable[[SharedUpload], Coroutine[None, None, Uploaded]]
    ) -> None:
        self.key = key
        self.ended = False
        self._name = name
        # Whoever waits, by a future that is done when he wants it no more.
        self._waiting: dict[asyncio.Future[None], tuple[Progress | None, Stopped | None]] = {}
        self.task = asyncio.get_running_loop().create_task(work(self), name=f"upload {name}")
        # Its fault is raised for those who wait; where nobody does any more, it is no news.
        self.task.add_done_callback(lambda task: task.cancelled() or task.exception())

    def progress(self, sent: int, size: int) -> None:
        """Tell everyone how many bytes have gone, of how many."""
        for progress, _ in tuple(self._waiting.values()):
            if progress is not None:
                progress(sent, size)

    def stopped(self) -> bool:
        """Let go of those who want it no more; when the last of them has left, it is cancelled."""
        for left, (_, stopped) in self._waiting.items():
            if not left.done() and stopped is not None and stopped():
                left.set_result(None)
        return self.ended

    async def outcome(self, progress: Progress | None, stopped: Stopped | None) -> Uploaded:
        """Wait for the end. Raises the upload's fault, or FileProblemError for one who stopped it."""
        left: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[left] = progress, stopped
        try:
            ends: set[asyncio.Future[Any]] = {self.task, left}
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            del self._waiting[left]
            if not self._waiting and not self.task.done():
                self.ended = True
                self.task.cancel()  # wherever it is: an upload has a connection of its own
        if not self.task.done() or self.task.cancelled():
            raise FileProblemError(Message(FaultMessage.UPLOAD_STOPPED, name=self._name))
        return self.task.result()
