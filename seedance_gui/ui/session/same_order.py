"""What is said where a video may have been ordered already: at Create, and when it is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox

from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.kit.translator import in_a_row
from seedance_gui.ui.shell.dialogs import ask

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Draft
    from seedance_gui.ui.session.scope import SessionContext
    from seedance_gui.ui.session.task_controller import TaskController


class SameOrder(QObject):
    """Warns where the video in the form may have been ordered and charged already.

    A note stands at Create while such a video waits for the person's decision. Create itself asks where the
    very same request was made a moment ago.
    """

    def __init__(self, context: SessionContext, tasks: TaskController, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form = context.page.form
        self._task_service = context.task_service
        self._undecided = tasks.undecided
        self._shown = ""
        self._not_asked: set[str] = set()
        self._closed = False
        context.scope.connect(form.form_changed, self._show)
        context.scope.connect(form.bar.caution_clicked, lambda: tasks.look_at(self._shown))
        context.scope.connect(tasks.undecided_changed, self._show)
        self._show()

    def close(self) -> None:
        """Let go of the form and the task service."""
        self._closed = True
        self._form.bar.set_caution(None)

    def is_repeat(self, draft: Draft) -> bool:
        """Whether the person is to be asked before this draft is ordered."""
        if self._task_service.repeats.of(draft) is None:
            return False
        return self._task_service.repeats.request_of(draft) not in self._not_asked

    async def agreed(self, draft: Draft, count: int = 1, limits: str = "") -> bool:
        """Ask whether the same video is to be made again; not so where the session ended meanwhile.

        ``count``: so many times; ``limits`` says which limits that would pass.
        """
        before = self._task_service.repeats.of(draft)
        detail = self.tr("Another one is made, and is charged as well.")
        if self._task_service.own_origin:
            detail = self.tr("Another one is made as well.")
        elif before is not None and before.undecided:
            detail = self.tr(
                "It is not confirmed yet, and may have been charged. Another one is charged as well."
            )
        yes = self.tr("Create another one")
        if count > 1:
            yes = self.tr("Create {count} more").format(count=count)
            detail = self.tr("{count} more are made, and each is charged as well.")
            if self._task_service.own_origin:
                detail = self.tr("{count} more are made as well.")
            elif before is not None and before.undecided:
                detail = self.tr(
                    "It is not confirmed yet, and may have been charged. "
                    "Each of {count} more is charged as well."
                )
            detail = detail.format(count=count)
        tick = QCheckBox(self.tr("Don't ask again for this one"))
        answer = await ask(
            self._form.window(),
            self.tr("The same video again?"),
            self.tr("You ordered this very video less than a minute ago."),
            detail=in_a_row((detail, limits)),
            buttons=(("no", self.tr("Don't create it")), ("yes", yes)),
            danger="yes",  # so that one more press of Enter doesn't order it
            tick=tick,
        )
        if answer == "yes" and tick.isChecked():
            self._not_asked.add(self._task_service.repeats.request_of(draft))
        return answer == "yes" and not self._closed

    def _show(self) -> None:
        draft = self._form.draft
        prompt = draft.prompt.strip()
        same = [
            task.id
            for task in self._undecided.values()
            if task.draft.model == draft.model and task.draft.prompt.strip() == prompt
        ]
        self._shown = same[-1] if same else ""
        if not self._shown:
            self._form.bar.set_caution(None)
            return
        text = self.tr(
            "This video is not confirmed yet, and may have been charged. Create orders another one."
        )
        self._form.bar.set_caution(NoteLine("caution", text, self.tr("Look at it")))
