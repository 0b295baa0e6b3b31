"""One reference as a tile: picture or icon, order number, name, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy

from seedance_gui.compat import override
from seedance_gui.domain.draft import Kind, Reference
from seedance_gui.ui.icons import pixmap
from seedance_gui.ui.plain import plain_tooltip
from seedance_gui.ui.references.describing import KIND_ICONS, ItemState, detail, display_name, spoken
from seedance_gui.ui.references.painting import chip, cover, outline, rounded
from seedance_gui.ui.references.remove_button import RemoveButton
from seedance_gui.ui.theme import by_keyboard

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import (
        QContextMenuEvent,
        QEnterEvent,
        QFocusEvent,
        QImage,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )
    from PySide6.QtWidgets import QWidget

    from seedance_gui.ui.theme import Theme

WIDTH: Final = 76
PICTURE: Final = 72
SLOT_WIDTH: Final = 148
SLOT_PICTURE: Final = 96
_MOVES: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_FAR: Final = 1_000_000


def words_height(theme: Theme) -> int:
    """Return the height of the two lines of words below a picture."""
    return 2 * (QFontMetrics(theme.font("caption")).height() + theme.px(2))


@dataclass(frozen=True, slots=True)
class ItemView:
    """What a tile shows. `number` counts from 1; 0 shows none. An empty `problem` means: nothing is wrong."""

    reference: Reference
    kind: Kind
    number: int
    count: int
    problem: str = ""
    state: ItemState | None = None


class ReferenceTile(QAbstractButton):
    """Shows one reference; says by signals what the person wants done with it.

    Keys: Enter opens, Delete removes, arrows go to the next tile, with Alt or Ctrl they move this one.
    """

    open_wanted = Signal()
    remove_wanted = Signal()
    move_wanted = Signal(int)  # by so many places
    leave_wanted = Signal(int)  # focus so many tiles on
    menu_wanted = Signal(QPoint)  # on the screen
    drag_wanted = Signal()
    away_wanted = Signal(object)  # to another Field

    def __init__(self, theme: Theme, view: ItemView, parent: QWidget, *, slot: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._slot = slot
        self._view = view
        self._image: QImage | None = None
        self._pressed_at: QPoint | None = None
        self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if slot else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed
        )
        self._remove = RemoveButton(theme, self)
        self._remove.clicked.connect(self.remove_wanted)
        self._remove.hide()
        self.clicked.connect(self.open_wanted)
        theme.changed.connect(self._refit)
        self.set_view(view)

    @property
    def view(self) -> ItemView:
        """What it shows."""
        return self._view

    def set_view(self, view: ItemView) -> None:
        """Show another reference, or the same in another state."""
        self._view = view
        name = display_name(view.reference)
        state = view.state.text if view.state else detail(view.reference)
        self.setAccessibleName(spoken(view.kind, view.number, view.count, name))
        self.setAccessibleDescription(" ".join(part for part in (view.problem, state) if part))
        source = view.reference.file or view.reference.link
        self.setToolTip(
            plain_tooltip("\n".join(part for part in (view.problem, name, source, state) if part))
        )
        self._remove.set_name(self.tr("Remove {name}").format(name=name))
        self.update()

    def set_image(self, image: QImage | None) -> None:
        """Show a picture in place of the kind's icon."""
        if image is not self._image:
            self._image = image
            self.update()

    def picture_rect(self) -> QRect:
        """Return where the picture is drawn."""
        return QRect(0, 0, self.width(), self._theme.px(SLOT_PICTURE if self._slot else PICTURE))

    # Size

    @override
    def sizeHint(self) -> QSize:
        width, picture = (SLOT_WIDTH, SLOT_PICTURE) if self._slot else (WIDTH, PICTURE)
        px = self._theme.px
        return QSize(px(width), px(picture) + px(4) + words_height(self._theme))

    @override
    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(self._theme.px(WIDTH), hint.height()) if self._slot else hint

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        gap = self._theme.px(4)
        picture = self.picture_rect()
        self._remove.move(picture.right() + 1 - gap - self._remove.width(), picture.top() + gap)

    def _refit(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()

    # What is drawn

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        self._paint_picture(painter, self.picture_rect())
        self._paint_words(painter)

    def _paint_picture(self, painter: QPainter, rect: QRect) -> None:
        theme, view = self._theme, self._view
        radius = theme.px(theme.tokens.radius)
        painter.save()
        painter.setClipPath(rounded(rect, radius))
        painter.fillRect(rect, theme.color("sunken"))
        if self._image is not None:
            cover(painter, rect, self._image)
        else:
            icon = pixmap(theme, KIND_ICONS[view.kind], "text_faint", 24)
            side = theme.px(24)
            painter.drawPixmap(rect.center() - QPoint(side // 2 - 1, side // 2 - 1), icon)
        if view.state and view.state.percent is not None:
            self._paint_progress(painter, rect, view.state.percent)
        painter.restore()
        if view.problem:
            outline(painter, rect, radius, QPen(theme.color("danger"), 2))
        else:
            outline(
                painter, rect, radius, QPen(theme.color("border_strong" if self._hovered else "border"), 1)
            )
        if by_keyboard(self):
            outline(painter, rect, radius, QPen(theme.color("focus"), 2))
        gap = theme.px(4)
        if view.number:
            chip(painter, theme, rect.topLeft() + QPoint(gap, gap), str(view.number))
        if view.kind is Kind.VIDEO and self._image is not None:
            film = pixmap(theme, "film", QColor("white"), 12)
            corner = rect.bottomLeft() + QPoint(gap, -gap - theme.px(18) + 1)
            chip(painter, theme, corner, "", film)

    def _paint_progress(self, painter: QPainter, rect: QRect, percent: int) -> None:
        painter.fillRect(rect, QColor(10, 9, 14, 90))
        bar = QRect(rect.left(), rect.bottom() - self._theme.px(4) + 1, rect.width(), self._theme.px(4))
        painter.fillRect(bar, QColor(255, 255, 255, 90))
        bar.setWidth(round(rect.width() * min(100, max(0, percent)) / 100))
        painter.fillRect(bar, self._theme.color("accent"))

    def _paint_words(self, painter: QPainter) -> None:
        theme, view = self._theme, self._view
        painter.setFont(theme.font("caption"))
        metrics = QFontMetrics(theme.font("caption"))
        # Chinese letters stand taller than the line of the Latin font: nothing is cut off.
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        line = QRect(
            0, self.picture_rect().bottom() + 1 + theme.px(4), self.width(), words_height(theme) // 2
        )
        name = metrics.elidedText(display_name(view.reference), Qt.TextElideMode.ElideMiddle, line.width())
        painter.setPen(theme.color("text" if self.isEnabled() else "text_off"))
        painter.drawText(line, int(flags), name)
        line.translate(0, line.height())
        text, color = self._state_line()
        if color == "danger":
            side = theme.px(12)
            top = line.top() + (metrics.height() - side) // 2
            painter.drawPixmap(line.left(), top, pixmap(theme, "circle-alert", "danger", 12))
            line.setLeft(line.left() + side + theme.px(4))
        painter.setPen(theme.color(color if self.isEnabled() else "text_off"))
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(flags), text)

    def _state_line(self) -> tuple[str, str]:
        view = self._view
        if view.problem:
            return self.tr("Problem"), "danger"
        if view.state is None:
            return detail(view.reference), "text_faint"
        colors = {"neutral": "text_secondary", "accent": "accent_text"}
        return view.state.text, colors.get(view.state.tone, view.state.tone)

    # What the person does

    @override
    def enterEvent(self, event: QEnterEvent, /) -> None:
        super().enterEvent(event)
        self._set_hovered(True)

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self._set_hovered(False)

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self._show_remove()
        self.leave_wanted.emit(0)

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self._show_remove()

    def _set_hovered(self, hovered: bool) -> None:
        self._hovered = hovered
        self._show_remove()
        self.update()

    def _show_remove(self) -> None:
        self._remove.setVisible(self.isEnabled() and (self._hovered or self.hasFocus()))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = Qt.Key(event.key())
        moving = bool(
            event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        )
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove_wanted.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_wanted.emit()
        elif key in _MOVES:
            step = _MOVES[key]
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft and key in {
                Qt.Key.Key_Left,
                Qt.Key.Key_Right,
            }:
                step = -step
            (self.move_wanted if moving else self.leave_wanted).emit(step)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            step = -_FAR if key == Qt.Key.Key_Home else _FAR
            (self.move_wanted if moving else self.leave_wanted).emit(step)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        by_mouse = event.reason() is event.Reason.Mouse
        at = event.globalPos() if by_mouse else self.mapToGlobal(self.picture_rect().center())
        self.menu_wanted.emit(at)

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        # Not a button's press: a click takes the focus, two open, a pull drags.
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        pulled = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if pulled >= QApplication.startDragDistance():
            self._pressed_at = None
            self.drag_wanted.emit()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        self._pressed_at = None

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.open_wanted.emit()
