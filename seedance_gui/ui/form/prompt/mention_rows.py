"""The rows of the list of references: picture or icon, name, and the mention itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from seedance_gui.compat import override
from seedance_gui.ui.form.prompt.mention_offers import place_words
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.references.field.describing import KIND_ICONS, display_name
from seedance_gui.ui.references.field.painting import cover, outline, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.form.prompt.mention_offers import Offer
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

    _Index = QModelIndex | QPersistentModelIndex

OFFER: Final = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT: Final = 44
_PICTURE: Final = 32


class OfferRows(QAbstractListModel):
    """The offers as a list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is listed."""
        return self._offers

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """List other ones."""
        self.beginResetModel()
        self._offers = tuple(offers)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex(), /) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._offers)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        offer = self._offers[index.row()]
        if role == OFFER:
            return offer
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{place_words(offer)}, {display_name(offer.reference)}"
        return None


class OfferDelegate(QStyledItemDelegate):
    """Draws one reference in two lines beside its picture."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbnails = thumbnails

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index, /) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(ROW_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        offer: Offer = index.data(OFFER)
        theme = self._theme
        px = theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), px(7), px(7))
        side = px(_PICTURE)
        picture = QRect(rect.left() + px(6), rect.center().y() - side // 2, side, side)
        paint_thumbnail(painter, theme, self._thumbnails, offer, picture)
        words = rect.adjusted(px(6) + side + px(10), 0, -px(8), 0)
        words.setRight(words.right() - self._paint_mention(painter, words, offer) - px(8))
        self._paint_words(painter, words, offer)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, offer: Offer) -> None:
        theme = self._theme
        name, place = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("caption"))
        top = rect.center().y() - (name.height() + place.height()) // 2 + 1
        line = QRect(rect.left(), top, rect.width(), name.height())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        shown = name.elidedText(display_name(offer.reference), Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, flags, shown)
        line.translate(0, name.height())
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text_secondary"))
        painter.drawText(line, flags, place_words(offer))

    def _paint_mention(self, painter: QPainter, rect: QRect, offer: Offer) -> int:
        """Write the mention at the right edge; return its width."""
        theme = self._theme
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("accent_text"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), offer.text)
        return QFontMetrics(theme.font("caption")).horizontalAdvance(offer.text)


def paint_thumbnail(
    painter: QPainter, theme: Theme, thumbnails: Thumbnails, offer: Offer, rect: QRect
) -> None:
    """Paint a reference's picture, or the icon of its kind, with round corners."""
    radius = theme.px(6)
    painter.save()
    painter.setClipPath(rounded(rect, radius))
    painter.fillRect(rect, theme.color("sunken"))
    if (image := thumbnails.image(offer.reference)) is not None:
        cover(painter, rect, image)
    else:
        side = theme.px(16)
        corner = QPoint(rect.center().x() - side // 2 + 1, rect.center().y() - side // 2 + 1)
        painter.drawPixmap(corner, pixmap(theme, KIND_ICONS[offer.kind], "text_secondary", 16))
    painter.restore()
    outline(painter, rect, radius, QPen(theme.color("border"), 1))
