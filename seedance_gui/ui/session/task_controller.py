"""The list and the preview of one session: what is shown, what is done with it, what leads to a task."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage

from seedance_gui.domain.draft import Field, Reference
from seedance_gui.domain.task import Status
from seedance_gui.ui.kit.pictures import keep_picture
from seedance_gui.ui.kit.translator import named, shortened
from seedance_gui.ui.player.player_state import State
from seedance_gui.ui.preview.preview_words import outcome_words, preview_of, usual_seconds
from seedance_gui.ui.references.field.tile_menu import open_reference
from seedance_gui.ui.shell.notice_bar import Notice
from seedance_gui.ui.tasks.filter import Show
from seedance_gui.ui.tasks.words import look_of, prompt_line, state_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedance_gui.domain.task import Task
    from seedance_gui.ui.kit.toast import Toast
    from seedance_gui.ui.preview.examples import ExamplesPage
    from seedance_gui.ui.session.scope import SessionContext
    from seedance_gui.ui.tasks.doing import TaskDoing

_CLOCK_MS = 5000
_UNDECIDED = "undecided"
_BY_THE_PERSON = frozenset({Status.CANCELLED, Status.STOPPED})  # which is no news


class Shown(NamedTuple):
    """A video on the screen: our id of it, and where it stands and whether it plays, in milliseconds."""

    task_id: str
    position: int = 0
    playing: bool = False


class TaskController(QObject):
    """``shown``: what to begin with, else the newest task.

    ``ended`` carries a task that came to an end, good or bad, and what became of the money. ``undecided`` are
    the orders that nobody confirmed, by our ids.
    """

    ended = Signal(object, str)
    undecided_changed = Signal()
    frame_taken = Signal(object, object)  # the Field it is for, and the Reference made of it

    def __init__(
        self, context: SessionContext, doing: TaskDoing, parent: QObject, *, shown: Shown | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._page = page = context.page
        self._task_service = context.task_service
        self._toasts = context.toasts
        self._doing = doing
        self._leading: dict[Toast, str] = {}
        self.undecided: dict[str, Task] = {}
        self._held: set[str] = set()
        self._chosen = ""
        self._play_next = False
        self._go_on_at: Shown | None = None
        self._clock = QTimer(self, interval=_CLOCK_MS)
        # The player loads FFmpeg at its first video, which must not happen inside a coroutine, and most news
        # come out of one: a timer of no length shows them from the loop itself, and several at once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._connect()
        tasks = self._task_service.tasks()
        page.tasks.set_tasks(tasks)
        if tasks:
            kept = shown if shown and self._task_service.task(shown.task_id) else None
            first = kept.task_id if kept else tasks[0].id
            if kept is None or page.tasks.model.row_of(first) is not None:  # else the filter hides it
                page.tasks.choose(first)
            self._choose(first)  # the list tells nothing where it was chosen before this session
            self._go_on_at = kept
        else:
            self._show_nothing()
        self._note_undecided(tasks)
        self._tell_counts()

    @property
    def shown(self) -> Shown:
        """What is on the screen now, for the next session to begin with."""
        if self._page.preview.player_state is State.EMPTY:
            return self._go_on_at or Shown(self._chosen)
        player = self._page.preview.player
        return self._go_on_at or Shown(self._chosen, player.position, player.state is State.PLAYING)

    def close(self) -> None:
        """Let go of the task service."""
        for commands in (self._page.tasks.commands, self._page.preview.commands):
            commands.serve(None)
        self._doing.close()
        for toast in tuple(self._leading):
            toast.close_now()  # it leads to a task of this task service
        self._context.notices.drop(_UNDECIDED)
        self._page.top.set_undecided(0)
        self._page.counted.emit(0, 0)
        self._clock.stop()
        self._soon.stop()
        self._page.preview.show_nothing()

    def look_at(self, task_id: str) -> None:
        """Choose a video in the list, show it and play it."""
        self._page.tasks.choose(task_id)
        self._open(task_id)

    def _connect(self) -> None:
        page, task_service, doing = self._page, self._task_service, self._doing
        connect = self._context.scope.connect
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        connect(task_service.task_changed, self._task_changed)
        connect(task_service.task_removed, self._task_removed)
        connect(task_service.tasks_loaded, self._tasks_loaded)
        # What is said of the video on the screen may be another now.
        connect(task_service.connection_changed, lambda _: self._soon.start())
        connect(task_service.balance_changed, lambda _: self._soon.start())
        connect(application.applicationStateChanged, self._application_changed)
        connect(page.tasks.chosen, self._choose)
        connect(page.tasks.opened, self._open)
        connect(page.tasks.posters.ready, lambda key: self._soon.start() if key == self._chosen else None)
        connect(page.top.undecided.clicked, lambda _: self._look_at_undecided())
        for commands in (page.tasks.commands, page.preview.commands):
            commands.serve(doing)
        connect(page.preview.frame_captured, lambda *taken: self._context.spawn(self._frame(*taken)))
        connect(page.preview.player_changed, self._player_changed)
        connect(page.preview.reference_asked, self._reference)
        connect(page.tasks.model.line.changed, self._soon.start)
        doing.releasing.connect(self._release)
        connect(
            doing.last_frame,
            lambda picture, of: self._context.spawn(self._use_frame(picture, Field.FIRST_IMAGE, of)),
        )
        self._clock.timeout.connect(self._show)
        self._soon.timeout.connect(self._show)

    # What is on the screen

    def _choose(self, task_id: str) -> None:
        if task_id != self._chosen:
            self._chosen = task_id
            self._play_next, self._go_on_at = False, None
            self._soon.start()
            self._read_balance()
            for toast in [toast for toast, led_to in self._leading.items() if led_to == task_id]:
                toast.close_now()  # it would cover what it leads to
            self._tell_undecided()

    def _open(self, task_id: str) -> None:
        self._page.show_preview()
        self._choose(task_id)
        self._play_next = True
        self._soon.start()

    def _show(self) -> None:
        play, self._play_next = self._play_next, False
        task = self._task_service.task(self._chosen)
        if task is None:
            self._clock.stop()
            self._show_nothing()
            return
        poster = self._page.tasks.posters.of(task, at_once=True)
        preview = preview_of(
            task,
            rules=self._context.rules,
            before=self._task_service.chains.before(task),
            say=self._context.words,
            status_message=self._task_service.status_message(task),
            poster=poster.toImage() if poster is not None else None,
            usual=usual_seconds(self._task_service.tasks(), task),
            now=time.time(),
            practice=bool(self._task_service.own_origin),
            place=self._page.tasks.model.line.place(task.id),
            later=self._task_service.accounts.of(task).unconfirmed.later(task) if task.undecided else None,
        )
        self._page.preview.show_task(preview, play=play)
        if task.active:
            self._page.preview.expect_video()
        # The time that a task is under way is told on the screen, so it must not stand still.
        if task.status in (Status.QUEUED, Status.PROCESSING):
            self._clock.start()
        else:
            self._clock.stop()

    def _show_nothing(self) -> None:
        """Teach by examples where there is nothing at all yet."""
        self._page.preview.show_nothing(None if self._task_service.tasks() else self._make_examples)

    def _make_examples(self) -> ExamplesPage:
        from seedance_gui.ui.session.use_example import make_examples  # noqa: PLC0415 - not with a video

        return make_examples(self._context)

    def _player_changed(self, _: object) -> None:
        """Go on with a video where it stood in the window before."""
        player, shown = self._page.preview.player, self._go_on_at
        if shown is not None and player.ready:
            self._go_on_at = None
            player.seek(shown.position)
            if shown.playing:
                player.play()

    def _release(self, task_id: str) -> None:
        if task_id == self._chosen:
            self._page.preview.release()

    # What can be done with it

    async def _frame(self, shown: QImage, where: str) -> None:
        from seedance_gui.ui.player.exact_frame import exact_frame  # noqa: PLC0415 - needs a video

        task_id, player = self._chosen, self._page.preview.player
        position = player.position
        picture = await exact_frame(player, self._task_service.media, shown)
        if where == "copy":
            QGuiApplication.clipboard().setImage(picture)
            self._toasts.show_message(self.tr("The frame is copied."))
        elif where == "save":
            await self._doing.save_frame(picture, task_id, position)
        else:
            await self._use_frame(picture, Field.FIRST_IMAGE if where == "first" else Field.LAST_IMAGE)

    async def _use_frame(self, picture: QImage, field: Field, last_of: str = "") -> None:
        try:
            file = await asyncio.to_thread(keep_picture, picture, self._page.paste_folder)
        except OSError as error:
            said = self.tr("The frame could not be kept: {reason}").format(reason=error.strerror)
            self._toasts.show_message(said, "danger")
            return
        if last_of:
            await asyncio.to_thread(self._task_service.chains.took, str(file), last_of)
        self.frame_taken.emit(field, Reference(file=str(file)))

    def _reference(self, what: str, field: Field, reference: Reference) -> None:
        """Open one of those that a video was made from, or put it into the form."""
        if what == "open":
            open_reference(self, reference, self._context.rules.upload, self._toasts.show_message)
        else:
            self._page.form.take([(field, reference)])

    # From the task service

    def _task_changed(self, task: Task) -> None:
        before = self._page.tasks.model.task(task.id)
        self._page.tasks.put(task)
        if task.id == self._chosen:
            self._soon.start()
        ended = not task.active and task.status not in _BY_THE_PERSON
        if ended and before is not None and before.status is not task.status:
            self._end(task)
        if task.undecided and before is not None and not before.undecided:
            self._context.told.discard(task.id)  # it is another order that nobody confirmed
        self._note_undecided([task])
        self._tell_counts()

    def _end(self, task: Task) -> None:
        """Tell what came of a task: on the desktop, and here unless it is on the screen."""
        practice = bool(self._task_service.own_origin)
        self.ended.emit(task, outcome_words(task, practice=practice, now=time.time()))
        saved = task.status is Status.SAVED
        if saved:
            self._page.tasks.posters.forget(task.id)
        if task.id == self._chosen or task.undecided:  # for these a notice stays
            return
        words = shortened(prompt_line(task))
        said = self.tr("Saved: {prompt}").format(prompt=words) if saved else named(state_words(task), words)
        action = self.tr("Play") if saved else self.tr("Look")
        toast = self._toasts.show_message(said, look_of(task).tone, action=action)
        toast.action_clicked.connect(lambda: self.look_at(task.id))
        self._leading[toast] = task.id
        toast.closed.connect(lambda: self._leading.pop(toast, None))

    def _tell_counts(self) -> None:
        going = self._page.tasks.model.count(Show.GOING) - len(self._held)
        self._page.counted.emit(going, len(self.undecided))

    def _tasks_loaded(self, tasks: list[Task]) -> None:
        self._page.tasks.add(tasks)
        self._note_undecided(tasks)
        self._tell_counts()

    def _task_removed(self, task_id: str) -> None:
        self._page.tasks.drop(task_id)
        self._held.discard(task_id)
        if self.undecided.pop(task_id, None) is not None:
            self._tell_undecided()
        self._tell_counts()
        if task_id == self._chosen:
            self._choose("")

    # Orders that nobody confirmed

    def _note_undecided(self, tasks: Iterable[Task]) -> None:
        before = dict(self.undecided)
        for task in tasks:
            (self._held.add if task.held else self._held.discard)(task.id)
            if task.undecided:
                self.undecided[task.id] = task
            else:
                self.undecided.pop(task.id, None)
        if self.undecided != before:
            self._tell_undecided()

    def _tell_undecided(self) -> None:
        """Lead to what may have been charged and waits for the person, unless it has been on the screen."""
        self.undecided_changed.emit()
        told = self._context.told
        if self._chosen in self.undecided:
            told.add(self._chosen)
        self._page.top.set_undecided(len(self.undecided))
        tasks = [task for task in self.undecided.values() if task.id not in told]
        if not tasks:
            self._context.notices.drop(_UNDECIDED)
            return
        words = shortened(prompt_line(tasks[0]))
        said = self.tr("Not confirmed, and perhaps charged: {prompt}").format(prompt=words)
        if len(tasks) > 1:
            said = self.tr(
                "%n videos are not confirmed, and perhaps charged. They need your decision.",
                None,
                len(self.undecided),  # as above the list, though one of them may have been looked at
            )
        offer = said, self.tr("Look")
        notice = Notice(
            lambda _: offer,
            act=lambda: self.look_at(tasks[0].id),
            dismissed=lambda: told.update(task.id for task in tasks),
        )
        self._context.notices.put(_UNDECIDED, notice)

    def _look_at_undecided(self) -> None:
        """Show the next order that waits for a decision, in the order of the list."""
        ids = [task.id for task in self._task_service.tasks() if task.id in self.undecided]
        if ids:
            self.look_at(ids[(ids.index(self._chosen) + 1) % len(ids) if self._chosen in ids else 0])

    def _read_balance(self) -> None:
        """Ask what the coins do while somebody looks at an order that may have been charged."""
        task = self._task_service.task(self._chosen)
        if task is not None and task.undecided:
            self._task_service.refresh_balance(task.id)

    def _application_changed(self, state: Qt.ApplicationState) -> None:
        # As when the person comes back from the service's website.
        if state is Qt.ApplicationState.ApplicationActive:
            self._read_balance()
