"""A list view that tells assistive software of its rows; QListView would name those of its own layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from seedance_gui.compat import override

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex

    Index = QModelIndex | QPersistentModelIndex


class SpokenView(QListView):
    """Tells which row is the current one and which are selected."""

    @override
    def currentChanged(self, current: Index, previous: Index, /) -> None:
        QAbstractItemView.currentChanged(self, current, previous)
        if self.hasFocus():
            self._tell(QAccessible.Event.Focus, current)

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection, /) -> None:
        QAbstractItemView.selectionChanged(self, selected, deselected)
        for event, part in (
            (QAccessible.Event.SelectionAdd, selected),
            (QAccessible.Event.SelectionRemove, deselected),
        ):
            if part.count():
                self._tell(event, part.at(0).topLeft())

    def _tell(self, kind: QAccessible.Event, index: Index) -> None:
        if QAccessible.isActive() and index.isValid():
            event = QAccessibleEvent(self, kind)
            event.setChild(index.row())
            QAccessible.updateAccessibility(event)
