"""The rows of the asset library: picture, name, kind, and whether it may be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seedance_gui.compat import override
from seedance_gui.domain.draft import Kind, Reference
from seedance_gui.services.uploads.asset_store import AssetState, KnownAsset
from seedance_gui.ui.kit.two_lines import ITEM, Index, ItemRows, Part, TwoLineDelegate, TwoLines
from seedance_gui.ui.references.field.describing import KIND_ICONS, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

_COLORS: Final = {
    AssetState.ACTIVE: "success",
    AssetState.PROCESSING: "warning",
    AssetState.FAILED: "danger",
    AssetState.UNKNOWN: "text_secondary",
}


class AssetRows(ItemRows[KnownAsset]):
    """The assets that fit what is searched for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[KnownAsset, ...] = ()
        self._search = ""

    def set_assets(self, assets: Sequence[KnownAsset]) -> None:
        """List these."""
        self._all = tuple(assets)
        self.set_search(self._search)

    def set_search(self, text: str) -> None:
        """Show only those with these words in name or id."""
        self._search = text
        wanted = text.casefold().split()
        self.list(a for a in self._all if all(word in f"{a.name} {a.id}".casefold() for word in wanted))

    def asset(self, row: int) -> KnownAsset:
        """Return the asset of a row."""
        return self.items[row]

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
    def words(self, item: KnownAsset) -> tuple[str, str]:
        words = (visible(item.name), self.kind_words(item), self.state_words(item))
        return words[0], ", ".join(filter(None, words))


class AssetDelegate(TwoLineDelegate):
    """An asset beside its picture, its state at the right."""

    height, picture, icon = 56, 44, 20

    def __init__(self, theme: Theme, rows: AssetRows, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(theme, parent)
        self._rows = rows
        self._thumbnails = thumbnails

    @override
    def row(self, index: Index) -> TwoLines:
        asset: KnownAsset = index.data(ITEM)
        usable = asset.state is not AssetState.FAILED
        return TwoLines(
            Part(visible(asset.name), "body", "text" if usable else "text_secondary"),
            Part(self._rows.kind_words(asset)),
            Part(self._rows.state_words(asset), color=_COLORS[asset.state]),
            self._thumbnails.image(Reference(file=asset.thumbnail)) if asset.thumbnail else None,
            KIND_ICONS[asset.kind],
        )
