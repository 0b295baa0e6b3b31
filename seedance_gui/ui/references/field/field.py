"""One reference field of the form: shows what is in it and takes what is given.

The form is told what changed and says what then is in the field; the field itself keeps nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import FRAME_FIELDS, KIND_OF_FIELD, Field, Kind, Reference
from seedance_gui.ui.references.field.add_tile import AddTile
from seedance_gui.ui.references.field.describing import ItemState, display_name
from seedance_gui.ui.references.field.field_drag import FieldDrag
from seedance_gui.ui.references.field.field_words import FieldWords
from seedance_gui.ui.references.field.opening import open_reference
from seedance_gui.ui.references.field.strip import Strip
from seedance_gui.ui.references.field.tile_look import ItemView
from seedance_gui.ui.references.field.tile_menu import TileMenu
from seedance_gui.ui.references.field.unused_references import KeptRow
from seedance_gui.ui.references.intake.add_dialog import AddMenu
from seedance_gui.ui.references.intake.dropping import (
    Given,
    references_from_text,
)
from seedance_gui.ui.references.intake.pasted import save_pixels
from seedance_gui.ui.references.intake.path_reader import PathReader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu

    from seedance_gui.domain.form_state import FieldState
    from seedance_gui.domain.rules import UploadRule
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

_WELL_ICONS: Final = {Kind.IMAGE: "images", Kind.VIDEO: "film", Kind.AUDIO: "music"}


class ReferenceField(QWidget):
    """The references of one field. Off, it shrinks to a row of small pictures of what is kept, or nothing."""

    changed = Signal(object)  # tuple[Reference, ...]: what the person wants in it now
    misplaced = Signal(object, object)  # tuple[Reference, ...], Kind: given here, but of another kind
    refused = Signal(str)  # why something could not be taken
    move_wanted = Signal(int, object)  # place, Field it should go to
    menu_opening = Signal(object, object)  # Reference, its TileMenu: others may add to it
    add_menu_opening = Signal(object)  # the QMenu of ways to add: others may add theirs
    action_requested = Signal(object, str)  # Reference, key of one of the acts that its ItemState offers

    def __init__(
        self,
        theme: Theme,
        words: Words,
        field: Field,
        *,
        upload: UploadRule,
        paste_folder: Path,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(field.value)
        self.field = field
        self.kind = KIND_OF_FIELD[field]
        self.upload = upload
        self._words = words
        self._folder = paste_folder
        self._thumbnails = thumbnails
        self._items: tuple[Reference, ...] = ()
        self._state: FieldState | None = None
        self._progress: Mapping[Reference, ItemState] = {}
        self._destinations: Sequence[tuple[Field, str]] = ()
        self._focus_next: int | None = None
        self._says = FieldWords(field)
        slot = field in FRAME_FIELDS
        self._menu = AddMenu(theme, self.kind, upload, self, several=not slot)
        self._menu.paste_wanted.connect(self.paste)
        self._menu.links_typed.connect(lambda text: self.take(references_from_text(text, upload)))
        self._menu.filled.connect(self.add_menu_opening)
        self.reader = PathReader(upload, self)
        self.reader.given.connect(self.take)
        self._menu.files_chosen.connect(self.reader.read_paths)
        self._add = AddTile(theme, "image", self, form="slot" if slot else "tile")
        self._well = self._add if slot else AddTile(theme, _WELL_ICONS[self.kind], self, form="well")
        self.strip = Strip(theme, thumbnails, self._add, self, slot=slot)
        self._kept = KeptRow(theme, self.kind, thumbnails, self)
        for add in {self._add, self._well}:
            add.clicked.connect(self._offer_ways)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for part in (*(() if slot else (self._well,)), self.strip, self._kept):
            self._column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.strip.open_wanted.connect(self._open)
        self.strip.remove_wanted.connect(self.remove)
        self.strip.move_wanted.connect(self.move_item)
        self.strip.menu_wanted.connect(self.show_menu)
        self.strip.away_wanted.connect(self.move_wanted)
        self._drag = FieldDrag(theme, self, self, self._says)
        self.strip.drag_wanted.connect(self._drag.start)
        self.retranslate()
        self._show()

    # What it shows

    def items(self) -> tuple[Reference, ...]:
        """Return what it shows, in order."""
        return self._items

    def set_state(self, items: tuple[Reference, ...], state: FieldState) -> None:
        """Show these references in this state. Emits nothing."""
        self._items, self._state = items, state
        self.setEnabled(state.on)
        self._show()

    def set_progress(self, progress: Mapping[Reference, ItemState]) -> None:
        """Show how some of the references stand, for instance on their way up."""
        if progress != self._progress:
            self._progress = dict(progress)
            self._show()

    def set_destinations(self, destinations: Sequence[tuple[Field, str]]) -> None:
        """Set the fields, with their names, that a reference may be moved to by its menu."""
        self._destinations = tuple(destinations)

    def count_text(self) -> str:
        """Return how many there are of how many, for beside the field's name; else an empty text."""
        maximum = self._state.maximum if self._state and self._state.on else None
        return "" if self.field in FRAME_FIELDS else self._says.count(len(self._items), maximum)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        name, title, hint = self._says.well()
        self._well.set_words(name, title, hint)
        if self._add is not self._well:
            self._add.set_words(name, self.tr("Add"), title)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self._show()

    def _show(self) -> None:
        state, slot = self._state, self.field in FRAME_FIELDS
        on = state is None or state.on
        problems: dict[int, str] = {}
        for problem in state.problems if state else ():
            if problem.index is not None:
                problems.setdefault(problem.index, self._words.text(problem.message))
        if state is not None:
            self.setAccessibleName(self._words.text(state.name))
        count = len(self._items)
        views = [
            ItemView(
                reference=item,
                kind=self.kind,
                number=0 if slot else index + 1,
                count=count,
                problem=problems.get(index, ""),
                state=self._progress.get(item),
            )
            for index, item in enumerate(self._items)
        ]
        had_focus = self._has_focus()
        maximum = state.maximum if state else None
        self.strip.show_items(views if on else (), full=maximum is not None and count >= maximum > 0)
        self._kept.show_items(() if on else self._items)
        self._kept.setVisible(not on)
        self.strip.setVisible(on and (slot or bool(views)))
        if not slot:
            self._well.setVisible(on and not views)
        if had_focus and on and not self._has_focus():
            self._focus(0 if self._focus_next is None else self._focus_next)
        self.updateGeometry()

    # What is given

    def take(self, given: Given) -> None:
        """Take what is of this field's kind; pass on the rest; say what could not be taken."""
        own: list[Reference] = []
        others: dict[Kind, list[Reference]] = {}
        messages = list(given.messages)
        pairs = [(item.reference, item.kind or self.kind) for item in given.items]
        if given.pixels is not None:
            saved = save_pixels(given.pixels, self._folder, self.upload)
            if isinstance(saved, str):
                messages.append(saved)
            else:
                pairs.append(saved)
        if given.preview is not None and len(given.items) == 1:
            self._thumbnails.set_image(given.items[0].reference.link, given.preview)
        for reference, kind in pairs:
            (own if kind is self.kind else others.setdefault(kind, [])).append(reference)
        if own:
            self._insert(own, messages)
        for kind, references in others.items():
            self.misplaced.emit(tuple(references), kind)
        if messages:
            self.refused.emit(" ".join(messages))

    def _insert(self, references: list[Reference], messages: list[str]) -> None:
        if self.field not in FRAME_FIELDS:
            self._change(self._items + tuple(references), focus=len(self._items))
            return
        if len(references) > 1:
            messages.append(self.tr("One picture fits here: the first was taken."))
        if self._items[:1] != (references[0],):
            self._change((references[0],), focus=0)

    def paste(self) -> None:
        """Take what is in the clipboard."""
        self.reader.read_mime(QGuiApplication.clipboard().mimeData())

    def choose_files(self) -> None:
        """Open the system's dialog for files."""
        self._menu.ask_for_files()

    def _offer_ways(self) -> None:
        add = self._well if self._well.isVisible() else self._add
        self._menu.popup(add.mapToGlobal(add.rect().bottomLeft()))

    # What is done with one of them

    def remove(self, index: int) -> None:
        """Take a reference out, as the person asked."""
        item = self._items[index]
        self._change(self._items[:index] + self._items[index + 1 :], focus=index)
        self._announce(self.tr("Removed: {name}").format(name=display_name(item)))

    def move_item(self, index: int, to: int) -> None:
        """Put a reference into another place; `to` is its place afterwards."""
        if to != index:
            rest = list(self._items[:index] + self._items[index + 1 :])
            rest.insert(to, self._items[index])
            self._change(tuple(rest), focus=to)
            self._announce(self.tr("Moved to place {number}").format(number=to + 1))

    def show_menu(self, index: int, at: QPoint) -> QMenu:
        """Show what can be done with one reference."""
        item = self._items[index]
        state = self._progress.get(item)
        acts = state.acts if state else ()
        menu = TileMenu(item, index, len(self._items), self._destinations, self, acts)
        menu.action_requested.connect(lambda key: self.action_requested.emit(item, key))
        self.menu_opening.emit(item, menu)
        menu.open_wanted.connect(lambda: self._open(index))
        menu.move_wanted.connect(lambda to: self.move_item(index, to))
        menu.away_wanted.connect(lambda to: self.move_wanted.emit(index, to))
        menu.remove_wanted.connect(lambda: self.remove(index))
        if self.field in FRAME_FIELDS:
            self._menu.fill(menu.replace_menu())
        menu.popup(at)
        return menu

    def _open(self, index: int) -> None:
        if message := open_reference(self._items[index], self.upload):
            self.refused.emit(message)

    def _change(self, items: tuple[Reference, ...], *, focus: int) -> None:
        held = self._has_focus()
        self._focus_next = focus
        self.changed.emit(items)
        if held:
            self._focus(focus)
        self._focus_next = None

    # Focus and keys

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _focus(self, index: int) -> None:
        if self.strip.tiles():
            self.strip.focus_tile(index)
        else:
            self._well.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy) and (tile := self._focused()) is not None:
            reference = self._items[tile]
            QGuiApplication.clipboard().setText(reference.link or reference.file)
        else:
            super().keyPressEvent(event)

    def _focused(self) -> int | None:
        return next((index for index, tile in enumerate(self.strip.tiles()) if tile.hasFocus()), None)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
