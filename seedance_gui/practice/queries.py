"""The answer to a query of a task, with the faults that its prompt asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedance_gui.practice import responses
from seedance_gui.practice.fault_injection import Fault
from seedance_gui.practice.timeline import NO_TASK, PracticeTask, Status, TaskState, age

if TYPE_CHECKING:
    from seedance_gui.practice.responses import Response

_STRANGE_WORDS = {
    Status.QUEUED: ("pending", "submitted", ""),
    Status.PROCESSING: ("running", "in_progress", "rendering"),
    Status.COMPLETED: ("success", "succeed"),
    Status.FAILED: ("error", "cancelled"),
}
_ODD = (105, None, -3, 60, 20, "soon", 7.5)


def is_hidden(task: PracticeTask, now: float, speed: float) -> bool:
    """Tell whether the task is not yet to be found."""
    return Fault.NO_TASK in task.faults and age(task, now, speed) < NO_TASK


def answer(
    task: PracticeTask, reached: TaskState, *, link: str, number: int, completed_number: int, hidden: bool
) -> Response:
    """Return the answer to the query with this `number`; `completed_number` counts those since the end."""
    if fault := _fault(task.faults, number, hidden=hidden):
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
    has_link = Fault.NO_LINK not in task.faults or completed_number > 2
    if reached.status is Status.COMPLETED and has_link:
        data["result"] = {"video_url": link}
    if reached.error:
        data["error_message"] = reached.error
    _spoil_progress(task.faults, data, reached, number)
    if Fault.STRANGE in task.faults:
        words = _STRANGE_WORDS[reached.status]
        data["status"] = words[number // 2 % len(words)]
        data["created_at"] = str(data["created_at"])
        return responses.bare(data) if number % 2 else responses.reply(data, "20000")
    return responses.reply(data)


def _fault(wanted: frozenset[Fault], number: int, *, hidden: bool) -> Response | None:
    if Fault.TOO_MANY in wanted and number <= 2:
        return responses.too_many_requests()
    if hidden:
        return responses.refusal(responses.BAD_REQUEST, "There is no such task.")
    if number % 2 == 0 and Fault.HTML in wanted:
        return responses.bad_gateway()
    if number % 2 == 0 and Fault.PASSING_FAULT in wanted:
        return responses.refusal(responses.PASSING_FAULT, "The service is busy. Please ask again later.")
    return None


def _spoil_progress(wanted: frozenset[Fault], data: dict[str, Any], reached: TaskState, number: int) -> None:
    if Fault.ODD_PROGRESS in wanted and reached.status is Status.PROCESSING:
        data["progress"] = _ODD[number % len(_ODD)]
    if Fault.STRANGE in wanted:
        data["progress"] = str(data["progress"])
    if Fault.NO_PROGRESS in wanted or data["progress"] is None:
        del data["progress"]
