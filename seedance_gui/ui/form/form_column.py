"""Parts of a form below each other in a column that scrolls, with a bar at its foot."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from seedance_gui.compat import override

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QResizeEvent

    from seedance_gui.ui.form.create_bar import CreateBar
    from seedance_gui.ui.form.prompt.prompt_box import PromptBox
    from seedance_gui.ui.form.shape_section import ShapeSection
    from seedance_gui.ui.kit.theme import Theme

_LOW = 440  # pixels at 100 %: in a lower column what is always seen leaves too little of the rest
_SIDE = 16
_LINES_IN_SIGHT = 3


class FormColumn(QWidget):
    """Lays out the parts of a form, and brings one into view."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.body = QWidget()  # what scrolls
        self._column = QVBoxLayout()
        self._scroll = QScrollArea(self)
        self._whole = QVBoxLayout(self)
        self._still: QWidget | None = None
        self._pinned: tuple[bool, bool] | None = None  # the shape, and what is said below it

    def lay_out(
        self, parts: Iterable[QWidget], prompt: PromptBox, shape: ShapeSection, bar: CreateBar
    ) -> None:
        """Put the parts into the column, the prompt with the room that is left; the bar below."""
        self._bar = bar
        self._shape = shape
        self._prompt = prompt
        self.body.setLayout(self._column)
        for part in parts:
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.body)
        for part in (self.body, bar):
            part.installEventFilter(self)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._fit)
        prompt.cursorPositionChanged.connect(self._follow_cursor)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._scroll, 1)
        self._whole.addWidget(bar)
        self._fit()

    def bring_in(self, part: QWidget, said: QWidget | None = None) -> None:
        """Bring a part into view and give it the keyboard, or the first of what it holds that takes it.

        ``said``: what is said of it, which has to be seen if not all of it can be.
        """
        self._scroll.ensureWidgetVisible(part)
        if said is not None:
            self._scroll.ensureWidgetVisible(said)
        by_itself = part.focusPolicy() is not Qt.FocusPolicy.NoFocus or part.focusProxy() is not None
        for one in (part,) if by_itself else cast("list[QWidget]", part.findChildren(QWidget)):
            if by_itself or (
                one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled() and one.isVisible()
            ):
                one.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def keep_still(self, part: QWidget) -> None:
        """Leave the prompt above a part as high as it is, until the pointer has left the part."""
        if part.underMouse():
            self._still = part
            part.installEventFilter(self)

    @contextmanager
    def laid_out_once(self) -> Iterator[None]:
        """Let the layouts rest: each part that comes or goes would lay out at once all that it is in."""
        for layout in (self._column, self._whole):
            layout.setEnabled(False)
        try:
            yield
        finally:
            for layout in (self._column, self._whole):
                layout.setEnabled(True)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self._still and event.type() is QEvent.Type.Leave:
            self._still = None
            watched.removeEventFilter(self)
            self._share()
        elif event.type() is QEvent.Type.LayoutRequest:
            self._fold()
            self._share()
        return super().eventFilter(watched, event)

    def _follow_cursor(self) -> None:
        """Keep the line that is written in sight, where the column is too low for the whole prompt."""
        if self._prompt.hasFocus():
            line = self._prompt.cursorRect()
            at = self._prompt.viewport().mapTo(self.body, line.center())
            self._scroll.ensureVisible(at.x(), at.y(), 0, line.height())

    def _share(self) -> None:
        """Give the prompt the room that the other parts leave."""
        room, block = self._scroll.viewport(), self._prompt.parentWidget()
        item = None if block is None else self._column.itemAt(self._column.indexOf(block))
        if self._column.isEnabled() and item is not None and self._still is None:
            # What the column itself reckons with: the prompt's own height is a step ahead of that, and the
            # two would chase each other.
            others = self._column.totalHeightForWidth(room.width()) - item.sizeHint().height()
            self._prompt.set_room(room.height() - others)

    def _fit(self) -> None:
        space = self._theme.space
        side = _SIDE if self.width() >= 300 else 12  # not scaled: large text needs the room
        scroll_bar = self._scroll.verticalScrollBar()
        # The scroll bar stands in the margin, so that its coming and going moves nothing.
        taken = scroll_bar.sizeHint().width() if scroll_bar.maximum() > 0 else 0
        low = self.height() < self._theme.px(_LOW)
        edge = space(1 if low else 4)
        self._column.setContentsMargins(side, edge, max(0, side - taken), edge)
        self._column.setSpacing(self._theme.px(6) if low else space(3))
        self._shape.set_low(low)
        self._bar.set_low(low)
        self._bar.set_sides(side)
        self._fold()
        self._share()

    def _fold(self) -> None:
        """Pin above Create what leaves three lines of the prompt in sight; the rest goes with what scrolls.

        The shape has to leave them only once the prompt is scrolled to, with the model's line out of sight.
        """
        if not self._column.isEnabled() or self.width() < 2 * _SIDE:
            return
        theme, width, bar = self._theme, self.width() - 2 * _SIDE, self._bar
        gap = bar.body.spacing()
        lines = QFontMetricsF(theme.font("prompt")).lineSpacing() * _LINES_IN_SIGHT + theme.space(2)
        room = self.height() - bar.bare_height() - self._column.contentsMargins().top() - round(lines)
        room -= self._shape.heightForWidth(width) + gap
        above = theme.px(40) + self._column.spacing()  # the model's line
        pinned = room >= 0, room >= above + bar.said.totalHeightForWidth(width) + gap
        if pinned == self._pinned:
            return
        self._pinned, held = pinned, QApplication.focusWidget()
        own, foot, said = self._column, bar.body, bar.said
        for column in (own, foot):
            column.removeItem(said)
        (foot if pinned[0] else own).insertWidget(0 if pinned[0] else own.count(), self._shape)
        (foot if pinned[1] else own).insertLayout(foot.count() - 1 if pinned[1] else own.count(), said)
        bar.say_button()
        if held is not None and self.isAncestorOf(held):
            held.setFocus()  # a new parent takes it away
