"""Draws the rows of the model picker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from seedance_gui.compat import override
from seedance_gui.ui.form.model.model_rows import ROW, Row, RowKind
from seedance_gui.ui.kit.icons import pixmap

if TYPE_CHECKING:
    from seedance_gui.ui.kit.design_tokens import TypeRole
    from seedance_gui.ui.kit.theme import Theme

_HEIGHTS = {RowKind.ROUTE: 52, RowKind.FAMILY: 26, RowKind.MODEL: 50}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_INDENT = 22  # of the words, behind the check mark
_HINT_INDENT = _INDENT + 16  # behind the hint's icon
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ModelDelegate(QStyledItemDelegate):
    """Two lines a model: name and purpose at the left; length, size and references at the right.

    What it leaves unused stands below, in as many lines as that takes.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.chosen = ""  # the value of the model in use

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /) -> QSize:
        row: Row = index.data(ROW)
        height = self._theme.px(_HEIGHTS[row.kind])
        view = option.widget
        if row.hint and isinstance(view, QAbstractItemView):
            height += self._hint_height(row.hint, view.viewport().width() - 2 * self._theme.px(12))
        return QSize(self._theme.px(280), height)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        /,
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self._theme.px(12)
        if row.kind is RowKind.MODEL:
            self._paint_ground(painter, rect, state)
            inside = rect.adjusted(edge, 0, -edge, 0)
            if row.hint:
                height = self._hint_height(row.hint, inside.width())
                below = QRect(inside.left(), inside.bottom() + 1 - height, inside.width(), height)
                self._paint_hint(painter, below, row.hint)
                inside.setBottom(below.top() - 1)
            self._paint_model(painter, inside, row)
        elif row.kind is RowKind.FAMILY:
            self._write(
                painter, rect.adjusted(edge, self._theme.px(6), -edge, 0), row.title, "caption", "text_faint"
            )
        else:
            self._paint_route(painter, rect.adjusted(edge, 0, -edge, 0), row, first=index.row() == 0)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        theme = self._theme
        current = bool(state & QStyle.StateFlag.State_Selected)
        if not current and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setPen(QPen(theme.color("focus"), 1.5) if current else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft" if current else "hover"))
        plate = QRectF(rect).adjusted(theme.px(4), 1, -theme.px(4), -1)
        painter.drawRoundedRect(plate, theme.px(7), theme.px(7))

    def _paint_route(self, painter: QPainter, rect: QRect, row: Row, *, first: bool) -> None:
        theme = self._theme
        if not first:
            painter.setPen(QPen(theme.color("border"), 1))
            painter.drawLine(rect.left(), rect.top() + theme.px(3), rect.right(), rect.top() + theme.px(3))
        upper, lower = self._lines(rect.adjusted(0, theme.px(8), 0, 0))
        used = self._write(painter, upper, " · ".join(row.meta), "caption", "text_secondary", right=True)
        self._write(painter, upper.adjusted(0, 0, -used, 0), row.title, "strong", "text_secondary")
        self._write(painter, lower, row.detail, "caption", "text_faint")

    def _paint_model(self, painter: QPainter, rect: QRect, row: Row) -> None:
        theme = self._theme
        indent = theme.px(_INDENT)
        if row.value == self.chosen:
            side = theme.px(16)
            spot = QRect(rect.left(), rect.top() + (rect.height() - side) // 2, side, side)
            painter.drawPixmap(spot, pixmap(theme, "check", "accent_text"))
        upper, lower = self._lines(rect.adjusted(indent, theme.px(3), 0, -theme.px(3)))
        length, output = row.meta
        used = self._write(painter, upper, output, "strong", "text", right=True)
        # Lengths stand in a column of their own, whatever the size beside them.
        column = max(used, theme.px(54))
        beside = upper.adjusted(0, 0, -column, 0)
        used = column + self._write(painter, beside, length, "caption", "text_secondary", right=True)
        self._write(painter, upper.adjusted(0, 0, -used - theme.px(6), 0), row.title, "strong", "text")
        used = self._paint_icons(painter, lower, row)
        rest = lower.adjusted(0, 0, -used - theme.px(8), 0)
        self._write(painter, rest, row.detail, "caption", "text_secondary")

    def _paint_hint(self, painter: QPainter, rect: QRect, hint: str) -> None:
        """Write what a model leaves unused, whole: whoever chooses it must know."""
        theme = self._theme
        side = theme.px(12)
        metrics = QFontMetrics(theme.font("caption"))
        top = rect.top() + (metrics.height() - side) // 2
        spot = QRect(rect.left() + theme.px(_INDENT), top, side, side)
        painter.drawPixmap(spot, pixmap(theme, "info", "accent_text", 12))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text_secondary"))
        painter.drawText(rect.adjusted(theme.px(_HINT_INDENT), 0, 0, 0), _WRAPPED, hint)

    def _hint_height(self, hint: str, width: int) -> int:
        """Return the height that a hint and the gap below it take in a row of so many pixels."""
        room = QRect(0, 0, max(1, width - self._theme.px(_HINT_INDENT)), 10_000)
        metrics = QFontMetrics(self._theme.font("caption"))
        return metrics.boundingRect(room, _WRAPPED, hint).height() + self._theme.px(4)

    def _paint_icons(self, painter: QPainter, rect: QRect, row: Row) -> int:
        """Draw the references' icons at the right, in columns; return the width they take."""
        theme = self._theme
        side, gap = theme.px(14), theme.px(8)
        x = rect.right() + 1 - len(row.icons) * side - (len(row.icons) - 1) * gap
        for icon, taken in row.icons:
            if taken:
                top = rect.top() + (rect.height() - side) // 2
                painter.drawPixmap(QRect(x, top, side, side), pixmap(theme, icon, "text_secondary", 14))
            x += side + gap
        return len(row.icons) * (side + gap) - gap

    def _lines(self, rect: QRect) -> tuple[QRect, QRect]:
        height = self._theme.px(19)
        top = rect.top() + (rect.height() - 2 * height) // 2
        return (
            QRect(rect.left(), top, rect.width(), height),
            QRect(rect.left(), top + height, rect.width(), height),
        )

    def _write(
        self, painter: QPainter, rect: QRect, text: str, role: TypeRole, color: str, *, right: bool = False
    ) -> int:
        """Write one line of plain text, shortened to its room; return its width in pixels."""
        font = self._theme.font(role)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        painter.drawText(rect, int(_RIGHT if right else _LEFT), shown)
        return metrics.horizontalAdvance(shown)
