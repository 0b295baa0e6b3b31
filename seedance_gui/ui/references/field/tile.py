"""One reference as a tile: how it looks, and what the person does with it by mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDrag, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy

from seedance_gui.compat import override
from seedance_gui.domain.draft import Kind
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.painting import chip, draw_thumbnail, focus_ring, outline, rounded
from seedance_gui.ui.kit.parts import IconButton, plain_tooltip
from seedance_gui.ui.kit.theme import by_keyboard, set_look
from seedance_gui.ui.references.field.describing import (
    KIND_ICONS,
    display_name,
    known_of,
    measures,
    seconds_words,
    spoken,
    state_words,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.draft import Reference
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.references.field.describing import ItemView
    from seedance_gui.ui.references.field.edits import TileOwner

SIDE: Final = 76
"""The side of a tile's picture in pixels at 100 % text size, where the lines' width divides evenly."""
_SLOT_WIDTH: Final = 148
_SLOT_PICTURE: Final = 80
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


def slot_size(theme: Theme) -> QSize:
    """Return the size of a frame with the line of words below."""
    return QSize(theme.px(_SLOT_WIDTH), theme.px(_SLOT_PICTURE) + words_height(theme))


def words_height(theme: Theme) -> int:
    """Return the height of the line of words below a picture, with the gap above it."""
    return theme.px(4) + QFontMetrics(theme.font("caption")).height() + theme.px(2)


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
        self._image: QImage | None = None
        self._pressed_at: QPoint | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if slot:
            self.setFixedHeight(slot_size(theme).height())
            self.setMinimumWidth(theme.px(SIDE))
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # It takes no focus: on the tile itself Delete does the same.
        self._cross = IconButton(theme, "x", "", self, size=20, icon_size=12, color="on_danger")
        set_look(self._cross, cross=True)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.setCursor(Qt.CursorShape.ArrowCursor)
        self._cross.hide()
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
        self._cross.set_name(self.tr("Remove {name}").format(name=name))
        self.update()

    def set_image(self, image: QImage | None) -> None:
        """Show a picture in place of the kind's icon."""
        if image is not self._image:
            self._image = image
            self.update()

    def picture_rect(self) -> QRect:
        """Return where the picture is drawn."""
        return QRect(0, 0, self.width(), self.height() - words_height(self._theme))

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
        self._paint_picture(painter)
        if by_keyboard(self):
            radius = self._theme.px(self._theme.tokens.radius)
            focus_ring(painter, self._theme, self.picture_rect(), radius)
        self._paint_words(painter)

    def _paint_picture(self, painter: QPainter) -> None:
        """Paint the picture, or the icon of its kind, with its number, its edge and how far it has come."""
        theme, view, rect = self._theme, self.view, self.picture_rect()
        radius, gap = theme.px(theme.tokens.radius), theme.px(4)
        draw_thumbnail(painter, theme, rect, self._image, KIND_ICONS[view.kind], 24)
        if view.state and view.state.percent is not None:
            painter.save()
            painter.setClipPath(rounded(rect, radius))
            self._paint_progress(painter, view.state.percent)
            painter.restore()
        edge = QPen(theme.color("border_strong" if self.underMouse() else "border"), 1)
        outline(painter, rect, radius, QPen(theme.color("danger"), 2) if view.problem else edge)
        if view.kind is not Kind.IMAGE and (view.kind is Kind.AUDIO or self._image is not None):
            corner = rect.bottomLeft() + QPoint(gap, -gap - theme.px(18) + 1)
            icon = pixmap(theme, KIND_ICONS[view.kind], QColor("white"), 12)
            chip(painter, theme, corner, seconds_words(view.reference), icon)

    def _paint_words(self, painter: QPainter) -> None:
        """Paint what the prompt calls it, or how it stands where there is that to say."""
        theme, view, on = self._theme, self.view, self.isEnabled()
        painter.setFont(theme.font("caption"))
        metrics = QFontMetrics(theme.font("caption"))
        # Chinese letters stand taller than the line of the Latin font: nothing is cut off.
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)
        top = self.picture_rect().bottom() + 1 + theme.px(4)
        line = QRect(0, top, self.width(), metrics.height())
        color = "text_secondary"
        if view.problem:
            color = "danger"
            side = theme.px(12)
            middle = line.top() + (metrics.height() - side) // 2
            painter.drawPixmap(line.left(), middle, pixmap(theme, "circle-alert", "danger", 12))
            line.setLeft(line.left() + side + theme.px(4))
        elif view.state:
            tone = view.state.tone
            color = {"neutral": "text_secondary", "accent": "accent_text"}.get(tone, tone)
        painter.setPen(theme.color(color if on else "text_off"))
        said = metrics.elidedText(state_words(view) or view.title, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, flags, said)

    def _paint_progress(self, painter: QPainter, percent: int) -> None:
        theme, rect = self._theme, self.picture_rect()
        painter.fillRect(rect, QColor(10, 9, 14, 130))
        painter.setFont(theme.font("strong", tabular=True))
        painter.setPen(QColor("white"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), f"{percent} %")
        height = theme.px(4)
        bar = QRect(rect.left(), rect.bottom() - height + 1, rect.width(), height)
        painter.fillRect(bar, QColor(255, 255, 255, 90))
        bar.setWidth(round(rect.width() * min(100, max(0, percent)) / 100))
        painter.fillRect(bar, theme.color("accent"))

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
        self._paint_picture(painter)
        painter.end()
        return copy.scaled(
            QSize(self._theme.px(56), self._theme.px(56)) * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
