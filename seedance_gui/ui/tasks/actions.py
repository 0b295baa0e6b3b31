"""What a person can do with a task, by its state: one table for the preview's buttons and the menu."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.domain.task import NOT_SENT, Status
from seedance_gui.ui.kit.translator import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.domain.task import Task


class Act(StrEnum):
    """One thing to do with a task."""

    STOP = "stop"
    WATCH_AGAIN = "watch-again"
    SEND_AGAIN = "send-again"
    GIVE_ID = "give-id"
    LEAVE = "leave"
    DECIDE_AGAIN = "decide-again"
    OPEN_WEBSITE = "open-website"
    READ_BALANCE = "read-balance"
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


_WAY_BACK = frozenset(
    {
        Status.QUEUED,
        Status.PROCESSING,
        Status.STOPPED,
        Status.FAILED,
        Status.EXPIRED,
        Status.SAVED,
    }
)


def state_offers(task: Task) -> tuple[Offer, ...]:
    """Return what the present state calls for: the buttons beside the state's words."""
    translate = QCoreApplication.translate
    stop = Offer(Act.STOP, translate("tasks", "Stop"), "x")
    again = Offer(Act.SEND_AGAIN, translate("tasks", "Send again"), "refresh-cw")
    stop_watching = Offer(Act.STOP, translate("tasks", "Stop watching"), "eye-off")
    ask = Offer(Act.ASK_AGAIN, translate("tasks", "Check once more, free"), "refresh-cw")
    table = {
        Status.WAITING: (stop,),
        Status.UPLOADING: (stop,),
        Status.NOT_CONFIRMED: (
            Offer(Act.GIVE_ID, translate("tasks", "It was created: enter its id"), "check"),
            Offer(Act.SEND_AGAIN, translate("tasks", "It was not: send again"), "refresh-cw"),
            Offer(Act.LEAVE, translate("tasks", "Leave it"), "x"),
        ),
        Status.REFUSED: (again,),
        Status.CANCELLED: (again,),
        Status.QUEUED: (stop_watching,),
        Status.PROCESSING: (stop_watching,),
        Status.STOPPED: (Offer(Act.WATCH_AGAIN, translate("tasks", "Watch again"), "eye"),),
        Status.COMPLETED: (Offer(Act.SAVE_AGAIN, translate("tasks", "Save now"), "download"),),
        Status.FAILED: (ask,),
        Status.EXPIRED: (ask,),
    }
    offers = table.get(task.status, ())
    if task.status is Status.NOT_CONFIRMED and task.left_as_is:
        return offers[:-1]
    if task.status in _WAY_BACK and task.id_entered:
        back = translate("tasks", "The id is not the one: decide again")
        return (*offers, Offer(Act.DECIDE_AGAIN, back, "undo-2"))
    return offers


def all_offers(task: Task) -> tuple[tuple[Offer, ...], ...]:
    """Return everything that can be done with a task, in groups: the menu."""
    translate = QCoreApplication.translate
    file: tuple[Offer, ...] = ()
    if task.watchable:
        file = (
            Offer(Act.SHOW_IN_FOLDER, translate("tasks", "Show in folder"), "folder-open"),
            Offer(Act.SAVE_AS, translate("tasks", "Save as…"), "save"),
            Offer(Act.OPEN_OUTSIDE, translate("tasks", "Open with another player"), "external-link"),
        )
    star = (
        translate("tasks", "Remove from favourites")
        if task.favourite
        else translate("tasks", "Add to favourites")
    )
    text = [Offer(Act.COPY_PROMPT, translate("tasks", "Copy the prompt"), "copy")]
    if task.task_id:
        text.append(Offer(Act.COPY_ID, translate("tasks", "Copy the service's task id"), "copy"))
    reuse = Offer(Act.REUSE, translate("tasks", "Reuse these settings"), "rotate-ccw")
    groups = [state_offers(task), file, (reuse, Offer(Act.FAVOURITE, star, "star")), tuple(text)]
    if task.status is not Status.SENDING:
        groups.append((Offer(Act.REMOVE, translate("tasks", "Remove…"), "trash-2"),))
    return tuple(group for group in groups if group)


_FOR_SEVERAL = (
    Act.STOP,
    Act.WATCH_AGAIN,
    Act.SAVE_AGAIN,
    Act.ASK_AGAIN,
    Act.LEAVE,
    Act.FAVOURITE,
    Act.REMOVE,
)


def common_offers(tasks: Sequence[Task]) -> tuple[tuple[Offer, ...], ...]:
    """Return what can be done with all of these tasks at once, in groups.

    Several are never sent again at once: each of those may be paid twice and is decided by itself.
    """
    if len(tasks) == 1:
        return all_offers(tasks[0])
    each = [{offer.act: offer for group in all_offers(task) for offer in group} for task in tasks]
    shared = {act for act in _FOR_SEVERAL if all(act in offers for offers in each)}
    groups = [
        tuple(_for_all(offer, tasks) for offer in group if offer.act in shared)
        for group in all_offers(tasks[0])
    ]
    return tuple(group for group in groups if group)


def _for_all(offer: Offer, tasks: Sequence[Task]) -> Offer:
    translate = QCoreApplication.translate
    if offer.act is Act.FAVOURITE and not all(task.favourite for task in tasks):
        return Offer(offer.act, translate("tasks", "Add to favourites"), offer.icon)
    if offer.act is Act.STOP and not all(task.status in NOT_SENT for task in tasks):
        return Offer(offer.act, translate("tasks", "Stop watching"), "eye-off")
    if offer.act is Act.REMOVE:
        label = counted("tasks", QT_TRANSLATE_NOOP("tasks", "Remove %n videos…", None, 1), len(tasks))
        return Offer(offer.act, label, offer.icon)
    return offer
