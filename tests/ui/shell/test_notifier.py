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

from seedance_gui.ui.shell.notifier import show_note

if TYPE_CHECKING:
    from collections.abc import Iterator

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


async def test_a_desktop_without_notes_is_no_fault(bus: str) -> None:
    assert await show_note("Saved", "A cat", {"play": "Play"}) is None


async def test_no_message_bus_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    assert await show_note("Saved", "A cat", {"play": "Play"}) is None
