"""Tells on the desktop what came of videos, while the window is not in front.

On Linux by the freedesktop.org notifications, which have buttons and say which note was clicked. Other
systems have no service of this kind on a bus: there it is the system's tray.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
import logging
import sys
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.domain.task import Status
from seedance_gui.ui.kit.icons import app_icon
from seedance_gui.ui.kit.translator import counted
from seedance_gui.ui.tasks.words import prompt_line, state_words

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from seedance_gui.domain.task import Task

_log = logging.getLogger(__name__)
_NAME = "org.freedesktop.Notifications"
_PATIENCE = 5.0
_LONGEST_WAIT = 600.0
_CLICKED = "default"  # the action of a click on the note itself
_FOLDER = "folder"
_SHOWN_MS = 10_000


ENDS: Final = {
    Status.NOT_CONFIRMED: QT_TRANSLATE_NOOP("tasks", "%n not confirmed", None, 1),
    Status.FAILED: QT_TRANSLATE_NOOP("tasks", "%n failed", None, 1),
    Status.REFUSED: QT_TRANSLATE_NOOP("tasks", "%n not accepted", None, 1),
    Status.EXPIRED: QT_TRANSLATE_NOOP("tasks", "%n expired", None, 1),
    Status.SAVED: QT_TRANSLATE_NOOP("tasks", "%n ready", None, 1),
}
"""What is told, the most urgent first, and how several of them are counted."""


class Notifier(QObject):
    """What ends within ``gather_s`` seconds is one note, which leads to the most urgent.

    ``play`` and ``show_in_folder`` are given the task's id when the person chose so on the note.
    """

    def __init__(
        self,
        spawn: Callable[[Coroutine[object, object, None], str], object],
        play: Callable[[str], object],
        show_in_folder: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._spawn = spawn
        self._play = play
        self._show_in_folder = show_in_folder
        self._tray: QSystemTrayIcon | None = None
        self._ended: dict[str, tuple[Task, str]] = {}
        self.gather_s = 3.0
        self._shown = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._shown.timeout.connect(self._hide_tray)

    def tell(self, task: Task, said: str) -> None:
        """Show a note of a task that ended, soon; nothing where the window is in front and says so itself.

        ``said``: what became of it, and of the money.
        """
        first = not self._ended
        self._ended[task.id] = task, said
        if first:
            self._spawn(self._tell_soon(), "desktop note")

    async def _tell_soon(self) -> None:
        await asyncio.sleep(self.gather_s)
        ended, self._ended = list(self._ended.values()), {}
        if QApplication.activeWindow() is not None:
            return
        order = list(ENDS)
        task, said = min(ended, key=lambda each: order.index(each[0].status))
        saved = task.status is Status.SAVED
        title, text = self.tr("Your video is ready"), prompt_line(task)[:200]
        if len(ended) > 1:
            words = QT_TRANSLATE_NOOP("tasks", "%n videos have ended", None, 1)
            title = counted("tasks", words, len(ended))
            counts = Counter(each.status for each, _ in ended)
            text = " · ".join(counted("tasks", ENDS[each], counts[each]) for each in order if counts[each])
        elif not saved:
            title, text = state_words(task), f"{text}\n{said}"
        if sys.platform.startswith("linux"):
            await self._note(title, text, task.id, saved=saved)
        else:
            self._tell_by_tray(title, text, task.id)

    async def _note(self, title: str, text: str, task_id: str, *, saved: bool) -> None:
        look = self.tr("Play") if saved else self.tr("Look")
        actions = {_CLICKED: look, "play": look}
        if saved:
            actions[_FOLDER] = self.tr("Show in folder")
        chosen = await show_note(title, text, actions)
        if chosen == _FOLDER:
            self._show_in_folder(task_id)
        elif chosen is not None:
            self._play(task_id)

    def _tell_by_tray(self, title: str, text: str, task_id: str) -> None:
        """Show one note, by an icon of its own: a tray doesn't say which of several notes was clicked."""
        self._hide_tray()
        self._tray = tray = QSystemTrayIcon(app_icon(), self)
        # Not by a lambda with `self`: the last to hold it, the icon would destroy its parent in the midst of
        # being destroyed, and so itself once more.
        tray.messageClicked.connect(partial(self._play, task_id))
        tray.messageClicked.connect(self._hide_tray)
        tray.show()
        tray.showMessage(title, text, app_icon(), _SHOWN_MS)
        self._shown.start()

    def _hide_tray(self) -> None:
        """Take the icon away: a note needs it, and nobody needs it for longer."""
        self._shown.stop()
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None


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
