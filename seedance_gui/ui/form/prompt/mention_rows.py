"""The rows of the list of references: picture or icon, name, and the mention itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seedance_gui.compat import override
from seedance_gui.ui.form.prompt.mention_offers import place_words
from seedance_gui.ui.kit.two_lines import ITEM, Index, ItemRows, Part, TwoLineDelegate, TwoLines
from seedance_gui.ui.references.field.describing import KIND_ICONS, display_name

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from seedance_gui.ui.form.prompt.mention_offers import Offer
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails
ROW_HEIGHT: Final = 44


class OfferRows(ItemRows["Offer"]):
    """The offers as a list."""

    @override
    def words(self, item: Offer) -> tuple[str, str]:
        return item.text, f"{place_words(item)}, {display_name(item.reference)}"


class OfferDelegate(TwoLineDelegate):
    """One reference beside its picture, the mention at the right."""

    height = ROW_HEIGHT
    in_popup = True

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(theme, parent)
        self._thumbnails = thumbnails

    @override
    def row(self, index: Index) -> TwoLines:
        offer: Offer = index.data(ITEM)
        return TwoLines(
            Part(display_name(offer.reference), "body", "text"),
            Part(place_words(offer)),
            Part(offer.text, color="accent_text"),
            self._thumbnails.image(offer.reference),
            KIND_ICONS[offer.kind],
        )
