"""The rows of the list of references: picture or icon, name, and the mention itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from seedance_gui.compat import override
from seedance_gui.ui.form.prompt.mention_offers import place_words
from seedance_gui.ui.kit.two_lines import Index, Part, TwoLineDelegate, TwoLines
from seedance_gui.ui.references.field.describing import KIND_ICONS, display_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.form.prompt.mention_offers import Offer
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails
OFFER: Final = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT: Final = 44


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
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._offers)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        offer = self._offers[index.row()]
        if role == OFFER:
            return offer
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{place_words(offer)}, {display_name(offer.reference)}"
        return None


class OfferDelegate(TwoLineDelegate):
    """One reference beside its picture, the mention at the right."""

    height = ROW_HEIGHT
    in_popup = True

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(theme, parent)
        self._thumbnails = thumbnails

    @override
    def row(self, index: Index) -> TwoLines:
        offer: Offer = index.data(OFFER)
        return TwoLines(
            Part(display_name(offer.reference), "body", "text"),
            Part(place_words(offer)),
            Part(offer.text, color="accent_text"),
            self._thumbnails.image(offer.reference),
            KIND_ICONS[offer.kind],
        )
