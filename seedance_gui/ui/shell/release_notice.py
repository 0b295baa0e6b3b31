"""Tells that a newer version of the program exists, where the person turned that on."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from seedance_gui import __version__
from seedance_gui.services.platform import resources
from seedance_gui.ui.shell import desktop
from seedance_gui.ui.shell.notice_bar import Notice

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from seedance_gui.services.api.releases import Release
    from seedance_gui.services.store.settings import KeptSettings, Settings
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.shell.main_window import MainWindow

_CALM = 20.0  # seconds from the start
_OFTEN = 3600.0  # seconds after which is looked whether a day has passed
_DAY = 86_400.0
_KEY = "newer version"


def releases_address() -> str:
    """Return where to ask for the newest release: put into the bundle by who built it. Else it is empty."""
    file = resources.path("releases.txt")
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


class ReleaseNotice:
    """Asks at most once a day, and only while the setting is on. ``window`` gives the one that is there."""

    def __init__(self, address: str, settings: KeptSettings, window: Callable[[], MainWindow]) -> None:
        self._address = address
        self._settings = settings
        self._window = window
        self._turned_on = asyncio.Event()
        settings.changed.connect(self._settings_changed)

    async def watch(self, calm: float = _CALM) -> None:
        """Look now and then, for as long as the program runs; the start comes first."""
        if not self._address:
            return
        await asyncio.sleep(calm)
        while True:
            self._turned_on.clear()
            settings = self._settings.value
            # An asking that lies ahead was noted while the clock was wrong.
            if settings.tell_releases and not 0 <= time.time() - settings.releases_asked < _DAY:
                await self._look()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._turned_on.wait(), _OFTEN)

    async def _look(self) -> None:
        releases = await asyncio.to_thread(_load)
        self._settings.change(releases_asked=time.time())
        release = await releases.newer_release(self._address, __version__)
        settings = self._settings.value
        if release is not None and settings.tell_releases and release.version != settings.release_dismissed:
            self._tell(release)

    def _tell(self, release: Release) -> None:
        def said(_words: Words) -> tuple[str, str]:
            text = QCoreApplication.translate("ReleaseNotice", "Seedance {version} is out.")
            action = QCoreApplication.translate("ReleaseNotice", "See what's new")
            return text.format(version=release.version), action

        def dismissed() -> None:
            self._settings.change(release_dismissed=release.version)

        notice = Notice(said, lambda: desktop.open_link(release.page), dismissed, tone="info")
        self._window().notices.put(_KEY, notice)

    def _settings_changed(self, before: Settings, now: Settings) -> None:
        if now.tell_releases and not before.tell_releases:
            self._turned_on.set()
        elif before.tell_releases and not now.tell_releases:
            self._window().notices.drop(_KEY)


def _load() -> ModuleType:
    from seedance_gui.services.api import releases  # noqa: PLC0415 - it needs httpx, which the start does without

    return releases
