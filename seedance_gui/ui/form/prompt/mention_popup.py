"""The list of references that opens while a mention is typed. The prompt keeps the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.form.prompt.mention_rows import ROW_HEIGHT, OfferDelegate, OfferRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.form.prompt.mention_offers import Offer
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

_WIDTH: Final = 280
_MOST_ROWS: Final = 6


class MentionPopup(QFrame):
    """Lies on the window as a part of it: a window of its own would take the input method's keys."""

    picked = Signal(object)  # Offer
    current_changed = Signal(object)  # Offer

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._window = parent
        self.setObjectName("mention-popup")
        self.setAccessibleName(self.tr("References to mention"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows = OfferRows(self)
        self.list = QListView(self)
        self.list.setObjectName("mention-list")
        self.list.setAccessibleName(self.accessibleName())
        self.list.setModel(self.rows)
        self.list.setItemDelegate(OfferDelegate(theme, thumbnails, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.list)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(self._pick)
        self.list.selectionModel().currentChanged.connect(self._told)
        thumbnails.ready.connect(self.list.viewport().update)
        self.hide()

    def offer(self, offers: Sequence[Offer]) -> None:
        """List these, the first one current; what was current stays so."""
        before = self.current()
        self.rows.list(offers)
        row = next((i for i, offer in enumerate(self.rows.items) if offer == before), 0)
        self.list.setCurrentIndex(self.rows.index(row))

    def current(self) -> Offer | None:
        """Return the one that Enter takes."""
        row = self.list.currentIndex().row()
        return self.rows.items[row] if 0 <= row < len(self.rows.items) else None

    def go(self, step: int) -> None:
        """Make another one current, round the ends."""
        count = self.rows.rowCount()
        if count:
            index = self.rows.index((self.list.currentIndex().row() + step) % count)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def show_at(self, letters: QRect) -> None:
        """Show it below the letters typed (in the parent's pixels), or above where there is more room."""
        parent = self._window
        px = self._theme.px
        edge, gap = px(6), px(6)
        self._column.setContentsMargins(edge, edge, edge, edge)
        width = min(px(_WIDTH), parent.width() - 2 * gap)
        height = min(self.rows.rowCount(), _MOST_ROWS) * px(ROW_HEIGHT) + 2 * edge
        below = parent.height() - letters.bottom() - 2 * gap
        above = letters.top() - 2 * gap
        upwards = below < height and above > below
        height = min(height, above if upwards else below)
        top = letters.top() - gap - height if upwards else letters.bottom() + gap
        left = max(gap, min(letters.left() - edge, parent.width() - width - gap))
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("border_strong"), 1))
        painter.setBrush(self._theme.color("raised"))
        radius = self._theme.px(10)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(self.rows.items[index.row()])

    def _told(self, index: QModelIndex) -> None:
        if index.isValid():
            self.current_changed.emit(self.rows.items[index.row()])
