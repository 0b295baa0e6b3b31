"""The card that shows what a mention points at, while the pointer rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from seedance_gui.compat import override
from seedance_gui.ui.form.prompt.mention_offers import Offer, Standing, place_words
from seedance_gui.ui.kit.painting import draw_thumbnail
from seedance_gui.ui.references.field.describing import KIND_ICONS, display_name

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

_PICTURE: Final = QSize(160, 104)
_WIDEST: Final = 260


class MentionCard(QWidget):
    """Says which reference it is and shows its picture; lies on the window and takes no mouse."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mention-card")
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
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme, offer = self._theme, self._offer
        edge = theme.px(8)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("raised"))
        radius = theme.px(10)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
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
