"""The words, icons and tones for a task's state, told truthfully."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale

from seedance_gui.domain.task import Status

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from seedance_gui.ui.tokens import Tone


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


def look_of(task: Task) -> Look:
    """Return icon and tone of a task's state."""
    return _LOOKS[task.status]


def state_words(task: Task) -> str:
    """Return the state in a word or two: "Processing 42 %"."""
    tr = QCoreApplication.translate
    if task.status is Status.PROCESSING and task.progress is not None:
        return tr("tasks", "Processing {n} %").format(n=task.progress)
    words = {
        Status.WAITING: tr("tasks", "Waiting to send"),
        Status.UPLOADING: tr("tasks", "Uploading references"),
        Status.SENDING: tr("tasks", "Sending"),
        Status.NOT_CONFIRMED: tr("tasks", "Not confirmed"),
        Status.REFUSED: tr("tasks", "Not accepted, not billed"),
        Status.CANCELLED: tr("tasks", "Cancelled, not billed"),
        Status.QUEUED: tr("tasks", "Queued"),
        Status.PROCESSING: tr("tasks", "Processing"),
        Status.STOPPED: tr("tasks", "No longer watched"),
        Status.COMPLETED: tr("tasks", "Completed, being saved"),
        Status.SAVED: tr("tasks", "Saved"),
        Status.FAILED: tr("tasks", "Failed"),
        Status.EXPIRED: tr("tasks", "Link expired"),
    }
    return words[task.status]


def explanation(task: Task) -> str:
    """Return what the state means for the person and what to do, or nothing where the word says it all."""
    tr = QCoreApplication.translate
    words = {
        Status.WAITING: tr(
            "tasks", "It is sent as soon as the service can be reached. Nothing is billed yet."
        ),
        Status.UPLOADING: tr("tasks", "The video is ordered when its files are up. Nothing is billed yet."),
        Status.NOT_CONFIRMED: tr(
            "tasks",
            "The connection broke while it was being sent, so it may have been billed. It is not sent again "
            "by itself. Look in the service's console whether it is there, then decide here.",
        ),
        Status.REFUSED: tr("tasks", "The service did not take the order. Nothing was billed."),
        Status.CANCELLED: tr("tasks", "You stopped it before it was sent. Nothing was billed."),
        Status.STOPPED: tr(
            "tasks", "This program no longer asks about it. The service may still make it, and bill it."
        ),
        Status.COMPLETED: tr("tasks", "The service has made it. It is now being saved on this computer."),
        Status.FAILED: tr("tasks", "The service could not make this video."),
        Status.EXPIRED: tr(
            "tasks", "The service keeps a video for 3 days, and this one was not fetched in time."
        ),
    }
    return words.get(task.status, "")


def prompt_line(task: Task) -> str:
    """Return the prompt on one line."""
    return " ".join(task.draft.prompt.split())


def duration_words(seconds: float) -> str:
    """Return a stretch of time in the largest fitting unit, as in "2 min"."""
    tr = QCoreApplication.translate
    if seconds < 90:
        return tr("tasks", "{n} s").format(n=max(0, round(seconds)))
    if seconds < 90 * 60:
        return tr("tasks", "{n} min").format(n=round(seconds / 60))
    return tr("tasks", "{n} h").format(n=round(seconds / 3600))


def day_words(day: date, today: date) -> str:
    """Return the heading for a day: Today, Yesterday, a weekday, a month."""
    tr = QCoreApplication.translate
    ago = (today - day).days
    if ago <= 0:
        return tr("tasks", "Today")
    if ago == 1:
        return tr("tasks", "Yesterday")
    locale = QLocale()
    if ago < 7:
        return locale.dayName(day.isoweekday(), QLocale.FormatType.LongFormat)
    if day.year == today.year:
        return locale.standaloneMonthName(day.month, QLocale.FormatType.LongFormat)
    return str(day.year)


def local_day(seconds: float) -> date:
    """Return the day, in this computer's time zone, of a Unix time."""
    return datetime.fromtimestamp(seconds).astimezone().date()
