r"""Where the program keeps things: what is its own in one private folder, the videos in the person's.

==============  =========================================  ===============================================
what            on its own                                 with ``--data-dir DIR``
==============  =========================================  ===============================================
store, logs,    Linux ``~/.local/share/seedance-gui``      ``DIR``
practice state  macOS ``~/Library/Application Support/…``
                Windows ``%LOCALAPPDATA%\Seedance``
thumbnails      Linux ``~/.cache/seedance-gui``            ``DIR/cache``
                macOS ``~/Library/Caches/Seedance``
videos          the system's Videos folder, ``Seedance``   ``DIR/Videos``
==============  =========================================  ===============================================
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.domain.errors import FileProblemError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    def lock(self) -> Path:
        """The file that says that the program runs on this profile."""
        return self.data / "running.lock"

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


def find_app_paths(
    data_dir: Path | None = None,
    *,
    platform: str = sys.platform,
    environment: Mapping[str, str] = os.environ,
    home: Path | None = None,
) -> AppPaths:
    """Return the places of this system, or those below ``data_dir``, which then holds everything.

    ``platform`` is as in sys.platform; nothing is made or written.
    """
    if data_dir is not None:
        root = data_dir.expanduser().absolute()
        return AppPaths(root, root / "cache", root / "Videos")
    home = home or Path.home()
    if platform == "win32":
        local = _absolute(environment.get("LOCALAPPDATA")) or home / "AppData" / "Local"
        videos = _windows_videos(environment) or home / "Videos"
        return AppPaths(local / _NAME, local / _NAME / "cache", videos / _NAME)
    if platform == "darwin":
        library = home / "Library"
        return AppPaths(
            library / "Application Support" / _NAME, library / "Caches" / _NAME, home / "Movies" / _NAME
        )
    data = _absolute(environment.get("XDG_DATA_HOME")) or home / ".local" / "share"
    cache = _absolute(environment.get("XDG_CACHE_HOME")) or home / ".cache"
    config = _absolute(environment.get("XDG_CONFIG_HOME")) or home / ".config"
    videos = _xdg_videos(config / "user-dirs.dirs", home) or home / "Videos"
    return AppPaths(data / _XDG_NAME, cache / _XDG_NAME, videos / _NAME)


def _absolute(text: str | None) -> Path | None:
    """Return an absolute path; the XDG rules have a relative one ignored."""
    return Path(text) if text and Path(text).is_absolute() else None


def _xdg_videos(file: Path, home: Path) -> Path | None:
    """Read the videos folder, whose name is in the person's language, from ``user-dirs.dirs``."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    found = re.search(r'^\s*XDG_VIDEOS_DIR\s*=\s*"((?:[^"\\]|\\.)*)"', text, re.MULTILINE)
    if found is None:
        return None
    name = re.sub(r"\\(.)", r"\1", found[1])
    if name == "$HOME" or name.startswith("$HOME/"):
        name = f"{home}{name.removeprefix('$HOME')}"
    folder = _absolute(name)
    # The home folder itself stands for "there is none".
    return None if folder in {None, home} else folder


def _windows_videos(environment: Mapping[str, str]) -> Path | None:
    """Read the videos folder, which may have been moved to another drive, from the registry."""
    if sys.platform != "win32":
        return None
    import winreg  # noqa: PLC0415 - only there

    key = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            name = str(winreg.QueryValueEx(opened, "My Video")[0])
    except OSError:
        return None
    return _absolute(re.sub("%([^%]+)%", lambda match: environment.get(match[1].upper(), match[0]), name))
