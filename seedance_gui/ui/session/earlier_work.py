"""Earlier work that comes back into the form: prompts that were written, and what is kept under a name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu

from seedance_gui.domain.draft import Field
from seedance_gui.services.tasks.named import with_own_file
from seedance_gui.ui.kit.in_thread import in_thread
from seedance_gui.ui.kit.mention_words import spelled
from seedance_gui.ui.kit.translator import shortened
from seedance_gui.ui.references.status.reference_status import reference_fields
from seedance_gui.ui.shell.dialogs import finished
from seedance_gui.ui.tasks.words import prompt_line

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Kind, Reference
    from seedance_gui.ui.session.form_controller import DraftMessages
    from seedance_gui.ui.session.scope import SessionContext

MOST: Final = 2000
"""Prompts that are searched: the newest of them."""
_LETTERS: Final = 500
_SHORT: Final = 60  # characters of a snippet in a menu


class EarlierWork(QObject):
    """Shows what there is, and puts what was chosen into the form, as one step. ``close`` closes it."""

    close = Signal()

    def __init__(self, context: SessionContext, messages: DraftMessages, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._messages = context, messages
        self._service, self._page = context.task_service, context.page
        self._copied: set[str] = set()  # or tried
        page, connect = self._page, context.scope.connect
        connect(page.prompts_asked, self.show_prompts)
        connect(page.templates_asked, lambda: self._open("templates"))
        connect(page.kept_asked, self._show_kept)
        connect(page.form.prompt.keep_asked, lambda words: self._open("snippets", words))
        for field in reference_fields(page.form):
            connect(field.menu_opening, partial(self._fill_tile_menu, field.kind))
        page.mentions.cast = lambda: self._service.cast.all
        page.kept_actions = self.kept_actions
        self.close.connect(self._let_go)

    def _let_go(self) -> None:
        self._page.mentions.cast, self._page.kept_actions = dict, list

    # Prompts

    def show_prompts(self) -> None:
        """Let the person find a prompt of an earlier video by its words; newest first, each once."""
        from seedance_gui.ui.shell.command_palette import (  # noqa: PLC0415 - not needed to start
            CommandPalette,
            PaletteWords,
        )

        window = self._page.window()
        if shown := [each for each in window.findChildren(CommandPalette) if each.isVisible()]:
            shown[0].leave()
            return
        found = dict[str, QAction]()
        for task in self._service.tasks():
            prompt = task.draft.prompt
            if prompt.strip() and prompt not in found:
                found[prompt] = self._action(prompt_line(task)[:_LETTERS], "prompt", prompt)
                if len(found) == MOST:
                    break
        words = PaletteWords(
            self.tr("Earlier prompts"),
            self.tr("Find a prompt by its words"),
            self.tr("No earlier prompt has these words."),
        )
        palette = CommandPalette(self._context.theme, list(found.values()), window, words)
        self.close.connect(palette.leave)
        palette.open()

    def _use_prompt(self, prompt: str) -> None:
        form = self._page.form
        step = form.enter(replace(form.draft, prompt=prompt), self.tr("Use an earlier prompt"))
        self._messages.say(self.tr("The prompt is in the form."), step)
        form.focus_field(Field.PROMPT)

    # What is kept under a name

    def kept_actions(self) -> list[QAction]:
        """Return an action for each snippet and each template, made when they are asked for."""
        found = []
        for name, text in self._service.snippets.all.items():
            words = shortened(spelled(text), _SHORT)
            said = self.tr("Insert “{name}”: {text}").format(name=name, text=words)
            found.append(self._action(said, "snippets", name))
        for name in self._service.templates.all:
            said = self.tr("Use the template “{name}”").format(name=name)
            found.append(self._action(said, "templates", name))
        return found

    def _action(self, said: str, *use: str) -> QAction:
        action = QAction(said)
        action.setData(use)
        action.triggered.connect(self._chosen)  # a closure would keep this session as long as the action
        return action

    def _chosen(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self._use(*action.data())

    def _show_kept(self) -> None:
        """Offer at the foot of the prompt what is kept, and to keep more."""
        button, prompt = self._page.mentions.foot.kept, self._page.form.prompt
        menu = QMenu(button)
        kept = self.kept_actions()
        for action in kept:
            action.setText(action.text().replace("&", "&&"))
            action.setParent(menu)
        menu.addActions(kept)
        menu.addSeparator()
        keep = menu.addAction(self.tr("Keep the selected words as a snippet…"), prompt.keep_selection)
        keep.setEnabled(prompt.textCursor().hasSelection())
        menu.addAction(self.tr("Templates, snippets and cast…"), lambda: self._open("templates"))
        menu.aboutToHide.connect(menu.deleteLater)
        self.close.connect(menu.close)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _fill_tile_menu(self, kind: Kind, item: Reference, menu: QMenu) -> None:
        menu.addAction(self.tr("Keep in the cast…"), lambda: self._open("cast", item=item, kind=kind))

    def _open(
        self, key: str, words: str = "", item: Reference | None = None, kind: Kind | None = None
    ) -> None:
        self._context.spawn(self._choose(key, words, item, kind))

    async def _choose(self, key: str, words: str, item: Reference | None, kind: Kind | None) -> None:
        from seedance_gui.ui.session.named_dialog import NamedDialog  # noqa: PLC0415 - not needed to start
        from seedance_gui.ui.session.shelves import castable, shelves  # noqa: PLC0415

        given = castable(item, kind) if item is not None and kind is not None else None
        theme, page = self._context.theme, self._page
        dialog = NamedDialog(theme, page.window(), shelves(self._context, words, given), key)
        self.close.connect(dialog.reject)
        page.thumbnails.ready.connect(dialog.show_pictures)
        accepted = await finished(dialog) == QDialog.DialogCode.Accepted
        self._copy_files()
        if accepted and dialog.chosen:
            self._use(dialog.shelf.key, dialog.chosen)

    def _use(self, key: str, name: str) -> None:
        if key == "prompt":
            self._use_prompt(name)
        elif key == "snippets":
            self._page.form.prompt.insert(self._service.snippets.all[name])
        elif key == "cast":
            self._page.mentions.mention(name)
        else:
            said = self.tr("The template “{name}” is in the form.").format(name=name)
            self._messages.put_in(self._service.templates.all[name], said)

    # The files of the cast

    def _copy_files(self) -> None:
        """Copy what is new in the cast into the program's own folder: the person's own file may go."""
        folder = self._service.cast_folder
        for item in self._service.cast.all.values():
            if item.file and item.file not in self._copied:
                self._copied.add(item.file)
                in_thread(self, partial(_copy, item.file, folder), partial(self._copied_to, item.file))

    def _copied_to(self, file: str, copy: str | OSError) -> None:
        if isinstance(copy, OSError):
            said = self.tr("The cast uses {file} where it is, because it could not be copied: {reason}")
            self._messages.say(said.format(file=file, reason=copy.strerror), None, "warning", 12_000)
        elif copy != file:
            self._copied.add(copy)

            def own(item: Reference) -> Reference:
                return replace(item, file=copy) if item.file == file else item

            cast = self._service.cast
            cast.replace({name: own(item) for name, item in cast.all.items()})
            self._page.form.learn(lambda draft: draft.with_each(own))


def _copy(file: str, folder: Path) -> str | OSError:
    try:
        return str(with_own_file(Path(file), folder))
    except OSError as error:
        return error
