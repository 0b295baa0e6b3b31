"""What the controllers of one session share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_gui.domain.rules import Rules
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.toast import ToastHost
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.session.scope import Scope
    from seedance_gui.ui.shell.notice_bar import NoticeBar
    from seedance_gui.ui.shell.work_page import WorkPage


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionContext:
    """One task service on one page. What is connected through ``scope`` ends with the session.

    ``told``: the unconfirmed tasks that the person has seen or dismissed, kept from one session to the next.
    """

    page: WorkPage
    task_service: TaskService
    rules: Rules
    words: Words
    theme: Theme
    toasts: ToastHost
    notices: NoticeBar
    spawn: Spawn
    told: set[str]
    scope: Scope
