"""Runs the practice service by itself: ``python -m seedance_gui.practice --port 0``."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import signal
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.domain.rules_file import load_rules
from seedance_gui.practice import fault_injection
from seedance_gui.practice.render_queue import RenderQueue
from seedance_gui.practice.server import PracticeServer
from seedance_gui.practice.service import BAD_TOKEN, PracticeService
from seedance_gui.practice.storage import Storage
from seedance_gui.services.platform import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_EPILOG = f"""\
The address is printed as one line. Any token is accepted, except “{BAD_TOKEN}”.
Words in brackets in a prompt make the service misbehave on purpose:

{fault_injection.table()}

In the name of an uploaded file, [fail] refuses it and [slow] takes it slowly.
An asset with “fail” in its name is not accepted in the end.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until SIGTERM, SIGINT or, with --with-parent, the end of standard input. Return the exit code."""
    options = _parser().parse_args(arguments)
    stop = threading.Event()
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stop.set())
    if options.with_parent:
        threading.Thread(target=_wait_for_parent, args=(stop,), daemon=True).start()
    # Its warnings quote what a client sent, and go to standard error where nobody takes them.
    logging.getLogger("python_multipart").addHandler(logging.NullHandler())
    note = partial(print, file=sys.stderr, flush=True) if options.verbose else lambda _: None
    with contextlib.ExitStack() as stack:
        folder = options.state or Path(
            stack.enter_context(
                tempfile.TemporaryDirectory(prefix="seedance-practice-", ignore_cleanup_errors=True)
            )
        )
        try:
            storage = Storage(folder)
            server = stack.enter_context(_bind(options.port, folder, note))
        except OSError as error:
            print(f"The practice service can't start: {error}", file=sys.stderr)  # noqa: T201
            return 1
        render_queue = RenderQueue()
        server.service = PracticeService(
            rules=load_rules(resources.read_text("routes.toml")),
            storage=storage,
            render_queue=render_queue,
            origin=server.origin,
            speed=options.speed,
        )
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
        print(server.origin, flush=True)  # noqa: T201
        # Only now, as it takes long to import. Text can be drawn only while the application object is there.
        from PySide6.QtGui import QFontDatabase, QGuiApplication  # noqa: PLC0415

        drawing = QGuiApplication(["practice", "-platform", "offscreen"])
        for face in sorted(resources.path("fonts").glob("*.otf")):
            QFontDatabase.addApplicationFont(str(face))
        with render_queue:
            # In steps, because on Windows a wait without end can't be interrupted by Ctrl+C.
            while not stop.wait(0.5):
                pass
            server.stopping.set()
            server.shutdown()
        drawing.quit()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m seedance_gui.practice",
        description="A stand-in of the Seedance service on this computer: free, on 127.0.0.1 only.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=0, help="0 (the default) takes any free port")
    parser.add_argument("--state", type=Path, help="keep tasks, uploads and videos in this folder")
    parser.add_argument(
        "--speed", type=_factor, default=1.0, help="how many times faster tasks run (default 1)"
    )
    parser.add_argument("--with-parent", action="store_true", help="end when standard input ends")
    parser.add_argument("--verbose", action="store_true", help="say on standard error what is asked")
    return parser


def _factor(text: str) -> float:
    value = float(text)
    if not 0 < value < 1e9:
        raise argparse.ArgumentTypeError(f"{text} is not a number above 0")
    return value


def _bind(port: int, folder: Path, note: Callable[[str], None]) -> PracticeServer:
    """Take the port; if any will do, the one of last time, so that links to uploads go on working."""
    remembered, last = folder / "port", 0
    with contextlib.suppress(OSError, ValueError):
        last = int(remembered.read_text())
    try:
        server = PracticeServer(port or last, note)
    except (OSError, OverflowError):
        if port:
            raise
        server = PracticeServer(0, note)
    remembered.write_text(str(server.server_port))
    return server


def _wait_for_parent(stop: threading.Event) -> None:
    with contextlib.suppress(OSError, ValueError):
        # Not by way of sys.stdin: a thread that waits in its buffer makes Python abort on the way out.
        while os.read(sys.stdin.fileno(), 1024):
            pass
    stop.set()


if __name__ == "__main__":
    sys.exit(main())
