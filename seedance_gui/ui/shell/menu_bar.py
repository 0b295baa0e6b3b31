"""What can be done in the window, as one list of actions: menus, keys and palette are made of it."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar

from seedance_gui.compat import override
from seedance_gui.domain.draft import Draft, Field, InputMode
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.ui.kit.parts import IconButton
from seedance_gui.ui.player.player_keys import ANYWHERE
from seedance_gui.ui.player.player_state import READY
from seedance_gui.ui.tasks.command_table import GROUPS, STATE_COMMANDS, Command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtCore import QKeyCombination
    from PySide6.QtWidgets import QMainWindow

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player_state import State
    from seedance_gui.ui.shell.work_page import WorkPage

ENGLISH: Final = "english"
"""The property of an action that has its words in English, by which the palette finds it in any language."""
_STARTS: Final = {
    InputMode.TEXT: QT_TRANSLATE_NOOP("Menus", "Start from text"),
    InputMode.REFERENCES: QT_TRANSLATE_NOOP("Menus", "Start from references"),
    InputMode.FRAMES: QT_TRANSLATE_NOOP("Menus", "Start from frames"),
}
_FRAMES: Final = {
    "first": "Use as first frame",
    "last": "Use as last frame",
    "copy": "Copy frame",
    "save": "Save frame",
}


def _key_of(keys: str) -> Qt.Key:
    """Return the key of a sequence in portable text."""
    combination: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]  # it is, at run time
    return combination.key()


class Menus(QObject):
    """File, Edit, Video, Playback, View and Help of a window, and their keys.

    ``native``: in the system's menu bar; else in the top bar. Keys that mean something in one place alone
    (arrows to the player, Enter to the list) are that place's own.
    """

    def __init__(
        self, theme: Theme, window: QMainWindow, work: WorkPage, *, native: bool = sys.platform == "darwin"
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._work = theme, window, work
        preview, form, frame = work.preview, work.form, work.preview.about.frame_actions
        self._commands = work.tasks.commands
        self._commands.use_keys(work)
        own = self._action
        new = own(QT_TRANSLATE_NOOP("Menus", "New video"), self._begin_anew, "Ctrl+N")
        form.create_action.setText(self.tr("Create video"))
        starts = [
            own(text, partial(form.start.chosen.emit, mode), f"Ctrl+{number}")
            for number, (mode, text) in enumerate(_STARTS.items(), start=1)
        ]
        paste = own(
            QT_TRANSLATE_NOOP("Menus", "Paste settings"),
            lambda: work.drop_target.paste_settings(work.rules),
            "Ctrl+Shift+V",
        )
        earlier = [
            own(QT_TRANSLATE_NOOP("Menus", "Earlier prompts…"), work.prompts_asked.emit, "Ctrl+Shift+H"),
            own(
                QT_TRANSLATE_NOOP("Menus", "Templates, snippets and cast…"),
                work.templates_asked.emit,
                "Ctrl+Shift+T",
            ),
            own(QT_TRANSLATE_NOOP("Menus", "Keep selected words as a snippet…"), form.prompt.keep_selection),
        ]
        many = own(QT_TRANSLATE_NOOP("Menus", "Many videos at once…"), work.many_asked.emit, "Ctrl+Shift+M")
        find = own(QT_TRANSLATE_NOOP("Menus", "Find"), work.find_video, QKeySequence.StandardKey.Find)
        panes = [
            own(QT_TRANSLATE_NOOP("Menus", "Next part of the window"), lambda: work.go_to_part(1), "F6"),
            own(
                QT_TRANSLATE_NOOP("Menus", "Previous part of the window"),
                lambda: work.go_to_part(-1),
                "Shift+F6",
            ),
        ]
        palette = own(QT_TRANSLATE_NOOP("Menus", "All commands…"), self.show_palette, "Ctrl+K")
        self._player = [
            own(text, partial(preview.press, _key_of(keys[0])), *keys)
            for text, keys in ((text, keys.split(" | ")) for text, keys in ANYWHERE.items())
        ]
        settings, leave, *helps = window.actions()  # they work on the first page too
        undo = [form.undo_action, form.redo_action]
        named = {undo[0]: "Undo", undo[1]: "Redo", form.create_action: "Create video"}
        named |= {frame[where]: text for where, text in _FRAMES.items()}
        for action, text in named.items():
            action.setProperty(ENGLISH, text)
        filed = (Command.FAVOURITE, Command.DESCRIBE, Command.TAG)
        rest = (Command.CONTINUE, Command.COMPARE, Command.JOIN, *filed, Command.OPEN_WEBSITE)
        self._menus = (
            self._menu(
                self.tr("File"), [new, form.create_action, many], self._of(GROUPS[1]), [settings], [leave]
            ),
            self._menu(
                self.tr("Edit"),
                undo,
                starts,
                self._of((Command.REUSE, *GROUPS[3])),
                [paste, *earlier, frame["copy"]],
            ),
            self._menu(
                self.tr("Video"),
                self._of((*STATE_COMMANDS, *GROUPS[4])),
                self._of(rest),
                [frame["first"], frame["last"], frame["save"]],
                self._of((Command.REMOVE,)),
            ),
            self._menu(self.tr("Playback"), self._player),
            self._menu(self.tr("View"), [find], panes),
            self._menu(self.tr("Help"), [palette], helps),
        )
        work.addAction(frame["copy"])
        self._unlisted: list[QAction] = []
        if sys.platform != "win32":  # which has this key itself
            menu_of = own(
                QT_TRANSLATE_NOOP("Menus", "Menu of what is chosen"), self._ask_for_menu, "Shift+F10"
            )
            self._unlisted.append(menu_of)
        if native:
            for menu in self._menus:
                window.menuBar().addMenu(menu)
        else:
            self._put_into_top_bar()
        work.top.commands.clicked.connect(self.show_palette)
        work.top.say_keys(palette.shortcut())
        form.bar.button.installEventFilter(self)
        preview.player_changed.connect(self._player_changed)
        self._follow_create()
        self._player_changed(preview.player_state)

    @property
    def actions(self) -> list[QAction]:
        """Every action, in the order of the menus."""
        return [action for menu in self._menus for action in menu.actions() if not action.isSeparator()]

    def show_palette(self) -> None:
        """Let the person find a command by its words."""
        from seedance_gui.ui.shell.command_palette import CommandPalette  # noqa: PLC0415 - not needed to start

        shown = [each for each in self._window.findChildren(CommandPalette) if each.isVisible()]
        if shown:
            shown[0].leave()
        else:
            self._commands.refresh()
            CommandPalette(
                self._theme, [*self.actions, *self._models(), *self._work.kept_actions()], self._window
            ).open()

    def keys(self) -> dict[str, list[QKeySequence]]:
        """Return the keys that work in the whole window, but those of the player, by their words."""
        form = self._work.form
        # In a menu these two also name the step.
        plain = {form.undo_action: self.tr("Undo"), form.redo_action: self.tr("Redo")}
        return {
            plain.get(each) or each.text(): each.shortcuts()
            for each in (*self.actions, *self._unlisted)
            if each.shortcuts()
            and each not in self._player
            and each.shortcutContext() is not Qt.ShortcutContext.WidgetShortcut
        }

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() in {QEvent.Type.EnabledChange, QEvent.Type.ToolTipChange}:
            self._follow_create()
        return False

    def _action(
        self, text: str, does: Callable[[], object], *keys: str | QKeySequence | QKeySequence.StandardKey
    ) -> QAction:
        action = QAction(QCoreApplication.translate("Menus", text), self)
        if text in ANYWHERE:
            action.setText(QCoreApplication.translate("Shortcuts", text))
        action.setProperty(ENGLISH, text)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _=False: does())
        self._work.addAction(action)
        return action

    def _of(self, commands: Iterable[Command]) -> list[QAction]:
        return [self._commands[command] for command in commands]

    def _models(self) -> list[QAction]:
        """Return an action for each model, made when they are asked for."""
        form, words = self._work.form, self._work.words
        told, models = self.tr("Use {model}"), []
        for _, model in self._work.rules.models():
            name = words.text(model.name)
            action = QAction(told.format(model=name), self._window)
            action.setProperty(ENGLISH, f"Use {name}")
            action.triggered.connect(partial(form.model.chosen.emit, model.value))
            models.append(action)
        return models

    def _menu(self, title: str, *groups: Sequence[QAction]) -> QMenu:
        menu = QMenu(title, self._window)
        menu.setToolTipsVisible(True)  # an action that is off says why
        for group in filter(None, groups):
            menu.addActions(list(group))
            menu.addSeparator()
        menu.aboutToShow.connect(self._commands.refresh)
        return menu

    def _put_into_top_bar(self) -> None:
        """Show the menus by their words, or behind one button where there is no room for these."""
        top = self._work.top
        bar, button = QMenuBar(top), IconButton(self._theme, "menu", self.tr("Menu"), top)
        bar.setNativeMenuBar(False)
        whole = QMenu(button)
        for menu in self._menus:
            bar.addMenu(menu)
            whole.addMenu(menu)
        top.take_menus(bar, button)
        opener = self._action(
            QT_TRANSLATE_NOOP("Menus", "Menu"),
            lambda: (
                bar.setActiveAction(bar.actions()[0])
                if bar.isVisible()
                else whole.popup(button.mapToGlobal(button.rect().bottomLeft()))
            ),
            "F10",
        )
        button.clicked.connect(opener.trigger)
        self._unlisted.append(opener)

    def _ask_for_menu(self) -> None:
        """Do what the key for menus does, which many keyboards don't have."""
        widget = self._window.focusWidget()
        at = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))

    def _begin_anew(self) -> None:
        form = self._work.form
        step = form.put_in(Draft(form.draft.model), self.tr("Clear the form"))
        if step is not None:
            form.stepped.emit(self.tr("The form is empty."), step)
        form.focus_field(Field.PROMPT)

    # What is off, told at once: a key must not wait for a menu to open

    def _follow_create(self) -> None:
        create, button = self._work.form.create_action, self._work.form.bar.button
        create.setEnabled(button.isEnabled())
        create.setToolTip(button.toolTip())

    def _player_changed(self, state: State) -> None:
        reason = "" if state in READY else self.tr("There is no video to play.")
        for action in self._player:
            action.setEnabled(not reason)
            action.setToolTip(reason)
