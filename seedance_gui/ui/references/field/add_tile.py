"""The dashed place that says what may be dropped, and offers the other ways to give something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from seedance_gui.compat import override
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.painting import WRAPPED, draw_icon, draw_words, focus_ring, outline, rounded
from seedance_gui.ui.kit.theme import by_keyboard
from seedance_gui.ui.references.field.tile import PICTURE, WIDTH, picture_height, tile_size

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from seedance_gui.ui.kit.theme import Theme

_DASH: Final = [4.0, 3.0]


class AddTile(QAbstractButton):
    """Clicked, it asks how to add. `form`: "tile" (beside others), "well" (alone) or "slot" (a frame).

    `words`: its accessible name, what it says, and what it says smaller below that where there is room.
    """

    def __init__(
        self,
        theme: Theme,
        form: Literal["tile", "well", "slot"],
        icon: str,
        words: tuple[str, str, str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._form = form
        name, self._words, self._hint = words
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{self._words}. {self._hint}" if self._hint else self._words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wide = QSizePolicy.Policy.Fixed if form == "tile" else QSizePolicy.Policy.Expanding
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        if self._form == "well":
            return QSize(self._theme.px(240), self._theme.px(76))
        # As high as a tile with its two lines of words, so that the form does not jump.
        return tile_size(self._theme, slot=self._form == "slot")

    @override
    def minimumSizeHint(self) -> QSize:
        px = self._theme.px
        # Alone in its line it has no words beside it.
        return QSize(px(WIDTH), px(PICTURE) if self._form == "tile" else self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect()
        if self._form != "well":
            rect.setHeight(picture_height(theme, slot=self._form == "slot"))
        radius = theme.px(theme.tokens.radius)
        hovered = self.underMouse()
        ground = "pressed" if self.isDown() else "hover" if hovered else "sunken"
        painter.fillPath(rounded(rect, radius), theme.color(ground))
        pen = QPen(theme.color("accent_text" if hovered else "border_strong"), 1)
        pen.setDashPattern(_DASH)
        outline(painter, rect, radius, pen)
        if by_keyboard(self):
            focus_ring(painter, theme, rect, radius)
        if self._form == "well":
            self._paint_beside(painter, rect)
        else:
            self._paint_below(painter, rect)

    def _color(self, name: str) -> str:
        return name if self.isEnabled() else "text_off"

    def _paint_below(self, painter: QPainter, rect: QRect) -> None:
        """Draw the icon above one or two centred lines."""
        theme = self._theme
        metrics = QFontMetrics(theme.font("caption"))
        room = rect.width() - 2 * theme.px(6)
        lines = 2 if self._form == "slot" and metrics.horizontalAdvance(self._words) > room else 1
        icon, gap = theme.px(18), theme.px(6)
        top = rect.center().y() - (icon + gap + lines * metrics.height()) // 2
        painter.drawPixmap(
            rect.center().x() - icon // 2, top, pixmap(theme, self._icon, self._color("accent_text"), 18)
        )
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color(self._color("text_secondary")))
        line = QRect(rect.left() + theme.px(6), top + icon + gap, room, lines * metrics.height())
        one = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, WRAPPED, self._words if lines == 2 else one)

    def _paint_beside(self, painter: QPainter, rect: QRect) -> None:
        """Draw the icon on a disc, and beside it the words above the hint."""
        theme = self._theme
        side, gap = theme.px(36), theme.px(12)
        strong, caption = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("caption"))
        widest = max(strong.horizontalAdvance(self._words), caption.horizontalAdvance(self._hint))
        room = max(theme.px(40), rect.width() - 3 * gap - side)
        left = rect.left() + max(gap, (rect.width() - side - gap - min(widest, room)) // 2)
        disc = QRect(left, rect.center().y() - side // 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft" if self.isEnabled() else "hover"))
        painter.drawEllipse(disc)
        draw_icon(painter, disc, pixmap(theme, self._icon, self._color("accent_text"), 18))
        height = strong.height() + (theme.px(2) + caption.height() if self._hint else 0)
        line = QRect(disc.right() + gap, rect.center().y() - height // 2, room, strong.height())
        upper, lower = ("text", self._words), ("text_faint", self._hint)
        for font, (color, words) in ((theme.font("strong"), upper), (theme.font("caption"), lower)):
            painter.setFont(font)
            painter.setPen(theme.color(self._color(color)))
            draw_words(painter, words, line)
            line = QRect(line.left(), line.bottom() + 1 + theme.px(2), room, caption.height())
