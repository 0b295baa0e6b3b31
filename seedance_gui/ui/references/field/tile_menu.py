"""What can be done with one reference, as a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.draft import Field, Reference


class TileMenu(QMenu):
    """The menu of one reference at place `index` of `count`. It deletes itself when it closes."""

    open_wanted = Signal()
    move_wanted = Signal(int)  # the place it should go to
    away_wanted = Signal(object)  # the Field it should go to
    remove_wanted = Signal()
    action_requested = Signal(str)  # the key of one of `acts`

    def __init__(
        self,
        reference: Reference,
        index: int,
        count: int,
        destinations: Sequence[tuple[Field, str]],
        parent: QWidget,
        acts: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        source = reference.link or reference.file
        for key, words in acts:
            action = self.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, key=key: self.action_requested.emit(key))
        if acts:
            self.addSeparator()
        self._add(self.tr("Open"), "Return").triggered.connect(self.open_wanted)
        copy = self._add(self.tr("Copy link") if reference.link else self.tr("Copy path"), "Ctrl+C")
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(source))
        self._replace_before = self.addSeparator()
        if count > 1:
            left = self._add(self.tr("Move left"), "Alt+Left")
            left.setEnabled(index > 0)
            left.triggered.connect(lambda: self.move_wanted.emit(index - 1))
            right = self._add(self.tr("Move right"), "Alt+Right")
            right.setEnabled(index < count - 1)
            right.triggered.connect(lambda: self.move_wanted.emit(index + 1))
        if destinations:
            away = self.addMenu(self.tr("Move to"))
            for field, name in destinations:
                action = away.addAction(name.replace("&", "&&"))
                action.triggered.connect(lambda _=False, to=field: self.away_wanted.emit(to))
        self.addSeparator()
        self._add(self.tr("Remove"), "Del").triggered.connect(self.remove_wanted)

    def replace_menu(self) -> QMenu:
        """Return an empty submenu for the ways to put something else in its place."""
        menu = QMenu(self.tr("Replace"), self)
        self.insertMenu(self._replace_before, menu)
        return menu

    def add_act(self, text: str) -> QAction:
        """Add something else that can be done, before what changes its place."""
        action = QAction(text, self)
        self.insertAction(self._replace_before, action)
        return action

    def _add(self, text: str, keys: str) -> QAction:
        action = self.addAction(text)
        # Shown, not bound: the tile itself listens for the key.
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        return action
