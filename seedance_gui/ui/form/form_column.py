"""Parts of a form below each other in a column that scrolls, with a bar at its foot."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from seedance_gui.compat import override

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QResizeEvent

    from seedance_gui.ui.form.create_bar import CreateBar
    from seedance_gui.ui.kit.theme import Theme


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

    def lay_out(self, parts: Iterable[QWidget], bar: CreateBar) -> None:
        """Put the parts into the column and the bar below it."""
        self._bar = bar
        self.body.setLayout(self._column)
        self._column.setSpacing(self._theme.space(5))
        for part in parts:
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.body)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._fit)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._scroll, 1)
        self._whole.addWidget(bar)
        self._fit()

    def bring_in(self, part: QWidget) -> None:
        """Bring a part into view and give it the keyboard, or the first of what it holds that takes it."""
        self._scroll.ensureWidgetVisible(part)
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

    def _fit(self) -> None:
        space = self._theme.space
        side = 20 if self.width() >= 340 else 14  # not scaled: large text needs the room
        scroll_bar = self._scroll.verticalScrollBar()
        # The scroll bar stands in the margin, so that its coming and going moves nothing.
        taken = scroll_bar.sizeHint().width() if scroll_bar.maximum() > 0 else 0
        self._column.setContentsMargins(side, space(4), max(0, side - taken), space(4))
        self._bar.set_sides(side)
