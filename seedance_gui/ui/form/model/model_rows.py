"""The list behind the model picker: routes, families and models, filtered by what is searched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from seedance_gui.compat import override
from seedance_gui.ui.form.model.model_words import (
    REFERENCE_ICONS,
    billing_words,
    length_words,
    output_words,
    takes_words,
)
from seedance_gui.ui.kit.parts import plain_tooltip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtCore import QObject

    from seedance_gui.domain.rules import Model, Route, Rules
    from seedance_gui.ui.kit.translator import Words

ROW: Final = Qt.ItemDataRole.UserRole + 1

_NOWHERE = QModelIndex()


class RowKind(Enum):
    """What a row is: only a model can be chosen, the others say what follows."""

    ROUTE = "route"
    FAMILY = "family"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Row:
    """One row, in words.

    ``meta`` stands at the right; ``icons`` name the references' icons, each with whether it is taken.
    """

    kind: RowKind
    title: str
    detail: str = ""
    meta: tuple[str, ...] = ()
    icons: tuple[tuple[str, bool], ...] = ()
    takes: str = ""
    value: str = ""
    hint: str = ""
    haystack: str = ""

    @property
    def spoken(self) -> str:
        """The whole row as messages."""
        return ". ".join(
            part
            for part in (self.title, self.detail.rstrip(".。"), *self.meta, self.takes, self.hint)
            if part
        )


class ModelRows(QAbstractListModel):
    """Every model under its route and family; `set_search` leaves those that match, with their headings."""

    def __init__(self, rules: Rules, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rules = rules
        self._words = words
        self._search = ""
        self._all = list(self._build())
        self._rows = self._all

    def set_search(self, text: str) -> None:
        """Leave the models in which every word of `text` is found, in any language or in their value."""
        self._search = text
        needles = text.casefold().split()
        self.beginResetModel()
        self._rows = list(self._matching(needles)) if needles else self._all
        self.endResetModel()

    def set_hints(self, hints: Mapping[str, str]) -> None:
        """Say beside a model (by value) what it would leave unused."""
        self._all = [replace(row, hint=hints.get(row.value, "")) for row in self._all]
        self.set_search(self._search)

    def row(self, index: int) -> Row:
        """Return a row. IndexError beyond the end."""
        return self._rows[index]

    def rows(self) -> tuple[Row, ...]:
        """Return what is listed now."""
        return tuple(self._rows)

    def index_of(self, value: str) -> QModelIndex:
        """Return the index of a model's row, invalid where it is not listed."""
        place = next((i for i, row in enumerate(self._rows) if row.value == value), -1)
        return self.index(place, 0) if place >= 0 else QModelIndex()

    def next_model(self, start: int, step: int) -> QModelIndex:
        """Return the nearest model from row `start` on in steps of `step`, invalid where there is none."""
        place = start
        while 0 <= place < len(self._rows):
            if self._rows[place].kind is RowKind.MODEL:
                return self.index(place, 0)
            place += step
        return QModelIndex()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE, /) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, /, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole and row.kind is RowKind.MODEL:
            return plain_tooltip(
                "\n".join(part for part in (row.detail, row.takes, row.hint, row.value) if part)
            )
        return None

    @override
    def flags(self, index: QModelIndex | QPersistentModelIndex, /) -> Qt.ItemFlag:
        if index.isValid() and self._rows[index.row()].kind is RowKind.MODEL:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemNeverHasChildren

    def _build(self) -> Iterator[Row]:
        for route in self._rules.routes:
            yield Row(
                RowKind.ROUTE,
                self._words.text(route.name),
                self._words.text(route.summary),
                (billing_words(route.billing),),
            )
            family = None
            for model in route.models:
                if model.family and model.family != family:
                    yield Row(RowKind.FAMILY, self._words.text(model.family))
                family = model.family
                yield self._model_row(route, model)

    def _model_row(self, route: Route, model: Model) -> Row:
        texts = [route.name, model.name, model.summary]
        if model.family:
            texts.append(model.family)
        words = [text for both in texts for _, text in both.texts]
        takes, billing = takes_words(route, model), billing_words(route.billing)
        return Row(
            RowKind.MODEL,
            self._words.text(model.name),
            self._words.text(model.summary),
            (length_words(route), output_words(model.output)),
            tuple((icon, route.takes(field, model)) for field, icon in REFERENCE_ICONS.items()),
            takes,
            model.value,
            haystack=" ".join((*words, model.value, model.output, takes, billing)).casefold(),
        )

    def _matching(self, needles: list[str]) -> Iterator[Row]:
        """Yield the models that match, each heading only above such a model."""
        route = family = None
        for row in self._all:
            if row.kind is RowKind.ROUTE:
                route, family = row, None
            elif row.kind is RowKind.FAMILY:
                family = row
            elif all(needle in row.haystack for needle in needles):
                yield from (heading for heading in (route, family) if heading)
                route = family = None
                yield row
