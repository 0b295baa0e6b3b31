"""One reference field of the form: shows what is in it and takes what is given.

The form is told what changed and says what then is in the field; the field itself keeps nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import FRAME_FIELDS, KIND_OF_FIELD, Field, Kind, Reference
from seedance_gui.ui.kit.drop_overlay import DropOverlay
from seedance_gui.ui.kit.translator import in_a_row
from seedance_gui.ui.references.field.add_tile import AddTile
from seedance_gui.ui.references.field.describing import (
    ItemView,
    display_name,
    drop_words,
    elsewhere_words,
    title_of,
)
from seedance_gui.ui.references.field.strip import Strip
from seedance_gui.ui.references.field.tile import TILE_MIME, ReferenceTile
from seedance_gui.ui.references.field.tile_menu import TileMenu, copy_reference, open_reference
from seedance_gui.ui.references.intake.add_dialog import AddMenu
from seedance_gui.ui.references.intake.dropping import (
    Given,
    is_material,
    references_from_mime,
)
from seedance_gui.ui.references.intake.path_reader import PathReader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu

    from seedance_gui.domain.form_state import FieldState
    from seedance_gui.domain.messages import Message
    from seedance_gui.domain.rules import UploadRule
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.references.field.describing import ItemState
    from seedance_gui.ui.references.field.edits import ReferenceEdits
    from seedance_gui.ui.references.field.thumbnails import Thumbnails


class ReferenceField(QWidget):
    """The references of one field: a frame with its place to add, or tiles in a tray that several share."""

    menu_opening = Signal(object, object)  # Reference, its QMenu, half made: others may add to it
    action_requested = Signal(object, str)  # Reference, key of one of the acts that its ItemState offers

    def __init__(
        self,
        theme: Theme,
        words: Words,
        field: Field,
        *,
        edits: ReferenceEdits,
        upload: UploadRule,
        paste_folder: Path,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(field.value)
        self.field = field
        self.kind = KIND_OF_FIELD[field]
        self._edits = edits
        self._upload = upload
        self._words = words
        self._items: tuple[Reference, ...] = ()
        self._state: FieldState | None = None
        self._progress: Mapping[Reference, ItemState] = {}
        self._focus_next: int | None = None
        self.overlay = DropOverlay(theme, self)
        slot = field in FRAME_FIELDS
        self.thumbnails = thumbnails
        self.add_menu = AddMenu(theme, (self.kind,) if slot else tuple(Kind), upload, self, several=not slot)
        self.add_menu.paste_wanted.connect(self.paste)
        self.add_menu.links_given.connect(self.take)
        self._reader = PathReader(upload, paste_folder, thumbnails, self)
        self._reader.given.connect(self.take)
        self.add_menu.files_chosen.connect(self._reader.read_paths)
        self._add: AddTile | None = None
        if slot:
            drop = self.tr("Drop or paste a picture")
            self._add = AddTile(theme, self.tr("Add a picture"), "", drop, self)
            self._add.clicked.connect(partial(self.offer_ways, self._add))
        self.strip = Strip(theme, thumbnails, self, self, self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.strip)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._show()
        self.setAcceptDrops(True)

    # What it shows

    def items(self) -> tuple[Reference, ...]:
        """Return what it shows, in order."""
        return self._items

    def set_state(self, items: tuple[Reference, ...], state: FieldState) -> None:
        """Show these references in this state. Emits nothing."""
        self._items, self._state = items, state
        # A list that is off can still be added to.
        self.setEnabled(state.on or self.field not in FRAME_FIELDS)
        self._show()

    def set_progress(self, progress: Mapping[Reference, ItemState]) -> None:
        """Show how some of the references stand, for instance on their way up."""
        before, self._progress = self._progress, progress
        if any(progress.get(item) != before.get(item) for item in self._items):
            self._show()

    def _show(self) -> None:
        state = self._state
        problems: dict[int, Message] = {}
        for problem in state.problems if state else ():
            if problem.index is not None:
                problems.setdefault(problem.index, problem.message)
        name = "" if state is None else self._words.text(state.name)
        self.setAccessibleName(name)
        if self._add is not None:
            self._add.set_title(name)
        had_focus = self._has_focus()
        if state is None or state.on:  # the tiles of a field that is off stay for when it is on again
            self.strip.show_items(
                [
                    ItemView(
                        item,
                        self.kind,
                        title_of(self.field, name, index),
                        self._words.text(problems[index]) if index in problems else "",
                        self._progress.get(item),
                        problems[index].code if index in problems else None,
                    )
                    for index, item in enumerate(self._items)
                ]
            )
            if had_focus and not self._has_focus():
                self.focus_tile(self._focus_next or 0)

    # What is given

    def take(self, given: Given) -> None:
        """Take what is of this field's kind; pass on the rest; say what could not be taken."""
        own: list[Reference] = []
        others: dict[Kind, list[Reference]] = {}
        messages = list(given.messages)
        for item in given.items:
            kind = item.kind or self.kind
            (own if kind is self.kind else others.setdefault(kind, [])).append(item.reference)
        if own:
            self._insert(own, messages)
        for kind, references in others.items():
            self._edits.sort_in(tuple(references), kind)
        if messages:
            self._edits.refuse(in_a_row(messages))

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
        self._reader.read_mime(QGuiApplication.clipboard().mimeData())

    def paste_link(self) -> None:
        """Take what is in the clipboard, or ask for a link where there is nothing to take."""
        mime = QGuiApplication.clipboard().mimeData()
        given = references_from_mime(mime, self._upload, look=False)
        if given.items or given.pixels is not None:
            self._reader.read_mime(mime)
        else:
            self.add_menu.ask_for_links()

    def offer_ways(self, add: QWidget) -> None:
        """Offer the ways to add, at the place to add."""
        self.add_menu.popup(add.mapToGlobal(add.rect().bottomLeft()))

    # What is dragged over it: things from outside, its own tiles, those of other fields

    @override
    def event(self, event: QEvent, /) -> bool:
        if isinstance(event, QDropEvent):  # to Qt, entering and moving are drops, too
            event.setDropAction(Qt.DropAction.CopyAction)
            event.setAccepted(self.is_taken(event))
            return True
        if event.type() is QEvent.Type.DragLeave:
            self.leave()
            return True
        if event.type() is QEvent.Type.Resize and self.overlay.isVisible():
            self.overlay.setGeometry(self.rect())
        return super().event(event)

    def is_taken(self, event: QDropEvent) -> bool:
        """Show what would become of what is dragged, or do it; tell whether it is taken."""
        source = event.source() if event.mimeData().hasFormat(TILE_MIME) else None
        tile = source if isinstance(source, ReferenceTile) else None
        own = tile is not None and self.isAncestorOf(tile)
        kind = event.type()
        if kind is QEvent.Type.Drop:
            self.leave()
            if tile is None:
                self._reader.read_mime(event.mimeData())
            elif own:
                place = self._place(event)
                # Places count the tile itself, which leaves its own.
                self.move_item(tile.index, place - 1 if place > tile.index else place)
            else:
                tile.owner.send_item(tile.index, self.field)
        elif kind is QEvent.Type.DragMove:
            if own:
                self.strip.set_mark(self._place(event))
        elif tile is None:
            return self._welcome(references_from_mime(event.mimeData(), self._upload, look=False), event)
        elif own:
            return self.field not in FRAME_FIELDS
        elif tile.view.kind is not self.kind:
            return False
        else:
            self.overlay.welcome(drop_words(self.field, 1), fits=True)
        return True

    def _welcome(self, given: Given, event: QDropEvent) -> bool:
        """Say what would become of something from outside; tell whether there is anything in it."""
        kinds = {item.kind for item in given.items}
        if given.pixels is not None:
            kinds.add(Kind.IMAGE)
        if not kinds and not is_material(event.mimeData()):
            return False
        of_tray = self.field not in FRAME_FIELDS  # which takes every kind
        others = [] if of_tray else [kind for kind in kinds if kind is not None and kind is not self.kind]
        if others and len(others) == len(kinds):
            self.overlay.welcome(elsewhere_words(others[0]), fits=False)
        else:
            fitting = sum(of_tray or item.kind in {None, self.kind} for item in given.items)
            self.overlay.welcome(drop_words(self.field, fitting), fits=True)
        return True

    def leave(self) -> None:
        """Forget what was dragged over it."""
        self.overlay.hide()
        self.strip.set_mark(None)

    def _place(self, event: QDropEvent) -> int:
        return self.strip.place_at(self.strip.mapFrom(self, event.position().toPoint()))

    # What is done with one of them: a `TileOwner`

    def open_item(self, index: int) -> None:
        """Open a reference outside."""
        open_reference(self, self._items[index], self._upload, self._edits.refuse)

    def remove(self, index: int) -> None:
        """Take a reference out, as the person asked."""
        item = self._items[index]
        self._change(self._items[:index] + self._items[index + 1 :], focus=index)
        self._announce(self.tr("Removed: {name}").format(name=display_name(item)))

    def move_item(self, index: int, to: int) -> None:
        """Put a reference into another place; `to` is its place afterwards, at most the last one."""
        to = min(max(0, to), len(self._items) - 1)
        if to != index:
            rest = list(self._items[:index] + self._items[index + 1 :])
            rest.insert(to, self._items[index])
            self._change(tuple(rest), focus=to)
            self._announce(self.tr("Moved to place {number}").format(number=to + 1))

    def send_item(self, index: int, to: Field) -> None:
        """Put a reference into another field."""
        self._edits.move(self.field, index, to)

    def focus_tile(self, index: int) -> None:
        """Give a tile the focus, the nearest where there is none at that place, or else the place to add."""
        if self.strip.tiles():
            self.strip.focus_tile(index)
        elif self._add is not None:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_menu(self, index: int, at: QPoint) -> QMenu:
        """Show what can be done with one reference."""
        item = self._items[index]
        state = self._progress.get(item)
        menu = TileMenu(
            self,
            item,
            index,
            len(self._items),
            self,
            acts=[
                (words, partial(self.action_requested.emit, item, key))
                for key, words in (state.acts if state else ())
            ],
            more=partial(self.menu_opening.emit, item),
            replace=self.add_menu.fill if self.field in FRAME_FIELDS else None,
            destinations=self._edits.destinations(self.field),
        )
        menu.popup(at)
        return menu

    def _change(self, items: tuple[Reference, ...], *, focus: int) -> None:
        held = self._has_focus()
        self._focus_next = focus
        self._edits.set_items(self.field, items)
        if held:
            self.focus_tile(focus)
        self._focus_next = None

    # Focus and keys

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy) and isinstance(
            tile := QApplication.focusWidget(), ReferenceTile
        ):
            copy_reference(tile.view.reference)
        else:
            super().keyPressEvent(event)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
