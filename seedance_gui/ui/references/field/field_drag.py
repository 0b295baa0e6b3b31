"""What is dragged over a reference field: things from outside, its own tiles, those of other fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from seedance_gui.compat import override
from seedance_gui.domain.draft import FRAME_FIELDS, KIND_OF_FIELD, Kind
from seedance_gui.ui.references.field.describing import drop_words, elsewhere_words
from seedance_gui.ui.references.field.item import TILE_MIME, ReferenceTile
from seedance_gui.ui.references.field.overlay import DropOverlay
from seedance_gui.ui.references.intake.dropping import Given, is_material, references_from_mime

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.draft import Field
    from seedance_gui.domain.rules import UploadRule
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.strip import Strip
    from seedance_gui.ui.references.intake.path_reader import PathReader


class FieldDrag(QObject):
    """Listens to the drag events of the widget of a field; what falls on it goes to its reader."""

    def __init__(
        self,
        theme: Theme,
        widget: QWidget,
        field: Field,
        strip: Strip,
        reader: PathReader,
        upload: UploadRule,
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._field = field
        self._kind = KIND_OF_FIELD[field]
        self._strip = strip
        self._reader = reader
        self._upload = upload
        self._overlay = DropOverlay(theme, widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

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
            takes = tile.view.kind is self._kind and self._movable(tile)
            if takes and not self._is_own(tile):
                self._overlay.welcome(drop_words(self._field, 1), fits=True)
            self._answer(event, takes=takes)
            return
        mime = event.mimeData()
        given = references_from_mime(mime, self._upload, look=False)
        takes = bool(given.items) or given.pixels is not None or is_material(mime)
        if takes:
            self._show_welcome(given)
        self._answer(event, takes=takes)

    def _show_welcome(self, given: Given) -> None:
        kinds = {item.kind for item in given.items}
        if given.pixels is not None:
            kinds.add(Kind.IMAGE)
        others = [kind for kind in kinds if kind is not None and kind is not self._kind]
        if others and len(others) == len(kinds):
            self._overlay.welcome(elsewhere_words(others[0]), fits=False)
        else:
            fitting = sum(item.kind in {None, self._kind} for item in given.items)
            self._overlay.welcome(drop_words(self._field, fitting), fits=True)

    def _move(self, event: QDragMoveEvent) -> None:
        tile = self._tile(event)
        if tile is not None and self._is_own(tile):
            self._strip.set_mark(self._place(event))
        self._answer(event, takes=True)

    def _leave(self) -> None:
        self._overlay.hide()
        self._strip.set_mark(None)

    def _drop(self, event: QDropEvent) -> None:
        self._leave()
        self._answer(event, takes=True)
        tile = self._tile(event)
        if tile is None:
            self._reader.read_mime(event.mimeData())
            return
        if self._is_own(tile):
            place = self._place(event)
            # Places count the tile itself, which leaves its own.
            tile.owner.move_item(tile.index, place - 1 if place > tile.index else place)
        else:
            tile.owner.send_item(tile.index, self._field)

    def _place(self, event: QDropEvent) -> int:
        return self._strip.place_at(self._strip.mapFrom(self._widget, event.position().toPoint()))

    def _movable(self, tile: ReferenceTile) -> bool:
        return not self._is_own(tile) or self._field not in FRAME_FIELDS

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
