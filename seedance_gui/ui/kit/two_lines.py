"""A list whose rows have two lines, a picture before them and something at their right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from seedance_gui.compat import override
from seedance_gui.ui.kit.painting import draw_thumbnail, focus_ring, rounded
from seedance_gui.ui.kit.theme import by_keyboard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QImage

    from seedance_gui.ui.kit.design_tokens import TypeRole
    from seedance_gui.ui.kit.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ITEM: Final = Qt.ItemDataRole.UserRole + 1
T = TypeVar("T")


class ItemRows(QAbstractListModel, Generic[T]):
    """Things as a list; `ITEM` gives them back."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: tuple[T, ...] = ()

    def list(self, items: Iterable[T]) -> None:
        """List these."""
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def words(self, item: T) -> tuple[str, str]:
        """Return what stands for a thing, and what a screen reader says of it."""
        raise NotImplementedError

    @override
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.items)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(item)[0]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(item)[1]
        return item if role == ITEM else None


class Part(NamedTuple):
    """A line of words: what it says, and the tokens of its type and colour."""

    text: str
    role: TypeRole = "caption"
    color: str = "text_secondary"


class TwoLines(NamedTuple):
    """What a row shows. Without an image the icon stands in its place."""

    title: Part
    detail: Part
    aside: Part
    image: QImage | None
    icon: str


class TwoLineDelegate(QStyledItemDelegate):
    """Draws rows; lengths are pixels at 100 %. What shows more than `TwoLines` overrides `paint_row`."""

    height: ClassVar[int]
    picture: ClassVar = 32
    icon: ClassVar = 16
    edge: ClassVar = 7  # before the picture and behind the words
    gap: ClassVar = 11  # between picture, words and what stands at the right
    inset: ClassVar = 0  # of the plate of what is chosen
    step: ClassVar = 16  # from line to line
    elide: ClassVar = Qt.TextElideMode.ElideMiddle  # the end of a file's name says what it is
    in_popup: ClassVar = False  # chosen by keys that another widget has

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def row(self, index: Index) -> TwoLines:
        """Return what a row shows."""
        raise NotImplementedError

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(self.height))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_row(painter, option, index)
        painter.restore()

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        rect: QRect = option.rect
        px, row = self._theme.px, self.row(index)
        self.paint_plate(painter, option)
        side = px(self.picture)
        spot = QRect(rect.left() + px(self.edge), rect.center().y() + 1 - side // 2, side, side)
        draw_thumbnail(painter, self._theme, spot, row.image, row.icon, self.icon)
        room = rect.adjusted(px(self.edge + self.gap) + side, 0, -px(self.edge), 0)
        used = self.write(painter, room, row.aside, right=True)
        upper, lower = self.lines(room.adjusted(0, 0, -used - px(self.gap) if used else 0, 0))
        self.write(painter, upper, row.title)
        self.write(painter, lower, row.detail)

    def paint_plate(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Draw the ground of what is chosen or under the pointer, with a ring where the keyboard is."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        theme, inset = self._theme, self._theme.px(self.inset)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        plate = rect.adjusted(inset, 1, -inset, -1)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            ground = theme.color("accent_soft" if chosen else "hover")
            painter.fillPath(rounded(plate, theme.px(7)), ground)
        focused = state & QStyle.StateFlag.State_HasFocus and by_keyboard(option.widget)
        if (chosen and self.in_popup) or focused:
            focus_ring(painter, theme, plate, theme.px(7))

    def lines(self, rect: QRect) -> tuple[QRect, QRect]:
        """Return the places of the two lines, in the middle of a place."""
        step = self._theme.px(self.step)
        upper = QRect(rect.left(), rect.top() + (rect.height() - 2 * step) // 2, rect.width(), step)
        return upper, upper.translated(0, step)

    def write(self, painter: QPainter, rect: QRect, part: Part, *, right: bool = False) -> int:
        """Write one line of plain text, shortened to its room; return its width in pixels."""
        font = self._theme.font(part.role)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(part.text, self.elide, max(0, rect.width()))
        painter.setFont(font)
        painter.setPen(self._theme.color(part.color))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        # Chinese letters stand taller than the line of the Latin font: nothing is cut off.
        painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip), shown)
        return metrics.horizontalAdvance(shown)
