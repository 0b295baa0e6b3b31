"""What the tiles are painted with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPen, QPixmap

    from seedance_gui.ui.kit.theme import Theme

SHADE = QColor(16, 14, 22, 176)
"""The ground of what stands on a picture: dark enough for white on any picture."""


def rounded(rect: QRect, radius: float) -> QPainterPath:
    """Return a rectangle with round corners as a path."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), radius, radius)
    return path


def outline(painter: QPainter, rect: QRect, radius: float, pen: QPen) -> None:
    """Draw a line along the inner edge of a rounded rectangle."""
    half = pen.widthF() / 2
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius - half, radius - half)


def cover(painter: QPainter, rect: QRect, image: QImage) -> None:
    """Draw the middle of a picture so that it fills the rectangle."""
    scale = max(rect.width() / image.width(), rect.height() / image.height())
    width, height = rect.width() / scale, rect.height() / scale
    part = QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
    painter.drawImage(QRectF(rect), image, part)


def chip(painter: QPainter, theme: Theme, corner: QPoint, text: str, icon: QPixmap | None = None) -> None:
    """Draw a small dark pill with a word or an icon, its top left at `corner`."""
    font = QFont(theme.font("caption", tabular=True))
    font.setPixelSize(theme.px(11))
    font.setWeight(QFont.Weight.DemiBold)
    height = theme.px(18)
    width = max(height, QFontMetrics(font).horizontalAdvance(text) + theme.px(10))
    rect = QRect(corner.x(), corner.y(), width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(SHADE)
    painter.drawRoundedRect(rect, theme.px(5), theme.px(5))
    if icon is not None:
        side = round(icon.width() / icon.devicePixelRatio())
        painter.drawPixmap(rect.left() + (width - side) // 2, rect.top() + (height - side) // 2, icon)
        return
    painter.setPen(QColor("white"))
    painter.setFont(font)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
