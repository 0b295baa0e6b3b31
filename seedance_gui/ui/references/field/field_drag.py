"""Dragging within, out of, between and onto reference fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent

from seedance_gui.compat import override
from seedance_gui.domain.draft import FRAME_FIELDS, Kind
from seedance_gui.ui.kit.drop_overlay import DropOverlay
from seedance_gui.ui.references.field.item import ReferenceTile
from seedance_gui.ui.references.intake.dropping import Given, is_material, references_from_mime

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.draft import Field, Reference
    from seedance_gui.domain.rules import UploadRule
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.field_words import FieldWords
    from seedance_gui.ui.references.field.strip import Strip
    from seedance_gui.ui.references.intake.path_reader import PathReader

TILE_MIME: Final = "application/x-seedance-reference"
"""Marks the drag of a tile of this program."""


def tile_mime(reference: Reference) -> QMimeData:
    """Return what a dragged tile carries: for other programs, its link or file."""
    mime = QMimeData()
    mime.setData(TILE_MIME, b"")
    if reference.file:
        mime.setUrls([QUrl.fromLocalFile(reference.file)])
    else:
        mime.setText(reference.link)
        if reference.link.startswith("https://"):
            mime.setUrls([QUrl(reference.link)])
    return mime


class DropTarget(Protocol):
    """What a field offers to those who drag."""

    field: Field
    kind: Kind
    upload: UploadRule
    strip: Strip
    reader: PathReader

    def move_item(self, index: int, to: int) -> None:
        """Move a reference to another place."""


class FieldDrag(QObject):
    """Listens to the drag events of a field, whose ``widget`` is given with it."""

    def __init__(self, theme: Theme, owner: DropTarget, widget: QWidget, words: FieldWords) -> None:
        super().__init__(widget)
        self._owner = owner
        self._widget = widget
        self._words = words
        self._overlay = DropOverlay(theme, widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def start(self, index: int) -> None:
        """Drag the tile at `index` until the person lets go."""
        tile = self._owner.strip.tiles()[index]
        drag = QDrag(tile)
        drag.setMimeData(tile_mime(tile.view.reference))
        picture = tile.drag_picture()
        drag.setPixmap(picture)
        middle = picture.deviceIndependentSize() / 2
        drag.setHotSpot(QPoint(round(middle.width()), round(middle.height())))
        # Copy alone: a file manager that were offered to move would take the person's file away.
        drag.exec(Qt.DropAction.CopyAction)
        self._leave()

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            self._drop(event)
        elif isinstance(event, QDragEnterEvent):
            self._enter(event)
        elif isinstance(event, QDragMoveEvent):
            self._move(event)
        elif event.type() is QEvent.Type.DragLeave:
            self._leave()
        elif event.type() is QEvent.Type.Resize and self._overlay.isVisible():
            self._overlay.setGeometry(self._widget.rect())
        else:
            return False
        return event.type() is not QEvent.Type.Resize

    def _enter(self, event: QDragEnterEvent) -> None:
        tile = self._tile(event)
        if tile is not None:
            takes = tile.view.kind is self._owner.kind and self._movable(tile)
            if takes and not self._is_own(tile):
                self._overlay.welcome(self._words.welcome(1), fits=True)
            self._answer(event, takes=takes)
            return
        mime = event.mimeData()
        given = references_from_mime(mime, self._owner.upload, look=False)
        takes = bool(given.items) or given.pixels is not None or is_material(mime)
        if takes:
            self._show_welcome(given)
        self._answer(event, takes=takes)

    def _show_welcome(self, given: Given) -> None:
        kinds = {item.kind for item in given.items}
        if given.pixels is not None:
            kinds.add(Kind.IMAGE)
        others = [kind for kind in kinds if kind is not None and kind is not self._owner.kind]
        if others and len(others) == len(kinds):
            self._overlay.welcome(self._words.elsewhere(others[0]), fits=False)
        else:
            fitting = sum(item.kind in {None, self._owner.kind} for item in given.items)
            self._overlay.welcome(self._words.welcome(fitting), fits=True)

    def _move(self, event: QDragMoveEvent) -> None:
        tile = self._tile(event)
        if tile is not None and self._is_own(tile):
            self._owner.strip.set_mark(self._place(event))
        self._answer(event, takes=True)

    def _leave(self) -> None:
        self._overlay.hide()
        self._owner.strip.set_mark(None)

    def _drop(self, event: QDropEvent) -> None:
        self._leave()
        self._answer(event, takes=True)
        tile = self._tile(event)
        if tile is None:
            self._owner.reader.read_mime(event.mimeData())
            return
        if not self._is_own(tile):
            tile.away_wanted.emit(self._owner.field)
            return
        index = self._owner.strip.tiles().index(tile)
        place = self._place(event)
        # Places count the tile itself, which leaves its own.
        self._owner.move_item(index, place - 1 if place > index else place)

    def _place(self, event: QDropEvent) -> int:
        strip = self._owner.strip
        return strip.place_at(strip.mapFrom(self._widget, event.position().toPoint()))

    def _movable(self, tile: ReferenceTile) -> bool:
        return not self._is_own(tile) or self._owner.field not in FRAME_FIELDS

    def _is_own(self, tile: ReferenceTile) -> bool:
        return self._widget.isAncestorOf(tile)

    @staticmethod
    def _tile(event: QDropEvent) -> ReferenceTile | None:
        source = event.source()
        carries = event.mimeData().hasFormat(TILE_MIME)
        return source if carries and isinstance(source, ReferenceTile) else None

    @staticmethod
    def _answer(event: QDropEvent, *, takes: bool) -> None:
        if takes:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
