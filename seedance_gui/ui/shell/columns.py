"""The three columns of the page for work, as wide as suits the window until a person pulls them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.toast import Place
from seedance_gui.ui.shell.reading_order import stops

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from seedance_gui.ui.kit.theme import Theme

_FORM = (300, 480)  # at 100 % text size, and at most at any: the form stays whole in it at 200 %
_PREVIEW = (420, 480)
_LIST = (240, 360)
_STRIP = (94, 890, 1160)  # how wide it is, and between which widths of the window the list is one
_USUAL = ((1384, 368, 328), (0, 336, 284))  # from so many pixels at 100 % on: form and list
GAP = 8  # pixels at 100 % text between the columns and round them
_PLACED = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize})


_AS_USUAL = b"u"  # behind a saved state: the widths are not the person's


class Columns(QSplitter):
    """Form, preview and list side by side, as wide as suits the window until the person pulls them.

    ``folded`` tells that preview and list share one place now, ``is_folded`` whether they do; ``show_list``
    chooses between them then.
    ``is_opened``: the person opened the list where it would be a strip.
    ``message_place`` is where messages cover nothing that one works with.
    """

    folded = Signal(bool)
    stripped = Signal(bool, bool)  # whether the list is a strip of pictures, and whether it would be one
    placed = Signal()  # a column came, went or has another size

    def __init__(
        self, theme: Theme, form: QWidget, preview: QWidget, tasks: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._form = form
        self._preview = preview
        self._list = tasks
        self.is_folded = self.is_strip = False
        self._list_wanted = self.is_opened = False
        self._strip_known, self._list_width = (False, False), 0
        self.setChildrenCollapsible(False)
        for column in (preview, tasks):
            column.installEventFilter(self)
        self.setHandleWidth(theme.px(GAP))
        for column, stretch in ((form, 0), (preview, 1), (tasks, 0)):
            self.addWidget(column)
            self.setStretchFactor(self.count() - 1, stretch)
        form.setMinimumWidth(min(theme.px(_FORM[0]), _FORM[1]))
        preview.setMinimumWidth(min(theme.px(_PREVIEW[0]), _PREVIEW[1]))
        self._theme = theme
        self._pulled = False
        self.splitterMoved.connect(self._pull)
        self._text_size = theme.text_size  # with which it was made
        self._growth = 1.0
        self._bound_list()
        self._fit_room()
        self._usual = (theme.px(380), theme.px(320))
        self.setSizes([self._usual[0], theme.px(640), self._usual[1]])

    @property
    def list_shown(self) -> bool:
        """Whether the list can be seen."""
        return not self.is_folded or self._list_wanted

    def show_list(self, wanted: bool) -> None:
        """Show the list, or the preview, where there is room for one of them."""
        self._list_wanted = wanted
        self._place()

    @override
    def saveState(self) -> QByteArray:
        pulled = b"" if self._pulled else _AS_USUAL
        return QByteArray(b"%b@%g%b" % (bytes(super().saveState().data()), self._text_size, pulled))

    @override
    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview, /) -> bool:
        """Take widths back that were saved, if at another text size then in its relation."""
        whole = bytes(QByteArray(state).data())
        columns, _, size = whole.rpartition(b"@")
        self._pulled = bool(whole) and not whole.endswith(_AS_USUAL)
        if not self._pulled:
            return True
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
        self._fit_strip()
        self._fit_room()
        self._lay_out()

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
            if self._growth < 1:
                # Large text pushed the form out, and had no room for the list to grow.
                whole, form = form + preview + rows, min(form, self._usual[0])
                rows = max(round(rows * self._growth), self._usual[1])
                self.setSizes([form, whole - form - rows, rows])
                return
            more = min(round(rows * (self._growth - 1)), preview - self._preview.minimumWidth())
            self.setSizes([form, preview - more, rows + more])

    def open_list(self, opened: bool) -> None:
        """Show the list where it would be a strip of pictures, or the strip again."""
        self.is_opened = opened
        self._fit_strip()
        self._fit_room()
        self._lay_out()

    def _fit_strip(self) -> None:
        px, window = self._theme.px, self.width() + 2 * self.handleWidth()
        due = px(_STRIP[1]) <= window < px(_STRIP[2])
        self.is_opened = self.is_opened and (due or not self.isVisible())
        strip = due and not self.is_opened
        if (strip, due) == self._strip_known:
            return
        self._strip_known = strip, due
        if strip:
            self._list_width = self.sizes()[2]
        self.is_strip = strip
        self.stripped.emit(strip, due)  # before it has another width: the row at the top stays there
        self._bound_list()
        if self._pulled and not strip and self._list_width:
            form, preview, rows = self.sizes()
            self.setSizes([form, preview + rows - self._list_width, self._list_width])

    def _bound_list(self) -> None:
        """Let the list be as wide as a strip, or as wide as the person likes."""
        strip, least = self._theme.px(_STRIP[0]), min(self._theme.px(_LIST[0]), _LIST[1])
        self._list.setMinimumWidth(strip if self.is_strip else least)
        self._list.setMaximumWidth(strip if self.is_strip else 16_777_215)

    def _fit_room(self) -> None:
        columns = (self._form, self._preview, self._list)
        needed = sum(column.minimumWidth() for column in columns) + 2 * self.handleWidth()
        folded = self.width() < needed
        if folded != self.is_folded:
            self.is_folded = folded
            self._place()
            self.folded.emit(folded)

    def _place(self) -> None:
        focus = self.window().focusWidget()
        self._list.setVisible(self.list_shown)
        self._preview.setVisible(not self.is_folded or not self._list_wanted)
        self._lay_out()
        for gone, come in ((self._list, self._preview), (self._preview, self._list)):
            if gone.isHidden() and gone.isAncestorOf(focus) and (there := stops(come)):
                there[0].setFocus(Qt.FocusReason.OtherFocusReason)  # else Qt leaves it to the next column

    def _lay_out(self) -> None:
        """Give form and list what suits the window, the preview the rest, unless the person pulled them."""
        if self._pulled:
            return
        px, whole = self._theme.px, self.width() - 2 * self.handleWidth()
        form, rows = next((px(form), px(rows)) for least, form, rows in _USUAL if self.width() >= px(least))
        least = (self._form.minimumWidth(), self._list.minimumWidth())
        room = whole - self._preview.minimumWidth()
        form = max(least[0], min(form, room - (0 if self.is_folded else least[1])))
        rows = least[1] if self.is_strip else max(least[1], min(rows, room - form))
        shared = whole - form  # by preview and list, which stand side by side or in one place
        self.setSizes([form, shared, shared] if self.is_folded else [form, shared - rows, rows])

    def _pull(self) -> None:
        self._pulled = True
