"""What is dragged over a reference field: things from outside, its own tiles, those of other fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDropEvent

from seedance_gui.compat import override
from seedance_gui.domain.draft import FRAME_FIELDS, KIND_OF_FIELD, Kind
from seedance_gui.ui.kit.drop_overlay import DropOverlay
from seedance_gui.ui.references.field.describing import drop_words, elsewhere_words
from seedance_gui.ui.references.field.tile import TILE_MIME, ReferenceTile
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
        if isinstance(event, QDropEvent):  # to Qt, entering and moving are drops, too
            event.setDropAction(Qt.DropAction.CopyAction)
            event.setAccepted(self._is_taken(event))
        elif event.type() is QEvent.Type.DragLeave:
            self._leave()
        else:
            if event.type() is QEvent.Type.Resize and self._overlay.isVisible():
                self._overlay.setGeometry(self._widget.rect())
            return False
        return True

    def _is_taken(self, event: QDropEvent) -> bool:
        """Show what would become of what is dragged, or do it; tell whether it is taken."""
        source = event.source() if event.mimeData().hasFormat(TILE_MIME) else None
        tile = source if isinstance(source, ReferenceTile) else None
        own = tile is not None and self._widget.isAncestorOf(tile)
        kind = event.type()
        if kind is QEvent.Type.Drop:
            self._leave()
            if tile is None:
                self._reader.read_mime(event.mimeData())
            elif own:
                place = self._place(event)
                # Places count the tile itself, which leaves its own.
                tile.owner.move_item(tile.index, place - 1 if place > tile.index else place)
            else:
                tile.owner.send_item(tile.index, self._field)
        elif kind is QEvent.Type.DragMove:
            if own:
                self._strip.set_mark(self._place(event))
        elif tile is None:
            return self._welcome(references_from_mime(event.mimeData(), self._upload, look=False), event)
        elif own:
            return self._field not in FRAME_FIELDS
        elif tile.view.kind is not self._kind:
            return False
        else:
            self._overlay.welcome(drop_words(self._field, 1), fits=True)
        return True

    def _welcome(self, given: Given, event: QDropEvent) -> bool:
        """Say what would become of something from outside; tell whether there is anything in it."""
        kinds = {item.kind for item in given.items}
        if given.pixels is not None:
            kinds.add(Kind.IMAGE)
        if not kinds and not is_material(event.mimeData()):
            return False
        others = [kind for kind in kinds if kind is not None and kind is not self._kind]
        if others and len(others) == len(kinds):
            self._overlay.welcome(elsewhere_words(others[0]), fits=False)
        else:
            fitting = sum(item.kind in {None, self._kind} for item in given.items)
            self._overlay.welcome(drop_words(self._field, fitting), fits=True)
        return True

    def _leave(self) -> None:
        self._overlay.hide()
        self._strip.set_mark(None)

    def _place(self, event: QDropEvent) -> int:
        return self._strip.place_at(self._strip.mapFrom(self._widget, event.position().toPoint()))
