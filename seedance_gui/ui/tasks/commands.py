"""What a person can do with videos: one table, and from it one action for every place a command stands in."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from seedance_gui.domain.address import website_of
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.domain.status_message import is_unchecked
from seedance_gui.domain.task import NOT_SENT, POLLED, Status
from seedance_gui.services.tasks.service import TaskService
from seedance_gui.ui.kit.action_button import ActionButton, NamedIcon
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.translator import counted
from seedance_gui.ui.tasks.doing import TaskDoing
from seedance_gui.ui.tasks.words import state_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QPoint

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.theme import Theme


class Command(Enum):
    """One thing to do with videos; the value is what it is called, in English."""

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
    (Command.REMOVE,),
)
"""The menu."""
_OF_FILE: Final = (*GROUPS[1], Command.CONTINUE, Command.COMPARE, Command.JOIN)


@dataclass(frozen=True, slots=True)
class _Row:
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
_TABLE: Final[Mapping[Command, _Row]] = {
    Command.STOP: _Row("eye-off", _in(*NOT_SENT, *POLLED), TaskDoing.stop, several=True),
    Command.WATCH_AGAIN: _Row("eye", _in(Status.STOPPED), _each(TaskService.watch_again), several=True),
    Command.SAVE_AGAIN: _Row(
        "download",
        lambda task: task.status is Status.COMPLETED or is_unchecked(task),
        _each(TaskService.retry_save),
        several=True,
    ),
    Command.GIVE_ID: _Row("check", _in(Status.NOT_CONFIRMED), TaskDoing.give_id),
    Command.SEND_AGAIN: _Row(
        "refresh-cw", _in(Status.NOT_CONFIRMED, Status.REFUSED, Status.CANCELLED), TaskDoing.send_again
    ),
    Command.LEAVE: _Row("x", lambda task: task.undecided, _each(TaskService.leave), several=True),
    Command.ASK_AGAIN: _Row(
        "refresh-cw", _in(Status.FAILED, Status.EXPIRED), _each(TaskService.ask_again), several=True
    ),
    Command.DECIDE_AGAIN: _Row(
        "undo-2", lambda task: task.id_entered and _WITH_ID(task), TaskDoing.decide_again
    ),
    Command.FIND_FILE: _Row("search", lambda _: False, TaskDoing.find_file),
    Command.OPEN_WEBSITE: _Row(
        "external-link", lambda task: website_of(task.service), TaskDoing.open_website
    ),
    Command.READ_BALANCE: _Row("refresh-cw", _in(Status.NOT_CONFIRMED), _each(TaskService.refresh_balance)),
    Command.SHOW_IN_FOLDER: _Row(
        "folder-open",
        lambda task: task.watchable,
        TaskDoing.show_in_folder,
        several=True,
        short=QT_TRANSLATE_NOOP("tasks", "Folder"),
        hint=QT_TRANSLATE_NOOP("tasks", "Show the video file in its folder"),
    ),
    Command.SAVE_AS: _Row(
        "download",
        lambda task: task.watchable,
        TaskDoing.save_as,
        several=True,
        keys="Ctrl+Shift+S",
        short=QT_TRANSLATE_NOOP("tasks", "Save as"),
        hint=QT_TRANSLATE_NOOP("tasks", "Keep a copy somewhere else"),
    ),
    Command.EXPORT: _Row(
        "film",
        lambda task: task.watchable,
        TaskDoing.export,
        several=True,
        short=QT_TRANSLATE_NOOP("tasks", "Timeline"),
        hint=QT_TRANSLATE_NOOP("tasks", "Copies in a folder, with a timeline that video editors open"),
        alone=QT_TRANSLATE_NOOP("tasks", "Select the videos for it, or the last one of a chain."),
    ),
    Command.OPEN_OUTSIDE: _Row("external-link", lambda task: task.watchable, TaskDoing.open_outside),
    Command.CONTINUE: _Row(
        "arrow-right",
        lambda task: task.watchable,
        TaskDoing.go_on,
        short=QT_TRANSLATE_NOOP("tasks", "Continue"),
        hint=QT_TRANSLATE_NOOP("tasks", "Start the next video with the last frame of this one"),
    ),
    Command.REUSE: _Row(
        "rotate-ccw",
        _in(*Status),
        TaskDoing.put_back,
        keys="Ctrl+Shift+R",
        short=QT_TRANSLATE_NOOP("tasks", "Reuse"),
        hint=QT_TRANSLATE_NOOP("tasks", "Put every setting of this video back into the form"),
    ),
    Command.COMPARE: _Row(
        "columns-2",
        lambda task: task.watchable,
        TaskDoing.compare,
        several=True,
        keys="C",
        short=QT_TRANSLATE_NOOP("tasks", "Compare"),
        hint=QT_TRANSLATE_NOOP("tasks", "Two videos side by side, in step, and what differs between them"),
        alone=QT_TRANSLATE_NOOP("tasks", "Select two videos to compare them."),
    ),
    Command.JOIN: _Row(
        "link",
        lambda task: task.watchable,
        TaskDoing.join,
        several=True,
        short=QT_TRANSLATE_NOOP("tasks", "Join"),
        hint=QT_TRANSLATE_NOOP("tasks", "One video file of several, in the order in which they were made"),
        alone=QT_TRANSLATE_NOOP("tasks", "Select the videos to join, or the last one of a chain."),
    ),
    Command.FAVOURITE: _Row(
        "star",
        _in(*Status),
        TaskDoing.favour,
        several=True,
        keys="Ctrl+D",
        short=QT_TRANSLATE_NOOP("tasks", "Favourite"),
        hint=QT_TRANSLATE_NOOP("tasks", "Favourites have a star and a filter of their own"),
    ),
    Command.DESCRIBE: _Row(
        "pencil",
        _in(*Status),
        TaskDoing.describe,
        keys="F2",
        short=QT_TRANSLATE_NOOP("tasks", "Name"),
        hint=QT_TRANSLATE_NOOP("tasks", "The name stands in the list; the file keeps its own"),
    ),
    Command.TAG: _Row(
        "tag",
        _in(*Status),
        TaskDoing.tag,
        several=True,
        keys="Ctrl+T",
        short=QT_TRANSLATE_NOOP("tasks", "Tags"),
        hint=QT_TRANSLATE_NOOP("tasks", "Tags are found by the search and have a filter of their own"),
    ),
    Command.COPY_PROMPT: _Row("copy", lambda task: task.draft.prompt.strip(), TaskDoing.copy_prompt),
    Command.COPY_SETTINGS: _Row("copy", _in(*Status), TaskDoing.copy_settings),
    Command.COPY_ID: _Row("copy", lambda task: task.task_id, TaskDoing.copy_id),
    Command.REMOVE: _Row(
        "trash-2",
        lambda task: task.status is not Status.SENDING,
        TaskDoing.remove,
        several=True,
        keys="Del",
        short=QT_TRANSLATE_NOOP("tasks", "Remove"),
    ),
}

_SEVERAL: Final = {
    Command.SAVE_AS: QT_TRANSLATE_NOOP("tasks", "Save %n videos to a folder…", None, 1),
    Command.REMOVE: QT_TRANSLATE_NOOP("tasks", "Remove %n videos…", None, 1),
}
"""What a command is called for several videos."""
_TO_FOLDER: Final = QT_TRANSLATE_NOOP("tasks", "To folder")


def offered(task: Task, among: Sequence[Command] = STATE_COMMANDS) -> tuple[Command, ...]:
    """Return those of some commands that can be done with a task: by itself, what its state calls for."""
    return tuple(command for command in among if _TABLE[command].offered(task))


class TaskCommands(QObject):
    """One action a command, for the videos that ``targets`` returns; these stay the same for good.

    The selected videos need not be the one that the preview shows (several are selected, or the filter hides
    it), so there is one of these for each. An action that is off says why. ``serve`` tells who does it.
    """

    def __init__(self, theme: Theme, parent: QObject, targets: Callable[[], Sequence[Task]]) -> None:
        super().__init__(parent)
        self._theme = theme
        self._targets = targets
        self._doing: TaskDoing | None = None
        self._file_gone = False
        self._icons: dict[Command, tuple[str, str]] = {}
        self._actions = {command: QAction(self) for command in Command}
        for command, action in self._actions.items():
            action.setObjectName(command.name.lower())
            action.setProperty("english", command.value)
            action.triggered.connect(lambda _=False, command=command: self.do(command, self._targets()))
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.refresh()

    def __getitem__(self, command: Command) -> QAction:
        return self._actions[command]

    def serve(self, doing: TaskDoing | None) -> None:
        """Let somebody do it from now on, or nobody."""
        self._doing = doing
        self.refresh()

    def use_keys(self, place: QWidget) -> None:
        """Let the keys work while a widget is visible."""
        for command, action in self._actions.items():
            action.setShortcut(QKeySequence(_TABLE[command].keys))
            if (
                command is Command.REMOVE
            ):  # a key of the list alone, which hears it by itself: it is only shown
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            place.addAction(action)

    def do(self, command: Command, tasks: Sequence[Task]) -> None:
        """Do something with these videos as they are at this moment, unless it can't be done any more."""
        if self._doing is None:
            return
        # What is on the screen may be a moment old, and to send again what is not confirmed must be asked.
        now = [
            task for task in (self._doing.task_service.task(task.id) for task in tasks) if task is not None
        ]
        if not self._why_not(command, now):
            work = _TABLE[command].does(self._doing, now)
            if isinstance(work, Coroutine):
                self._doing.spawn(work)

    def refresh_soon(self) -> None:
        """Look at the videos again in a moment: of many changes at once only one is followed."""
        self._soon.start()

    def refresh(self, *, file_gone: bool = False) -> None:
        """Bring words and states up to date. ``file_gone``: the file of the video is not in its place."""
        tasks = self._targets()
        self._file_gone = file_gone
        for command, action in self._actions.items():
            row, (text, icon) = _TABLE[command], _shown(command, tasks)
            hint = QCoreApplication.translate("tasks", row.hint) if row.hint else ""
            reason = self._why_not(command, tasks)
            action.setText(text)
            short = _TO_FOLDER if command is Command.SAVE_AS and len(tasks) > 1 else row.short
            action.setIconText(QCoreApplication.translate("tasks", short) if short else text)
            action.setEnabled(not reason)
            action.setStatusTip(reason or hint)
            action.setToolTip(plain_tooltip(reason or hint))
            starred = command is Command.FAVOURITE and tasks and all(task.favourite for task in tasks)
            look = icon, "warning" if starred else "text_secondary"
            if self._icons.get(command) != look:
                self._icons[command] = look
                set_icon(self._theme, action, *look)

    def show_menu(
        self, parent: QWidget, at: QPoint, without: Sequence[QAction] = (), more: Sequence[QAction] = ()
    ) -> None:
        """Show what can be done now in a menu, and ``more``; ``at`` is a place on the screen."""
        self.refresh(file_gone=self._file_gone)
        menu = QMenu(parent)
        for group in (*([self[command] for command in group] for group in GROUPS), more):
            menu.addActions([each for each in group if each.isEnabled() and each not in without])
            menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def button(self, command: Command, parent: QWidget, *, short: bool = False) -> ActionButton:
        """Return a button with an icon."""
        made = ActionButton(self[command], parent, short=short)
        set_icon(self._theme, made, _TABLE[command].icon, "text_secondary", 15)
        return made

    def named_icon(self, command: Command, parent: QWidget) -> NamedIcon:
        """Return a quiet icon with its name below."""
        made = NamedIcon(self[command], parent)
        made.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        return made

    def _why_not(self, command: Command, tasks: Sequence[Task]) -> str:
        row, of_file, translate = _TABLE[command], command in _OF_FILE, QCoreApplication.translate
        if not tasks or self._doing is None:
            return translate("tasks", "No video is chosen.")
        if len(tasks) > 1 and not row.several:
            return translate("tasks", "This is for one video at a time.")
        if of_file and self._file_gone:
            return translate("tasks", "The video file isn't in its place any more.")
        if all(row.offered(task) for task in tasks) or (command is Command.FIND_FILE and self._file_gone):
            return translate("tasks", row.alone) if row.alone and not _has_others(command, tasks) else ""
        if of_file:
            return translate("tasks", "There is no video yet.")
        told = translate("tasks", "Not for a video in this state: {state}")
        return told.format(state=next(state_words(task) for task in tasks if not row.offered(task)))


def _has_others(command: Command, tasks: Sequence[Task]) -> bool:
    """Tell whether what is for several videos knows them: they are chosen, or belong to the one that is."""
    first = tasks[0]
    return len(tasks) > 1 or bool(first.take if command is Command.COMPARE else first.continues)


def _shown(command: Command, tasks: Sequence[Task]) -> tuple[str, str]:
    """Return words and icon of a command as it stands for some videos."""
    row, translate = _TABLE[command], QCoreApplication.translate
    match command:
        case Command.STOP if tasks and all(task.status in NOT_SENT for task in tasks):
            return translate("tasks", "Stop"), "x"
        case Command.SEND_AGAIN if any(task.status is Status.NOT_CONFIRMED for task in tasks):
            return translate("tasks", "It was not: send again"), row.icon
        case Command.SAVE_AGAIN if all(map(row.offered, tasks)) and any(map(is_unchecked, tasks)):
            return translate("tasks", "Check again"), "refresh-cw"
        case Command.FAVOURITE if tasks and all(task.favourite for task in tasks):
            return translate("tasks", "Remove from favourites"), row.icon
        case _ if command in _SEVERAL and len(tasks) > 1:
            return counted("tasks", _SEVERAL[command], len(tasks)), row.icon
    return translate("tasks", command.value), row.icon
