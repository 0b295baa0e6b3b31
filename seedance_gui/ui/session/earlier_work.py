"""Earlier work that comes back into the form: prompts that were written, and forms kept under a name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog

from seedance_gui.domain.draft import Field
from seedance_gui.ui.shell.command_palette import CommandPalette, PaletteWords
from seedance_gui.ui.shell.dialogs import finished
from seedance_gui.ui.tasks.words import prompt_line

if TYPE_CHECKING:
    from seedance_gui.ui.session.form_controller import DraftMessages
    from seedance_gui.ui.session.scope import SessionContext

MOST: Final = 2000
"""Prompts that are searched: the newest of them."""
_LETTERS: Final = 500


class EarlierWork(QObject):
    """Shows what there is, and puts what was chosen into the form, as one step. ``close`` closes it."""

    close = Signal()

    def __init__(self, context: SessionContext, messages: DraftMessages, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._messages = context, messages

    def show_prompts(self) -> None:
        """Let the person find a prompt of an earlier video by its words; newest first, each once."""
        window = self._context.page.window()
        if shown := [each for each in window.findChildren(CommandPalette) if each.isVisible()]:
            shown[0].leave()
            return
        found = dict[str, QAction]()
        for task in self._context.task_service.tasks():
            prompt = task.draft.prompt
            if prompt.strip() and prompt not in found:
                found[prompt] = action = QAction(prompt_line(task)[:_LETTERS])
                action.triggered.connect(partial(self._use_prompt, prompt))
                if len(found) == MOST:
                    break
        words = PaletteWords(
            self.tr("Earlier prompts"),
            self.tr("Find a prompt by its words"),
            self.tr("No earlier prompt has these words."),
        )
        CommandPalette(self._context.theme, list(found.values()), window, words).open()

    def show_templates(self) -> None:
        """Let the person choose among the forms that were kept, and keep the present one."""
        self._context.spawn(self._choose_template())

    def _use_prompt(self, prompt: str) -> None:
        form = self._context.page.form
        step = form.enter(replace(form.draft, prompt=prompt), self.tr("Use an earlier prompt"))
        self._messages.say(self.tr("The prompt is in the form."), step)
        form.focus_field(Field.PROMPT)

    async def _choose_template(self) -> None:
        from seedance_gui.ui.session.named_dialog import TemplatesDialog  # noqa: PLC0415 - not needed to start

        page = self._context.page
        templates = self._context.task_service.templates
        dialog = TemplatesDialog(self._context.theme, page.window(), templates, page.form.draft)
        self.close.connect(dialog.reject)
        if await finished(dialog) == QDialog.DialogCode.Accepted and (chosen := dialog.chosen) is not None:
            name, draft = chosen
            self._messages.put_in(draft, self.tr("The template “{name}” is in the form.").format(name=name))
