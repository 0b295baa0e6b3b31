"""One place for background tasks: nothing is collected in mid-await, nothing dies unseen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    Spawn = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 60.0
CALM = 60.0
"""A loop that ran this many seconds before it failed starts again at the first pause."""


class BackgroundTasks:
    """Holds tasks until they end. ``failed`` is told the name and the fault of one that died."""

    def __init__(self, failed: Callable[[str, BaseException], None] = lambda *_: None) -> None:
        self._failed = failed
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closing = False

    def spawn(self, coroutine: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Start a coroutine and keep it. Its fault, if any, is reported."""
        task = asyncio.get_running_loop().create_task(coroutine, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def spawn_thread(self, work: Callable[[], object], name: str) -> None:
        """Run blocking work in a thread. It begins now: closing in the same moment does not drop it."""
        begun = asyncio.get_running_loop().run_in_executor(None, work)

        async def end() -> None:
            await asyncio.shield(begun)

        self.spawn(end(), name)

    def supervise(self, loop: Callable[[], Awaitable[None]], name: str) -> asyncio.Task[Any]:
        """Keep an endless loop going: when it fails it is reported and started again, each time later."""
        return self.spawn(self._supervised(loop, name), name)

    async def aclose(self) -> None:
        """Cancel what is left and wait until it has ended."""
        self._closing = True
        while self._tasks:
            tasks = tuple(self._tasks)
            for task in tasks:
                task.cancel()
            # in steps: a library may swallow a cancellation, and closing must not hang on that
            done, _ = await asyncio.wait(tasks, timeout=1)
            self._tasks.difference_update(done)

    async def _supervised(self, loop: Callable[[], Awaitable[None]], name: str) -> None:
        clock = asyncio.get_running_loop().time
        pause = FIRST_PAUSE
        while not self._closing:
            begun = clock()
            try:
                await loop()
            except Exception as fault:  # noqa: BLE001 - whatever it is, the others go on and this one again
                self._failed(name, fault)
            else:
                return
            pause = FIRST_PAUSE if clock() - begun > CALM else min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            self._failed(task.get_name(), fault)
