"""The panel that opens under the picker: search, and every model explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.form.model.model_rows import ModelDelegate, ModelRows
from seedance_gui.ui.kit.floating import paint_popup, shape_popup
from seedance_gui.ui.kit.parts import label, put_lens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_gui.domain.rules import Rules
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

_PAGE = 6  # models a page key moves by


class ModelPopup(QFrame):
    """Search field and list. The list has the keyboard, so that assistive software reads its rows.

    Arrows move, Enter chooses, Esc closes; letters go to the search, from where arrows lead back.
    """

    chosen = Signal(str)  # the model's value

    def __init__(self, rules: Rules, words: Words, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.rows = ModelRows(rules, words, self)
        self.search = QLineEdit(self)
        self.search.setObjectName("model-search")
        put_lens(theme, self.search)
        self.list = QListView(self)
        self.list.setObjectName("model-list")
        self.list.setModel(self.rows)
        self._delegate = ModelDelegate(theme, self)
        self.list.setItemDelegate(self._delegate)
        self.list.setMouseTracking(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)  # in another width a hint takes other lines
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = label(self.tr("No model matches this."), "secondary", wraps=True, centred=True)
        self._nothing.hide()
        column, edge = QVBoxLayout(self), theme.px(8)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(edge)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        self.search.textChanged.connect(self._searched)
        for part in (self.search, self.list):
            part.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.setAccessibleName(self.tr("Choose a model"))
        self.search.setPlaceholderText(self.tr("Search models: 4K, fast, sound…"))
        self.search.setAccessibleName(self.tr("Search models"))
        self.list.setAccessibleName(self.tr("Models"))

    def open_at(self, anchor: QRect, screen: QRect, value: str, hints: Mapping[str, str]) -> None:
        """Open under `anchor`, or above where there is more room; within `screen` (global pixels)."""
        self._delegate.chosen = value
        self.rows.set_hints(hints)
        with QSignalBlocker(self.search):
            self.search.clear()
        self.setGeometry(self._place(anchor, screen))
        shape_popup(self._theme, self)
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)
        self._list_matches("")  # with the focus: the view then tells which row is current
        self.list.scrollTo(self.list.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        paint_popup(self._theme, self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event.key()) or (watched is self.list and self._search_for(event))
        return super().eventFilter(watched, event)

    def _search_for(self, event: QKeyEvent) -> bool:
        """Tell whether a key on the list was meant for the search, which then goes on with it."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if not plain or not (event.text().isprintable() or event.key() == Qt.Key.Key_Backspace):
            return False
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)  # another reason would select what is there
        QCoreApplication.sendEvent(self.search, event)
        return True

    def _key(self, key: int) -> bool:
        """Tell whether a key was meant for the list, which then has the keyboard."""
        here, last = self.list.currentIndex().row(), self.rows.rowCount() - 1
        moves = {
            Qt.Key.Key_Down: (here + 1, 1, 1),
            Qt.Key.Key_Up: (here - 1, -1, 1),
            Qt.Key.Key_PageDown: (here + 1, 1, _PAGE),
            Qt.Key.Key_PageUp: (here - 1, -1, _PAGE),
        }
        if key in moves:
            start, step, times = moves[Qt.Key(key)]
            target = QModelIndex()
            for _ in range(times):
                found = self.rows.next_model(start, step)
                if not found.isValid():
                    break
                target, start = found, found.row() + step
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._go(target)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.list.currentIndex())
        elif key == Qt.Key.Key_End and not self.search.text():
            self._go(self.rows.next_model(last, -1))
        elif key == Qt.Key.Key_Home and not self.search.text():
            self._go(self.rows.next_model(0, 1))
        else:
            return False
        return True

    def _searched(self, text: str) -> None:
        self._list_matches(text)
        index = self.list.currentIndex()
        said = self.rows.listed[index.row()].spoken if index.isValid() else self._nothing.text()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.search, said))

    def _list_matches(self, text: str) -> None:
        self.rows.set_search(text)
        none = self.rows.rowCount() == 0
        if none and self.list.hasFocus():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setVisible(not none)
        self._nothing.setVisible(none)
        present = self.rows.index_of(self._delegate.chosen)
        self._go(present if present.isValid() else self.rows.next_model(0, 1))

    def _go(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        self.list.setCurrentIndex(index)
        if self.rows.next_model(index.row() - 1, -1).isValid():
            self.list.scrollTo(index)
        else:
            self.list.scrollToTop()  # so that the headings above the first model are seen

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self.rows.flags(index) & Qt.ItemFlag.ItemIsSelectable:
            value = self.rows.listed[index.row()].value
            self.close()
            self.chosen.emit(value)

    def _place(self, anchor: QRect, screen: QRect) -> QRect:
        theme = self._theme
        gap = theme.px(4)
        width = min(max(anchor.width(), theme.px(460)), screen.width())
        below, above = screen.bottom() - anchor.bottom() - gap, anchor.top() - screen.top() - gap
        height = min(theme.px(540), max(below, above))
        top = anchor.bottom() + gap if below >= min(height, theme.px(320)) or below >= above else -1
        if top < 0:
            top = anchor.top() - gap - height
        height = min(height, below) if top > anchor.top() else height
        left = max(screen.left(), min(anchor.left(), screen.right() - width + 1))
        return QRect(QPoint(left, top), QPoint(left + width - 1, top + height - 1))
