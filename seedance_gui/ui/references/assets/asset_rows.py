"""The rows of the asset library: picture, name, kind, and whether it may be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from seedance_gui.compat import override
from seedance_gui.domain.draft import Kind, Reference
from seedance_gui.services.uploads.asset_store import AssetState, KnownAsset
from seedance_gui.ui.kit.two_lines import Index, Part, TwoLineDelegate, TwoLines
from seedance_gui.ui.references.field.describing import KIND_ICONS, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails
ASSET_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_COLORS: Final = {
    AssetState.ACTIVE: "success",
    AssetState.PROCESSING: "warning",
    AssetState.FAILED: "danger",
    AssetState.UNKNOWN: "text_secondary",
}


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
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        asset = self._shown[index.row()]
        if role == ASSET_ROLE:
            return asset
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(asset.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (visible(asset.name), self.kind_words(asset), self.state_words(asset))
            return ", ".join(part for part in words if part)
        return None


class AssetDelegate(TwoLineDelegate):
    """An asset beside its picture, its state at the right."""

    height, picture, icon = 56, 44, 20

    def __init__(self, theme: Theme, rows: AssetRows, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(theme, parent)
        self._rows = rows
        self._thumbnails = thumbnails

    @override
    def row(self, index: Index) -> TwoLines:
        asset: KnownAsset = index.data(ASSET_ROLE)
        usable = asset.state is not AssetState.FAILED
        return TwoLines(
            Part(visible(asset.name), "body", "text" if usable else "text_secondary"),
            Part(self._rows.kind_words(asset)),
            Part(self._rows.state_words(asset), color=_COLORS[asset.state]),
            self._thumbnails.image(Reference(file=asset.thumbnail)) if asset.thumbnail else None,
            KIND_ICONS[asset.kind],
        )
