"""The practice service as a process of its own, started and watched over.

It ends by itself when its standard input does, which the system closes whatever becomes of this program, so
that nothing stays behind even after SIGKILL. Plain ``subprocess`` and a thread, because under qasync the
processes of asyncio depend on each platform's watcher of children.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import subprocess
import threading
from collections import deque
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import OwnError, SeedanceError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.files.app_paths import make_private
from seedance_gui.services.platform.signal import Signal
from seedance_gui.services.platform.subprocess_entry import PRACTICE, child_command, start_child

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Lines = asyncio.Queue[str | None]

_ADDRESS = re.compile(r"^http://127\.0\.0\.1:\d{1,5}$")
_START_SECONDS = 30.0
_END_SECONDS = 5.0
_MOST_STARTS = 5
_WINDOW_SECONDS = 60.0
_LINES_KEPT = 20

_log = logging.getLogger(__name__)


class PracticeProcess:
    """The practice service of this program. Belongs to one event loop.

    ``address`` is ``http://127.0.0.1:PORT``, or empty while it does not run. ``address_changed``: it was
    restarted on another port. ``failed``: it ended so often that it is not started again. ``speed``: how many
    times faster its tasks run than usual. ``command`` is there for tests.
    """

    def __init__(
        self, state_folder: Path, *, speed: float = 1.0, command: Sequence[str] | None = None
    ) -> None:
        self.address = ""
        self.address_changed: Signal[str] = Signal()
        self.failed: Signal[SeedanceError] = Signal()
        self._folder = state_folder
        options = ["--port", "0", "--with-parent", "--speed", str(speed), "--state", str(state_folder)]
        self._command = [*(command or child_command(PRACTICE)), *options]
        self._last_address = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._work: asyncio.Task[None] | None = None
        self._ready: asyncio.Future[str]

    async def start(self) -> str:
        """Start it unless it runs, and return its address.

        Raises OwnError where it ends or says nothing within 30 s, FileProblemError for a bad state folder.
        """
        if self._work is None or self._work.done():
            self._ready = _future()
            self._work = asyncio.get_running_loop().create_task(self._keep_running(), name="practice")
        return await asyncio.shield(self._ready)

    async def aclose(self) -> None:
        """End it, and return when it has ended. What waits in ``start`` is cancelled."""
        work, self._work, self.address = self._work, None, ""
        if work is not None:
            self._ready.cancel()
            work.cancel()
            await asyncio.wait({work})

    async def _keep_running(self) -> None:
        clock = asyncio.get_running_loop().time
        starts: deque[float] = deque(maxlen=_MOST_STARTS)
        try:
            while True:
                starts.append(clock())
                end = await self._run()
                _log.warning("The practice service: %s", end)
                if not self._last_address:
                    raise OwnError(Message(FaultMessage.NO_START), end)
                if len(starts) == _MOST_STARTS and clock() - starts[0] < _WINDOW_SECONDS:
                    raise OwnError(Message(FaultMessage.KEEPS_ENDING), end)
        except Exception as error:
            if not self._ready.done():
                self._ready.set_exception(error)
            if not isinstance(error, SeedanceError):
                raise
            if self._last_address:
                self.failed.emit(error)

    async def _run(self) -> str:
        """Run it once, until it ends by itself; return how. Raises FileProblemError, OwnError."""
        make_private(self._folder)
        try:
            self._process = process = start_child(self._command, stderr=subprocess.STDOUT)
        except (OSError, ValueError) as error:
            raise OwnError(Message(FaultMessage.NO_START), str(error)) from error
        loop = asyncio.get_running_loop()
        lines: Lines = asyncio.Queue()
        threading.Thread(target=_read, args=(process, loop, lines), name="practice", daemon=True).start()
        timer = loop.call_later(_START_SECONDS, process.kill)
        last: deque[str] = deque(maxlen=_LINES_KEPT)
        try:
            while (line := await lines.get()) is not None:
                last.append(line)
                if self.address or not _ADDRESS.match(line):
                    _log.info("The practice service says: %s", line)
                else:
                    timer.cancel()
                    self._runs_at(line)
        finally:
            timer.cancel()
            await _end(process, lines)
        if self.address:
            self.address, self._ready = "", _future()
        return "\n".join((f"It ended with {process.returncode}.", *last))

    def _runs_at(self, address: str) -> None:
        _log.info("The practice service runs at %s", address)
        before, self._last_address, self.address = self._last_address, address, address
        self._ready.set_result(address)
        if before not in {"", address}:
            self.address_changed.emit(address)


def _future() -> asyncio.Future[str]:
    future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    future.add_done_callback(lambda done: done.cancelled() or done.exception())  # perhaps nobody waits
    return future


def _read(process: subprocess.Popen[bytes], loop: asyncio.AbstractEventLoop, lines: Lines) -> None:
    """Read what a process says, and None for its end; runs in a thread."""
    assert process.stdout is not None
    with contextlib.suppress(RuntimeError):  # the loop has closed meanwhile: nobody listens any more
        with process.stdout as output:
            for raw in output:
                loop.call_soon_threadsafe(lines.put_nowait, raw.decode("utf-8", "replace").strip())
        process.wait()
        loop.call_soon_threadsafe(lines.put_nowait, None)


async def _end(process: subprocess.Popen[bytes], lines: Lines) -> None:
    """Close a process's standard input, and ask and force it to end where that is not enough."""
    assert process.stdin is not None
    for way in (process.stdin.close, process.terminate, process.kill):
        with contextlib.suppress(OSError):
            way()
        if process.returncode is not None:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_END_SECONDS):
                while await lines.get() is not None:
                    pass
                return
