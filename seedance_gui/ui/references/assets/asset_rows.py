"""The rows of the asset library: picture, name, kind, and whether it may be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from seedance_gui.compat import override
from seedance_gui.domain.draft import Kind, Reference
from seedance_gui.services.uploads.asset_store import AssetState, KnownAsset
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.references.field.describing import KIND_ICONS, visible
from seedance_gui.ui.references.field.painting import cover, outline, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

    _Index = QModelIndex | QPersistentModelIndex

ASSET_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_HEIGHT: Final = 56
_PICTURE: Final = 44


class AssetRows(QAbstractListModel):
    """The assets that fit what is searched for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[KnownAsset, ...] = ()
        self._search = ""
        self._shown: tuple[KnownAsset, ...] = ()

    def set_assets(self, assets: Sequence[KnownAsset]) -> None:
        """List these."""
        self._all = tuple(assets)
        self._refill()

    def set_search(self, text: str) -> None:
        """Show only those with these words in name or id."""
        self._search = text
        self._refill()

    def asset(self, row: int) -> KnownAsset:
        """Return the asset of a row."""
        return self._shown[row]

    def _refill(self) -> None:
        wanted = self._search.casefold().split()
        self.beginResetModel()
        self._shown = tuple(a for a in self._all if all(w in f"{a.name} {a.id}".casefold() for w in wanted))
        self.endResetModel()

    def state_words(self, asset: KnownAsset) -> str:
        """Return how an asset stands, in words."""
        return {
            AssetState.ACTIVE: self.tr("Ready"),
            AssetState.PROCESSING: self.tr("Being checked"),
            AssetState.FAILED: self.tr("Not accepted"),
            AssetState.UNKNOWN: "",
        }[asset.state]

    def kind_words(self, asset: KnownAsset) -> str:
        """Return what an asset is, and its id where the name is another."""
        kind = {
            Kind.IMAGE: self.tr("Picture"),
            Kind.VIDEO: self.tr("Video"),
            Kind.AUDIO: self.tr("Sound clip"),
        }[asset.kind]
        return kind if asset.name == asset.id else f"{kind} · {visible(asset.id)}"

    @override
    def rowCount(self, parent: _Index = QModelIndex(), /) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        asset = self._shown[index.row()]
        if role == ASSET_ROLE:
            return asset
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(asset.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (visible(asset.name), self.kind_words(asset), self.state_words(asset))
            return ", ".join(part for part in words if part)
        return None


class AssetDelegate(QStyledItemDelegate):
    """Two lines beside the picture; the state at the right."""

    def __init__(self, theme: Theme, rows: AssetRows, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = rows
        self._thumbnails = thumbnails

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index, /) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        asset: KnownAsset = index.data(ASSET_ROLE)
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(theme.color("focus"), 1.5) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), px(8), px(8))
        side = px(_PICTURE)
        picture = QRect(rect.left() + px(7), rect.center().y() - side // 2, side, side)
        self._paint_picture(painter, picture, asset)
        words = rect.adjusted(px(7) + side + px(12), 0, -px(12), 0)
        words.setRight(words.right() - self._paint_state(painter, words, asset) - px(10))
        self._paint_words(painter, words, asset)
        painter.restore()

    def _paint_picture(self, painter: QPainter, rect: QRect, asset: KnownAsset) -> None:
        theme = self._theme
        painter.save()
        painter.setClipPath(rounded(rect, theme.px(6)))
        painter.fillRect(rect, theme.color("sunken"))
        image = self._thumbnails.image(Reference(file=asset.thumbnail)) if asset.thumbnail else None
        if image is not None:
            cover(painter, rect, image)
        else:
            side = theme.px(20)
            at = rect.center()
            icon = pixmap(theme, KIND_ICONS[asset.kind], "text_secondary", 20)
            painter.drawPixmap(at.x() - side // 2 + 1, at.y() - side // 2 + 1, icon)
        painter.restore()
        outline(painter, rect, theme.px(6), QPen(theme.color("border"), 1))

    def _paint_words(self, painter: QPainter, rect: QRect, asset: KnownAsset) -> None:
        theme = self._theme
        name, kind = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("caption"))
        top = rect.center().y() - (name.height() + kind.height()) // 2
        line = QRect(rect.left(), top, rect.width(), name.height())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)
        off = asset.state is AssetState.FAILED
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text_secondary" if off else "text"))
        middle = Qt.TextElideMode.ElideMiddle
        painter.drawText(line, flags, name.elidedText(visible(asset.name), middle, line.width()))
        line.translate(0, name.height() + theme.px(1))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text_secondary"))
        painter.drawText(line, flags, kind.elidedText(self._rows.kind_words(asset), middle, line.width()))

    def _paint_state(self, painter: QPainter, rect: QRect, asset: KnownAsset) -> int:
        """Write the state at the right; return its width."""
        theme = self._theme
        colours = {
            AssetState.ACTIVE: "success",
            AssetState.PROCESSING: "warning",
            AssetState.FAILED: "danger",
        }
        words = self._rows.state_words(asset)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color(colours.get(asset.state, "text_secondary")))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
        return QFontMetrics(theme.font("caption")).horizontalAdvance(words)
