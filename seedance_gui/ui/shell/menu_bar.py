"""The menus, made of the same actions as the buttons: a menu bar on macOS, elsewhere behind one button."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton

from seedance_gui.ui.form.create_bar import CREATE_KEYS
from seedance_gui.ui.kit.parts import IconButton
from seedance_gui.ui.player.player_state import READY, State
from seedance_gui.ui.tasks.commands import GROUPS, STATE_COMMANDS, Command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMainWindow

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.shell.work_page import WorkPage

_NATIVE = QKeySequence.SequenceFormat.NativeText


class Menus(QObject):
    """File, Edit, Video, View and Help of a window, and their keys. ``native``: in the system's menu bar.

    Keys that belong to one place alone (Space to the player, Ctrl+Return to the form) work there; a menu
    shows them, but has none of its own.
    """

    def __init__(
        self, theme: Theme, window: QMainWindow, work: WorkPage, *, native: bool = sys.platform == "darwin"
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._work, self._native = theme, window, work, native
        preview, form, frame = work.preview, work.form, work.preview.about.frame_actions
        self._commands = work.tasks.commands
        self._commands.use_keys(work)
        self._create = self._action(self.tr("Create video"), form.ask, CREATE_KEYS[0])
        self._play = self._action("", preview.toggle_play)
        self._full = self._action(self.tr("Full screen"), preview.toggle_full_screen, "F")
        find = self._action(self.tr("Find"), work.tasks.focus_search, QKeySequence.StandardKey.Find)
        settings, leave, sheet, guide, about = window.actions()  # they work on the first page too
        files, copies = GROUPS[1], GROUPS[3]
        rest = (Command.CONTINUE, Command.FAVOURITE, Command.OPEN_WEBSITE)
        undo = [form.undo_action, form.redo_action]
        self._menus = (
            self._menu(self.tr("File"), [self._create], self._of(files), [settings], [leave]),
            self._menu(self.tr("Edit"), undo, self._of((Command.REUSE, *copies)), [frame["copy"]]),
            self._menu(
                self.tr("Video"),
                [self._play],
                self._of(STATE_COMMANDS),
                self._of(rest),
                [frame["first"], frame["last"], frame["save"]],
                self._of((Command.REMOVE,)),
            ),
            self._menu(self.tr("View"), [self._full, find]),
            self._menu(self.tr("Help"), [guide, sheet], [about]),
        )
        work.addAction(frame["copy"])
        self.button: IconButton | None = None
        if native:
            for menu in self._menus:
                window.menuBar().addMenu(menu)
        else:
            self._make_button()
        self._refresh()

    @property
    def actions(self) -> list[QAction]:
        """Every action, in the order of the menus."""
        return [action for menu in self._menus for action in menu.actions() if not action.isSeparator()]

    def _action(
        self,
        text: str,
        does: Callable[[], object],
        shown: str | QKeySequence | QKeySequence.StandardKey = "",
    ) -> QAction:
        hint = QKeySequence(shown).toString(_NATIVE)
        # A menu bar of macOS would take what is shown for its own.
        action = QAction(text if self._native or not hint else f"{text}\t{hint}", self)
        action.triggered.connect(does)
        return action

    def _of(self, commands: Sequence[Command]) -> list[QAction]:
        return [self._commands[command] for command in commands]

    def _menu(self, title: str, *groups: Sequence[QAction]) -> QMenu:
        menu = QMenu(title, self._window)
        menu.setToolTipsVisible(True)  # an action that is off says why
        for group in filter(None, groups):
            menu.addActions(list(group))
            menu.addSeparator()
        menu.aboutToShow.connect(self._refresh)
        return menu

    def _make_button(self) -> None:
        self.button = IconButton(self._theme, "menu", self.tr("Menu"), self._work.top, shortcut="F10")
        self.button.setObjectName("menu")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        whole = QMenu(self.button)
        for menu in self._menus:
            whole.addMenu(menu)
        self.button.setMenu(whole)
        layout = self._work.top.layout()
        assert layout is not None
        layout.addWidget(self.button)

    def _refresh(self) -> None:
        """Bring up to date what nobody tells: it is looked at when a menu opens."""
        self._commands.refresh()
        state, create = self._work.preview.player_state, self._work.form.bar.button
        text = self.tr("Pause") if state is State.PLAYING else self.tr("Play")
        space = QKeySequence("Space").toString(_NATIVE)
        self._play.setText(text if self._native else f"{text}\t{space}")
        reason = "" if state in READY else self.tr("There is no video to play.")
        for action in (self._play, self._full):
            action.setEnabled(not reason)
            action.setToolTip(reason)
        self._create.setEnabled(create.isEnabled())
        self._create.setToolTip(create.toolTip())

    def keys(self) -> dict[str, list[QKeySequence]]:
        """Return the keys that work in the whole window, by their words."""
        form = self._work.form
        # In a menu these two also name the step.
        plain = {form.undo_action: self.tr("Undo"), form.redo_action: self.tr("Redo")}
        own = {plain.get(each) or each.text(): each.shortcuts() for each in self.actions if each.shortcuts()}
        if self.button is not None:
            own[self.button.accessibleName()] = [self.button.shortcut()]
        return own
