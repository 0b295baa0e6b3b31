"""Does what a person asked of videos, asking back where it costs money or takes something away."""

from __future__ import annotations

import asyncio
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QLocale, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from seedance_gui.domain.address import PRACTICE, website_of
from seedance_gui.domain.settings_text import settings_text
from seedance_gui.domain.task import NOT_SENT, Status
from seedance_gui.services.files import sidecar
from seedance_gui.services.files.video_files import copy_stem, copy_to
from seedance_gui.ui.kit.mention_words import spelled
from seedance_gui.ui.kit.translator import Words, in_a_row
from seedance_gui.ui.shell import desktop
from seedance_gui.ui.shell.dialogs import ask, finished

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from seedance_gui.domain.task import Task
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.tasks.exporting import Tell

    Tasks = Sequence[Task]


_TELL_EVERY = 5.0
"""Seconds between two words on how far it is."""


class TaskDoing(QObject):
    """``reuse`` carries the draft to put back into the form; ``said`` a message to show in passing.

    ``releasing`` is emitted before a file is moved or deleted: whoever plays it lets go. ``last_frame``
    carries the picture with which the next video is to begin, and our id of the task that it is of.
    ``undoable`` says what was done, and carries what takes it back. ``over_limit`` says which limits of the
    person orders would pass that are sent now. ``over`` takes back what ``said`` has said; ``made`` says what
    there is now, what can be done with it, and does that.
    """

    reuse = Signal(object)
    said = Signal(str)
    over = Signal(str)
    made = Signal(str, str, object)
    look_asked = Signal(str)
    releasing = Signal(str)
    going_on = Signal()  # the next video is to begin with a frame, which is read meanwhile
    last_frame = Signal(QImage, str)
    undoable = Signal(str, object)
    compare_asked = Signal(list)
    edit_asked = Signal(str)

    def __init__(
        self,
        window: QWidget,
        task_service: TaskService,
        spawn: Callable[[Coroutine[object, object, None]], object],
        remove: Callable[[Sequence[str]], object],
        words: Words | None = None,
    ) -> None:
        super().__init__()  # what is being saved when the session ends still tells how that went
        self._window = window
        self.task_service = task_service
        self.spawn = spawn
        self._remove = remove
        self.words = words or Words()
        self._closed = False
        self.held = QElapsedTimer()  # since something was
        self.over_limit: Callable[[Tasks], str] = lambda _: ""

    def close(self) -> None:
        """Do nothing more with tasks, whatever is answered to a question that is still open."""
        self._closed = True

    async def may_send(self, tasks: Tasks, limits: str) -> bool:
        """Ask before held orders pass limits, which may have been set later; tell whether they may go."""
        yes = self.tr("Send it anyway")
        if len(tasks) > 1:
            yes = self.tr("Send %n anyway", None, len(tasks))
        passes = self.tr("This passes the limit that you set.")
        return await self._sends(self.tr("Over your limit"), passes, limits, yes)

    async def _sends(self, title: str, text: str, detail: str, yes: str) -> bool:
        buttons = ("no", self.tr("Don't send")), ("yes", yes)
        answer = await ask(self._window, title, text, detail=detail, buttons=buttons, danger="yes")
        return answer == "yes" and not self._closed

    def favour(self, tasks: Tasks) -> None:
        """Make all of them favourites, or none where all are."""
        on = not all(task.favourite for task in tasks)
        undo = self.task_service.filing.favour([task.id for task in tasks], on)
        if undo and len(tasks) > 1:  # of one, the star itself takes it back
            self.undoable.emit(self.tr("Favourites changed for %n videos.", None, len(tasks)), undo)

    async def describe(self, tasks: Tasks) -> None:
        """Ask for the name and the note of a video."""
        from seedance_gui.ui.tasks.filing_dialogs import DescribeDialog  # noqa: PLC0415 - not needed to start

        dialog = DescribeDialog(self._window, tasks[0])
        if await finished(dialog) != QDialog.DialogCode.Accepted or self._closed:
            return
        name, note = dialog.name.text(), dialog.note.toPlainText()
        if undo := self.task_service.filing.describe(tasks[0].id, name, note):
            self.undoable.emit(self.tr("Name and note saved."), undo)

    async def tag(self, tasks: Tasks) -> None:
        """Ask for the tags of videos."""
        from seedance_gui.ui.tasks.filing_dialogs import TagsDialog  # noqa: PLC0415 - not needed to start

        known = {tag for task in self.task_service.tasks() for tag in task.tags}
        dialog = TagsDialog(self._window, tasks, known)
        if await finished(dialog) != QDialog.DialogCode.Accepted or self._closed:
            return
        ids = [task.id for task in tasks]
        if undo := self.task_service.filing.tag(ids, dialog.added, dialog.removed):
            self.undoable.emit(self.tr("Tags changed for %n videos.", None, len(ids)), undo)

    def put_back(self, tasks: Tasks) -> None:
        """Put every setting of a video back into the form."""
        self.reuse.emit(tasks[0].draft)

    def edit(self, tasks: Tasks) -> None:
        """Change an order that waits, in the form."""
        self.edit_asked.emit(tasks[0].id)

    def compare(self, tasks: Tasks) -> None:
        """Show two of them side by side."""
        self.compare_asked.emit(list(tasks))

    async def join(self, tasks: Tasks) -> None:
        """Make one file of several videos, or of all that one goes on from, beside the first of them."""
        from seedance_gui.ui.tasks.exporting import join  # noqa: PLC0415 - not needed to start

        await join(self.task_service, self._chained(tasks), self._tell())

    def _tell(self) -> Tell:
        from seedance_gui.ui.tasks.exporting import Tell  # noqa: PLC0415 - not needed to start

        return Tell(self.said.emit, self.over.emit, self.made.emit, self.look_asked.emit)

    def _chained(self, tasks: Tasks) -> Tasks:
        """Return the videos that were chosen, or those that the one goes on from, as they were made."""
        tasks = self.task_service.chains.chain(tasks[0]) if len(tasks) == 1 else tasks
        return sorted((task for task in tasks if task.watchable), key=lambda task: task.created)

    async def export(self, tasks: Tasks) -> None:
        """Write several videos, or all that one goes on from, into a folder with a timeline for editors."""
        from seedance_gui.ui.tasks.exporting import ask_and_export  # noqa: PLC0415 - not needed to start

        chained = self._chained(tasks)
        await ask_and_export(self._window, chained, self.task_service.media, self._tell())

    async def go_on(self, tasks: Tasks) -> None:
        """Take the last frame of a video, to begin the next one with it."""
        from seedance_gui.ui.player.exact_frame import last_frame  # noqa: PLC0415 - needs a video

        self.going_on.emit()
        picture = await last_frame(Path(tasks[0].file), self.task_service.media)
        if self._closed:
            return
        if picture.isNull():
            self.said.emit(self.tr("The last frame could not be read."))
        else:
            self.last_frame.emit(picture, tasks[0].id)

    def remove(self, tasks: Tasks) -> None:
        """Take them off the list."""
        self._remove([task.id for task in tasks])

    def show_in_folder(self, tasks: Tasks) -> None:
        """Show videos in the system's file manager."""
        self._outside(desktop.show_in_folder(*(Path(task.file) for task in tasks)))

    def open_outside(self, tasks: Tasks) -> None:
        """Play the video in the system's player."""
        self._outside(desktop.open_file(Path(tasks[0].file)))

    def open_website(self, tasks: Tasks) -> None:
        """Open the service's website in the browser."""
        website = website_of(tasks[0].service)
        if not desktop.open_link(website):
            told = self.tr("The browser could not be opened. The address is {address}")
            self.said.emit(told.format(address=website))

    def copy_prompt(self, tasks: Tasks) -> None:
        """Copy the prompt as it was written."""
        self._copy(tasks[0].draft.prompt, self.tr("The prompt is copied."))

    def copy_settings(self, tasks: Tasks) -> None:
        """Copy all settings as a text that can be pasted here again."""
        self._copy(settings_text(tasks[0].draft), self.tr("The settings are copied."))

    def copy_id(self, tasks: Tasks) -> None:
        """Copy the service's id."""
        self._copy(tasks[0].task_id, self.tr("The task id is copied."))

    async def stop(self, tasks: Tasks) -> None:
        """Cancel what was not sent; ask before what was is no longer watched."""
        sent = [task for task in tasks if task.status not in NOT_SENT]
        if sent:
            text = self.tr(
                "This can't be cancelled any more: the service may still make it and charge for it."
            )
            if len(sent) > 1:
                text = self.tr(
                    "%n of them can't be cancelled any more: the service may still make them and charge.",
                    None,
                    len(sent),
                )
            answer = await ask(
                self._window,
                self.tr("Stop watching?"),
                text,
                detail=self.tr("The program would only stop asking about it. You can watch it again later."),
                buttons=(("no", self.tr("Keep watching")), ("yes", self.tr("Stop watching"))),
            )
            if answer != "yes" or self._closed:
                return
        for task in tasks:
            self.task_service.stop(task.id)

    async def send_again(self, tasks: Tasks) -> None:
        """Send it once more; ask before what may then be paid twice."""
        task = tasks[0]
        text, detail, yes = "", self.over_limit(tasks), self.tr("Send it anyway")
        if detail:
            text = self.tr("This passes the limit that you set.")
        if task.status is Status.NOT_CONFIRMED:
            text = self.tr("If the service did take the first order, you pay twice.")
            look = self.tr("Look on the service's website first: send again only if it is not there.")
            if task.service == PRACTICE:
                look = self.tr("With the real service you would look on its website first.")
            detail, yes = in_a_row((look, detail)), self.tr("It was not created: send again")
        if not text or await self._sends(self.tr("Send it again?"), text, detail, yes):
            self.task_service.send_again(task.id)

    async def give_id(self, tasks: Tasks) -> None:
        """Ask for the id of what was created after all, and watch it."""
        from seedance_gui.ui.tasks.id_dialog import IdDialog  # noqa: PLC0415 - not needed to start

        task = tasks[0]
        dialog = IdDialog(self._window, task, self.task_service, self.words, self.spawn)
        if await finished(dialog) != QDialog.DialogCode.Accepted or self._closed:
            return
        if not self.task_service.confirm_created(task.id, dialog.found):
            self.said.emit(self.tr("This video is no longer waiting for a decision."))

    async def decide_again(self, tasks: Tasks) -> None:
        """Give up the id that was entered."""
        task = tasks[0]
        if task.status is Status.SAVED:
            answer = await ask(
                self._window,
                self.tr("Decide again?"),
                self.tr("The order is then not confirmed any more, and its video is not in the list."),
                detail=self.tr("The file stays in its folder: {name}").format(name=Path(task.file).name),
                buttons=(("no", self.tr("Leave it as it is")), ("yes", self.tr("Decide again"))),
            )
            if answer != "yes" or self._closed:
                return
            self.releasing.emit(task.id)
        self.task_service.decide_again(task.id)

    async def save_as(self, tasks: Tasks) -> None:
        """Ask where to keep a copy of the video, or the folder for copies of several."""
        if len(tasks) > 1:
            await self._save_to_folder(tasks)
            return
        source = Path(tasks[0].file)
        target = await self._where(
            self.tr("Save as"),
            spelled(copy_stem(tasks[0])) + source.suffix,
            self.tr("Videos"),
            f"*{source.suffix}",
        )
        if target is None:
            return
        try:
            await asyncio.to_thread(shutil.copyfile, source, target)
        except OSError as error:
            reason = error.strerror or str(error)
            self.said.emit(self.tr("It could not be saved there: {reason}").format(reason=reason))
        else:
            self.said.emit(self.tr("Saved as {name}").format(name=target.name))

    async def _save_to_folder(self, tasks: Tasks) -> None:
        dialog = QFileDialog(self._window, self.tr("Save to folder"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        if await finished(dialog) != QDialog.DialogCode.Accepted or not dialog.selectedFiles():
            return
        folder = Path(dialog.selectedFiles()[0])
        self.said.emit(self.tr("Saving %n videos…", None, len(tasks)))
        missing: list[str] = []
        told = time.monotonic()
        for done, task in enumerate(tasks):
            if time.monotonic() - told > _TELL_EVERY:
                told, count = time.monotonic(), QLocale().toString
                self.said.emit(
                    self.tr("{done} of {all} saved").format(done=count(done), all=count(len(tasks)))
                )
            try:
                await asyncio.to_thread(copy_to, folder, Path(task.file), spelled(copy_stem(task)))
            except OSError as error:
                missing.append(f"{Path(task.file).name} ({error.strerror or error})")
        if saved := len(tasks) - len(missing):
            said = self.tr("%n videos saved to {folder}.", None, saved)
            self.said.emit(said.format(folder=folder.name or str(folder)))
        if missing:
            said = self.tr("%n videos could not be saved: {names}", None, len(missing))
            self.said.emit(said.format(names=", ".join(missing[:3]) + ("…" if missing[3:] else "")))

    async def find_file(self, tasks: Tasks) -> None:
        """Ask where the file of a video is now; those of others that are found there are taken, too."""
        lost, videos = Path(tasks[0].file), " ".join(f"*{suffix}" for suffix in sidecar.SUFFIXES)
        title = self.tr("Where is {name} now?").format(name=lost.name)
        dialog = QFileDialog(self._window, title, str(Path.home()), f"{self.tr('Videos')} ({videos})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if await finished(dialog) != QDialog.DialogCode.Accepted or self._closed:
            return
        try:
            others = await self.task_service.relink(tasks[0].id, Path(dialog.selectedFiles()[0]))
        except ValueError:
            self.said.emit(self.tr("That is the file of another video."))
            return
        if others:
            self.said.emit(self.tr("%n other videos were found there, too.", None, others))

    async def save_frame(self, picture: QImage, task_id: str, position: int) -> None:
        """Save the frame at a position (ms) of a video as a picture where the person wants it."""
        task = self.task_service.task(task_id)
        name = Path(task.file).stem if task is not None and task.file else "frame"
        kinds = self.tr("Pictures"), "*.png *.jpg"
        name += f" {position / 1000:.2f} s.png"  # another frame gets another name
        target = await self._where(self.tr("Save the frame"), name, *kinds)
        if target is None:
            return
        if await asyncio.to_thread(picture.save, str(target)):
            self.said.emit(self.tr("Saved as {name}").format(name=target.name))
        else:
            self.said.emit(self.tr("The frame could not be saved there."))

    async def _where(self, title: str, name: str, kind: str, patterns: str) -> Path | None:
        """Ask where to save a file; None where nowhere."""
        dialog = QFileDialog(self._window, title, str(Path.home() / name), f"{kind} ({patterns})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
        agreed = await finished(dialog) == QDialog.DialogCode.Accepted
        return Path(dialog.selectedFiles()[0]) if agreed else None

    def _copy(self, text: str, message: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(message)

    def _outside(self, opened: bool) -> None:
        if not opened:
            self.said.emit(self.tr("The system could not open it."))
