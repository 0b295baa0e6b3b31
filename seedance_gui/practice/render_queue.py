"""Draws the films of the tasks, one after the other, in a thread that gives way to everything else."""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
import time
from typing import TYPE_CHECKING, Self

from seedance_gui.practice.timeline import RenderProgress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_gui.practice.render_spec import RenderSpec

    Make = Callable[[RenderSpec, Path, Callable[[float], bool]], None]

COULD_NOT_DRAW = "The practice service could not draw this video on this computer."


class RenderQueue:
    """A queue of films. Use as a context manager: leaving it stops the film in work and the thread."""

    def __init__(self, make: Make, note: Callable[[str], None]) -> None:
        """`make` draws one film; `note` takes a line for the log."""
        self._make = make
        self._note = note
        self._waiting: queue.Queue[tuple[Path, Callable[[], RenderSpec]] | None] = queue.Queue()
        self._drawings: dict[Path, RenderProgress] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="render_queue", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._waiting.put(None)
        self._thread.join(10)

    def order(self, file: Path, spec: Callable[[], RenderSpec]) -> None:
        """Have a film drawn into `file`; `spec` reads the request when its turn comes."""
        self._drawings.setdefault(file, RenderProgress())
        self._waiting.put((file, spec))

    def drawing(self, file: Path) -> RenderProgress:
        """Return how far the film of this file is."""
        with contextlib.suppress(OSError):
            return RenderProgress(1.0, file.stat().st_mtime)
        return self._drawings.get(file, RenderProgress())

    def _work(self) -> None:
        if sys.platform == "linux":  # elsewhere a thread can't be made less urgent without more ado
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
        while (order := self._waiting.get()) is not None and not self._stopping.is_set():
            file, spec = order
            try:
                self._draw(file, spec())
            except Exception as error:  # noqa: BLE001 - one film that fails must not end the thread
                self._note(f"{file.name}: {error!r}")
                if not self._stopping.is_set():
                    self._drawings[file] = RenderProgress(finished_at=time.time(), failure=COULD_NOT_DRAW)

    def _draw(self, file: Path, spec: RenderSpec) -> None:
        def progress(share: float) -> bool:
            # 1 is said only by the file itself.
            self._drawings[file] = RenderProgress(min(share, 0.99))
            return not self._stopping.is_set()

        part = file.with_suffix(".part.mp4")
        try:
            self._make(spec, part, progress)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
