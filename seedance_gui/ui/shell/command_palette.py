"""Every command by its words: type a few letters, press Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.compat import override
from seedance_gui.ui.kit.floating import cast_shadow, rise
from seedance_gui.ui.kit.parts import label, put_lens
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.two_lines import ITEM, Index, ItemRows, Part, TwoLineDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.theme import Theme

_WIDTH: Final = 560
_MOST_ROWS: Final = 10
_TOP: Final = 56  # below the top bar
_EDGE: Final = 8


def reason_of(action: QAction) -> str:
    """Return why an action is off; empty where it is on, or where nobody knows."""
    reason = " ".join(action.toolTip().split())
    return "" if action.isEnabled() or reason == action.text() else reason


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class _Rows(ItemRows[QAction]):
    @override
    def words(self, item: QAction) -> tuple[str, str]:
        return item.text(), ". ".join(filter(None, (item.text(), _keys(item), reason_of(item))))


class _Delegate(TwoLineDelegate):
    """What it does and its keys; of what is off, why."""

    height = 34
    inset = 2
    elide = Qt.TextElideMode.ElideRight
    in_popup = True

    @override
    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        action: QAction = index.data(ITEM)
        px, on = self._theme.px, action.isEnabled()
        self.paint_plate(painter, option)
        room = option.rect.adjusted(px(12), 0, -px(12), 0)
        room.setRight(room.right() - self.write(painter, room, Part(_keys(action)), right=True) - px(12))
        used = self.write(painter, room, Part(action.text(), "body", "text" if on else "text_secondary"))
        room.setLeft(room.left() + used + px(12))
        self.write(painter, room, Part(reason_of(action)))


class PaletteWords(NamedTuple):
    """What a palette of other things than commands is called, what it asks for, and that it found nothing."""

    name: str
    ask: str
    nothing: str


class CommandPalette(QFrame):
    """Lies on the window as a part of it: a window of its own would take the input method's keys.

    Arrows move, Enter does it, Esc closes; then the keyboard is again where it was.
    """

    def __init__(
        self, theme: Theme, actions: Sequence[QAction], window: QWidget, words: PaletteWords | None = None
    ) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._actions = [action for action in actions if action.isVisible()]
        self._before = window.focusWidget()
        self.setObjectName("palette")
        words = words or PaletteWords(
            self.tr("Commands"), self.tr("What do you want to do?"), self.tr("No command matches this.")
        )
        self.setAccessibleName(words.name)
        set_look(self, card="raised")
        self.search = QLineEdit(self)
        self.search.setObjectName("palette-search")
        self.search.setPlaceholderText(words.ask)
        self.search.setAccessibleName(words.ask)
        put_lens(theme, self.search)
        self.rows = _Rows(self)
        self.list = QListView(self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(_Delegate(theme, self.list))
        self.list.setAccessibleName(words.name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing = label(words.nothing, "secondary", centred=True)
        self._column = column = QVBoxLayout(self)
        edge = theme.px(_EDGE)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(edge)
        for part in (self.search, self.list, self._nothing):
            column.addWidget(part)
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self.list.clicked.connect(self._do)
        window.installEventFilter(self)

    def open(self) -> None:
        """Show it with every command, and let the person type."""
        self._find("")
        cast_shadow(self._theme, self)
        self.show()
        self.raise_()
        rise(self._theme, self)
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self._window:
            if event.type() is QEvent.Type.Resize:
                self._place()
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        elif event.type() is QEvent.Type.FocusOut and QApplication.activePopupWidget() is None:
            focus = self._window.focusWidget()
            if self._window.isActiveWindow() and focus is not self.search:
                self._before = focus  # the person went on to something else
                self.leave()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        here, key, page = self.list.currentIndex().row(), event.key(), _MOST_ROWS - 1
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if key in steps:
            last = self.rows.rowCount() - 1
            self._go(min(max(here + steps[Qt.Key(key)], 0), last))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._do(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def _find(self, text: str) -> None:
        """List what has all the words in it; first what begins with them, and what is off last."""
        wanted = text.casefold().split()

        def place(action: QAction) -> tuple[bool, bool]:
            begins = any(said.startswith(" ".join(wanted)) for said in _said(action))
            return bool(wanted) and not action.isEnabled(), not begins

        found = [each for each in self._actions if all(w in " ".join(_said(each)) for w in wanted)]
        self.rows.list(sorted(found, key=place))
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._place()
        self._go(0)
        said = self.rows.words(self.rows.items[0])[1] if found else self._nothing.text()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.search, said))

    def _go(self, row: int) -> None:
        index = self.rows.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _do(self, index: QModelIndex) -> None:
        if index.isValid() and (action := self.rows.items[index.row()]).isEnabled():
            self.leave()
            action.trigger()

    def leave(self) -> None:
        """Close, with the keyboard where it was."""
        self._window.removeEventFilter(self)
        self.search.removeEventFilter(self)
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.deleteLater()

    def _place(self) -> None:
        px, window = self._theme.px, self._window.rect()
        row, room = px(_Delegate.height), window.height() - px(_TOP) - px(16)
        others = self.search.sizeHint().height() + 3 * px(_EDGE) + 2
        rows = max(1, min(self.rows.rowCount(), _MOST_ROWS, (room - others) // row))
        self.list.setFixedHeight(rows * row)
        self._column.activate()
        width = min(px(_WIDTH), window.width() - px(32))
        self.setGeometry((window.width() - width) // 2, px(_TOP), width, self._column.sizeHint().height())


def _said(action: QAction) -> tuple[str, str]:
    """Return the words of an action, in the language of the window and in English."""
    return action.text().casefold(), str(action.property("english") or "").casefold()
