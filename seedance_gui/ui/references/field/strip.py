"""The tiles of one field in their order, with the place to add more, and the mark where a drop would go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.painting import draw_thumbnail
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.references.field.describing import KIND_ICONS, display_name
from seedance_gui.ui.references.field.tile import SIDE, ReferenceTile, words_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.domain.draft import Kind, Reference
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.add_tile import AddTile
    from seedance_gui.ui.references.field.describing import ItemView
    from seedance_gui.ui.references.field.edits import TileOwner
    from seedance_gui.ui.references.field.thumbnails import Thumbnails


_SMALL: Final = 22
_MOST: Final = 3
_LEAST: Final = 68  # the narrowest that a tile becomes before there is one less in a line


class Grid:
    """The places of tiles in lines of so many pixels: squares that divide the width evenly."""

    def __init__(self, theme: Theme, width: int) -> None:
        gap = theme.space(2)
        self.columns = max(1, (width + gap) // (theme.px(_LEAST) + gap))
        side = min((width - gap * (self.columns - 1)) // self.columns, theme.px(SIDE + 12))
        self.size = QSize(side, side + words_height(theme))
        self._pitch = self.size + QSize(gap, gap)
        self._gap = gap

    def at(self, cell: int) -> QRect:
        """Return a place, from 0."""
        line, column = divmod(cell, self.columns)
        return QRect(QPoint(column * self._pitch.width(), line * self._pitch.height()), self.size)

    def around(self, first: int, count: int) -> tuple[QRect, int]:
        """Return the rectangle around places in a row, and how many at its beginning are none of them."""
        lead = first % self.columns
        rect = self.at(first) | self.at(first + count - 1)
        if lead + count <= self.columns:
            return rect, 0
        rect.setLeft(0)
        rect.setWidth(self.columns * self._pitch.width() - self._gap)
        return rect, lead


class Strip(QWidget):
    """Tiles in lines. One Tab stop for all tiles; the arrow keys go from one to the next.

    With the place to `add` it is a frame: there is at most one tile, as wide as there is room.
    """

    def __init__(
        self, theme: Theme, thumbnails: Thumbnails, owner: TileOwner, parent: QWidget, add: AddTile | None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbnails = thumbnails
        self._owner = owner
        self._tiles: list[ReferenceTile] = []
        self._current = 0
        self._mark = QFrame(self)  # where a drop would go
        set_look(self._mark, mark=True)
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark.hide()
        self._add = add
        self._grid: Grid | None = None
        self._lead = 0
        if add is not None:
            add.setParent(self)
            self._slot = QVBoxLayout(self)
            self._slot.setContentsMargins(0, 0, 0, 0)
            self._slot.addWidget(add)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(add is None)
        self.setSizePolicy(policy)
        thumbnails.ready.connect(self._thumbnail_came)

    def tiles(self) -> tuple[ReferenceTile, ...]:
        """Return the tiles in their order."""
        return tuple(self._tiles)

    def show_items(self, views: Sequence[ItemView]) -> None:
        """Show these references; tiles that stay keep the focus."""
        before = len(self._tiles)
        for tile in self._tiles[len(views) :]:
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
        if self._add is not None:
            self._add.setVisible(not views)
        elif len(views) != before:
            self._place_tiles()
            self.updateGeometry()
        self._set_current(min(self._current, max(0, len(self._tiles) - 1)))

    def _make(self, view: ItemView) -> ReferenceTile:
        index = len(self._tiles)
        tile = ReferenceTile(self._theme, self._owner, index, view, self, slot=self._add is not None)
        if self._add is not None:
            self._slot.addWidget(tile)
        tile.show()
        return tile

    def lay(self, grid: Grid, lead: int) -> None:
        """Put the tiles into a grid that others share, of whom `lead` are in the first line before them."""
        self._grid, self._lead = grid, lead
        self._place_tiles()

    def _place_tiles(self) -> None:
        if self._add is not None:
            return
        grid = self._grid or Grid(self._theme, self.width())
        for index, tile in enumerate(self._tiles):
            place = grid.at(self._lead + index)
            if self.isRightToLeft():
                place.moveLeft(self.width() - place.right() - 1)
            tile.setGeometry(place)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place_tiles()

    @override
    def hasHeightForWidth(self) -> bool:
        return self._add is None

    @override
    def heightForWidth(self, width: int, /) -> int:
        grid = self._grid or Grid(self._theme, width)
        return grid.at(self._lead + len(self._tiles) - 1).bottom() + 1 if self._tiles else 0

    @override
    def sizeHint(self) -> QSize:
        if self._add is not None:
            return super().sizeHint()
        width = self._theme.px(280)
        return QSize(width, self.heightForWidth(width))

    def focus_tile(self, index: int) -> None:
        """Give a tile the focus, the nearest where there is none at that place. There has to be one."""
        index = min(max(0, index), len(self._tiles) - 1)
        self._set_current(index)
        self._tiles[index].setFocus(Qt.FocusReason.OtherFocusReason)

    # Where a drop would go

    def place_at(self, at: QPoint) -> int:
        """Return the place (0 to the number of tiles) where something dropped at a point goes."""
        if self._add is not None:
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
        return QRect(min(max(0, middle - 1), self.width() - 3), tile.top(), 3, tile.width())

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
    """A few references that are kept but not used, so that nothing seems lost, small and faint."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbnails = thumbnails
        self._items: tuple[tuple[Kind, Reference], ...] = ()
        self.hide()
        thumbnails.ready.connect(self.update)

    def show_items(self, items: tuple[tuple[Kind, Reference], ...]) -> None:
        """Show these; without any it has no size."""
        if items == self._items:
            return
        self._items = items
        names = ", ".join(display_name(item) for _, item in items[:20])
        self.setAccessibleName(names)
        self.setAccessibleDescription(names)  # else it would be the tooltip, which is broken into lines
        self.setToolTip(plain_tooltip(names))
        self.setVisible(bool(items))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side, gap = self._theme.px(_SMALL), self._theme.px(4)
        return QSize(max(0, min(len(self._items), _MOST) * (side + gap) - gap), side)

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.6)
        rect = QRect(0, 0, theme.px(_SMALL), theme.px(_SMALL))
        for kind, item in self._items[:_MOST]:
            draw_thumbnail(painter, theme, rect, self._thumbnails.image(item), KIND_ICONS[kind], 12)
            rect.translate(rect.width() + theme.px(4), 0)
