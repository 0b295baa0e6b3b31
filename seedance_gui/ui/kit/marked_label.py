"""A label with words on a ground of their own: what differs, or a mention. Plain text always."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.painting import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.theme import Theme

_GROUND = 0.14
"""How much of the letters' colour the ground has, as in the prompt that is written."""


class MarkedLabel(QLabel):
    """``set_marked``: a text, and from where to where it is marked, in characters. ``strong``: and bolder."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, wraps: bool = False, strong: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme, self._strong = theme, strong
        self._marks: Sequence[tuple[int, int]] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)

    def set_marked(self, text: str, marks: Sequence[tuple[int, int]]) -> None:
        """Show another text."""
        self._marks = marks
        self.setText(text)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return self._layout(0)[1] if self.wordWrap() else super().sizeHint()

    @override
    def heightForWidth(self, width: int, /) -> int:
        return self._layout(width)[1].height() if self.wordWrap() else super().heightForWidth(width)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        if not self._marks:
            super().paintEvent(event)
            return
        layout, size = self._layout(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = QPointF(0, max(0, self.height() - size.height()) / 2)
        ground, pad = QColor(self._theme.color("accent_text")), self._theme.px(3)
        ground.setAlphaF(_GROUND)
        for start, end in self._units():
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
                if first < last:
                    left, right = sorted(_x(line.cursorToX(at)) for at in (first, last))
                    box = QRectF(left, line.y(), right - left, line.height()).translated(corner)
                    painter.fillPath(rounded(box.adjusted(-pad, 0.5, pad, -0.5), self._theme.px(4)), ground)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout.draw(painter, corner)

    def _layout(self, width: int) -> tuple[QTextLayout, QSize]:
        """Return the text in lines, as wide as there is room; 0: as wide as it likes."""
        layout = QTextLayout(self.text().replace("\n", "\N{LINE SEPARATOR}"), self.font())
        option = QTextOption()
        wraps = width and self.wordWrap()
        mode = QTextOption.WrapMode
        option.setWrapMode(mode.WrapAtWordBoundaryOrAnywhere if wraps else mode.ManualWrap)
        layout.setTextOption(option)
        layout.setFormats([self._range(start, end) for start, end in self._units()])
        layout.beginLayout()
        high = wide = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width if wraps else 1_000_000)
            line.setPosition(QPointF(0, high))
            high += line.height()
            wide = max(wide, line.naturalTextWidth())
        layout.endLayout()
        return layout, QSize(round(wide) + 1, round(high + 0.5))

    def _range(self, start: int, end: int) -> QTextLayout.FormatRange:
        made, form = QTextLayout.FormatRange(), QTextCharFormat()
        if self._strong:
            form.setFontWeight(QFont.Weight.DemiBold)
        else:
            form.setForeground(self._theme.color("accent_text"))
        made.start, made.length, made.format = start, end - start, form
        return made

    def _units(self) -> list[tuple[int, int]]:
        """Return the marks as Qt counts: an emoji is two."""
        text = self.text()

        def at(place: int) -> int:
            return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2

        return [(at(start), at(end)) for start, end in self._marks]


def _x(found: object) -> float:
    """Return the x of ``cursorToX``, which PySide gives with the position it was asked for."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
