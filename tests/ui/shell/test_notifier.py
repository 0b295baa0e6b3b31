"""Notes on the desktop, against a notification service on a real, private message bus."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    MessageType,
    message_bus,
    new_method_return,
    new_signal,
)
from jeepney.io.asyncio import open_dbus_connection  # type: ignore[import-untyped]
from PySide6.QtWidgets import QApplication, QWidget

from seedance_gui.domain.task import Status
from seedance_gui.ui.shell.notifier import Notifier, show_note
from tests.ui.task_samples import sample

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from pytestqt.qtbot import QtBot

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the message bus is Linux's"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed"),
]
NAME = "org.freedesktop.Notifications"


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    process = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    address = process.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    yield address
    process.terminate()
    process.wait()
    process.stdout.close()


async def serve_one(answer: str | None, ready: asyncio.Event) -> tuple[str, str, list[str]]:
    """Be the desktop: take one note, answer it as a person would, and return what it said."""
    connection = await open_dbus_connection(bus="SESSION")
    try:
        async with asyncio.timeout(10):
            await connection.send(message_bus.RequestName(NAME))
            ready.set()
            while True:
                message = await connection.receive()
                member = message.header.fields.get(HeaderFields.member)
                if message.header.message_type is MessageType.method_call and member == "Notify":
                    break
            await connection.send(new_method_return(message, "u", (7,)))
            emitter = DBusAddress("/org/freedesktop/Notifications", interface=NAME)
            await connection.send(new_signal(emitter, "ActionInvoked", "us", (6, "play")))
            if answer is None:
                await connection.send(new_signal(emitter, "NotificationClosed", "uu", (7, 2)))
            else:
                await connection.send(new_signal(emitter, "ActionInvoked", "us", (7, answer)))
            _, _, _, title, text, actions, _, _ = message.body
            return title, text, actions
    finally:
        await connection.close()


@pytest.mark.parametrize("answer", ["folder", None])
async def test_the_chosen_action_comes_back(bus: str, answer: str | None) -> None:
    ready = asyncio.Event()
    desktop = asyncio.create_task(serve_one(answer, ready))
    await ready.wait()
    chosen = await show_note("Saved", "A <b>cat</b> & a dog", {"play": "Play", "folder": "Show in folder"})
    assert chosen == answer
    title, text, actions = await desktop
    assert title == "Saved"
    assert text == "A &lt;b&gt;cat&lt;/b&gt; &amp; a dog"
    assert actions == ["play", "Play", "folder", "Show in folder"]


@pytest.mark.parametrize("count", [1, 4])
async def test_what_ends_together_is_one_note_that_leads_to_the_most_urgent(bus: str, count: int) -> None:
    ready, looked, notes = asyncio.Event(), list[str](), list[asyncio.Task[None]]()

    def spawn(work: Coroutine[object, object, None], _: str) -> None:
        notes.append(asyncio.get_running_loop().create_task(work))

    notifier = Notifier(spawn, looked.append, looked.append)
    notifier.gather_s = 0
    desktop = asyncio.create_task(serve_one("default", ready))
    await ready.wait()
    ended = (Status.REFUSED, Status.SAVED, Status.FAILED, Status.SAVED)[:count]
    for number, status in enumerate(ended, start=1):
        notifier.tell(sample(number, status, prompt="A <cat>"), "Nothing was charged.")
    title, text, actions = await desktop
    await asyncio.gather(*notes)
    if count == 1:
        assert (title, text) == ("Not accepted, not charged", "A &lt;cat&gt;\nNothing was charged.")
        assert looked == ["task1"]
    else:
        assert (title, text) == ("4 videos have ended", "1 failed · 1 not accepted · 2 ready")
        assert looked == ["task3"]
    assert actions == ["default", "Look", "play", "Look"]


def test_nothing_is_told_while_the_window_is_in_front(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window, told = QWidget(), list[str]()
    qtbot.addWidget(window)
    notifier = Notifier(lambda work, _: asyncio.run(work), lambda _: None, lambda _: None)
    notifier.gather_s = 0
    monkeypatch.setattr(sys, "platform", "darwin")  # where it is the system's tray
    monkeypatch.setattr(notifier, "_tell_by_tray", lambda title, *_: told.append(title))
    for shown in (False, True):
        window.setVisible(shown)
        if shown:
            window.activateWindow()
            qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        notifier.tell(sample(1), "")
    assert told == ["Your video is ready"]


async def test_a_desktop_without_notes_is_no_fault(bus: str) -> None:
    assert await show_note("Saved", "A cat", {"play": "Play"}) is None


async def test_no_message_bus_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    assert await show_note("Saved", "A cat", {"play": "Play"}) is None
