"""The list's view: where rows stand, keys, what is said of time, and as little painting as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QPainter, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.floating import MOTION_MS
from seedance_gui.ui.tasks import words
from seedance_gui.ui.tasks.places import Places
from seedance_gui.ui.tasks.spoken_view import SpokenView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QItemSelectionModel
    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPaintEvent, QShowEvent

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.tasks.delegate import TaskDelegate
    from seedance_gui.ui.tasks.model import TaskModel

Index = QModelIndex | QPersistentModelIndex

_TICK_S = 20.0
_LONGEST_S = 3600.0
_Move = QAbstractItemView.CursorAction
_State = QStyle.StateFlag
_RUNNING = QVariantAnimation.State.Running


class TaskView(SpokenView):
    """``opened`` is emitted for Enter and a double click, the others as they are named.

    ``menu_wanted`` says where on the screen.

    It finds its rows by itself (see `Places`): QListView asks for the size of each of them whenever one comes
    or goes. The heading of the day in sight stays at the top.
    """

    opened = Signal(QModelIndex)
    removal_asked = Signal()
    undo_asked = Signal()
    drag_asked = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, model: TaskModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = model
        self._places = Places(theme, model)
        self._hovered = QPersistentModelIndex()
        self._undoable = False
        self._theme = theme
        self._arrived = QPersistentModelIndex()
        self._arriving = QVariantAnimation(self, duration=MOTION_MS, startValue=0.0, endValue=1.0)
        self._arriving.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._arriving.valueChanged.connect(lambda _: self.update(model.index(self._arrived.row())))
        model.rowsInserted.connect(self._arrive)
        self.setObjectName("tasks")
        self.setAccessibleName(self.tr("Your videos"))
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.entered.connect(self._hover)
        self.viewportEntered.connect(lambda: self._hover(QModelIndex()))
        self.verticalScrollBar().setSingleStep(24)
        self.doubleClicked.connect(self.opened)
        # Times on the screen must not stand still, nor "Today" outlast midnight.
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.tick)

    # Where things are, in pixels from the top of the first row

    def set_tile(self, width: int, *, strip: bool = False) -> None:
        """Show tiles of at least so many pixels (at 100 % text), 0 for a list; or a ``strip`` of pictures."""
        rows = self.shown_rows()
        self._places.tile, self._places.strip = self._theme.px(width) if width else 0, strip
        self.doItemsLayout()
        if rows:
            self.scrollTo(self._tasks.index(rows[0]), QAbstractItemView.ScrollHint.PositionAtTop)

    def shown_rows(self, area: QRect | None = None) -> range:
        """Return the rows that are in sight, or in a part of the viewport."""
        area = self.viewport().rect() if area is None else area
        if not self._tasks.rowCount():
            return range(0)
        first, last = (self._places.line_at(self.verticalOffset() + y) for y in (area.top(), area.bottom()))
        return range(first.start, last.stop)

    @override
    def visualRect(self, index: Index, /) -> QRect:
        if not index.isValid():
            return QRect()
        return self._places.rect(index.row()).translated(0, -self.verticalOffset())

    @override
    def indexAt(self, p: QPoint, /) -> QModelIndex:
        row = self._places.row_at(p.x(), p.y() + self.verticalOffset())
        return self._tasks.index(row) if row >= 0 else QModelIndex()

    @override
    def scrollTo(
        self, index: Index, /, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        self.executeDelayedItemsLayout()
        place, heading = self._places.rect(index.row()), self._places.heading(index.row())
        # Its day's heading stands above it, or stays at the top.
        top = place.top() - (0 if heading.top() == place.top() else heading.height())
        bar, hints = self.verticalScrollBar(), QAbstractItemView.ScrollHint
        room = self.viewport().height() - (place.bottom() + 1 - top)
        goes = {hints.PositionAtCenter: top - room // 2}
        goes[hints.PositionAtTop] = top if heading.bottom() + 1 == place.top() else place.top()
        goes[hints.PositionAtBottom] = top - room
        bar.setValue(goes.get(hint, min(max(bar.value(), top - room), top)))

    @override
    def moveCursor(self, cursorAction: _Move, modifiers: Qt.KeyboardModifier, /) -> QModelIndex:
        row, last, places = self.currentIndex().row(), self._tasks.rowCount() - 1, self._places
        if row < 0:
            return self._tasks.index(0)
        place, aside = places.rect(row), 1 if places.tile else 0
        top = place.bottom() + 1 - places.height
        page, column = self.viewport().height() - places.height, place.left() // max(1, places.side)

        def paged(y: int) -> int:
            line = places.line_at(y)
            return min(line.start + column, last)

        goes = {
            _Move.MoveHome: 0,
            _Move.MoveEnd: last,
            _Move.MoveDown: places.beside(row, 1),
            _Move.MoveUp: places.beside(row, -1),
            _Move.MoveNext: row + 1,
            _Move.MovePrevious: row - 1,
            _Move.MoveRight: row + aside,
            _Move.MoveLeft: row - aside,
            _Move.MovePageDown: max(places.beside(row, 1), paged(top + page)),
            _Move.MovePageUp: min(places.beside(row, -1), paged(top - page + places.height - 1)),
        }
        return self._tasks.index(max(0, min(goes.get(cursorAction, row), last)))

    @override
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag, /) -> None:
        selection, area, places = QItemSelection(), rect.normalized(), self._places
        rows = self.shown_rows(area)
        if self.state() is not QAbstractItemView.State.DragSelectingState:
            # From one video to another, and all between: not only those in the block that the two span.
            ends = sorted((self.indexAt(rect.topLeft()).row(), self.indexAt(rect.bottomRight()).row()))
            rows = range(ends[0], ends[1] + 1) if ends[0] >= 0 else rows
            if rows:
                selection.select(self._tasks.index(rows[0]), self._tasks.index(rows[-1]))
        else:
            for row in rows:
                if places.columns == 1 or self.visualRect(index := self._tasks.index(row)).intersects(area):
                    selection.select(index := self._tasks.index(row), index)
        self.selectionModel().select(selection, command)

    @override
    def visualRegionForSelection(self, selection: QItemSelection, /) -> QRegion:
        region, area = QRegion(), self.viewport().rect()
        for part in map(selection.at, range(selection.count())):
            region += self.visualRect(part.topLeft()).united(self.visualRect(part.bottomRight())) & area
        return region

    @override
    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)  # not QListView's

    @override
    def updateGeometries(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(room)
        self._places.fit(self.viewport().width())
        bar.setRange(0, max(0, self._places.end - room))
        QAbstractItemView.updateGeometries(self)

    @override
    def scrollContentsBy(self, dx: int, dy: int, /) -> None:
        self.viewport().update()  # the heading stays, and nothing here is opaque: Qt would not move it

    @override
    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = (), /) -> None:
        # Not QListView's, which would paint all anew at each question to the service.
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, roles)

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(_State.State_HasFocus | _State.State_MouseOver)
        selection, current = self.selectionModel(), self.currentIndex().row() if self.hasFocus() else -1
        hovered, delegate = self._hovered.row(), self.itemDelegate()
        for row in self.shown_rows(event.rect()):
            index = self._tasks.index(row)
            option.rect = self.visualRect(index)
            option.state = plain
            for holds, state in (
                (selection.isSelected(index), _State.State_Selected),
                (row == current, _State.State_HasFocus),
                (row == hovered, _State.State_MouseOver),
            ):
                if holds:
                    option.state |= state
            arriving = row == self._arrived.row() and self._arriving.state() is _RUNNING
            if arriving:
                painter.save()
                painter.setOpacity(self._arriving.currentValue())
            delegate.paint(painter, option, index)
            if arriving:
                painter.restore()
        cast("TaskDelegate", delegate).headings(
            painter, self.shown_rows(), self._places, self.verticalOffset()
        )
        painter.end()
        self._arm()

    def _arrive(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Let one new video come into sight softly."""
        if first == last and self.isVisible() and self._theme.motion:
            self._arrived = QPersistentModelIndex(self._tasks.index(first))
            self._arriving.start()

    @override
    def initViewItemOption(self, option: QStyleOptionViewItem, /) -> None:
        super().initViewItemOption(option)
        position, places = QStyleOptionViewItem.Position, self._places
        if places.strip or places.tile:
            option.decorationPosition = position.Bottom if places.strip else position.Top

    @override
    def startDrag(self, supportedActions: Qt.DropAction, /) -> None:
        self.drag_asked.emit()

    def _hover(self, index: Index) -> None:
        self._hovered = QPersistentModelIndex(index)  # Qt has the row painted anew

    @override
    def viewportEvent(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(QModelIndex())
        return super().viewportEvent(event)

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

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        if self._tasks.turn_day():
            self.doItemsLayout()

    @override
    def hideEvent(self, event: QHideEvent, /) -> None:
        self._timer.stop()
        super().hideEvent(event)

    # Keys and the menu

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        # Qt would make the first row the current one without selecting it.
        if self._tasks.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self._tasks.index(0))
        super().focusInEvent(event)

    def set_undoable(self, undoable: bool) -> None:
        """Let Ctrl+Z in the list be ``undo_asked``, or leave it to the window."""
        self._undoable = undoable

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and self._undoable:
            key = cast("QKeyEvent", event)
            if key.matches(QKeySequence.StandardKey.Undo):
                key.accept()  # here it takes back the removal, elsewhere a step of the form
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key, index = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if index.isValid():
                self.opened.emit(index)
        elif self._undoable and event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if not event.isAutoRepeat():  # held down it would empty the list
                self.removal_asked.emit()
        elif event.text().isprintable() and event.text():
            event.ignore()  # Qt would go to a row that begins so; letters are the player's
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
