"""Qt's multimedia module, brought in at the first video and not before.

It needs system libraries (on Linux `libpulse0` and friends) that may be missing, and it costs about 90 MiB
and 60 ms; the program starts without it, and goes on without it.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLoggingCategory

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


class MultimediaMissingError(Exception):
    """QtMultimedia can't be loaded here; the text is for the person.

    `detail` is the loader's own message, which names the missing library.
    """

    def __init__(self, message: str, detail: str) -> None:
        super().__init__(message)
        self.detail = detail


def load_multimedia() -> ModuleType:
    """Return QtMultimedia, ready for use.

    Raises `MultimediaMissingError` where it or a library that it needs is not installed.
    """
    QLoggingCategory.setFilterRules(LOGGING_RULES)
    try:
        return importlib.import_module("PySide6.QtMultimedia")
    except ImportError as error:
        message = QCoreApplication.translate(
            "Multimedia",
            "Videos can't be played in this window: a part of the system that plays them is missing.",
        )
        raise MultimediaMissingError(message, str(error)) from error


# Qt names each optional library that it could not find on its way to one that works; these are not faults.
LOGGING_RULES = (
    "qt.multimedia.symbolsresolver.warning=false\n"
    "qt.multimedia.ffmpeg.info=false\n"
    "qt.multimedia.playbackengine.codec.info=false\n"
)
_AV_LOG_ERROR = 16


def prepare_backend() -> None:
    """Set what has to stand before the first `QMediaPlayer` is made. Call it in the GUI thread."""
    # A playlist in disguise must not make FFmpeg fetch from the network: only local files are ours to open.
    os.environ.setdefault("QT_FFMPEG_PROTOCOL_WHITELIST", "file")


def quiet_ffmpeg() -> None:
    """Have Qt's FFmpeg print errors only, not a description of each file. Call it once a player is made."""
    # WORKAROUND for av_dump_format() in Qt's FFmpeg plugin, which writes to stderr past Qt's own logging.
    with suppress(OSError, AttributeError):
        ffmpeg_library("avutil", 59).av_log_set_level(_AV_LOG_ERROR)


def ffmpeg_library(name: str, version: int) -> ctypes.CDLL:
    """Return a library of the FFmpeg that Qt has loaded. Raises OSError where it isn't found."""
    files = {"win32": f"{name}-{version}.dll", "darwin": f"lib{name}.{version}.dylib"}
    return ctypes.CDLL(files.get(sys.platform, f"lib{name}.so.{version}"))


class PlayerDiedError(MultimediaMissingError):
    """The last start died while it made its player."""


class PlayerMarker:
    """A file at ``path`` that tells the next start that the last one died while it made its player.

    A broken sound system can abort the whole process (PipeWire without its plugins, PySide6 6.10 and newer),
    and a start that opens the same video would do so again. None: nothing is marked.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def begin(self) -> None:
        """Mark that a player is being made. Raises `PlayerDiedError` where the last one never came up."""
        if self._path is None:
            return
        if self._path.exists():
            message = QCoreApplication.translate(
                "Multimedia",
                "The program ended the last time it made its player, so videos are not played here for now. "
                "They are all in their folder.",
            )
            raise PlayerDiedError(message, str(self._path))
        with suppress(OSError):  # a full disk is no reason not to play
            self._path.touch()

    def end(self) -> None:
        """Mark that the player came up, or is let go of in order."""
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
