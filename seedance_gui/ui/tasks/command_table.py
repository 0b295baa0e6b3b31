"""What a person can do with videos: one table of the commands, and for which videos each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from seedance_gui.domain.address import website_of
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.domain.status_message import is_unchecked
from seedance_gui.domain.task import NOT_SENT, POLLED, Status
from seedance_gui.services.tasks.service import TaskService
from seedance_gui.ui.tasks import waiting
from seedance_gui.ui.tasks.doing import TaskDoing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from seedance_gui.domain.task import Task


class Command(Enum):
    """One thing to do with videos; the value is what it is called, in English."""

    HOLD = QT_TRANSLATE_NOOP("tasks", "Hold")
    EDIT = QT_TRANSLATE_NOOP("tasks", "Edit this order")
    STOP = QT_TRANSLATE_NOOP("tasks", "Stop watching")
    WATCH_AGAIN = QT_TRANSLATE_NOOP("tasks", "Watch again")
    SAVE_AGAIN = QT_TRANSLATE_NOOP("tasks", "Save now")
    GIVE_ID = QT_TRANSLATE_NOOP("tasks", "It was created: enter its id")
    SEND_AGAIN = QT_TRANSLATE_NOOP("tasks", "Send again")
    LEAVE = QT_TRANSLATE_NOOP("tasks", "Leave it")
    ASK_AGAIN = QT_TRANSLATE_NOOP("tasks", "Check once more, free")
    DECIDE_AGAIN = QT_TRANSLATE_NOOP("tasks", "The id is not the one: decide again")
    FIND_FILE = QT_TRANSLATE_NOOP("tasks", "Find it…")
    OPEN_WEBSITE = QT_TRANSLATE_NOOP("tasks", "Open the service's website")
    READ_BALANCE = QT_TRANSLATE_NOOP("tasks", "Read it again")
    SHOW_IN_FOLDER = QT_TRANSLATE_NOOP("tasks", "Show in folder")
    SAVE_AS = QT_TRANSLATE_NOOP("tasks", "Save as…")
    EXPORT = QT_TRANSLATE_NOOP("tasks", "Export as a timeline…")
    OPEN_OUTSIDE = QT_TRANSLATE_NOOP("tasks", "Open with another player")
    CONTINUE = QT_TRANSLATE_NOOP("tasks", "Continue with the last frame")
    REUSE = QT_TRANSLATE_NOOP("tasks", "Reuse these settings")
    COMPARE = QT_TRANSLATE_NOOP("tasks", "Compare side by side")
    JOIN = QT_TRANSLATE_NOOP("tasks", "Join into one file")
    FAVOURITE = QT_TRANSLATE_NOOP("tasks", "Add to favourites")
    DESCRIBE = QT_TRANSLATE_NOOP("tasks", "Name and note…")
    TAG = QT_TRANSLATE_NOOP("tasks", "Tags…")
    COPY_PROMPT = QT_TRANSLATE_NOOP("tasks", "Copy the prompt")
    COPY_SETTINGS = QT_TRANSLATE_NOOP("tasks", "Copy the settings as text")
    COPY_ID = QT_TRANSLATE_NOOP("tasks", "Copy the service's task id")
    SEND_FIRST = QT_TRANSLATE_NOOP("tasks", "Send first")
    SEND_EARLIER = QT_TRANSLATE_NOOP("tasks", "Send earlier")
    SEND_LATER = QT_TRANSLATE_NOOP("tasks", "Send later")
    REMOVE = QT_TRANSLATE_NOOP("tasks", "Remove…")


STATE_COMMANDS: Final = tuple(Command)[: tuple(Command).index(Command.OPEN_WEBSITE)]
"""What a state calls for: the buttons beside the state's words, in this order."""
GROUPS: Final = (
    STATE_COMMANDS,
    (Command.SHOW_IN_FOLDER, Command.SAVE_AS, Command.EXPORT, Command.OPEN_OUTSIDE),
    (
        Command.CONTINUE,
        Command.REUSE,
        Command.FAVOURITE,
        Command.DESCRIBE,
        Command.TAG,
        Command.COMPARE,
        Command.JOIN,
    ),
    (Command.COPY_PROMPT, Command.COPY_SETTINGS, Command.COPY_ID),
    (Command.SEND_FIRST, Command.SEND_EARLIER, Command.SEND_LATER),
    (Command.REMOVE,),
)
"""The menu."""
OF_FILE: Final = (*GROUPS[1], Command.CONTINUE, Command.COMPARE, Command.JOIN)
OF_LINE: Final = (Command.HOLD, *GROUPS[4])
"""What would send an order; not while it is in the form, where what was written is not in it yet."""
OF_WAITING: Final = (Command.HOLD, Command.EDIT, *GROUPS[4])
"""What can be done until an order is sent; that it is too late is said."""


@dataclass(frozen=True, slots=True)
class Row:
    """A command: its icon, for which videos it is, what it does with them, and its keys.

    ``short`` is for a button beside others, ``hint`` what it leads to, ``alone`` why one video isn't enough.
    Several are never sent again at once: each of those may be paid twice and is decided by itself.
    """

    icon: str
    offered: Callable[[Task], object]
    does: Callable[[TaskDoing, Sequence[Task]], object]
    several: bool = False
    keys: str = ""
    short: str = ""
    hint: str = ""
    alone: str = ""


def _in(*statuses: Status) -> Callable[[Task], bool]:
    return lambda task: task.status in statuses


def _each(call: Callable[[TaskService, str], object]) -> Callable[[TaskDoing, Sequence[Task]], object]:
    return lambda doing, tasks: [call(doing.task_service, task.id) for task in tasks]


_WITH_ID = _in(*POLLED, Status.STOPPED, Status.FAILED, Status.EXPIRED, Status.SAVED)
TABLE: Final[Mapping[Command, Row]] = {
    Command.HOLD: Row(
        "pause",
        _in(*NOT_SENT),
        waiting.hold_or_release,
        several=True,
        hint=QT_TRANSLATE_NOOP("tasks", "What is held is not sent until you release it"),
    ),
    Command.EDIT: Row(
        "pencil",
        lambda task: task.status in NOT_SENT and not task.maybe_charged,
        TaskDoing.edit,
        hint=QT_TRANSLATE_NOOP("tasks", "Change it in the form; it is not sent meanwhile"),
    ),
    Command.STOP: Row("eye-off", _in(*NOT_SENT, *POLLED), TaskDoing.stop, several=True),
    Command.WATCH_AGAIN: Row("eye", _in(Status.STOPPED), _each(TaskService.watch_again), several=True),
    Command.SAVE_AGAIN: Row(
        "download",
        lambda task: task.status is Status.COMPLETED or is_unchecked(task),
        _each(TaskService.retry_save),
        several=True,
    ),
    Command.GIVE_ID: Row("check", _in(Status.NOT_CONFIRMED), TaskDoing.give_id),
    Command.SEND_AGAIN: Row(
        "refresh-cw", _in(Status.NOT_CONFIRMED, Status.REFUSED, Status.CANCELLED), TaskDoing.send_again
    ),
    Command.LEAVE: Row("x", lambda task: task.undecided, _each(TaskService.leave), several=True),
    Command.ASK_AGAIN: Row(
        "refresh-cw", _in(Status.FAILED, Status.EXPIRED), _each(TaskService.ask_again), several=True
    ),
    Command.DECIDE_AGAIN: Row(
        "undo-2", lambda task: task.id_entered and _WITH_ID(task), TaskDoing.decide_again
    ),
    Command.FIND_FILE: Row("search", lambda _: False, TaskDoing.find_file),
    Command.OPEN_WEBSITE: Row("external-link", lambda task: website_of(task.service), TaskDoing.open_website),
    Command.READ_BALANCE: Row("refresh-cw", _in(Status.NOT_CONFIRMED), _each(TaskService.refresh_balance)),
    Command.SHOW_IN_FOLDER: Row(
        "folder-open",
        lambda task: task.watchable,
        TaskDoing.show_in_folder,
        several=True,
        short=QT_TRANSLATE_NOOP("tasks", "Folder"),
        hint=QT_TRANSLATE_NOOP("tasks", "Show the video file in its folder"),
    ),
    Command.SAVE_AS: Row(
        "download",
        lambda task: task.watchable,
        TaskDoing.save_as,
        several=True,
        keys="Ctrl+Shift+S",
        short=QT_TRANSLATE_NOOP("tasks", "Save as"),
        hint=QT_TRANSLATE_NOOP("tasks", "Keep a copy somewhere else"),
    ),
    Command.EXPORT: Row(
        "film",
        lambda task: task.watchable,
        TaskDoing.export,
        several=True,
        short=QT_TRANSLATE_NOOP("tasks", "Timeline"),
        hint=QT_TRANSLATE_NOOP("tasks", "Copies in a folder, with a timeline that video editors open"),
        alone=QT_TRANSLATE_NOOP("tasks", "Select the videos for it, or the last one of a chain."),
    ),
    Command.OPEN_OUTSIDE: Row("external-link", lambda task: task.watchable, TaskDoing.open_outside),
    Command.CONTINUE: Row(
        "arrow-right",
        lambda task: task.watchable,
        TaskDoing.go_on,
        short=QT_TRANSLATE_NOOP("tasks", "Continue"),
        hint=QT_TRANSLATE_NOOP("tasks", "Start the next video with the last frame of this one"),
    ),
    Command.REUSE: Row(
        "rotate-ccw",
        _in(*Status),
        TaskDoing.put_back,
        keys="Ctrl+Shift+R",
        short=QT_TRANSLATE_NOOP("tasks", "Reuse"),
        hint=QT_TRANSLATE_NOOP("tasks", "Put every setting of this video back into the form"),
    ),
    Command.COMPARE: Row(
        "columns-2",
        lambda task: task.watchable,
        TaskDoing.compare,
        several=True,
        keys="C",
        short=QT_TRANSLATE_NOOP("tasks", "Compare"),
        hint=QT_TRANSLATE_NOOP("tasks", "Two videos side by side, in step, and what differs between them"),
        alone=QT_TRANSLATE_NOOP("tasks", "Select two videos to compare them."),
    ),
    Command.JOIN: Row(
        "link",
        lambda task: task.watchable,
        TaskDoing.join,
        several=True,
        short=QT_TRANSLATE_NOOP("tasks", "Join"),
        hint=QT_TRANSLATE_NOOP("tasks", "One video file of several, in the order in which they were made"),
        alone=QT_TRANSLATE_NOOP("tasks", "Select the videos to join, or the last one of a chain."),
    ),
    Command.FAVOURITE: Row(
        "star",
        _in(*Status),
        TaskDoing.favour,
        several=True,
        keys="Ctrl+D",
        short=QT_TRANSLATE_NOOP("tasks", "Favourite"),
        hint=QT_TRANSLATE_NOOP("tasks", "Favourites have a star and a filter of their own"),
    ),
    Command.DESCRIBE: Row(
        "pencil",
        _in(*Status),
        TaskDoing.describe,
        keys="F2",
        short=QT_TRANSLATE_NOOP("tasks", "Name"),
        hint=QT_TRANSLATE_NOOP("tasks", "The name stands in the list; the file keeps its own"),
    ),
    Command.TAG: Row(
        "tag",
        _in(*Status),
        TaskDoing.tag,
        several=True,
        keys="Ctrl+T",
        short=QT_TRANSLATE_NOOP("tasks", "Tags"),
        hint=QT_TRANSLATE_NOOP("tasks", "Tags are found by the search and have a filter of their own"),
    ),
    Command.COPY_PROMPT: Row("copy", lambda task: task.draft.prompt.strip(), TaskDoing.copy_prompt),
    Command.COPY_SETTINGS: Row("copy", _in(*Status), TaskDoing.copy_settings),
    Command.COPY_ID: Row("copy", lambda task: task.task_id, TaskDoing.copy_id),
    Command.SEND_FIRST: Row("arrow-up", lambda task: task.in_line, waiting.first, several=True),
    Command.SEND_EARLIER: Row(
        "arrow-up", lambda task: task.in_line, waiting.earlier, several=True, keys="Alt+Up"
    ),
    Command.SEND_LATER: Row(
        "arrow-down", lambda task: task.in_line, waiting.later, several=True, keys="Alt+Down"
    ),
    Command.REMOVE: Row(
        "trash-2",
        lambda task: task.status is not Status.SENDING,
        TaskDoing.remove,
        several=True,
        keys="Del",
        short=QT_TRANSLATE_NOOP("tasks", "Remove"),
    ),
}


def offered(task: Task, among: Sequence[Command] = STATE_COMMANDS) -> tuple[Command, ...]:
    """Return those of some commands that can be done with a task: by itself, what its state calls for."""
    return tuple(command for command in among if TABLE[command].offered(task))
