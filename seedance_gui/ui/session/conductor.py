"""Brings the task service and the page together: what happens there is shown here, and the other way."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage

from seedance_gui.domain.coins import coin_words
from seedance_gui.domain.draft import Field, Reference
from seedance_gui.domain.errors import SeedanceError
from seedance_gui.domain.request import NotReadyError
from seedance_gui.domain.task import Status
from seedance_gui.ui.form.price_estimate import PriceEstimate
from seedance_gui.ui.kit.pictures import keep_picture
from seedance_gui.ui.player.exact_frame import exact_frame
from seedance_gui.ui.preview.preview_words import preview_of, usual_seconds
from seedance_gui.ui.references.assets.asset_library import AssetLibrary
from seedance_gui.ui.references.status.image_conversion import ImageConversion
from seedance_gui.ui.references.status.probe_status import ProbeStatus
from seedance_gui.ui.references.status.reference_status import ReferenceStatus
from seedance_gui.ui.references.status.upload_status import UploadStatus
from seedance_gui.ui.session.draft_messages import DraftMessages
from seedance_gui.ui.session.same_order import SameOrder
from seedance_gui.ui.session.scope import Scope
from seedance_gui.ui.tasks.doing import TaskDoing
from seedance_gui.ui.tasks.removal import TaskRemoval
from seedance_gui.ui.tasks.words import prompt_line

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.messages import Message
    from seedance_gui.domain.rules import Rules
    from seedance_gui.domain.task import Task
    from seedance_gui.services.api.models import Balance
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.toast import Toast, ToastHost
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.shell.work_page import WorkPage

_DRAFT_DELAY_MS = 1500
"""From the first change to the commit of the draft: what may be lost when the program is killed."""
_CLOCK_MS = 5000
_SHORT = 40


class Conductor(QObject):
    """One task service on one page. ``close`` before the service is closed or another one takes its place.

    ``told``: the unconfirmed tasks that the person has been led to, kept from one conductor to the next.

    ``draft_kept`` carries the draft a moment after the last change, to be stored.
    """

    draft_kept = Signal(object)
    task_saved = Signal(object)

    def __init__(
        self,
        page: WorkPage,
        task_service: TaskService,
        *,
        rules: Rules,
        words: Words,
        theme: Theme,
        toasts: ToastHost,
        spawn: Spawn,
        told: set[str] | None = None,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._task_service = task_service
        self._rules = rules
        self._words = words
        self._theme = theme
        self._toasts = toasts
        self._spawn = spawn
        self._leading: dict[Toast, frozenset[str]] = {}
        self._told = told if told is not None else set()
        self._chosen = ""
        self._play_next = False
        self._asking = False
        self._intent = uuid.uuid4().hex
        self._scope = Scope()
        self._removal = TaskRemoval(page.window(), task_service, toasts, spawn)
        self._doing = TaskDoing(page.window(), task_service, spawn, self._removal.remove, words)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(_DRAFT_DELAY_MS)
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        # The player loads FFmpeg at its first video, which must not happen inside a coroutine, and most news
        # come out of one: a timer of no length shows them from the loop itself, and several at once.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._messages = DraftMessages(page.form, toasts, self._scope, self)
        self._connect()
        page.form.set_own_origin(task_service.own_origin)
        page.form.set_practice(bool(task_service.own_origin))
        page.top.set_practice(bool(task_service.own_origin))
        status = ReferenceStatus(page.form)
        self._uploads = UploadStatus(page.form, task_service, words, spawn, status, self)
        self._checks = ProbeStatus(page.form, task_service, words, page.thumbnails, spawn, status, self)
        self._copies = ImageConversion(page.form, page.paste_folder, spawn, status, self)
        self._library = AssetLibrary(
            page.form,
            task_service,
            page.thumbnails,
            words=words,
            theme=theme,
            toasts=toasts,
            spawn=spawn,
            status=status,
            parent=self,
        )
        self._price = PriceEstimate(page.form, task_service, words, self)
        self._same = SameOrder(page.form, task_service, self)
        self._same.look_wanted.connect(self._look_at)
        self._account_changed(task_service.accounts.current.balance.balance)
        self._connection_changed(task_service.accounts.current.connection.message)
        tasks = task_service.tasks()
        page.tasks.set_tasks(tasks)
        if tasks:
            page.tasks.choose(tasks[0].id)
            self._choose(tasks[0].id)  # the list tells nothing where it was chosen before this session
        else:
            page.preview.show_nothing()
        self._toasts.set_place(page.columns.message_place)
        self._scope.connect(page.columns.placed, self._toasts.arrange)
        self._tell_undecided([task for task in tasks[1:] if task.undecided])

    def close(self) -> None:
        """Let go of the task service."""
        self._scope.close()
        self._messages.close()
        for commands in (self._page.tasks.commands, self._page.preview.commands):
            commands.serve(None)
        self._doing.close()
        self._removal.close()
        self._uploads.close()
        self._checks.close()
        self._copies.close()
        self._library.close()
        self._price.close()
        self._same.close()
        for toast, ids in tuple(self._leading.items()):
            toast.close_now()  # it leads to a task of this task service
            self._told -= ids  # nobody can have followed it
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self.draft_kept.emit(self._page.form.draft)
        self._clock.stop()
        self._soon.stop()
        self._toasts.set_place(None)
        self._page.preview.show_nothing()
        self.deleteLater()

    def play(self, task_id: str) -> None:
        """Show a video and play it."""
        self._look_at(task_id)

    def _connect(self) -> None:
        page, task_service, doing = self._page, self._task_service, self._doing
        connect = self._scope.connect
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        connect(task_service.task_changed, self._task_changed)
        connect(task_service.task_removed, self._task_removed)
        connect(task_service.tasks_loaded, page.tasks.add)
        connect(task_service.notice, self._notice)
        connect(task_service.balance_changed, self._account_changed)
        connect(task_service.connection_changed, self._connection_changed)
        connect(application.applicationStateChanged, self._application_changed)
        connect(page.form.create_requested, self._create)
        connect(page.form.draft_changed, self._keep_draft_soon)
        connect(page.form.notice, self._toasts.show_message)
        self._draft_timer.timeout.connect(lambda: self.draft_kept.emit(page.form.draft))
        connect(page.tasks.chosen, self._choose)
        connect(page.tasks.opened, self._open)
        connect(page.tasks.posters.ready, lambda key: self._soon.start() if key == self._chosen else None)
        for commands in (page.tasks.commands, page.preview.commands):
            commands.serve(doing)
        connect(page.preview.frame_captured, lambda *taken: self._spawn(self._frame(*taken)))
        doing.reuse.connect(self._messages.reuse)
        doing.said.connect(self._toasts.show_message)
        doing.releasing.connect(self._release)
        self._removal.brought_back.connect(page.tasks.choose)
        self._clock.timeout.connect(self._show)
        self._soon.timeout.connect(self._show)

    # From the page

    def _create(self, draft: Draft) -> None:
        if not self._same.is_repeat(draft):
            self._submit(draft)
            return
        self._page.form.set_busy(False)  # nothing is sent while the person is asked
        if not self._asking:
            self._asking = True
            self._spawn(self._create_if_agreed(draft))

    async def _create_if_agreed(self, draft: Draft) -> None:
        try:
            if await self._same.agreed(draft):
                self._submit(draft)
        finally:
            self._asking = False

    def _submit(self, draft: Draft) -> None:
        page = self._page
        try:
            task = self._task_service.submit(draft, self._intent)
        except NotReadyError as error:
            self._toasts.show_message(" ".join(map(self._words.text, error.messages)), "danger")
        except SeedanceError as error:
            self._toasts.show_message(self._words.text(error.message), "danger", milliseconds=0)
        else:
            # The next press of Create means the next video.
            self._intent = uuid.uuid4().hex
            page.tasks.choose(task.id)
        finally:
            page.form.set_busy(False)

    def _choose(self, task_id: str) -> None:
        if task_id != self._chosen:
            self._chosen = task_id
            self._play_next = False
            self._soon.start()
            self._read_balance()
            self._found(task_id)

    def _found(self, task_id: str) -> None:
        """Take away what led to a task that is on the screen now: it would cover it."""
        for toast in [toast for toast, ids in self._leading.items() if ids == {task_id}]:
            toast.close_now()

    def _open(self, task_id: str) -> None:
        self._page.show_preview()
        self._chosen = task_id
        self._play_next = True
        self._soon.start()

    def _keep_draft_soon(self) -> None:
        if not self._draft_timer.isActive():  # started anew at each letter it would never fire
            self._draft_timer.start()

    def _release(self, task_id: str) -> None:
        if task_id == self._chosen:
            self._page.preview.release()

    async def _frame(self, shown: QImage, where: str) -> None:
        task_id = self._chosen
        picture = await exact_frame(self._page.preview.player, self._task_service.media, shown)
        if where == "copy":
            QGuiApplication.clipboard().setImage(picture)
            self._toasts.show_message(self.tr("The frame is copied."))
        elif where == "save":
            await self._doing.save_frame(picture, task_id)
        else:
            self._use_frame(picture, Field.FIRST_IMAGE if where == "first" else Field.LAST_IMAGE)

    def _use_frame(self, picture: QImage, field: Field) -> None:
        try:
            file = keep_picture(picture, self._page.paste_folder)
        except OSError as error:
            said = self.tr("The frame could not be kept: {reason}").format(reason=error.strerror)
            self._toasts.show_message(said, "danger")
            return
        self._messages.use_frame(field, Reference(file=str(file)))

    # From the task service

    def _task_changed(self, task: Task) -> None:
        before = self._page.tasks.model.task(task.id)
        self._page.tasks.put(task)
        if task.id == self._chosen:
            self._soon.start()
        newly = before is not None and before.status is not Status.SAVED
        if task.status is Status.SAVED and newly:
            self._page.tasks.posters.forget(task.id)
            self.task_saved.emit(task)
            if task.id != self._chosen:
                said = self.tr("Saved: {prompt}").format(prompt=_short(task))
                self._lead(self._toasts.show_message(said, "success", action=self.tr("Play")), [task])
        if task.undecided and before is not None and not before.undecided and task.id != self._chosen:
            self._told.discard(task.id)  # it is another order that nobody confirmed
            self._tell_undecided([task])

    def _tell_undecided(self, tasks: list[Task]) -> None:
        """Lead to what may have been charged and waits for the person, where it is not on the screen."""
        tasks = [task for task in tasks if task.id not in self._told]
        if not tasks:
            return
        self._told.update(task.id for task in tasks)
        first = tasks[0]
        said = self.tr("Not confirmed, and perhaps charged: {prompt}").format(prompt=_short(first))
        if len(tasks) > 1:
            said = self.tr(
                "%n videos are not confirmed, and perhaps charged. They wait for your decision.",
                None,
                len(tasks),
            )
        toast = self._toasts.show_message(said, "warning", action=self.tr("Look"), milliseconds=12_000)
        self._lead(toast, tasks)

    def _lead(self, toast: Toast, tasks: list[Task]) -> None:
        """Let the message's button show the first of these tasks, as long as this session lasts."""
        toast.action_clicked.connect(lambda: self._look_at(tasks[0].id))
        self._leading[toast] = frozenset(task.id for task in tasks)
        toast.closed.connect(lambda: self._leading.pop(toast, None))

    def _look_at(self, task_id: str) -> None:
        self._page.tasks.choose(task_id)
        self._open(task_id)

    def _read_balance(self) -> None:
        """Ask what the coins do while somebody looks at an order that may have been charged."""
        task = self._task_service.task(self._chosen)
        if task is not None and task.undecided:
            self._task_service.refresh_balance(task.id)

    def _application_changed(self, state: Qt.ApplicationState) -> None:
        # As when the person comes back from the service's website.
        if state is Qt.ApplicationState.ApplicationActive:
            self._read_balance()

    def _task_removed(self, task_id: str) -> None:
        self._page.tasks.drop(task_id)
        if task_id == self._chosen:
            self._choose("")

    def _notice(self, message: Message) -> None:
        self._toasts.show_message(self._words.text(message), "warning", milliseconds=10000)

    def _account_changed(self, balance: Balance | None) -> None:
        words = None
        if balance is not None and balance.available is not None:
            left = self.tr("{coins} coins left")
            if self._task_service.own_origin:
                left = self.tr("{coins} pretend coins left")
            words = left.format(coins=coin_words(balance.available))
        self._page.form.set_balance(words)

    def _connection_changed(self, message: Message | None) -> None:
        self._page.top.set_trouble(self._words.text(message) if message else "")
        self._soon.start()  # what is said of the video on the screen may be another now

    def _show(self) -> None:
        play, self._play_next = self._play_next, False
        task = self._task_service.task(self._chosen)
        if task is None:
            self._clock.stop()
            self._page.preview.show_nothing()
            return
        poster = self._page.tasks.posters.of(task, at_once=True)
        preview = preview_of(
            task,
            rules=self._rules,
            say=self._words,
            status_message=self._task_service.status_message(task),
            poster=poster.toImage() if poster is not None else None,
            usual=usual_seconds(self._task_service.tasks(), task),
            now=time.time(),
            practice=bool(self._task_service.own_origin),
        )
        self._page.preview.show_task(preview, play=play)
        # The time that a task is under way is told on the screen, so it must not stand still.
        if task.status in (Status.QUEUED, Status.PROCESSING):
            self._clock.start()
        else:
            self._clock.stop()


def _short(task: Task) -> str:
    """Return the beginning of a task's prompt, for a message that is to cover little."""
    line = prompt_line(task)
    return line if len(line) <= _SHORT else f"{line[:_SHORT].rstrip()}…"
