"""Mentions in the prompt look like chips: coloured letters on a rounded ground. The text stays plain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QSyntaxHighlighter, QTextCharFormat

from seedance_gui.compat import override
from seedance_gui.domain.draft import FIELD_OF_KIND
from seedance_gui.domain.mentions import mentions_in
from seedance_gui.ui.form.prompt.mention_offers import Standing, pointed_at
from seedance_gui.ui.form.prompt.text_spans import Place, places_in, places_of_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock

    from seedance_gui.domain.form_state import Form
    from seedance_gui.ui.form.prompt.prompt_box import PromptBox
    from seedance_gui.ui.kit.theme import Theme

_COLOURS: Final = {
    Standing.USED: "accent_text",
    Standing.KEPT: "text_secondary",
    Standing.LOST: "warning",
}
_GROUND: Final = 0.14
"""How much of the letters' colour the ground has: seen on the field, and the letters still read well."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is seen of a mention on one line: a mention broken over two lines has two."""

    place: Place
    rect: QRectF  # of the viewport
    begins: bool
    ends: bool


class MentionChips(QSyntaxHighlighter):
    """Colours the mentions of one prompt, and paints their grounds below the letters."""

    def __init__(self, theme: Theme, box: PromptBox) -> None:
        super().__init__(box.document())
        self._theme = theme
        self._box = box
        self._form: Form | None = None
        self._counts: object = None
        box.set_ground(self._paint)
        theme.changed.connect(self._restyle)

    def show_form(self, form: Form) -> None:
        """Show which mentions of this form point at something."""
        self._form = form
        kinds = {mention.kind for mention in mentions_in(form.draft.prompt)}
        lists = [(kind, name) for kind, name in FIELD_OF_KIND.items() if kind in kinds]
        counts = [(kind, form[name].on, len(form.draft.items(name))) for kind, name in lists]
        if counts != self._counts:
            self._counts = counts
            self._restyle()

    def place_at(self, point: QPointF) -> Place | None:
        """Return the mention whose chip is at a point of the viewport."""
        return next((piece.place for piece in self.pieces() if piece.rect.contains(point)), None)

    def pieces(self) -> Iterator[Piece]:
        """Yield the grounds of the mentions that can be seen."""
        block = self._box.firstVisibleBlock()
        bottom = self._box.viewport().height()
        while block.isValid():
            whole = self._box.blockBoundingGeometry(block).translated(self._box.contentOffset())
            if whole.top() > bottom:
                return
            if "@" in block.text():
                start, end = self._shown_part(block, whole.top(), bottom)
                for place in places_of_block(block):
                    if place.end > start and place.start < end:
                        yield from self._pieces_of(block, place, whole.topLeft())
            block = block.next()

    @override
    def highlightBlock(self, text: str, /) -> None:
        for place in places_in(text):
            form = QTextCharFormat()
            form.setForeground(self._colour(place))
            self.setFormat(place.start, place.end - place.start, form)

    def _restyle(self) -> None:
        self.rehighlight()
        self._box.viewport().update()

    def _colour(self, place: Place) -> QColor:
        standing = Standing.USED if self._form is None else pointed_at(self._form, place.mention)[0]
        return self._theme.color(_COLOURS[standing])

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self._theme.px(5)
        for piece in self.pieces():
            ground = QColor(self._colour(piece.place))
            ground.setAlphaF(_GROUND)
            painter.setBrush(ground)
            # Where a mention is broken its piece has no round corners: it goes on.
            before, after = (0 if piece.begins else radius), (0 if piece.ends else radius)
            painter.setClipRect(piece.rect)
            painter.drawRoundedRect(piece.rect.adjusted(-before, 0, after, 0), radius, radius)

    def _shown_part(self, block: QTextBlock, top: float, bottom: float) -> tuple[int, int]:
        """Return from where to where in the document a block that begins at `top` can be seen."""
        layout, start, end = block.layout(), 0, 0
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            if top + line.y() > bottom:
                break
            end = line.textStart() + line.textLength()
            if top + line.y() + line.height() < 0:
                start = end
        # What is being composed stands in the layout, but not in the text.
        composed = len(layout.preeditAreaText().encode("utf-16-le")) // 2
        return block.position() + start - composed, block.position() + end

    def _pieces_of(self, block: QTextBlock, place: Place, corner: QPointF) -> Iterator[Piece]:
        layout = block.layout()
        # What is being composed stands in the layout, but not in the text.
        composed, at = len(layout.preeditAreaText().encode("utf-16-le")) // 2, layout.preeditAreaPosition()
        start, end = place.start - block.position(), place.end - block.position()
        start += composed if at <= start else 0
        end += composed if at < end else 0
        line = layout.lineForTextPosition(start)
        for index in range(line.lineNumber() if line.isValid() else 0, layout.lineCount()):
            line = layout.lineAt(index)
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first >= last:
                return
            left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
            pad = self._theme.px(2)
            # The lines of a layout touch: a little less than their height keeps the chips apart.
            rect = QRectF(min(left, right), line.y(), abs(right - left), line.height())
            rect = rect.adjusted(-pad, 0.5, pad, -0.5).translated(corner)
            yield Piece(place, rect, begins=first == start, ends=last == end)


def _x(found: object) -> float:
    """Return the x of ``cursorToX``, which PySide gives with the position it was asked for."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
