"""The form of one session: Create, what is known of references, and what happened to the draft."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.domain.draft import REFERENCE_FIELDS, Field
from seedance_gui.domain.errors import SeedanceError
from seedance_gui.domain.request import NotReadyError
from seedance_gui.ui.kit.translator import in_a_row, shortened
from seedance_gui.ui.references.assets.asset_library import AssetLibrary
from seedance_gui.ui.references.field.describing import display_name
from seedance_gui.ui.references.status.image_conversion import ImageConversion
from seedance_gui.ui.references.status.probe_status import ProbeStatus
from seedance_gui.ui.references.status.reference_status import ReferenceStatus
from seedance_gui.ui.references.status.upload_status import UploadStatus
from seedance_gui.ui.session.money_controller import MoneyController
from seedance_gui.ui.session.same_order import SameOrder

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Draft, Reference
    from seedance_gui.ui.form.draft_history import DraftStep
    from seedance_gui.ui.kit.design_tokens import Tone
    from seedance_gui.ui.kit.toast import Toast
    from seedance_gui.ui.session.order_editing import OrderEditing
    from seedance_gui.ui.session.scope import SessionContext
    from seedance_gui.ui.session.task_controller import TaskController


class DraftMessages(QObject):
    """The messages of one session about one form.

    An Undo that is offered undoes its own step; with another step after it the message goes away, because
    what was done since may build on it.
    """

    def __init__(self, context: SessionContext, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form = context.page.form
        self._toasts, self._words = context.toasts, context.words
        self._shown: dict[Toast, DraftStep] = {}
        context.scope.connect(form.stepped, self.say)
        context.scope.connect(form.links_taken, self._links_taken)
        context.scope.connect(form.history.newest_changed, self._newest_changed)

    def close(self) -> None:
        """Take back what was offered."""
        for toast in tuple(self._shown):
            toast.close_now()

    def say(
        self, text: str, step: DraftStep | None, tone: Tone = "neutral", milliseconds: int = 6000
    ) -> None:
        """Say what a step did, with its undo; without one nothing changed."""
        if step is None:
            self._toasts.show_message(text, tone)
            return
        toast = self._toasts.show_message(text, tone, action=self.tr("Undo"), milliseconds=milliseconds)
        self._shown[toast] = step
        toast.closed.connect(lambda: self._shown.pop(toast, None))
        toast.action_clicked.connect(lambda: self._form.history.undo_step(step))

    def reuse(self, draft: Draft) -> None:
        """Put the settings of another video into the form."""
        self.put_in(draft, self.tr("Every setting of that video is back in the form."))

    def take_settings(self, draft: Draft, name: str, unreadable: tuple[str, ...]) -> None:
        """Put settings into the form that were in a file of this name, or pasted where it is empty."""
        said = self.tr("The pasted settings are in the form.")
        if name:
            said = self.tr("The settings of {name} are in the form.").format(name=name)
        wrong = ""
        if unreadable:
            wrong = self.tr("Not understood: {names}.").format(names=", ".join(unreadable))
        self.put_in(draft, said, wrong)

    def put_in(self, draft: Draft, *said: str) -> None:
        """Put a whole draft into the form; say so, what is wrong with it, and what it replaces."""
        before = self._form.draft
        step = self._form.put_in(draft, self.tr("Reuse"))
        self._form.write_anew()
        words, replaced = shortened(before.prompt), before.references()
        gone = ""
        if step is not None and words:
            gone = self.tr("They replace “{prompt}”.").format(prompt=words)
        elif step is not None and replaced:
            gone = self.tr("They replace {name}.").format(name=display_name(replaced[0]))
        form = self._form.form
        wrong = [
            self._words.text(state.name)
            for name, state in form.fields.items()
            if state.on and (state.wrong or (state.notes and name not in REFERENCE_FIELDS))
        ]
        changed = ""
        if step is not None and wrong:
            changed = self.tr("Not all of it can be used as it was: {names}.").format(names=", ".join(wrong))
        tone: Tone = "warning" if any(said[1:]) or changed else "neutral"
        self.say(in_a_row((*said, changed, gone)), step, tone, milliseconds=12_000)

    def use_example(self, draft: Draft | OSError) -> None:
        """Put an example into the form, ready to be changed; or say why its files can't be had."""
        if isinstance(draft, OSError):
            said = self.tr("The example's pictures could not be copied: {reason}")
            self.say(said.format(reason=draft.strerror), None, "danger")
            return
        step = self._form.put_in(draft, self.tr("Use an example"))
        self.say(self.tr("The example is in the form. Change it as you like."), step, milliseconds=12_000)
        self._form.write_anew()

    def use_frame(self, field: Field, frame: Reference) -> None:
        """Make a picture of the shown video the first or last frame of the next one."""
        before = self._form.draft
        replaced = before.items(field)
        step = self._form.enter(before.adding(field, frame), self.tr("Use the frame"))
        said = [self.tr("The next video starts with that frame.")]
        if field is Field.LAST_IMAGE:
            said = [self.tr("The next video ends with that frame.")]
        if replaced:
            said.append(self.tr("It replaces {name}.").format(name=display_name(replaced[0])))
        if self._form.draft.start is not before.start:
            said.append(self.tr("The video starts from frames now."))
        self.say(in_a_row(said), step, "success", 12_000)

    def _links_taken(self, words: str, items: list[tuple[Field, Reference]]) -> None:
        said = self.tr("Links are used as references.")
        toast = self._toasts.show_message(said, action=self.tr("Put into the prompt"))
        toast.action_clicked.connect(lambda: self._form.take_words(words, items))

    def _newest_changed(self) -> None:
        for toast, step in tuple(self._shown.items()):
            if self._form.history.newest is not step:
                toast.close_now()


class FormController(QObject):
    """Orders what the form holds, and keeps the form told of its references."""

    def __init__(self, context: SessionContext, tasks: TaskController, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page = context.page
        self._task_service = task_service = context.task_service
        self._words = words = context.words
        self._toasts = context.toasts
        self._spawn = spawn = context.spawn
        self._asking = False
        self._closed = False
        self.editing: OrderEditing | None = None
        self._looked_for: object = None  # what Create has waited for already
        self._intent = uuid.uuid4().hex
        connect = context.scope.connect
        connect(page.form.create_requested, self._create)
        connect(page.form.notice, self._toasts.show_message)
        status = ReferenceStatus(page.form)
        self._same = SameOrder(context, tasks, self)
        self._probes = ProbeStatus(status, task_service, words, page.thumbnails, spawn, self)
        self.money = MoneyController(context, self)
        self._parts = (
            UploadStatus(status, task_service, words, spawn, self),
            self._probes,
            ImageConversion(
                status,
                task_service,
                page.paste_folder,
                thumbnails=page.thumbnails,
                theme=context.theme,
                make_player=page.preview.make_player,
                spawn=spawn,
                parent=self,
            ),
            AssetLibrary(
                status,
                task_service,
                page.thumbnails,
                words=words,
                theme=context.theme,
                toasts=context.toasts,
                spawn=spawn,
                parent=self,
            ),
            self.money,
            self._same,
        )

    def close(self) -> None:
        """Let go of the form and the task service."""
        self._closed = True
        for part in self._parts:
            part.close()

    # Create

    def _create(self, draft: Draft) -> None:
        asked = _, count, order = self._asked(draft)
        if self._probes.looking and asked != self._looked_for:
            self._page.form.set_busy(True, self.tr("Checking references…"))
            self._spawn(self._create_once_looked(asked))
            return
        repeated = not order and self._same.is_repeat(draft)
        if not repeated and not self.money.over_limit(draft, count, order):
            self._submit(draft, count)
            return
        self._page.form.set_busy(False)  # nothing is sent while the person is asked
        if not self._asking:
            self._asking = True
            self._spawn(self._create_if_agreed(draft, count, order))

    def _asked(self, draft: Draft) -> tuple[str, int, str]:
        """Return what pressing Create asks for: the request, so many of it, and the order that it changes."""
        order = self.editing.task_id if self.editing is not None else ""
        return self._task_service.repeats.request_of(draft), self._page.form.shape.takes.count, order

    async def _create_once_looked(self, asked: tuple[str, int, str]) -> None:
        """Order it when its references were looked at, if they are well and it is the same video still."""
        form, said = self._page.form, ""
        well = await self._probes.looked()
        if self._closed or form.bar.blockers:
            pass  # what is wrong is said in the form
        elif self._asked(form.draft) != asked:
            said = self.tr("The form was changed meanwhile, so nothing was sent. Press Create again.")
        elif not well:
            self._looked_for = asked
            said = self.tr(
                "Not everything you added passed the check. Press Create again to send it all the same."
            )
        else:
            self._create(form.draft)
            return
        form.set_busy(False)
        if said:
            self._toasts.show_message(said, "warning", milliseconds=12_000)

    async def _create_if_agreed(self, draft: Draft, count: int, order: str) -> None:
        try:
            limits = self.money.over_limit(draft, count, order)
            if not order and self._same.is_repeat(draft):  # one question says both
                agreed = await self._same.agreed(draft, count, limits)
            else:
                agreed = not limits or await self.money.agreed(limits, count)
            if agreed and order == self._asked(draft)[2]:  # else it is too late for that order, which is said
                self._submit(draft, count)
        finally:
            self._asking = False

    def _submit(self, draft: Draft, count: int) -> None:
        page = self._page
        if self.editing is not None and self.editing.task_id:
            self.editing.save(draft)
            page.form.set_busy(False)
            return
        try:
            task = self._task_service.submit_takes(draft, count, self._intent)[0]
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
