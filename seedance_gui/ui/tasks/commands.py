"""What a person can do with videos: one action of a command for every place that it stands in."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP, Message
from seedance_gui.domain.status_message import is_unchecked
from seedance_gui.domain.task import NOT_SENT, Status
from seedance_gui.ui.kit.action_button import ActionButton, NamedIcon
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.translator import counted
from seedance_gui.ui.tasks.command_table import GROUPS, OF_FILE, OF_LINE, OF_WAITING, TABLE, Command
from seedance_gui.ui.tasks.words import state_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.tasks.doing import TaskDoing

_SEVERAL: Final = {
    Command.SAVE_AS: QT_TRANSLATE_NOOP("tasks", "Save %n videos to a folder…", None, 1),
    Command.REMOVE: QT_TRANSLATE_NOOP("tasks", "Remove %n videos…", None, 1),
}
"""What a command is called for several videos."""


class _Back(NamedTuple):
    """What a command is called where all of them are so already, and its icon then."""

    done: Callable[[Task], bool]
    name: str
    icon: str


_BACK: Final = {
    Command.HOLD: _Back(lambda task: task.held, QT_TRANSLATE_NOOP("tasks", "Release"), "play"),
    Command.FAVOURITE: _Back(
        lambda task: task.favourite, QT_TRANSLATE_NOOP("tasks", "Remove from favourites"), "star"
    ),
}
_TO_FOLDER: Final = QT_TRANSLATE_NOOP("tasks", "To folder")


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
            action.setShortcut(QKeySequence(TABLE[command].keys))
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
        if reason := self._why_not(command, now):
            if now and command in OF_WAITING:
                self._doing.said.emit(reason)
        else:
            work = TABLE[command].does(self._doing, now)
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
            row, (text, icon) = TABLE[command], _shown(command, tasks)
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
        set_icon(self._theme, made, TABLE[command].icon, "text_secondary", 15)
        return made

    def named_icon(self, command: Command, parent: QWidget) -> NamedIcon:
        """Return a quiet icon with its name below."""
        made = NamedIcon(self[command], parent)
        made.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        return made

    def _why_not(self, command: Command, tasks: Sequence[Task]) -> str:
        row, of_file, translate = TABLE[command], command in OF_FILE, QCoreApplication.translate
        if not tasks or self._doing is None:
            return translate("tasks", "No video is chosen.")
        if len(tasks) > 1 and not row.several:
            return translate("tasks", "This is for one video at a time.")
        if of_file and self._file_gone:
            return translate("tasks", "The video file isn't in its place any more.")
        if command in OF_LINE and self._doing.task_service.waiting.edited_id in {task.id for task in tasks}:
            return self._doing.words.text(Message(FaultMessage.IN_THE_FORM))
        if all(row.offered(task) for task in tasks) or (command is Command.FIND_FILE and self._file_gone):
            return translate("tasks", row.alone) if row.alone and not _has_others(command, tasks) else ""
        told = translate("tasks", "Not for a video in this state: {state}")
        if of_file:
            told = translate("tasks", "There is no video yet.")
        elif command is Command.EDIT and tasks[0].maybe_charged:
            told = translate("tasks", "What became of its first order is not known: it stays what it is.")
        return told.format(state=next(state_words(task) for task in tasks if not row.offered(task)))


def _has_others(command: Command, tasks: Sequence[Task]) -> bool:
    """Tell whether what is for several videos knows them: they are chosen, or belong to the one that is."""
    first = tasks[0]
    return len(tasks) > 1 or bool(first.take if command is Command.COMPARE else first.continues)


def _shown(command: Command, tasks: Sequence[Task]) -> tuple[str, str]:
    """Return words and icon of a command as it stands for some videos."""
    row, translate = TABLE[command], QCoreApplication.translate
    match command:
        case Command.STOP if tasks and all(task.status in NOT_SENT for task in tasks):
            return translate("tasks", "Stop"), "x"
        case Command.SEND_AGAIN if any(task.status is Status.NOT_CONFIRMED for task in tasks):
            return translate("tasks", "It was not: send again"), row.icon
        case Command.SAVE_AGAIN if all(map(row.offered, tasks)) and any(map(is_unchecked, tasks)):
            return translate("tasks", "Check again"), "refresh-cw"
        case Command.HOLD | Command.FAVOURITE if tasks and all(_BACK[command].done(task) for task in tasks):
            return translate("tasks", _BACK[command].name), _BACK[command].icon
        case _ if command in _SEVERAL and len(tasks) > 1:
            return counted("tasks", _SEVERAL[command], len(tasks)), row.icon
    return translate("tasks", command.value), row.icon
