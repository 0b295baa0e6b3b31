"""What lies over the prompt: the references to mention, and the card of the one under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.form.prompt.mention_offers import Offer, Standing, place_words
from seedance_gui.ui.kit.floating import cast_shadow, rise
from seedance_gui.ui.kit.painting import draw_thumbnail
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.two_lines import ITEM, Index, ItemRows, Part, TwoLineDelegate, TwoLines
from seedance_gui.ui.references.field.describing import KIND_ICONS, display_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

ROW_HEIGHT: Final = 44


class OfferRows(ItemRows["Offer"]):
    """The offers as a list."""

    @override
    def words(self, item: Offer) -> tuple[str, str]:
        return item.text, f"{item.title}, {item.detail}"


class OfferDelegate(TwoLineDelegate):
    """One reference beside its picture, the mention at the right."""

    height = ROW_HEIGHT
    in_popup = True

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(theme, parent)
        self._thumbnails = thumbnails

    @override
    def row(self, index: Index) -> TwoLines:
        offer: Offer = index.data(ITEM)
        return TwoLines(
            Part(offer.title, "body", "text_off" if offer.reason else "text"),
            Part(offer.detail),
            Part(offer.text if offer.number else "", color="accent_text"),
            self._thumbnails.image(offer.reference),
            KIND_ICONS[offer.kind],
        )


_WIDTH: Final = 280
_MOST_ROWS: Final = 6
_EDGE: Final = 6


class MentionPopup(QFrame):
    """Lies on the window as a part of it: a window of its own would take the input method's keys."""

    picked = Signal(object)  # Offer
    current_changed = Signal(object)  # Offer

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._window = parent
        self.setObjectName("mention-popup")
        set_look(self, card="raised")
        cast_shadow(theme, self)
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
        column, edge = QVBoxLayout(self), theme.px(_EDGE) - 1  # the frame takes one
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self.list)
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
        edge = gap = px(_EDGE)
        width = min(px(_WIDTH), parent.width() - 2 * gap)
        height = min(self.rows.rowCount(), _MOST_ROWS) * px(ROW_HEIGHT) + 2 * edge
        below = parent.height() - letters.bottom() - 2 * gap
        above = letters.top() - 2 * gap
        upwards = below < height and above > below
        height = min(height, above if upwards else below)
        top = letters.top() - gap - height if upwards else letters.bottom() + gap
        left = max(gap, min(letters.left() - edge, parent.width() - width - gap))
        self.setGeometry(left, top, width, height)
        comes = self.isHidden()
        self.show()
        self.raise_()
        if comes:
            rise(self._theme, self)

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(self.rows.items[index.row()])

    def _told(self, index: QModelIndex) -> None:
        if index.isValid():
            self.current_changed.emit(self.rows.items[index.row()])


_PICTURE: Final = QSize(160, 104)
_WIDEST: Final = 260


class MentionCard(QFrame):
    """Says which reference it is and shows its picture; lies on the window and takes no mouse."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mention-card")
        set_look(self, card="raised")
        self._theme = theme
        self._window = parent
        self._thumbnails = thumbnails
        self._offer: Offer | None = None
        self.title = ""
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        thumbnails.ready.connect(self.update)
        self.hide()

    def show_for(self, standing: Standing, offer: Offer | None, chip: QRect) -> None:
        """Show it above or below a chip (in the parent's pixels)."""
        self._offer = offer
        if offer is None:
            self.title, self.text = self.tr("Nothing is there"), self.tr("No reference has this number.")
        else:
            self.title, self.text = display_name(offer.reference), place_words(offer)
            if standing is Standing.KEPT:
                self.text = self.tr("{place}, not used now").format(place=self.text)
        px, parent = self._theme.px, self._window
        edge = px(8)
        title, text = QFontMetrics(self._theme.font("strong")), QFontMetrics(self._theme.font("caption"))
        words = max(title.horizontalAdvance(self.title), text.horizontalAdvance(self.text)) + 2
        picture = QSize(px(_PICTURE.width()), px(_PICTURE.height())) if offer else QSize(0, 0)
        width = max(picture.width(), min(words, px(_WIDEST))) + 2 * edge
        height = picture.height() + (edge if offer else 0) + title.height() + text.height() + 2 * edge
        left = max(0, min(chip.left(), parent.width() - width))
        top = chip.top() - px(6) - height
        if top < 0:
            top = chip.bottom() + px(6)
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        theme, offer = self._theme, self._offer
        edge = theme.px(8)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inner = self.rect().adjusted(edge, edge, -edge, -edge)
        if offer is not None:
            picture = QRect(inner.left(), inner.top(), inner.width(), theme.px(_PICTURE.height()))
            image = self._thumbnails.image(offer.reference)
            draw_thumbnail(painter, theme, picture, image, KIND_ICONS[offer.kind])
            inner.setTop(picture.bottom() + 1 + edge)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)
        metrics = QFontMetrics(theme.font("strong"))
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        shown = metrics.elidedText(self.title, Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(inner, flags, shown)
        inner.setTop(inner.top() + metrics.height())
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text_secondary" if offer is not None else "warning"))
        painter.drawText(inner, flags, self.text)
