"""An upload under way that several may wait for: it goes on as long as one of them waits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    Progress = Callable[[int, int], None]


class SharedUpload:
    """One upload, begun when it is made. ``key``: what is uploaded, and by what.

    ``ended``: nobody waits any more, so nobody may join.
    """

    def __init__(self, key: object, work: Callable[[SharedUpload], Coroutine[None, None, str]]) -> None:
        self.key = key
        self.ended = False
        self._waiting: list[Progress | None] = []
        self.task = asyncio.get_running_loop().create_task(work(self), name="upload")
        # Its fault is raised for those who wait; where nobody does any more, it is no news.
        self.task.add_done_callback(lambda task: task.cancelled() or task.exception())

    def progress(self, sent: int, size: int) -> None:
        """Tell everyone how many bytes have gone, of how many."""
        for progress in tuple(self._waiting):
            if progress is not None:
                progress(sent, size)

    async def outcome(self, progress: Progress | None = None) -> str:
        """Return the link in the end. Raises the upload's fault. Whoever wants it no more is cancelled."""
        self._waiting.append(progress)
        try:
            return await asyncio.shield(self.task)
        finally:
            self._waiting.remove(progress)
            if not self._waiting and not self.task.done():
                self.ended = True
                self.task.cancel()  # wherever it is: an upload has a connection of its own
