"""What is kept under a name, one shelf at a time: keep what is given, use, rename and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.ui.kit.choice import Choice
from seedance_gui.ui.kit.parts import button, label, plain_tooltip
from seedance_gui.ui.kit.segmented import SegmentedControl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.session.shelves import Shelf

_NAME = Qt.ItemDataRole.UserRole
_HERE = Qt.ShortcutContext.WidgetShortcut
_SHORT = 160  # characters of what is said of one


class NamedDialog(QDialog):
    """Accepted, ``chosen`` is the name to use, of ``shelf``. Each change can be undone while it is open."""

    def __init__(self, theme: Theme, window: QWidget, shelves: Sequence[Shelf], key: str) -> None:
        super().__init__(window)
        self._shelves = {shelf.key: shelf for shelf in shelves}
        self.shelf = self._shelves[key]
        self._row = QSize(0, theme.px(34))
        self._before: list[tuple[str, dict[str, Any]]] = []  # the shelf, and what was on it
        self.setWindowTitle(self.tr("Kept by name"))
        choices = [Choice(shelf.key, shelf.title) for shelf in shelves]
        self.shown = SegmentedControl(theme, self.windowTitle(), choices, self)
        self.shown.set_value(key)
        self.shown.value_changed.connect(self._go)
        self.name = QLineEdit(self)
        self.name.setObjectName("new_name")
        self.name.textChanged.connect(self._follow)
        self.save = button(self.tr("Save"), self._save, "save_named")
        self.list = QListWidget(self)
        self.list.setObjectName("named")
        self.list.setIconSize(QSize(theme.px(28), theme.px(28)))
        self.list.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed)
        self.list.itemDoubleClicked.connect(self.accept)
        self.list.itemChanged.connect(self._rename)
        self.list.currentItemChanged.connect(self._describe)
        self.said = label("", "caption", wraps=True)
        self.said.setMinimumHeight(2 * self.said.fontMetrics().lineSpacing())
        self.rename = button(self.tr("Rename"), lambda: self.list.editItem(self.list.currentItem()))
        self.delete = button(self.tr("Delete"), self._delete)
        self.undo = button(self.tr("Undo"), self._undo)
        self.use = button(self.tr("Use"), self.accept, "use_named", variant="primary")
        QShortcut(QKeySequence.StandardKey.Delete, self.list, self._delete, context=_HERE)
        QShortcut(QKeySequence.StandardKey.Undo, self.list, self._undo, context=_HERE)
        top, row = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.save)
        for each in (self.rename, self.delete, self.undo):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(button(self.tr("Close"), self.reject))
        row.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(10))
        column.addWidget(self.shown)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.said)
        column.addLayout(row)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        self._go(key)
        if self.name.isEnabled():
            self.name.setFocus()  # else Qt gives the keyboard to the choice of a shelf

    @property
    def chosen(self) -> str:
        """The name of what is chosen; an empty text where nothing is."""
        chosen = self.list.currentIndex()
        return str(chosen.data(_NAME)) if chosen.isValid() else ""

    def _go(self, key: str) -> None:
        """Show another shelf."""
        self.shelf = shelf = self._shelves[key]
        self.name.setMaxLength(shelf.things.longest)
        self.name.setPlaceholderText(shelf.ask)
        self.name.setAccessibleName(shelf.ask)
        self.name.setEnabled(shelf.given is not None)
        self.list.setAccessibleName(shelf.title)
        self.use.setText(shelf.use)
        self._show("")

    def _save(self) -> None:
        name, shelf = " ".join(self.name.text().split()), self.shelf
        if not name or shelf.given is None:
            return
        if said := shelf.why_not(name):
            self.said.setText(said)
            return
        known = shelf.things.known(name)
        said = self.tr("“{name}” is replaced.") if known else self.tr("“{name}” is saved.")
        rest = {each: thing for each, thing in shelf.things.all.items() if each != known}
        self._change({**rest, name: shelf.given}, name, said.format(name=name))
        self.name.clear()
        self.list.setFocus()

    def _rename(self, item: QListWidgetItem) -> None:
        before, things = str(item.data(_NAME)), self.shelf.things
        name = " ".join(item.text().split())[: things.longest]
        if name == before:
            return
        said = self.shelf.why_not(name)
        if name and things.known(name) not in {"", before}:
            said = self.tr("There is one of this name already.")
        if said or not name:
            self._show(before, said)
            return
        renamed = {name if each == before else each: thing for each, thing in things.all.items()}
        self._change(renamed, name, self.tr("“{before}” is “{name}” now.").format(before=before, name=name))

    def _delete(self) -> None:
        if gone := self.chosen:
            row, known = self.list.currentRow(), self.shelf.things.all
            del known[gone]
            names = list(known)
            following = names[min(row, len(names) - 1)] if names else ""
            self._change(known, following, self.tr("“{name}” is deleted.").format(name=gone))

    def _undo(self) -> None:
        if self._before:
            key, things = self._before.pop()
            self._shelves[key].things.replace(things)
            self.shown.set_value(key)
            self._go(key)

    def _change(self, things: dict[str, Any], chosen: str, said: str) -> None:
        self._before.append((self.shelf.key, self.shelf.things.all))
        self.shelf.things.replace(things)
        self._show(chosen, said)

    def _show(self, chosen: str, said: str = "") -> None:
        things = self.shelf.things.all
        self.list.blockSignals(True)
        self.list.clear()
        for name, thing in things.items():
            item = QListWidgetItem(name, self.list)
            item.setData(_NAME, name)
            item.setSizeHint(self._row)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(plain_tooltip(self.shelf.about(thing)))
        self.list.blockSignals(False)
        self.show_pictures()
        self.list.setCurrentRow(list(things).index(chosen) if chosen in things else 0)
        self._describe()
        if said:
            self.said.setText(said)

    def show_pictures(self) -> None:
        """Show the pictures that have come meanwhile."""
        self.list.blockSignals(True)  # no name changes
        for row, thing in enumerate(self.shelf.things.all.values()):
            self.list.item(row).setIcon(self.shelf.icon(thing) if self.shelf.icon else QIcon())
        self.list.blockSignals(False)

    def _describe(self) -> None:
        """Say what the chosen one is."""
        things, name = self.shelf.things.all, self.chosen
        about = " ".join(self.shelf.about(things[name]).split()) if name else self.shelf.empty
        self.said.setText(about if len(about) <= _SHORT else f"{about[:_SHORT]}…")
        self._follow()

    def _follow(self) -> None:
        named = bool(self.name.text().strip())
        self.save.setEnabled(named and self.shelf.given is not None)
        (self.save if named else self.use).setDefault(True)  # what Return presses
        for each in (self.rename, self.delete, self.use):
            each.setEnabled(bool(self.chosen))
        self.undo.setEnabled(bool(self._before))
