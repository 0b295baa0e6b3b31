"""What a person can do with a task, by its state: one table for the preview's buttons and the menu."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.task import Status

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task


class Act(StrEnum):
    """One thing to do with a task."""

    STOP = "stop"
    WATCH_AGAIN = "watch-again"
    SEND_AGAIN = "send-again"
    GIVE_ID = "give-id"
    LEAVE = "leave"
    SAVE_AGAIN = "save-again"
    ASK_AGAIN = "ask-again"
    OPEN_OUTSIDE = "open-outside"
    SHOW_IN_FOLDER = "show-in-folder"
    SAVE_AS = "save-as"
    REUSE = "reuse"
    FAVOURITE = "favourite"
    COPY_PROMPT = "copy-prompt"
    COPY_ID = "copy-id"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Offer:
    """An action with its words and icon, as it stands for one task."""

    act: Act
    label: str
    icon: str


def state_offers(task: Task) -> tuple[Offer, ...]:
    """Return what the present state calls for: the buttons beside the state's words."""
    tr = QCoreApplication.translate
    stop = Offer(Act.STOP, tr("tasks", "Stop"), "x")
    again = Offer(Act.SEND_AGAIN, tr("tasks", "Send again"), "refresh-cw")
    stop_watching = Offer(Act.STOP, tr("tasks", "Stop watching"), "eye-off")
    ask = Offer(Act.ASK_AGAIN, tr("tasks", "Ask the service again"), "refresh-cw")
    table = {
        Status.WAITING: (stop,),
        Status.UPLOADING: (stop,),
        Status.NOT_CONFIRMED: (
            Offer(Act.GIVE_ID, tr("tasks", "It is there: enter its id"), "check"),
            Offer(Act.SEND_AGAIN, tr("tasks", "It is not there: send again"), "refresh-cw"),
            Offer(Act.LEAVE, tr("tasks", "Leave it"), "x"),
        ),
        Status.REFUSED: (again,),
        Status.CANCELLED: (again,),
        Status.QUEUED: (stop_watching,),
        Status.PROCESSING: (stop_watching,),
        Status.STOPPED: (Offer(Act.WATCH_AGAIN, tr("tasks", "Watch again"), "eye"),),
        Status.COMPLETED: (Offer(Act.SAVE_AGAIN, tr("tasks", "Save now"), "download"),),
        Status.FAILED: (ask,),
        Status.EXPIRED: (ask,),
    }
    offers = table.get(task.status, ())
    if task.status is Status.NOT_CONFIRMED and task.extra.get("left"):
        return offers[:-1]
    return offers


def all_offers(task: Task) -> tuple[tuple[Offer, ...], ...]:
    """Return everything that can be done with a task, in groups: the menu."""
    tr = QCoreApplication.translate
    file: tuple[Offer, ...] = ()
    if task.watchable:
        file = (
            Offer(Act.SHOW_IN_FOLDER, tr("tasks", "Show in folder"), "folder-open"),
            Offer(Act.SAVE_AS, tr("tasks", "Save as …"), "save"),
            Offer(Act.OPEN_OUTSIDE, tr("tasks", "Open with another player"), "external-link"),
        )
    star = tr("tasks", "Remove from favourites") if task.favourite else tr("tasks", "Add to favourites")
    text = [Offer(Act.COPY_PROMPT, tr("tasks", "Copy the prompt"), "copy")]
    if task.task_id:
        text.append(Offer(Act.COPY_ID, tr("tasks", "Copy the service's task id"), "copy"))
    reuse = Offer(Act.REUSE, tr("tasks", "Reuse these settings"), "rotate-ccw")
    groups = [state_offers(task), file, (reuse, Offer(Act.FAVOURITE, star, "star")), tuple(text)]
    if task.status is not Status.SENDING:
        groups.append((Offer(Act.REMOVE, tr("tasks", "Remove …"), "trash-2"),))
    return tuple(group for group in groups if group)
