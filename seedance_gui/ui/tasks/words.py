"""The words, icons and tones for a task's state, told truthfully."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.task import NOT_SENT, POLLED, Status
from seedance_gui.ui.kit.mention_words import spelled
from seedance_gui.ui.kit.translator import day_words, in_a_row, time_words

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.design_tokens import Tone
    from seedance_gui.ui.tasks.days import Days


class Look(NamedTuple):
    """How a state looks in the list."""

    icon: str
    tone: Tone


_LOOKS: Final = {
    Status.WAITING: Look("clock", "neutral"),
    Status.UPLOADING: Look("upload", "accent"),
    Status.SENDING: Look("send", "accent"),
    Status.NOT_CONFIRMED: Look("circle-help", "warning"),
    Status.REFUSED: Look("ban", "danger"),
    Status.CANCELLED: Look("circle-x", "neutral"),
    Status.QUEUED: Look("hourglass", "accent"),
    Status.PROCESSING: Look("sparkles", "accent"),
    Status.STOPPED: Look("eye-off", "neutral"),
    Status.COMPLETED: Look("download", "success"),
    Status.SAVED: Look("circle-check", "success"),
    Status.FAILED: Look("circle-alert", "danger"),
    Status.EXPIRED: Look("timer", "warning"),
}

_WITH_PROGRESS: Final = frozenset({Status.UPLOADING, Status.PROCESSING, Status.COMPLETED})
_TIMED: Final = frozenset({Status.WAITING, Status.QUEUED, Status.PROCESSING})
_LONGEST_REASON: Final = 300
_RATIO: Final = re.compile(r"[1-9]\d?:[1-9]\d?")
_READ: Final = 2000  # characters: more of a prompt is never seen on one line


def look_of(task: Task) -> Look:
    """Return icon and tone of a task's state."""
    if task.held:
        return Look("pause", "neutral")
    if id_unknown(task):
        return _LOOKS[Status.NOT_CONFIRMED]
    if hindered(task):
        return Look(_LOOKS[task.status].icon, "warning")
    look = _LOOKS[task.status]
    return Look(look.icon, "neutral") if was_left(task) else look


def was_left(task: Task) -> bool:
    """Whether the person left a *not confirmed* task as it is."""
    return task.status is Status.NOT_CONFIRMED and task.left_as_is


def state_words(task: Task) -> str:
    """Return the state in a word or two: "Processing 42 %"."""
    translate = QCoreApplication.translate
    if has_progress(task):
        told = {
            Status.UPLOADING: translate("tasks", "Uploading {n} %"),
            Status.PROCESSING: translate("tasks", "Processing {n} %"),
            Status.COMPLETED: translate("tasks", "Saving {n} %"),
        }
        return told[task.status].format(n=task.progress)
    if task.held:
        return translate("tasks", "Held")
    if was_left(task):
        return translate("tasks", "Not confirmed, left")
    if id_unknown(task):
        return translate("tasks", "Id not found")
    if hindered(task):
        return translate("tasks", "Completed, not saved yet")
    words = {
        Status.WAITING: translate("tasks", "Waiting to send"),
        Status.UPLOADING: translate("tasks", "Uploading references"),
        Status.SENDING: translate("tasks", "Sending"),
        Status.NOT_CONFIRMED: translate("tasks", "Not confirmed"),
        Status.REFUSED: translate("tasks", "Not accepted, not charged"),
        Status.CANCELLED: translate("tasks", "Cancelled, not charged"),
        Status.QUEUED: translate("tasks", "Queued"),
        Status.PROCESSING: translate("tasks", "Processing"),
        Status.STOPPED: translate("tasks", "No longer watched"),
        Status.COMPLETED: translate("tasks", "Completed, saving"),
        Status.SAVED: translate("tasks", "Saved"),
        Status.FAILED: translate("tasks", "Failed"),
        Status.EXPIRED: translate("tasks", "Link expired"),
    }
    return words[task.status]


def id_unknown(task: Task) -> bool:
    """Whether the service doesn't know the id that the person entered for a task."""
    status_message = task.status_message if task.status in POLLED and task.id_entered else None
    return status_message is not None and status_message.code is FaultMessage.ID_UNKNOWN


def hindered(task: Task) -> bool:
    """Whether a completed video can't be saved at the moment; its status message tells why."""
    return task.status is Status.COMPLETED and task.status_message is not None


def has_progress(task: Task) -> bool:
    """Whether somebody counts how far it is: the service, or the bytes."""
    return task.progress is not None and task.status in _WITH_PROGRESS


def timed(task: Task) -> bool:
    """Whether the row tells since when the state lasts: where the service says no percentage."""
    return task.status in _TIMED and task.progress is None and not id_unknown(task)


def place_words(place: int) -> str:
    """Return when one that waits is sent, as in "No. 3 to be sent"; empty for 0, where it is alone."""
    translate = QCoreApplication.translate
    told = translate("tasks", "Next to be sent") if place == 1 else translate("tasks", "No. {n} to be sent")
    return told.format(n=place) if place else ""


def line_words(task: Task, now: float, place: int = 0) -> str:
    """Return the state for a row of the list: "Processing for 2 min" where there is no percentage.

    ``place``: which of those that wait to be sent it is, 0 where it is none or alone.
    """
    if place:
        return place_words(place)
    state = state_words(task)
    seconds = now - (task.since or task.created)
    if timed(task) and seconds >= 60:
        told = QCoreApplication.translate("tasks", "{state} for {time}")
        return told.format(state=state, time=duration_words(seconds))
    return state


def row_words(task: Task, model: str, moment: str, now: float, place: int = 0) -> list[tuple[str, str]]:
    """Return what a row may say of the state and beside it, the fullest first and the state alone last.

    Beside it stand the model, and the length or when it was made. None of these is worth a cut state.
    """
    whole, state = line_words(task, now, place), place_words(place) or state_words(task)
    time = moment if task.status is Status.SAVED else length_words(task) or moment
    take = f" · {words}" if (words := take_words(task)) else ""
    asides = f"{take} · {model} · {time}", f"{take} · {model}", f"{take} · {time}", take, ""
    choices = [(whole, aside) for aside in dict.fromkeys(asides)]
    return choices if whole == state else [*choices, (state, "")]


def take_words(task: Task) -> str:
    """Return which of several ordered together it is, as in "2 of 4"; empty where it stands alone."""
    if task.take is None:
        return ""
    told = QCoreApplication.translate("tasks", "{number} of {count}")
    return told.format(number=task.take.number, count=task.take.count)


def length_words(task: Task) -> str:
    """Return the length ordered, as in "5 s"; empty where none was."""
    length = task.body.get("duration") or task.draft.duration
    return QCoreApplication.translate("tasks", "{n} s").format(n=length) if length else ""


def seconds_of(task: Task) -> float:
    """Return the length ordered in seconds, 0 where none was."""
    length = task.body.get("duration") or task.draft.duration
    return length if isinstance(length, int | float) else 0


def ratio_of(task: Task) -> str:
    """Return the ratio ordered, as in "16:9", which also stands for what the service chooses."""
    body, draft = task.body, task.draft
    ratio = str(body.get("ratio") or draft.ratio or "")
    if _RATIO.fullmatch(ratio):
        return ratio
    return "9:16" if (body.get("orientation") or draft.orientation) == "portrait" else "16:9"


def ordered_ratio(task: Task) -> float:
    """Return width / height of the video as it was ordered; 16:9 where the service chooses."""
    width, height = ratio_of(task).split(":")
    return int(width) / int(height)


def moment_words(task: Task, days: Days) -> str:
    """Return when it was ordered, as finely as its heading leaves open: the time, or the day."""
    made = datetime.fromtimestamp(task.created).astimezone()
    return time_words(made) if days.is_recent(task.created) else day_words(made)


def moment_of(seconds: float, now: float) -> str:
    """Return a moment as the time of today, or with its day."""
    moment, today = (datetime.fromtimestamp(at).astimezone() for at in (seconds, now))
    if moment.date() == today.date():
        return time_words(moment)
    told = QCoreApplication.translate("tasks", "{time} on {day}")
    return told.format(time=time_words(moment), day=day_words(moment))


def day_and_time(seconds: float, now: float) -> str:
    """Return a moment with its day, also where that is today."""
    told, today = moment_of(seconds, now), (datetime.fromtimestamp(at).astimezone() for at in (seconds, now))
    if len({moment.date() for moment in today}) > 1:
        return told
    return QCoreApplication.translate("tasks", "Today {time}").format(time=told)


def spoken(task: Task, model: str, days: Days, now: float, place: int = 0) -> str:
    """Return a row as it is read out: its state, its prompt, its model, and when it was ordered."""
    when = days.name(task.created), moment_words(task, days)
    said = [line_words(task, now, place), task.name, prompt_line(task), take_words(task)]
    parts = [*said, model, length_words(task), *when]
    if task.favourite:
        parts.append(QCoreApplication.translate("tasks", "In favourites"))
    parts.extend(task.tags)
    return ". ".join(part for part in parts if part)


def explanation(task: Task, now: float) -> str:
    """Return what the state means for the person and what to do, or nothing where the word says it all."""
    translate = QCoreApplication.translate
    if task.held:
        told = translate("tasks", "Nothing is charged yet.")
        if task.maybe_charged:
            told = translate(
                "tasks", "What became of the order before that is not known: it may have been charged."
            )
        return in_a_row((translate("tasks", "It is not sent until you release it."), told))
    if task.status in NOT_SENT and task.maybe_charged:
        return translate(
            "tasks",
            "It is sent again as soon as the service can be reached. "
            "What became of the order before that is still not known: it may have been charged.",
        )
    if task.status is Status.SENDING:
        told = translate(
            "tasks",
            "On its way since {time}. The program waits for the service's answer, which can take a minute or "
            "two. It is sent only once.",
        )
        return told.format(time=moment_of(task.since, now))
    words = {
        Status.WAITING: translate(
            "tasks", "It is sent as soon as the service can be reached. Nothing is charged yet."
        ),
        Status.UPLOADING: translate(
            "tasks", "The video is ordered when its files are up. Nothing is charged yet."
        ),
        Status.NOT_CONFIRMED: translate(
            "tasks",
            "It is not known whether the service took this order. It may have been charged. "
            "It is not sent again by itself.",
        ),
        Status.REFUSED: translate("tasks", "The service did not accept the order. Nothing was charged."),
        Status.CANCELLED: translate("tasks", "You stopped it before it was sent. Nothing was charged."),
        Status.STOPPED: translate(
            "tasks", "This program no longer asks about it. The service may still make it and charge for it."
        ),
        Status.COMPLETED: translate(
            "tasks", "The service has made it. It is now being saved on this computer."
        ),
        Status.FAILED: translate("tasks", "The service could not make this video."),
        Status.EXPIRED: translate(
            "tasks", "The service keeps a video for 3 days, and this one was not fetched in time."
        ),
    }
    return words.get(task.status, "")


def service_reason(task: Task) -> str:
    """Return the service's own reason, on one line; the whole of it is one click away."""
    reason = " ".join(task.error[: _LONGEST_REASON * 4].split())
    if not reason:
        return ""
    if len(reason) > _LONGEST_REASON:
        reason = f"{reason[:_LONGEST_REASON].rstrip()}…"
    translate = QCoreApplication.translate
    # What practice says is known; what the service says is in nobody's dictionary, and stays as it is.
    return translate("tasks", "The service says: {reason}").format(reason=translate("domain", reason))


def prompt_line(task: Task) -> str:
    """Return the prompt on one line."""
    prompt = task.draft.prompt[:_READ]
    return " ".join((spelled(prompt) if "@" in prompt else prompt).split())


def title(task: Task) -> str:
    """Return what a video is called: by its name, or else by its prompt on one line."""
    return task.name or prompt_line(task)


def duration_words(seconds: float) -> str:
    """Return a stretch of time in the largest fitting unit, as in "2 min"."""
    translate = QCoreApplication.translate
    if seconds < 90:
        return translate("tasks", "{n} s").format(n=max(0, round(seconds)))
    if seconds < 90 * 60:
        return translate("tasks", "{n} min").format(n=round(seconds / 60))
    return translate("tasks", "{n} h").format(n=round(seconds / 3600))
