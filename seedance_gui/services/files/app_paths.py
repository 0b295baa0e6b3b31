r"""Where the program keeps things: what is its own in one private folder, the videos in the person's.

==============  =========================================  ===============================================
what            on its own                                 with ``--data-dir DIR``
==============  =========================================  ===============================================
store, logs,    Linux ``~/.local/share/seedance-gui``      ``DIR``
practice state  macOS ``~/Library/Application Support/…``
                Windows ``%LOCALAPPDATA%\Seedance``
thumbnails      Linux ``~/.cache/seedance-gui``            ``DIR/cache``
                macOS ``~/Library/Caches/Seedance``
                Windows ``%LOCALAPPDATA%\Seedance\Cache``
videos          the system's Videos folder, ``Seedance``   ``DIR/Videos``
==============  =========================================  ===============================================
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

from seedance_gui.domain.errors import FileProblemError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message

_NAME = "Seedance"
_XDG_NAME = "seedance-gui"


@dataclass(frozen=True, slots=True)
class AppPaths:
    """The folders of one profile. Nothing is made before ``make``."""

    data: Path
    cache: Path
    videos: Path

    @property
    def store(self) -> Path:
        """The SQLite file."""
        return self.data / "store.sqlite"

    @property
    def logs(self) -> Path:
        """The folder of the log and the crash reports."""
        return self.data / "logs"

    @property
    def practice(self) -> Path:
        """The folder in which the practice service keeps its tasks and videos."""
        return self.data / "practice"

    @property
    def thumbnails(self) -> Path:
        """The folder of small pictures, which may be deleted at any time."""
        return self.cache / "thumbs"

    @property
    def undecodable(self) -> Path:
        """The file that says what is not given to the media worker again."""
        return self.cache / "undecodable"

    def make(self) -> None:
        """Make the program's own folders, readable by this person alone.

        Raises FileProblemError where that can't be. The videos folder is made when the first video comes.
        """
        for folder in (self.data, self.logs, self.practice, self.cache, self.thumbnails):
            make_private(folder)


def make_private(folder: Path) -> None:
    """Make a folder that only this person can look into (mode 0700), and what is missing above it.

    One that is there already keeps its rights: it may be the person's own, given by ``--data-dir``.
    Raises FileProblemError where it can't be made or written to.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise FileProblemError(Message(FaultMessage.NO_FOLDER, folder=str(folder)), str(error)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FileProblemError(Message(FaultMessage.NO_FOLDER, folder=str(folder)), "not writable")


def find_app_paths(data_dir: Path | None = None) -> AppPaths:
    """Return the places of this system, or those below ``data_dir``, which then holds everything.

    Nothing is made or written.
    """
    if data_dir is not None:
        root = data_dir.expanduser().absolute()
        return AppPaths(root, root / "cache", root / "Videos")
    dirs = PlatformDirs(_NAME if sys.platform in {"win32", "darwin"} else _XDG_NAME, appauthor=False)
    videos = dirs.user_videos_path
    if videos == Path.home():  # on Linux that stands for "there is none"
        videos /= "Videos"
    return AppPaths(dirs.user_data_path, dirs.user_cache_path, videos / _NAME)
