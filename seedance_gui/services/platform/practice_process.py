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
from seedance_gui.services.platform.subprocess_entry import PRACTICE, child_command, child_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


_ADDRESS = re.compile(r"^http://127\.0\.0\.1:\d{1,5}$")
_START_SECONDS = 30.0
_END_SECONDS = 5.0
_MOST_STARTS = 5
_WINDOW_SECONDS = 60.0
_LINES_KEPT = 20

_log = logging.getLogger(__name__)


class PracticeProcess:
    """The practice service of this program. Belongs to one event loop.

    What is in ``address_changed`` is called with the new address after a restart on another port; what is in
    ``failed``, when it ended so often that it is not started again. ``speed`` is how many times faster its
    tasks run than usual. ``command`` is there for tests.
    """

    def __init__(
        self, state_folder: Path, *, speed: float = 1.0, command: Sequence[str] | None = None
    ) -> None:
        self.address_changed: Signal[str] = Signal()
        self.failed: Signal[SeedanceError] = Signal()
        self._folder = state_folder
        options = ["--port", "0", "--with-parent", "--speed", str(speed), "--state", str(state_folder)]
        self._command = [*(command or child_command(PRACTICE)), *options]
        self._loop: asyncio.AbstractEventLoop | None = None
        self._child: _Child | None = None
        self._address = ""
        self._told = ""
        self._starts: deque[float] = deque(maxlen=_MOST_STARTS)
        self._waiting: list[asyncio.Future[str]] = []

    @property
    def address(self) -> str:
        """``http://127.0.0.1:PORT``, or empty while it does not run."""
        return self._address

    async def start(self) -> str:
        """Start it unless it runs, and return its address.

        Raises OwnError where it ends or says nothing within 30 s, FileProblemError for a bad state folder.
        """
        self._loop = asyncio.get_running_loop()
        if self._address:
            return self._address
        waiting: asyncio.Future[str] = self._loop.create_future()
        self._waiting.append(waiting)
        if self._child is None:
            self._starts.clear()
            try:
                self._spawn()
            except SeedanceError:
                self._waiting.remove(waiting)
                raise
        return await waiting

    async def aclose(self) -> None:
        """End it, and return when it has ended. What waits in ``start`` is cancelled."""
        child, self._child, self._address = self._child, None, ""
        for waiting in self._waiting:
            waiting.cancel()
        self._waiting.clear()
        if child is not None:
            await child.end()

    def _spawn(self) -> None:
        make_private(self._folder)
        assert self._loop is not None
        self._starts.append(self._loop.time())
        try:
            self._child = _Child(self._command, self._loop, self._heard, self._ended)
        except OSError as error:
            raise OwnError(Message(FaultMessage.NO_START), str(error)) from error

    def _heard(self, child: _Child, line: str) -> None:
        if child is not self._child or self._address or not _ADDRESS.match(line):
            _log.info("The practice service says: %s", line)
            return
        child.ready()
        self._address = line
        _log.info("The practice service runs at %s", line)
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(line)
        before, self._told = self._told, line
        if before not in {"", line}:
            self.address_changed.emit(line)

    def _ended(self, child: _Child, code: int, last_words: str) -> None:
        if child is not self._child:
            return
        _log.warning("The practice service ended with %s: %s", code, last_words)
        self._child, self._address = None, ""
        assert self._loop is not None
        if not self._told:
            self._fail(
                OwnError(Message(FaultMessage.NO_START), f"It ended with {code}. {last_words}".strip())
            )
        elif len(self._starts) == _MOST_STARTS and self._loop.time() - self._starts[0] < _WINDOW_SECONDS:
            self._fail(
                OwnError(Message(FaultMessage.KEEPS_ENDING), f"It ended with {code}. {last_words}".strip())
            )
        else:
            try:
                self._spawn()
            except SeedanceError as error:
                self._fail(error)

    def _fail(self, error: SeedanceError) -> None:
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_exception(error)
        if self._told:
            self.failed.emit(error)


class _Child:
    """One run of the process. ``heard`` and ``ended`` are called in the event loop."""

    def __init__(
        self,
        command: Sequence[str],
        loop: asyncio.AbstractEventLoop,
        heard: Callable[[_Child, str], None],
        ended: Callable[[_Child, int, str], None],
    ) -> None:
        self._loop = loop
        self._heard = heard
        self._ended = ended
        self._over = asyncio.Event()
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=child_environment(),
            # Ctrl+C in a terminal goes to the whole group, and would end it before the program has done so.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._timer = loop.call_later(_START_SECONDS, self._process.kill)
        threading.Thread(target=self._listen, name="practice", daemon=True).start()

    def ready(self) -> None:
        """Take note that the process has said what it had to say in time."""
        self._timer.cancel()

    async def end(self) -> None:
        """Close its standard input, and ask and force it to end where that is not enough."""
        self._timer.cancel()
        assert self._process.stdin is not None
        for way in (self._process.stdin.close, self._process.terminate, self._process.kill):
            with contextlib.suppress(OSError):
                way()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), _END_SECONDS)
                return

    def _listen(self) -> None:
        """Read what it says until it ends; runs in a thread."""
        last: deque[str] = deque(maxlen=_LINES_KEPT)
        assert self._process.stdout is not None
        with self._process.stdout as output:
            for raw in output:
                line = raw.decode("utf-8", "replace").strip()
                last.append(line)
                self._post(self._heard, self, line)
        code = self._process.wait()
        self._post(self._finish, code, "\n".join(last))

    def _post(self, function: Callable[..., None], *arguments: object) -> None:
        # A loop that has closed in the meantime refuses: nobody listens any more.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(function, *arguments)

    def _finish(self, code: int, last_words: str) -> None:
        self._timer.cancel()
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        self._over.set()
        self._ended(self, code, last_words)
