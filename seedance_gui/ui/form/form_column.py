"""Parts of a form below each other in a column that scrolls, with a bar at its foot."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from seedance_gui.compat import override

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QResizeEvent

    from seedance_gui.ui.form.create_bar import CreateBar
    from seedance_gui.ui.form.prompt.prompt_box import PromptBox
    from seedance_gui.ui.form.shape_section import ShapeSection
    from seedance_gui.ui.kit.theme import Theme

_LOW = 440  # pixels at 100 %: in a lower column what is always seen leaves too little of the rest


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

    def lay_out(
        self, parts: Iterable[QWidget], prompt: PromptBox, shape: ShapeSection, bar: CreateBar
    ) -> None:
        """Put the parts into the column, the prompt with the room that is left; the bar below."""
        self._bar = bar
        self._shape = shape
        bar.put_above(shape)
        self._prompt = prompt
        self.body.setLayout(self._column)
        self._column.setSpacing(self._theme.space(3))
        for part in parts:
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.body)
        self.body.installEventFilter(self)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._fit)
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
        if event.type() is QEvent.Type.LayoutRequest and watched is self.body:
            self._share()
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        """Give the prompt the room that the other parts leave."""
        room, block = self._scroll.viewport(), self._prompt.parentWidget()
        item = None if block is None else self._column.itemAt(self._column.indexOf(block))
        if self._column.isEnabled() and item is not None:
            # What the column itself reckons with: the prompt's own height is a step ahead of that, and the
            # two would chase each other.
            others = self._column.totalHeightForWidth(room.width()) - item.sizeHint().height()
            self._prompt.set_room(room.height() - others)

    def _fit(self) -> None:
        space = self._theme.space
        side = 16 if self.width() >= 300 else 12  # not scaled: large text needs the room
        scroll_bar = self._scroll.verticalScrollBar()
        # The scroll bar stands in the margin, so that its coming and going moves nothing.
        taken = scroll_bar.sizeHint().width() if scroll_bar.maximum() > 0 else 0
        self._column.setContentsMargins(side, space(4), max(0, side - taken), space(4))
        low = self.height() < self._theme.px(_LOW)
        self._shape.set_low(low)
        self._bar.set_low(low)
        self._bar.set_sides(side)
        self._share()
