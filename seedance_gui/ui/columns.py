"""The three columns of the page for work; where there is no room for three, the last two share one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from seedance_gui.compat import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from seedance_gui.ui.theme import Theme

_FORM = (300, 480)  # at 100 % text size, and at most at any: the form stays whole in it at 200 %
_PREVIEW = 320
_LIST = (240, 360)


class Columns(QSplitter):
    """Form, preview and list side by side, as wide as the person pulls them.

    ``folded`` tells that preview and list share one place now; ``show_list`` chooses between them then.
    """

    folded = Signal(bool)

    def __init__(
        self, theme: Theme, form: QWidget, preview: QWidget, tasks: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._form = form
        self._preview = preview
        self._list = tasks
        self._folded = False
        self._list_wanted = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for column, stretch in ((form, 0), (preview, 1), (tasks, 0)):
            self.addWidget(column)
            self.setStretchFactor(self.count() - 1, stretch)
        theme.changed.connect(self._fit)
        self._fit()
        self.setSizes([theme.px(380), theme.px(640), theme.px(320)])

    @property
    def is_folded(self) -> bool:
        """Whether preview and list share one place."""
        return self._folded

    @property
    def list_shown(self) -> bool:
        """Whether the list can be seen."""
        return not self._folded or self._list_wanted

    def show_list(self, wanted: bool) -> None:
        """Show the list, or the preview, where there is room for one of them."""
        self._list_wanted = wanted
        self._place()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_room()

    def _fit(self) -> None:
        scale = self._theme.px
        self._form.setMinimumWidth(min(scale(_FORM[0]), _FORM[1]))
        self._preview.setMinimumWidth(_PREVIEW)
        self._list.setMinimumWidth(min(scale(_LIST[0]), _LIST[1]))
        self._fit_room()

    def _fit_room(self) -> None:
        columns = (self._form, self._preview, self._list)
        needed = sum(column.minimumWidth() for column in columns) + 2 * self.handleWidth()
        folded = self.width() < needed
        if folded != self._folded:
            self._folded = folded
            self._place()
            self.folded.emit(folded)

    def _place(self) -> None:
        self._list.setVisible(self.list_shown)
        self._preview.setVisible(not self._folded or not self._list_wanted)
