"""The list's view: keys, what is said of time, and as little painting as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.tasks import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedance_gui.ui.tasks.model import TaskModel

Index = QModelIndex | QPersistentModelIndex

_TICK_S = 20.0
_LONGEST_S = 3600.0
_CLAIMING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class TaskView(QListView):
    """``opened`` is emitted for Enter and a double click, ``removal_asked`` for Delete.

    ``menu_wanted`` says where on the screen; ``typed`` carries letters that are meant for the search.
    """

    opened = Signal(QModelIndex)
    removal_asked = Signal()
    menu_wanted = Signal(QPoint)
    typed = Signal(str)

    def __init__(self, model: TaskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = model
        self.setObjectName("tasks")
        self.setAccessibleName(self.tr("Your videos"))
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # Rows are as wide as the view by themselves; to adjust would be to lay each one out again.
        self.setResizeMode(QListView.ResizeMode.Fixed)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(24)
        self.doubleClicked.connect(self.opened)
        # Times on the screen must not stand still, nor "Today" outlast midnight.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.tick)

    def shown_rows(self) -> Iterator[int]:
        """Give the rows that are in sight."""
        area = self.viewport().rect()
        index = self.indexAt(QPoint(area.center().x(), 0))
        row = index.row() if index.isValid() else 0
        while row < self._tasks.rowCount():
            if self.visualRect(self._tasks.index(row)).top() > area.bottom():
                return
            yield row
            row += 1

    def tick(self) -> None:
        """Bring what depends on the time up to date."""
        self._timer.stop()
        if self._tasks.turn_day():
            self.doItemsLayout()
            return
        for row in self.shown_rows():
            if words.timed(self._tasks.row(row)):
                self.update(self._tasks.index(row))
        self._arm()

    @override
    def dataChanged(
        self,
        topLeft: Index,
        bottomRight: Index,
        roles: Sequence[int] = (),
        /,
    ) -> None:
        # Not QListView's: it would lay out every row anew for each question to the service. A row's height
        # hangs on its neighbours' days alone, which don't change.
        for row in range(topLeft.row(), bottomRight.row() + 1):
            self.update(self._tasks.index(row))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        self._arm()

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        # Qt would make the first row the current one without selecting it.
        if self._tasks.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self._tasks.index(0))
        super().focusInEvent(event)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._tasks.turn_day():
            self.doItemsLayout()

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        self._timer.stop()
        super().hideEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key, index = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if index.isValid():
                self.opened.emit(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit()
        elif event.text().isprintable() and event.text().strip() and not event.modifiers() & _CLAIMING:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            if self.indexAt(event.pos()).isValid():
                self.menu_wanted.emit(event.globalPos())
        elif self.currentIndex().isValid():
            row = self.visualRect(self.currentIndex())
            at = QPoint(row.left() + row.width() // 3, row.center().y())
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def _arm(self) -> None:
        """Wait until something in sight may have to be said anew."""
        if not self.isVisible() or not self._tasks.rowCount():
            return
        seconds = min(self._tasks.until_midnight() + 1.0, _LONGEST_S)
        if any(words.timed(self._tasks.row(row)) for row in self.shown_rows()):
            seconds = min(seconds, _TICK_S)
        wait = round(seconds * 1000)
        if not self._timer.isActive() or self._timer.remainingTime() > wait:
            self._timer.start(wait)
