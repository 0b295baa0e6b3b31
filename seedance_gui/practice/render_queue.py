"""Renders videos when they are first asked for, one after the other."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.practice.render_spec import RenderSpec


class RenderQueue:
    """Use as a context manager: nothing is rendered before it is entered, and leaving it stops what is."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._one_at_a_time = threading.Lock()
        self._one_at_a_time.acquire()

    def __enter__(self) -> Self:
        self._one_at_a_time.release()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        # Kept: the threads which wait for it are daemons and end with the process.
        self._one_at_a_time.acquire(timeout=10)

    def render(self, file: Path, spec: RenderSpec) -> None:
        """Return when the video is there. Raises what `renderer.render` raises."""
        with self._one_at_a_time:
            if file.exists():
                return
            if sys.platform == "linux":  # elsewhere a thread can't be made less urgent without more ado
                with contextlib.suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
            # Imported late: Qt and FFmpeg take a while to load.
            from seedance_gui.practice import renderer  # noqa: PLC0415

            part = file.with_suffix(".part")
            try:
                renderer.render(spec, part, self._stopping.is_set)
                part.replace(file)
            finally:
                part.unlink(missing_ok=True)
