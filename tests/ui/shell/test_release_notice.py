"""That a newer version exists is told only to who wants it: nothing is asked before, and little after."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton

from seedance_gui.services.store.settings import KeptSettings
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.shell.main_window import MainWindow
from seedance_gui.ui.shell.release_notice import ReleaseNotice
from seedance_gui.ui.shell.welcome import Welcome
from tests.server import Server, json_of
from tests.ui.unconfirmed.test_unconfirmed import eventually

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from seedance_gui.ui.kit.theme import Theme

PAGE = "https://example.com/releases/v9.0"
TOLD = ["Seedance 9.0 is out."]


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        made.on("GET", "/latest", json_of({"tag_name": "v9.0", "html_url": PAGE}))
        yield made


@pytest.fixture
def window(theme: Theme) -> MainWindow:
    return MainWindow(theme, Words(), lambda: Welcome(theme, ("https://a.com",)), lambda: None)  # type: ignore[arg-type,return-value]


def settings_with(**values: object) -> KeptSettings:
    kept = KeptSettings(lambda: None, lambda _: None)
    kept.change(**values)
    return kept


@asynccontextmanager
async def watching(
    server: Server, settings: KeptSettings, window: MainWindow
) -> AsyncIterator[ReleaseNotice]:
    notice = ReleaseNotice(f"{server.address}/latest", settings, lambda: window)
    task = asyncio.create_task(notice.watch(calm=0))
    try:
        yield notice
        assert not task.done(), "it goes on for as long as the program runs"
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def waits(notice: ReleaseNotice) -> bool:
    """Whether all that was due has been done."""
    return bool(notice._turned_on._waiters)


async def test_nothing_is_asked_until_it_is_turned_on(server: Server, window: MainWindow) -> None:
    settings = settings_with()
    async with watching(server, settings, window) as notice:
        await eventually(lambda: waits(notice))
        assert server.seen == []
        assert settings.value.releases_asked == 0
        settings.change(tell_releases=True)
        await eventually(lambda: window.notices.texts() == TOLD)
        assert len(server.seen) == 1
        settings.change(tell_releases=False)
        assert window.notices.texts() == []


async def test_it_is_asked_once_a_day(server: Server, window: MainWindow) -> None:
    now = time.time()
    for asked, times in ((now - 3600, 0), (now - 86_500, 1), (now + 9_999_999, 2)):
        settings = settings_with(tell_releases=True, releases_asked=asked)
        async with watching(server, settings, window) as notice:
            await eventually(lambda notice=notice: waits(notice))
            assert len(server.seen) == times


async def test_what_was_dismissed_is_not_told_again_and_the_page_opens_at_a_click(
    server: Server, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    settings = settings_with(tell_releases=True)
    async with watching(server, settings, window):
        await eventually(lambda: window.notices.texts() == TOLD)
    look, dismiss = buttons(window)
    look.click()
    assert opened == [QUrl(PAGE)]
    assert window.notices.texts() == TOLD
    dismiss.click()
    settings.change(releases_asked=0.0)
    async with watching(server, settings, window) as notice:
        await eventually(lambda: waits(notice))
        assert len(server.seen) == 2
        assert window.notices.texts() == []


def buttons(window: MainWindow) -> list[QAbstractButton]:
    return [each for each in window.notices.findChildren(QAbstractButton) if each.isVisibleTo(window)]


async def test_a_fault_is_not_told(server: Server, window: MainWindow) -> None:
    server.on("GET", "/latest", json_of({"message": "Not Found"}, 404))
    async with watching(server, settings_with(tell_releases=True), window) as notice:
        await eventually(lambda: waits(notice))
        assert len(server.seen) == 1
        assert window.notices.texts() == []


async def test_without_an_address_nobody_is_asked(window: MainWindow) -> None:
    notice = ReleaseNotice("", settings_with(tell_releases=True), lambda: window)
    await asyncio.wait_for(notice.watch(calm=0), 5)
