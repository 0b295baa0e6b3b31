"""The rows of the model picker: routes, families and models, filtered by what is searched, and drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from seedance_gui.compat import override
from seedance_gui.ui.form.model.model_words import (
    REFERENCE_ICONS,
    billing_words,
    length_words,
    output_words,
    takes_words,
)
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.painting import draw_icon
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.two_lines import Index, Part, TwoLineDelegate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from seedance_gui.domain.rules import Model, Route, Rules
    from seedance_gui.ui.kit.theme import Theme
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
    """Every model under its route and family; `set_search` leaves those that match, with their headings.

    ``listed`` is what is left now, row by row.
    """

    def __init__(self, rules: Rules, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rules = rules
        self._words = words
        self._search = ""
        self._all = list(self._build())
        self.listed = self._all

    def set_search(self, text: str) -> None:
        """Leave the models in which every word of `text` is found, in any language or in their value."""
        self._search = text
        needles = text.casefold().split()
        self.beginResetModel()
        self.listed = list(self._matching(needles)) if needles else self._all
        self.endResetModel()

    def set_hints(self, hints: Mapping[str, str]) -> None:
        """Say beside a model (by value) what it would leave unused."""
        self._all = [replace(row, hint=hints.get(row.value, "")) for row in self._all]
        self.set_search(self._search)

    def index_of(self, value: str) -> QModelIndex:
        """Return the index of a model's row, invalid where it is not listed."""
        place = next((i for i, row in enumerate(self.listed) if row.value == value), -1)
        return self.index(place, 0) if place >= 0 else QModelIndex()

    def next_model(self, start: int, step: int) -> QModelIndex:
        """Return the nearest model from row `start` on in steps of `step`, invalid where there is none."""
        place = start
        while 0 <= place < len(self.listed):
            if self.listed[place].kind is RowKind.MODEL:
                return self.index(place, 0)
            place += step
        return QModelIndex()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE, /) -> int:
        return 0 if parent.isValid() else len(self.listed)

    @override
    def data(
        self, index: QModelIndex | QPersistentModelIndex, /, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        row = self.listed[index.row()]
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
        if index.isValid() and self.listed[index.row()].kind is RowKind.MODEL:
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


_HEIGHTS: Final = {RowKind.ROUTE: 52, RowKind.FAMILY: 26, RowKind.MODEL: 50}
_WRAPPED: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_INDENT: Final = 22  # of the words, behind the check mark
_HINT_INDENT: Final = _INDENT + 16  # behind the hint's icon
_LENGTH: Final = 54  # where the column of lengths begins, from the right, whatever the size beside it


class ModelDelegate(TwoLineDelegate):
    """Two lines a model: name and purpose at the left; length, size and references at the right.

    What it leaves unused stands below, in as many lines as that takes.
    """

    edge, inset, step = 12, 4, 19
    elide = Qt.TextElideMode.ElideRight
    in_popup = True

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self.chosen = ""  # the value of the model in use

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        row: Row = index.data(ROW)
        height = self._theme.px(_HEIGHTS[row.kind])
        view = option.widget
        if isinstance(view, QAbstractItemView):
            height += self._hint_height(row.hint, view.viewport().width() - 2 * self._theme.px(self.edge))
        return QSize(self._theme.px(280), height)

    @override
    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole: QRect = option.rect
        row: Row = index.data(ROW)
        px = self._theme.px
        rect = whole.adjusted(px(self.edge), 0, -px(self.edge), 0)
        if row.kind is RowKind.FAMILY:
            self.write(painter, rect.adjusted(0, px(6), 0, 0), Part(row.title, color="text_faint"))
        elif row.kind is RowKind.ROUTE:
            self._paint_route(painter, rect, row, first=index.row() == 0)
        else:
            self.paint_plate(painter, option)
            height = self._hint_height(row.hint, rect.width())
            self._paint_model(painter, rect.adjusted(0, 0, 0, -height), row)
            if row.hint:
                self._paint_hint(painter, rect.adjusted(0, rect.height() - height, 0, 0), row.hint)

    def _paint_route(self, painter: QPainter, rect: QRect, row: Row, *, first: bool) -> None:
        px = self._theme.px
        if not first:
            painter.setPen(QPen(self._theme.color("border"), 1))
            painter.drawLine(rect.left(), rect.top() + px(3), rect.right(), rect.top() + px(3))
        upper, lower = self.lines(rect.adjusted(0, px(8), 0, 0))
        used = self.write(painter, upper, Part(" · ".join(row.meta)), right=True)
        self.write(painter, upper.adjusted(0, 0, -used, 0), Part(row.title, "strong"))
        self.write(painter, lower, Part(row.detail, color="text_faint"))

    def _paint_model(self, painter: QPainter, rect: QRect, row: Row) -> None:
        px = self._theme.px
        if row.value == self.chosen:
            spot = QRect(rect.left(), rect.top(), px(16), rect.height())
            draw_icon(painter, spot, pixmap(self._theme, "check", "accent_text"))
        upper, lower = self.lines(rect.adjusted(px(_INDENT), 0, 0, 0))
        length, output = row.meta
        used = max(self.write(painter, upper, Part(output, "strong", "text"), right=True), px(_LENGTH))
        used += self.write(painter, upper.adjusted(0, 0, -used, 0), Part(length), right=True)
        self.write(painter, upper.adjusted(0, 0, -used - px(6), 0), Part(row.title, "strong", "text"))
        # The references' icons stand in columns.
        used = len(row.icons) * px(14 + 8)
        for number, (icon, taken) in enumerate(row.icons):
            if taken:
                left = lower.right() + 1 - used + px(8) + number * px(14 + 8)
                spot = QRect(left, lower.top(), px(14), lower.height())
                draw_icon(painter, spot, pixmap(self._theme, icon, "text_secondary", 14))
        self.write(painter, lower.adjusted(0, 0, -used, 0), Part(row.detail))

    def _paint_hint(self, painter: QPainter, rect: QRect, hint: str) -> None:
        """Write what a model leaves unused, whole: whoever chooses it must know."""
        theme, font = self._theme, self._theme.font("caption")
        spot = QRect(rect.left() + theme.px(_INDENT), rect.top(), theme.px(12), QFontMetrics(font).height())
        draw_icon(painter, spot, pixmap(theme, "info", "accent_text", 12))
        painter.setFont(font)
        painter.setPen(theme.color("text_secondary"))
        painter.drawText(rect.adjusted(theme.px(_HINT_INDENT), 0, 0, 0), _WRAPPED, hint)

    def _hint_height(self, hint: str, width: int) -> int:
        """Return the height that a hint and the gap below it take in a row of so many pixels."""
        if not hint:
            return 0
        room = QRect(0, 0, max(1, width - self._theme.px(_HINT_INDENT)), 10_000)
        metrics = QFontMetrics(self._theme.font("caption"))
        return metrics.boundingRect(room, _WRAPPED, hint).height() + self._theme.px(4)
