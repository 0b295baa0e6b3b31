"""How what lies over a window comes: with a shadow, and in a short rise where things may move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsDropShadowEffect

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from seedance_gui.ui.kit.theme import Theme

MOTION_MS: Final = 150
_TRAVEL: Final = 8


def cast_shadow(theme: Theme, widget: QWidget) -> None:
    """Give a part of a window that lies over others its shadow."""
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(theme.px(28))
    shadow.setOffset(0, theme.px(6))
    shadow.setColor(QColor(0, 0, 0, 130 if theme.dark else 50))
    widget.setGraphicsEffect(shadow)


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
