"""The tiles of one field in their order, with the place to add more, and the mark where a drop would go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.painting import ONE_LINE, draw_thumbnail
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.references.field.describing import KIND_ICONS, display_name
from seedance_gui.ui.references.field.tile import PICTURE, ReferenceTile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.domain.draft import Kind, Reference
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.add_tile import AddTile
    from seedance_gui.ui.references.field.describing import ItemView
    from seedance_gui.ui.references.field.edits import TileOwner
    from seedance_gui.ui.references.field.thumbnails import Thumbnails


_SIDE: Final = 22
_MOST: Final = 5


class Strip(QWidget):
    """Tiles in lines. One Tab stop for all tiles; the arrow keys go from one to the next.

    With `slot` there is at most one tile, as wide as there is room.
    """

    def __init__(
        self,
        theme: Theme,
        thumbnails: Thumbnails,
        owner: TileOwner,
        add: AddTile,
        parent: QWidget,
        *,
        slot: bool,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbnails = thumbnails
        self._owner = owner
        self._slot = slot
        self._tiles: list[ReferenceTile] = []
        self._current = 0
        self._mark = QFrame(self)  # where a drop would go
        set_look(self._mark, mark=True)
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark.hide()
        self._add = add
        add.setParent(self)
        gap = theme.space(2)
        self._flow: QLayout = QVBoxLayout(self) if slot else FlowLayout(self, gap=gap)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(add)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        thumbnails.ready.connect(self._thumbnail_came)

    def tiles(self) -> tuple[ReferenceTile, ...]:
        """Return the tiles in their order."""
        return tuple(self._tiles)

    def show_items(self, views: Sequence[ItemView], *, full: bool = False) -> None:
        """Show these references; tiles that stay keep the focus. While `full`, no more are asked for."""
        for tile in self._tiles[len(views) :]:
            self._flow.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        del self._tiles[len(views) :]
        for tile, view in zip(self._tiles, views, strict=False):
            if tile.view != view:
                tile.set_view(view)
        for view in views[len(self._tiles) :]:
            self._tiles.append(self._make(view))
        for tile in self._tiles:
            tile.set_image(self._thumbnails.image(tile.view.reference))
        self._add.setVisible(not (full or (self._slot and views)))
        self._set_current(min(self._current, max(0, len(self._tiles) - 1)))

    def _make(self, view: ItemView) -> ReferenceTile:
        index = len(self._tiles)
        tile = ReferenceTile(self._theme, self._owner, index, view, self, slot=self._slot)
        # The place to add stays last.
        self._flow.removeWidget(self._add)
        self._flow.addWidget(tile)
        self._flow.addWidget(self._add)
        tile.show()
        return tile

    def focus_tile(self, index: int) -> None:
        """Give a tile the focus, the nearest where there is none at that place. There has to be one."""
        index = min(max(0, index), len(self._tiles) - 1)
        self._set_current(index)
        self._tiles[index].setFocus(Qt.FocusReason.OtherFocusReason)

    # Where a drop would go

    def place_at(self, at: QPoint) -> int:
        """Return the place (0 to the number of tiles) where something dropped at a point goes."""
        if self._slot:
            return 0
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for index, tile in enumerate(self._tiles):
            rect = tile.geometry()
            if at.y() > rect.bottom():
                continue
            before = at.x() > rect.center().x() if mirrored else at.x() < rect.center().x()
            if before or at.y() < rect.top():
                return index
        return len(self._tiles)

    def set_mark(self, place: int | None) -> None:
        """Mark a place between tiles, or none."""
        self._mark.setVisible(place is not None and bool(self._tiles))
        if place is not None and self._tiles:
            self._mark.setGeometry(self._mark_rect(place))
            self._mark.raise_()

    def _mark_rect(self, place: int) -> QRect:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        gap = self._theme.space(2)
        # At the end of a line, the mark stands behind the tile before the place: the other side is the edge.
        before = self._tiles[place - 1].geometry() if place else None
        after = self._tiles[place].geometry() if place < len(self._tiles) else None
        tile = after or before or QRect()
        behind = after is None
        if before is not None and after is not None and before.top() != after.top():
            tile, behind = before, True
        middle = tile.right() + 1 + gap // 2 if behind is not mirrored else tile.left() - gap // 2
        return QRect(min(max(0, middle - 1), self.width() - 3), tile.top(), 3, self._theme.px(PICTURE))

    def _set_current(self, index: int) -> None:
        self._current = index
        for place, tile in enumerate(self._tiles):
            wanted = Qt.FocusPolicy.StrongFocus if place == index else Qt.FocusPolicy.ClickFocus
            if tile.focusPolicy() != wanted:
                tile.setFocusPolicy(wanted)

    def _thumbnail_came(self, source: str) -> None:
        for tile in self._tiles:
            reference = tile.view.reference
            if source == (reference.file or reference.link):
                tile.set_image(self._thumbnails.image(reference))


class UnusedReferences(QWidget):
    """The references of a field that is off, so that nothing seems lost: a low row of small faint pictures.

    Up to five, then "+3". Without references it has no size.
    """

    def __init__(self, theme: Theme, kind: Kind, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._thumbnails = thumbnails
        self._items: tuple[Reference, ...] = ()
        self._more = ""
        self.setFixedSize(0, 0)
        thumbnails.ready.connect(self.update)

    def show_items(self, items: tuple[Reference, ...]) -> None:
        """Show these references."""
        if items == self._items:
            return
        self._items = items
        self._more = f"+{len(items) - _MOST}" if len(items) > _MOST else ""
        names = ", ".join(display_name(item) for item in items[:20])
        self.setAccessibleName(names)
        self.setAccessibleDescription(names)  # else it would be the tooltip, which is broken into lines
        self.setToolTip(plain_tooltip(names))
        side, gap = self._theme.px(_SIDE), self._theme.px(4)
        width = max(0, min(len(items), _MOST) * (side + gap) - gap)
        if self._more:
            width += gap + self.fontMetrics().horizontalAdvance(self._more)
        self.setFixedSize(width, side if items else 0)
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, gap = theme.px(_SIDE), theme.px(4)
        rect = QRect(0, 0, side, side)
        painter.setOpacity(0.6)
        for item in self._items[:_MOST]:
            draw_thumbnail(painter, theme, rect, self._thumbnails.image(item), KIND_ICONS[self._kind], 12)
            rect.translate(side + gap, 0)
        if self._more:
            painter.setOpacity(1)
            painter.setPen(theme.color("text_faint"))
            rect.setWidth(self.width() - rect.left())
            painter.drawText(rect, ONE_LINE, self._more)
