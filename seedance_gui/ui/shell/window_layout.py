"""The three columns of the page for work; where there is no room for three, the last two share one place."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.toast import Place

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from seedance_gui.ui.kit.theme import Theme

_FORM = (300, 480)  # at 100 % text size, and at most at any: the form stays whole in it at 200 %
_PREVIEW = 320
_LIST = (240, 360)
_PLACED = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize})


class Columns(QSplitter):
    """Form, preview and list side by side, as wide as the person pulls them.

    ``folded`` tells that preview and list share one place now; ``show_list`` chooses between them then.
    ``message_place`` is where messages cover nothing that one works with.
    """

    folded = Signal(bool)
    placed = Signal()  # a column came, went or has another size

    def __init__(
        self, theme: Theme, form: QWidget, preview: QWidget, tasks: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._form = form
        self._preview = preview
        self._list = tasks
        self._folded = False
        self._list_wanted = False
        self.setChildrenCollapsible(False)
        for column in (preview, tasks):
            column.installEventFilter(self)
        self.setHandleWidth(1)
        for column, stretch in ((form, 0), (preview, 1), (tasks, 0)):
            self.addWidget(column)
            self.setStretchFactor(self.count() - 1, stretch)
        form.setMinimumWidth(min(theme.px(_FORM[0]), _FORM[1]))
        preview.setMinimumWidth(_PREVIEW)
        tasks.setMinimumWidth(min(theme.px(_LIST[0]), _LIST[1]))
        self._text_size = theme.text_size  # with which it was made
        self._growth = 1.0
        self._fit_room()
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
    def saveState(self) -> QByteArray:
        return QByteArray(b"%b@%g" % (bytes(super().saveState().data()), self._text_size))

    @override
    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview, /) -> bool:
        """Take widths back that were saved, if at another text size then in its relation."""
        whole = bytes(QByteArray(state).data())
        columns, _, size = whole.rpartition(b"@")
        with suppress(ValueError):  # saved by an older version
            self._growth = self._text_size / max(1.0, float(size))
        return super().restoreState(QByteArray(columns or whole))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._growth != 1:
            self._grow_list()
            self._growth = 1.0

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_room()

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() in _PLACED:
            self.placed.emit()
        return False

    def message_place(self) -> Place | None:
        """Return where messages may stand: over the head of the video, else over the foot of the list.

        The form, the list's heading and what can be done with a video stay free. None: nothing is in sight.
        """
        if not self.isVisible():
            return None
        column = self._preview if self._preview.isVisible() else self._list
        corner = column.mapTo(self.window(), QPoint(0, 0))
        return Place(QRect(corner, column.size()), at_foot=column is self._list)

    def _grow_list(self) -> None:
        """Give the list room for larger text, or take it back, from what the preview can spare."""
        if self._list.isVisibleTo(self) and self._preview.isVisibleTo(self):
            form, preview, rows = self.sizes()
            more = min(round(rows * (self._growth - 1)), preview - _PREVIEW)
            self.setSizes([form, preview - more, rows + more])

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
