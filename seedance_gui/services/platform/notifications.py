"""Notes on the desktop of Linux, by the freedesktop.org notifications, with buttons.

Other systems have no service of this kind on a bus; there the window uses the system's tray.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
import logging
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_log = logging.getLogger(__name__)
_NAME = "org.freedesktop.Notifications"
_PATIENCE = 5.0
_LONGEST_WAIT = 600.0
CLICKED = "default"
"""The action of a click on the note itself."""


async def show_note(title: str, text: str, actions: Mapping[str, str]) -> str | None:
    """Show a note and return the key of the action that the person chose, or None.

    ``actions`` are keys and words. Returns None as well where there is no such service, and after ten
    minutes. Both texts are shown as they are: no markup of theirs counts.
    """
    if not sys.platform.startswith("linux"):
        return None
    try:
        return await _show(title, text, actions)
    except (OSError, TimeoutError, ValueError, KeyError, RuntimeError) as error:
        # A desktop without notes is common and no fault: the window shows the same.
        _log.info("No desktop note: %s", type(error).__name__)
        return None


async def _show(title: str, text: str, actions: Mapping[str, str]) -> str | None:
    import jeepney  # type: ignore[import-untyped]  # noqa: PLC0415 - other systems don't have it
    from jeepney.io.asyncio import Proxy, open_dbus_router  # type: ignore[import-untyped]  # noqa: PLC0415
    from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]  # noqa: PLC0415

    address = jeepney.DBusAddress("/org/freedesktop/Notifications", _NAME, _NAME)
    listed = [part for key, words in actions.items() for part in (key, words)]
    call = jeepney.new_method_call(
        address,
        "Notify",
        "susssasa{sv}i",
        ("Seedance", 0, "video-x-generic", title, html.escape(text, quote=False), listed, {}, -1),
    )
    rule = jeepney.MatchRule(type="signal", interface=address.interface, path=address.object_path)
    async with contextlib.AsyncExitStack() as stack:
        async with asyncio.timeout(_PATIENCE):
            router = await stack.enter_async_context(open_dbus_router(bus="SESSION"))
            signals = stack.enter_context(router.filter(rule, bufsize=64))
            await Proxy(jeepney.message_bus, router).AddMatch(rule)
            try:
                (number,) = unwrap_msg(await router.send_and_get_reply(call))
            except jeepney.DBusErrorResponse:
                return None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LONGEST_WAIT):
                while True:
                    signal = await signals.get()
                    if signal.body and signal.body[0] == number:
                        chosen = signal.body[1]
                        return chosen if isinstance(chosen, str) else None
    return None
