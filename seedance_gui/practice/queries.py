"""The answer to a query, with what a prompt asked to go wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedance_gui.practice import answers
from seedance_gui.practice.behaviours import Behaviour
from seedance_gui.practice.stages import NO_TASK, PracticeTask, Stage, Status, age

if TYPE_CHECKING:
    from seedance_gui.practice.answers import Answer

_STRANGE_WORDS = {
    Status.QUEUED: ("pending", "submitted", ""),
    Status.PROCESSING: ("running", "in_progress", "rendering"),
    Status.COMPLETED: ("success", "succeed"),
    Status.FAILED: ("error", "cancelled"),
}
_ODD = (105, None, -3, 60, 20, "soon", 7.5)


def is_hidden(task: PracticeTask, now: float, speed: float) -> bool:
    """Tell whether the task is not yet to be found."""
    return Behaviour.NO_TASK in task.behaviours and age(task, now, speed) < NO_TASK


def answer(
    task: PracticeTask, reached: Stage, *, link: str, number: int, completed_number: int, hidden: bool
) -> Answer:
    """Return the answer to the query with this `number`; `completed_number` counts those since the end."""
    if fault := _fault(task.behaviours, number, hidden=hidden):
        return fault
    data: dict[str, Any] = {
        "task_id": task.id,
        "status": reached.status.value,
        "progress": reached.progress,
        "model": task.body["model"],
        "created_at": int(task.created_at),
    }
    if reached.completed_at:
        data["completed_at"] = reached.completed_at
    has_link = Behaviour.NO_LINK not in task.behaviours or completed_number > 2
    if reached.status is Status.COMPLETED and has_link:
        data["result"] = {"video_url": link}
    if reached.error:
        data["error_message"] = reached.error
    _spoil_progress(task.behaviours, data, reached, number)
    if Behaviour.STRANGE in task.behaviours:
        words = _STRANGE_WORDS[reached.status]
        data["status"] = words[number // 2 % len(words)]
        data["created_at"] = str(data["created_at"])
        return answers.bare(data) if number % 2 else answers.reply(data, "20000")
    return answers.reply(data)


def _fault(wanted: frozenset[Behaviour], number: int, *, hidden: bool) -> Answer | None:
    if Behaviour.TOO_MANY in wanted and number <= 2:
        return answers.too_many_requests()
    if hidden:
        return answers.refusal(answers.BAD_REQUEST, "There is no such task.")
    if number % 2 == 0 and Behaviour.HTML in wanted:
        return answers.bad_gateway()
    if number % 2 == 0 and Behaviour.FAULT in wanted:
        return answers.refusal(answers.PASSING_FAULT, "The service is busy. Please ask again later.")
    return None


def _spoil_progress(wanted: frozenset[Behaviour], data: dict[str, Any], reached: Stage, number: int) -> None:
    if Behaviour.ODD_PROGRESS in wanted and reached.status is Status.PROCESSING:
        data["progress"] = _ODD[number % len(_ODD)]
    if Behaviour.STRANGE in wanted:
        data["progress"] = str(data["progress"])
    if Behaviour.NO_PROGRESS in wanted or data["progress"] is None:
        del data["progress"]
