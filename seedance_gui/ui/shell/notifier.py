"""Tells on the desktop that a video is finished, while the window is not in front."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from seedance_gui.services.platform.notifications import CLICKED, show_note
from seedance_gui.ui.kit.icons import app_icon
from seedance_gui.ui.tasks.words import prompt_line

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from seedance_gui.domain.task import Task

_FOLDER = "folder"
_SHOWN_MS = 10_000


class Notifier(QObject):
    """``play`` and ``show_in_folder`` carry the task's id when the person chose so on the note."""

    play = Signal(str)
    show_in_folder = Signal(str)

    def __init__(
        self, window: QWidget, spawn: Callable[[Coroutine[object, object, None], str], object]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._spawn = spawn
        self._tray: QSystemTrayIcon | None = None
        self._told = ""

    def tell(self, task: Task) -> None:
        """Show a note on a saved video; nothing where the window is in front and says so itself."""
        if self._window.isActiveWindow():
            return
        title, text = self.tr("Your video is ready"), prompt_line(task)[:200]
        if sys.platform.startswith("linux"):
            self._spawn(self._note(title, text, task.id), "desktop note")
        else:
            self._tell_by_tray(title, text, task.id)

    async def _note(self, title: str, text: str, task_id: str) -> None:
        actions = {CLICKED: self.tr("Play"), "play": self.tr("Play"), _FOLDER: self.tr("Show in folder")}
        chosen = await show_note(title, text, actions)
        if chosen == _FOLDER:
            self.show_in_folder.emit(task_id)
        elif chosen is not None:
            self.play.emit(task_id)

    def _tell_by_tray(self, title: str, text: str, task_id: str) -> None:
        if self._tray is None:
            self._tray = QSystemTrayIcon(app_icon(), self)
            self._tray.messageClicked.connect(lambda: self.play.emit(self._told))
        self._told = task_id
        # A message needs the icon, and nobody needs the icon for longer.
        self._tray.show()
        self._tray.showMessage(title, text, app_icon(), _SHOWN_MS)
