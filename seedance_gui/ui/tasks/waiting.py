"""What a person does with orders that wait to be sent; that it is too late, or can't be kept, is said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from seedance_gui.domain.errors import PersonError
from seedance_gui.services.tasks.waiting import Move, WaitingOrders

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.tasks.doing import TaskDoing


def _do(act: Callable[[WaitingOrders, list[str]], bool], doing: TaskDoing, tasks: Sequence[Task]) -> None:
    try:
        in_time = act(doing.task_service.waiting, [task.id for task in tasks])
    except PersonError as fault:
        doing.said.emit(doing.words.text(fault.message))
    else:
        if not in_time:
            doing.said.emit(too_late())


def too_late() -> str:
    """Return what is said where an order went out first."""
    return QCoreApplication.translate("tasks", "Too late: it has been sent.")


def hold_or_release(doing: TaskDoing, tasks: Sequence[Task]) -> Coroutine[object, object, None] | None:
    """Hold them, or release them where all are held.

    Of two quick clicks the second one releases nothing: it is meant for what the first one held.
    """
    if not all(task.held for task in tasks):
        doing.held.start()
        _do(WaitingOrders.hold, doing, tasks)
    elif not doing.held.isValid() or doing.held.hasExpired(QApplication.doubleClickInterval()):
        if limits := doing.over_limit(tasks):
            return _release(doing, tasks, limits)
        _do(WaitingOrders.let_go, doing, tasks)
    return None


async def _release(doing: TaskDoing, tasks: Sequence[Task], limits: str) -> None:
    if await doing.may_send(tasks, limits):
        _do(WaitingOrders.let_go, doing, tasks)


first, earlier, later = (
    partial(_do, partial(WaitingOrders.move, where=where)) for where in (Move.FIRST, Move.EARLIER, Move.LATER)
)
