"""The one look of what lies over a window, and how it comes: in a short rise where things may move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen
from PySide6.QtWidgets import QGraphicsDropShadowEffect

from seedance_gui.ui.kit.painting import outline, rounded

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from seedance_gui.ui.kit.theme import Theme

MOTION_MS: Final = 150
RADIUS: Final = 12
_TRAVEL: Final = 8
_BLENDED: Final = ("windows", "cocoa", "wayland")  # where the system always lays windows over one another


def cast_shadow(theme: Theme, widget: QWidget) -> None:
    """Give a part of a window that lies over others its shadow."""
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(theme.px(28))
    shadow.setOffset(0, theme.px(6))
    shadow.setColor(QColor(0, 0, 0, 130 if theme.dark else 50))
    widget.setGraphicsEffect(shadow)


def shape_popup(theme: Theme, popup: QWidget) -> None:
    """Give a window that pops up its round corners, at the size it has now. Call it before it is shown."""
    if QGuiApplication.platformName() in _BLENDED:
        popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        return
    # Without a compositor, which X11 need not have, what is translucent would be black.
    popup.setMask(rounded(popup.rect(), theme.px(RADIUS)).toFillPolygon().toPolygon())


def paint_popup(theme: Theme, popup: QWidget) -> None:
    """Paint the ground and the edge of a window that pops up."""
    painter = QPainter(popup)
    if popup.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(rounded(popup.rect(), theme.px(RADIUS)), theme.color("raised"))
    else:
        painter.fillRect(popup.rect(), theme.color("raised"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline(painter, QRectF(popup.rect()), theme.px(RADIUS), QPen(theme.color("border_strong"), 1))


def rise(theme: Theme, widget: QWidget) -> None:
    """Let what was just shown rise to its place, unless nothing is to move."""
    if not theme.motion:
        return
    place = widget.pos()
    motion = QPropertyAnimation(widget, b"pos", widget)
    motion.setDuration(MOTION_MS)
    motion.setEasingCurve(QEasingCurve.Type.OutCubic)
    motion.setStartValue(place + QPoint(0, _TRAVEL))
    motion.setEndValue(place)
    motion.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
