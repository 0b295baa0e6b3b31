"""One reference as a tile, and what the person does with it by mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDrag, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy

from seedance_gui.compat import override
from seedance_gui.ui.kit.escape_html import plain_tooltip
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.painting import SHADE, outline
from seedance_gui.ui.kit.theme import by_keyboard
from seedance_gui.ui.references.field.describing import display_name, known_of, measures, spoken
from seedance_gui.ui.references.field.tile_look import (
    WIDTH,
    paint_picture,
    paint_words,
    picture_height,
    tile_size,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.draft import Reference
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.describing import ItemView
    from seedance_gui.ui.references.field.edits import TileOwner

_FAR: Final = 1_000_000
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -_FAR,
    Qt.Key.Key_End: _FAR,
}
_ATTENTION: Final = {QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut}
_SIDEWAYS: Final = {Qt.Key.Key_Left, Qt.Key.Key_Right}
_MOVING: Final = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


TILE_MIME: Final = "application/x-seedance-reference"
"""Marks the drag of a tile of this program."""


def tile_mime(reference: Reference) -> QMimeData:
    """Return what a dragged tile carries: for other programs, its link or file."""
    mime = QMimeData()
    mime.setData(TILE_MIME, b"")
    if reference.file:
        mime.setUrls([QUrl.fromLocalFile(reference.file)])
    else:
        mime.setText(reference.link)
        if reference.link.startswith("https://"):
            mime.setUrls([QUrl(reference.link)])
    return mime


class ReferenceTile(QAbstractButton):
    """Shows the reference at place `index` of a field; asks its `owner` for what the person wants done.

    Keys: Enter opens, Delete removes, arrows go to the next tile, with Alt or Ctrl they move this one.
    """

    def __init__(
        self, theme: Theme, owner: TileOwner, index: int, view: ItemView, parent: QWidget, *, slot: bool
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.owner = owner
        self.index = index
        self._picture = picture_height(theme, slot=slot)
        self._image: QImage | None = None
        self._pressed_at: QPoint | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        size = tile_size(theme, slot=slot)
        self.setFixedHeight(size.height())
        if slot:
            self.setMinimumWidth(theme.px(WIDTH))
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            self.setFixedWidth(size.width())
        self._cross = _Cross(theme, self)
        self._cross.clicked.connect(lambda: owner.remove(index))
        self.clicked.connect(lambda: owner.open_item(index))
        self.set_view(view)

    def set_view(self, view: ItemView) -> None:
        """Show another reference, or the same in another state."""
        self.view = view
        reference = view.reference
        name = display_name(reference)
        state = view.state.note or view.state.text if view.state else " · ".join(known_of(reference))
        self.setAccessibleName(spoken(view))
        self.setAccessibleDescription(" ".join(part for part in (view.problem, state) if part))
        # Without the query of the link, which may be a signature.
        source = reference.file or reference.link.partition("?")[0]
        lines = (view.problem, name, source, state, measures(reference))
        self.setToolTip(plain_tooltip("\n".join(line for line in lines if line)))
        self._cross.say(self.tr("Remove {name}").format(name=name))
        self.update()

    def set_image(self, image: QImage | None) -> None:
        """Show a picture in place of the kind's icon."""
        if image is not self._image:
            self._image = image
            self.update()

    def picture_rect(self) -> QRect:
        """Return where the picture is drawn."""
        return QRect(0, 0, self.width(), self._picture)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        gap = self._theme.px(4)
        self._cross.move(self.width() - gap - self._cross.width(), gap)

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        theme, picture = self._theme, self.picture_rect()
        paint_picture(painter, theme, picture, self.view, self._image, hovered=self.underMouse())
        if by_keyboard(self):
            outline(painter, picture, theme.px(theme.tokens.radius), QPen(theme.color("focus"), 2))
        words = self.rect().adjusted(0, picture.height() + theme.px(4), 0, 0)
        paint_words(painter, theme, words, self.view, on=self.isEnabled())

    # What the person does

    @override
    def event(self, event: QEvent, /) -> bool:
        done = super().event(event)
        if event.type() in _ATTENTION:
            self._cross.setVisible(self.isEnabled() and (self.underMouse() or self.hasFocus()))
        if event.type() is QEvent.Type.FocusIn:
            self.owner.focus_tile(self.index)
        return done

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.owner.remove(self.index)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.owner.open_item(self.index)
        elif key in _STEPS:
            mirrored = key in _SIDEWAYS and self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            to = self.index + (-_STEPS[key] if mirrored else _STEPS[key])
            if event.modifiers() & _MOVING:
                self.owner.move_item(self.index, to)
            else:
                self.owner.focus_tile(to)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        by_mouse = event.reason() is event.Reason.Mouse
        at = event.globalPos() if by_mouse else self.mapToGlobal(self.picture_rect().center())
        self.owner.show_menu(self.index, at)

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
            self._drag()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        self._pressed_at = None

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.owner.open_item(self.index)

    def _drag(self) -> None:
        """Drag it until the person lets go."""
        drag = QDrag(self)
        drag.setMimeData(tile_mime(self.view.reference))
        picture = self._drag_picture()
        drag.setPixmap(picture)
        drag.setHotSpot((QRectF(QPointF(), picture.deviceIndependentSize()).center()).toPoint())
        # Copy alone: a file manager that were offered to move would take the person's file away.
        drag.exec(Qt.DropAction.CopyAction)

    def _drag_picture(self) -> QPixmap:
        """Return a small faint copy of the picture, through which the place of a drop is seen."""
        rect = self.picture_rect()
        ratio = self.devicePixelRatio()
        copy = QPixmap(rect.size() * ratio)
        copy.setDevicePixelRatio(ratio)
        copy.fill(Qt.GlobalColor.transparent)
        painter = QPainter(copy)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.75)
        paint_picture(painter, self._theme, rect, self.view, self._image)
        painter.end()
        return copy.scaled(
            QSize(self._theme.px(56), self._theme.px(56)) * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )


class _Cross(QAbstractButton):
    """Removes the tile it is on. It takes no focus: on the tile itself Delete does the same."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFixedSize(theme.px(20), theme.px(20))
        self.hide()

    def say(self, name: str) -> None:
        """Say what it removes."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # else it would be the tooltip with its mark-up
        self.setToolTip(plain_tooltip(name))

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("danger_fill") if self.underMouse() else SHADE)
        painter.drawEllipse(self.rect())
        at = (self.width() - self._theme.px(12)) // 2
        painter.drawPixmap(at, at, pixmap(self._theme, "x", QColor("white"), 12))
