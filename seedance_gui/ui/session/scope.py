"""What the controllers of one session share: above all, what they connect its end disconnects."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, ParamSpec

from PySide6.QtCore import QObject, SignalInstance

from seedance_gui.services.platform.signal import Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.domain.rules import Rules
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.store.settings import KeptSettings
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.toast import ToastHost
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.shell.notice_bar import NoticeBar
    from seedance_gui.ui.shell.work_page import WorkPage

P = ParamSpec("P")


class Scope:
    """Owns connections to what outlives it: the page, the application, the task service."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], object]] = []

    def connect(self, signal: SignalInstance | Signal[P], slot: Callable[P, object]) -> None:
        """Call ``slot``, which may be a lambda, with whatever is emitted until ``close``."""
        if isinstance(signal, Signal):
            signal.connect(slot)
            self._undo.append(partial(signal.disconnect, slot))
        else:
            self._undo.append(partial(QObject.disconnect, signal.connect(slot)))

    def close(self) -> None:
        """Undo every connection; a second call does nothing."""
        while self._undo:
            self._undo.pop()()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionContext:
    """One task service on one page.

    ``told``: the unconfirmed tasks that the person has seen or dismissed, kept from one session to the next.
    """

    page: WorkPage
    task_service: TaskService
    settings: KeptSettings
    rules: Rules
    words: Words
    theme: Theme
    toasts: ToastHost
    notices: NoticeBar
    spawn: Spawn
    told: set[str]
    scope: Scope = field(default_factory=Scope)
