"""What can be done with one reference, as a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.draft import Field, Reference
    from seedance_gui.ui.references.field.edits import TileOwner


class TileMenu(QMenu):
    """The menu of the reference at place `index` of `count`. It deletes itself when it closes.

    `acts`: what its state calls for, offered first. `destinations`: the fields that it may go to, by name.
    """

    def __init__(
        self,
        owner: TileOwner,
        reference: Reference,
        index: int,
        count: int,
        parent: QWidget,
        *,
        acts: Sequence[tuple[str, Callable[[], object]]],
        destinations: Sequence[tuple[Field, str]],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in acts:
            action = self.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, act=act: act())
        self.addSeparator()
        self._add(self.tr("Open"), "Return", lambda: owner.open_item(index))
        words = self.tr("Copy link") if reference.link else self.tr("Copy path")
        self._add(words, "Ctrl+C", lambda: copy_reference(reference))
        self._replace_before = self.addSeparator()
        if count > 1:
            left = self._add(self.tr("Move left"), "Alt+Left", lambda: owner.move_item(index, index - 1))
            left.setEnabled(index > 0)
            right = self._add(self.tr("Move right"), "Alt+Right", lambda: owner.move_item(index, index + 1))
            right.setEnabled(index < count - 1)
        if destinations:
            away = self.addMenu(self.tr("Move to"))
            for field, name in destinations:
                action = away.addAction(name.replace("&", "&&"))
                action.triggered.connect(lambda _=False, to=field: owner.send_item(index, to))
        self.addSeparator()
        self._add(self.tr("Remove"), "Del", lambda: owner.remove(index))

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

    def _add(self, text: str, keys: str, act: Callable[[], object]) -> QAction:
        action = self.addAction(text)
        # Shown, not bound: the tile itself listens for the key.
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(act)
        return action


def copy_reference(reference: Reference) -> None:
    """Put a reference's link, or its path, into the clipboard."""
    QGuiApplication.clipboard().setText(reference.link or reference.file)
