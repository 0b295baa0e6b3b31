"""Draws the rows of the model picker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from seedance_gui.compat import override
from seedance_gui.ui.form.model.model_rows import ROW, Row, RowKind
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.painting import draw_icon
from seedance_gui.ui.kit.two_lines import Index, Part, TwoLineDelegate

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme

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
