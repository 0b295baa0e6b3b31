"""Says in passing what happened to the draft, and offers its undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.domain.draft import Field
from seedance_gui.ui.references.field.describing import display_name

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Draft, Reference
    from seedance_gui.ui.form.draft_history import DraftStep
    from seedance_gui.ui.form.form_pane import FormPane
    from seedance_gui.ui.kit.design_tokens import Tone
    from seedance_gui.ui.kit.toast import Toast, ToastHost
    from seedance_gui.ui.session.scope import Scope


class DraftMessages(QObject):
    """The messages of one session about one form.

    An Undo that is offered undoes its own step; with another step after it the message goes away, because
    what was done since may build on it.
    """

    def __init__(self, form: FormPane, toasts: ToastHost, scope: Scope, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._toasts = toasts
        self._shown: dict[Toast, DraftStep] = {}
        form.history.clear()  # its steps were another session's
        scope.connect(form.stepped, self.say)
        scope.connect(form.links_taken, self._links_taken)
        scope.connect(form.history.newest_changed, self._newest_changed)

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
        step = self._form.put_in(draft, self.tr("Reuse"))
        self.say(self.tr("Every setting of that video is back in the form."), step, milliseconds=12_000)

    def use_example(self, draft: Draft | OSError) -> None:
        """Put an example into the form, ready to be changed; or say why its files can't be had."""
        if isinstance(draft, OSError):
            said = self.tr("The example's pictures could not be copied: {reason}")
            self.say(said.format(reason=draft.strerror), None, "danger")
            return
        step = self._form.put_in(draft, self.tr("Use an example"))
        self.say(self.tr("The example is in the form. Change it as you like."), step, milliseconds=12_000)
        self._form.focus_field(Field.PROMPT)

    def use_frame(self, field: Field, frame: Reference) -> None:
        """Make a picture of the shown video the first or last frame of the next one."""
        before = self._form.draft
        replaced = before.items(field)
        step = self._form.enter(before.adding(field, frame), self.tr("Use the frame"))
        said = [self.tr("The frame is the first frame of the next video now.")]
        if field is Field.LAST_IMAGE:
            said = [self.tr("The frame is the last frame of the next video now.")]
        if replaced:
            said.append(self.tr("It replaces {name}.").format(name=display_name(replaced[0])))
        if self._form.draft.start is not before.start:
            said.append(self.tr("The video starts from frames now."))
        self.say(" ".join(said), step, "success", 12_000)

    def _links_taken(self, words: str, items: list[tuple[Field, Reference]]) -> None:
        said = self.tr("Links are used as references.")
        toast = self._toasts.show_message(said, action=self.tr("Put into the prompt"))
        toast.action_clicked.connect(lambda: self._form.take_words(words, items))

    def _newest_changed(self) -> None:
        for toast, step in tuple(self._shown.items()):
            if self._form.history.newest is not step:
                toast.close_now()
