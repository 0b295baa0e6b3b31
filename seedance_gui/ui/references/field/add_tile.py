"""The dashed place that says what may be dropped, and offers the other ways to give something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from seedance_gui.compat import override
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.painting import outline, rounded
from seedance_gui.ui.kit.theme import by_keyboard
from seedance_gui.ui.references.field.item import PICTURE, SLOT_PICTURE, SLOT_WIDTH, WIDTH
from seedance_gui.ui.references.field.tile_look import words_height

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from seedance_gui.ui.kit.theme import Theme

_DASH: Final = [4.0, 3.0]


class AddTile(QAbstractButton):
    """Clicked, it asks how to add. `form`: "tile" (beside others), "well" (alone) or "slot" (a frame)."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget, *, form: str = "tile") -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._form = form
        self._hint = ""
        self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wide = QSizePolicy.Policy.Fixed if form == "tile" else QSizePolicy.Policy.Expanding
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_words(self, name: str, title: str, hint: str) -> None:
        """Set its accessible name, its words, and the smaller ones below them."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{title}. {hint}" if hint else title)
        self.setText(title.replace("&", "&&"))
        self._hint = hint
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        if self._form == "well":
            return QSize(px(240), px(76))
        width, picture = (SLOT_WIDTH, SLOT_PICTURE) if self._form == "slot" else (WIDTH, PICTURE)
        # As high as a tile with its two lines of words, so that the form does not jump.
        return QSize(px(width), px(picture) + px(4) + words_height(self._theme))

    @override
    def minimumSizeHint(self) -> QSize:
        px = self._theme.px
        # Alone in its line it has no words beside it.
        return QSize(px(WIDTH), px(PICTURE) if self._form == "tile" else self.sizeHint().height())

    @override
    def enterEvent(self, event: QEnterEvent, /) -> None:
        super().enterEvent(event)
        self._hovered = True
        self.update()

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self._hovered = False
        self.update()

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
            rect.setHeight(theme.px(SLOT_PICTURE if self._form == "slot" else PICTURE))
        radius = theme.px(theme.tokens.radius)
        ground = "pressed" if self.isDown() else "hover" if self._hovered else "sunken"
        painter.fillPath(rounded(rect, radius), theme.color(ground))
        pen = QPen(theme.color("accent_text" if self._hovered else "border_strong"), 1)
        pen.setDashPattern(_DASH)
        outline(painter, rect, radius, pen)
        if by_keyboard(self):
            outline(painter, rect, radius, QPen(theme.color("focus"), 2))
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
        words = self.text().replace("&&", "&")
        lines = 2 if self._form == "slot" and metrics.horizontalAdvance(words) > room else 1
        icon, gap = theme.px(18), theme.px(6)
        top = rect.center().y() - (icon + gap + lines * metrics.height()) // 2
        name = self._icon if self._form == "slot" else "plus"
        painter.drawPixmap(
            rect.center().x() - icon // 2, top, pixmap(theme, name, self._color("accent_text"), 18)
        )
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color(self._color("text_secondary")))
        line = QRect(rect.left() + theme.px(6), top + icon + gap, room, lines * metrics.height())
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        if lines == 2:
            painter.drawText(line, int(flags | Qt.TextFlag.TextWordWrap), words)
        else:
            painter.drawText(line, int(flags), metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))

    def _paint_beside(self, painter: QPainter, rect: QRect) -> None:
        """Draw the icon on a disc, and beside it the words above the hint."""
        theme = self._theme
        disc = theme.px(36)
        strong, caption = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("caption"))
        gap = theme.px(12)
        words = self.text().replace("&&", "&")
        widest = max(strong.horizontalAdvance(words), caption.horizontalAdvance(self._hint))
        room = max(theme.px(40), rect.width() - 2 * theme.px(12) - disc - gap)
        left = rect.left() + max(theme.px(12), (rect.width() - disc - gap - min(widest, room)) // 2)
        circle = QRect(left, rect.center().y() - disc // 2, disc, disc)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft" if self.isEnabled() else "hover"))
        painter.drawEllipse(circle)
        icon = theme.px(18)
        at = circle.topLeft()
        painter.drawPixmap(
            at.x() + (disc - icon) // 2,
            at.y() + (disc - icon) // 2,
            pixmap(theme, self._icon, self._color("accent_text"), 18),
        )
        height = strong.height() + (theme.px(2) + caption.height() if self._hint else 0)
        line = QRect(circle.right() + gap, rect.center().y() - height // 2, room, strong.height())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color(self._color("text")))
        painter.drawText(line, flags, strong.elidedText(words, Qt.TextElideMode.ElideRight, room))
        line.translate(0, strong.height() + theme.px(2))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color(self._color("text_faint")))
        painter.drawText(line, flags, caption.elidedText(self._hint, Qt.TextElideMode.ElideRight, room))
