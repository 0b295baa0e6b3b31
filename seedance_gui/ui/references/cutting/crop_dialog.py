"""Chooses the part of a picture that is used where it has another shape than the video."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractSlider, QDialog, QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.painting import SHADE, focus_ring
from seedance_gui.ui.kit.parts import answers, button, label
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import by_keyboard

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPaintEvent

    from seedance_gui.ui.kit.theme import Theme

_WHOLE: Final = 1000
"""Steps from one end of the picture to the other."""
_STEPS: Final = {
    Qt.Key.Key_Left: -10, Qt.Key.Key_Up: -10, Qt.Key.Key_Right: 10, Qt.Key.Key_Down: 10,
    Qt.Key.Key_PageUp: -100, Qt.Key.Key_PageDown: 100,
    Qt.Key.Key_Home: -_WHOLE, Qt.Key.Key_End: _WHOLE,
}  # fmt: skip


class CropView(QAbstractSlider):
    """A picture and a window of a shape (width by height), as large as fits, that is drawn over it.

    The value is how far the window lies from left or top, in thousandths of the way. Arrows move it, with
    Shift by a tenth of that.
    """

    def __init__(self, theme: Theme, picture: QImage, shape: float, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = picture
        self._shape = shape
        self._upright = picture.width() < shape * picture.height()  # so it moves up and down
        self._held: float | None = None
        self.setAccessibleName(self.tr("Part of the picture"))
        self.setOrientation(Qt.Orientation.Vertical if self._upright else Qt.Orientation.Horizontal)
        self.setRange(0, _WHOLE)
        self.setValue(_WHOLE // 2)
        self.valueChanged.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeVerCursor if self._upright else Qt.CursorShape.SizeHorCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def picture_rect(self) -> QRectF:
        """Return where the picture is, in pixels."""
        size = QSizeF(self._picture.size()).scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRectF(0, 0, size.width(), size.height())
        rect.moveCenter(QRectF(self.rect()).center())
        return rect

    def window_rect(self) -> QRectF:
        """Return where the window is, in pixels."""
        whole = self.picture_rect()
        size = QSizeF(self._shape, 1).scaled(whole.size(), Qt.AspectRatioMode.KeepAspectRatio)
        at = self.value() / _WHOLE
        left = whole.left() + at * (whole.width() - size.width())
        return QRectF(left, whole.top() + at * (whole.height() - size.height()), size.width(), size.height())

    def _room(self) -> float:
        """Return the way that the window can go, in pixels."""
        whole, window = self.picture_rect(), self.window_rect()
        return whole.height() - window.height() if self._upright else whole.width() - window.width()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(360))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(150))

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            at, window = event.position(), self.window_rect()
            if not window.contains(at):  # the window comes there
                window.moveCenter(at)
            self._held = at.y() - window.top() if self._upright else at.x() - window.left()
            self.mouseMoveEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if self._held is not None:
            at, whole = event.position(), self.picture_rect()
            way = at.y() - whole.top() if self._upright else at.x() - whole.left()
            self.setValue(round(_WHOLE * (way - self._held) / max(1.0, self._room())))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        self._held = None

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
            return
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.setValue(self.value() + (step // 10 if fine else step))

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole, window = self.picture_rect(), self.window_rect()
        painter.drawImage(whole, self._picture)
        outside = QPainterPath()
        outside.addRect(whole)
        outside.addRect(window)  # the odd-even rule leaves it out
        painter.fillPath(outside, SHADE)
        painter.setPen(QPen(self._theme.color("accent"), self._theme.px(3)))
        painter.drawRect(window.adjusted(1, 1, -1, -1))
        if by_keyboard(self):
            focus_ring(painter, self._theme, QRectF(self.rect()), 4)


class CropDialog(QDialog):
    """Accepted, `at` is where the window lies: 0 at the left or top, 1 at the right or bottom."""

    def __init__(self, theme: Theme, picture: QImage, name: str, shape: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("crop")
        self.setWindowTitle(self.tr("Crop “{name}”").format(name=name))
        self.view = CropView(theme, picture, shape, self)
        self.crop_button = button(self.tr("Crop"), self.accept, "crop")
        column = QVBoxLayout(self)
        set_spacing(theme, column, 12, (20, 20, 20, 16))
        column.addWidget(
            label(self.tr("Drag the frame over what you want to keep."), "secondary", wraps=True)
        )
        column.addWidget(self.view, 1)
        column.addLayout(answers(theme, self, self.crop_button))
        self.resize(QSize(theme.px(520), theme.px(480)).boundedTo(parent.size() * 0.9))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def at(self) -> float:
        """Where the window lies, from 0 to 1."""
        return self.view.value() / _WHOLE
