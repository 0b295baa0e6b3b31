"""The log, and what catches the errors that nobody expected. Nothing of it holds a secret.

A record is redacted as a whole, after its values and its exception have been put into words, so that nothing
of it can go around. The folder holds ``seedance.log`` and two older ones of 1 MB each, ``crash.txt`` while
the program runs (the interpreter's last words), and the reports of ``reports.py``.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from seedance_gui import __version__
from seedance_gui.compat import override
from seedance_gui.services.files.app_paths import make_private
from seedance_gui.services.platform.redaction import redact
from seedance_gui.services.platform.reports import Report, keep_crash, write_report
from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

NAME = "seedance.log"
_CRASH = "crash.txt"
_LONGEST = 20_000
# They write whole links, which may be signed, at INFO and DEBUG.
_TALKATIVE = ("httpx", "httpcore", "asyncio", "qasync", "keyring")

_log = logging.getLogger(__name__)


class Log:
    """Logs to ``folder`` and catches unexpected errors, until ``close``. Raises FileProblemError, OSError.

    ``crashed`` is the report of the last run, if that ended in a crash. ``unexpected`` holds what is called
    with the report of each new kind of unexpected error, in whatever thread that happens.
    """

    def __init__(self, folder: Path, *, max_bytes: int = 1_000_000) -> None:
        make_private(folder)
        self.folder = folder
        self.unexpected: Signal[Report] = Signal()
        self.crashed = keep_crash(folder / _CRASH)
        self._secrets: set[str] = set()
        self._known: set[tuple[object, ...]] = set()
        self._undo = contextlib.ExitStack()
        self._open_log(max_bytes)
        self._watch_for_crashes()
        self._catch_errors()
        _log.info("Seedance %s starts, Python %s, %s", __version__, sys.version.split()[0], sys.platform)

    def hide(self, secret: str) -> None:
        """Never write ``secret``, wherever it may turn up. Call it with every token."""
        if secret:
            self._secrets.add(secret)

    def clean(self, text: str) -> str:
        """Return ``text`` without secrets, fit for the log, a report or the clipboard."""
        return redact(text, *tuple(self._secrets))

    def report(self, error: BaseException, doing: str) -> Report | None:
        """Log an unexpected error and write a report, or return None for one reported before in this run."""
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        kind = (type(error), place and place.tb_frame.f_code.co_filename, place and place.tb_lineno)
        if kind in self._known:
            _log.warning("Once more, while %s: %s", doing, type(error).__name__)
            return None
        self._known.add(kind)
        _log.error("Unexpected, while %s", doing, exc_info=error)
        report = write_report(self.folder, error, doing, clean=self.clean)
        if report is not None:
            self.unexpected.emit(report)
        return report

    def close(self) -> None:
        """Put back what was changed. After this a crash of this run is no longer looked for."""
        _log.info("Seedance ends")
        self._undo.close()

    def _open_log(self, max_bytes: int) -> None:
        handler = _File(
            self.folder / NAME, maxBytes=max_bytes, backupCount=2, encoding="utf-8", errors="backslashreplace"
        )
        handler.setFormatter(_Formatter(self.clean))
        root = logging.getLogger()
        for logger in (root, *map(logging.getLogger, _TALKATIVE)):
            self._undo.callback(logger.setLevel, logger.level)
            logger.setLevel(logging.INFO if logger is root else logging.WARNING)
        root.addHandler(handler)
        self._undo.callback(handler.close)
        self._undo.callback(root.removeHandler, handler)

    def _watch_for_crashes(self) -> None:
        path = self.folder / _CRASH
        was_on = faulthandler.is_enabled()
        try:
            file = path.open("w", encoding="utf-8")
        except OSError as error:
            _log.warning("Crashes can't be noted: %s", error)
            return
        faulthandler.enable(file)
        self._undo.callback(path.unlink, missing_ok=True)
        self._undo.callback(file.close)
        if was_on and sys.__stderr__ is not None:
            self._undo.callback(faulthandler.enable, sys.__stderr__)
        else:
            self._undo.callback(faulthandler.disable)

    def _catch_errors(self) -> None:
        main, thread = sys.excepthook, threading.excepthook

        def on_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if isinstance(error, Exception):
                self.report(error.with_traceback(trace), "running")
            else:
                main(kind, error, trace)

        def on_thread(args: threading.ExceptHookArgs) -> None:
            if isinstance(args.exc_value, Exception):
                self.report(args.exc_value, f"running the thread {args.thread and args.thread.name}")
            else:
                thread(args)

        sys.excepthook, threading.excepthook = on_main, on_thread
        self._undo.callback(setattr, threading, "excepthook", thread)
        self._undo.callback(setattr, sys, "excepthook", main)


class _Formatter(logging.Formatter):
    """Lines for people: time, level, who, what; what follows on more lines is indented."""

    def __init__(self, clean: Callable[[str], str]) -> None:
        super().__init__("{asctime} {levelname:7} {name}: {message}", style="{")
        self._clean = clean

    @override
    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have put its own, uncleaned text there for all
        text = self._clean(super().format(record))
        record.exc_text = None
        if len(text) > _LONGEST:
            text = f"{text[:_LONGEST]}… ({len(text)} characters)"
        # A text from outside can't pose as a line of ours.
        return text.replace("\r", "\\r").replace("\0", "\\0").replace("\n", "\n    ")


class _File(RotatingFileHandler):
    """A full disk must not stop the program, nor fill the terminal."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """Drop what can't be written."""

    @override
    def close(self) -> None:
        # What could not be written is tried again while closing.
        with contextlib.suppress(OSError):
            super().close()
        logging.Handler.close(self)
