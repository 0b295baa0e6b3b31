"""One reference as a tile, and what the person does with it by mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy

from seedance_gui.compat import override
from seedance_gui.ui.kit.escape_html import plain_tooltip
from seedance_gui.ui.kit.painting import outline
from seedance_gui.ui.kit.theme import by_keyboard
from seedance_gui.ui.references.field.describing import detail, display_name, measures, spoken
from seedance_gui.ui.references.field.remove_button import RemoveButton
from seedance_gui.ui.references.field.tile_look import ItemView, paint_picture, paint_words, words_height

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

    from seedance_gui.ui.kit.theme import Theme

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
        state = view.state.note or view.state.text if view.state else detail(view.reference)
        self.setAccessibleName(spoken(view.kind, view.number, view.count, name))
        self.setAccessibleDescription(" ".join(part for part in (view.problem, state) if part))
        # Without the query of the link, which may be a signature.
        source = view.reference.file or view.reference.link.partition("?")[0]
        lines = (view.problem, name, source, state, measures(view.reference))
        self.setToolTip(plain_tooltip("\n".join(line for line in lines if line)))
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

    def drag_picture(self) -> QPixmap:
        """Return a small faint copy of the picture, through which the place of a drop is seen."""
        rect = self.picture_rect()
        ratio = self.devicePixelRatio()
        copy = QPixmap(rect.size() * ratio)
        copy.setDevicePixelRatio(ratio)
        copy.fill(Qt.GlobalColor.transparent)
        painter = QPainter(copy)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.75)
        paint_picture(painter, self._theme, rect, self._view, self._image)
        painter.end()
        return copy.scaled(
            QSize(self._theme.px(56), self._theme.px(56)) * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )

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
        theme, picture = self._theme, self.picture_rect()
        paint_picture(painter, theme, picture, self._view, self._image, hovered=self._hovered)
        if by_keyboard(self):
            outline(painter, picture, theme.px(theme.tokens.radius), QPen(theme.color("focus"), 2))
        words = self.rect().adjusted(0, picture.height() + theme.px(4), 0, 0)
        paint_words(painter, theme, words, self._view, on=self.isEnabled())

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
