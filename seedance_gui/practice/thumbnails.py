"""The uploaded pictures in a practice video, drawn like photographs with round corners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LONGEST = 1600
"""Pixels of the longer side to which an upload is scaled down while it is read."""


def read(file: Path) -> QImage | None:
    """Read an uploaded picture; None when it can't be read."""
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if max(size.width(), size.height()) > _LONGEST:
        reader.setScaledSize(size.scaled(_LONGEST, _LONGEST, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def draw(painter: QPainter, room: QRectF, images: Sequence[QImage]) -> None:
    """Draw up to three images as a fan into `room`, the first on top."""
    if len(images) > 1:
        room = room.adjusted(20, 20, -50, 0)
    for index in reversed(range(min(3, len(images)))):
        painter.save()
        painter.translate(room.center())
        painter.rotate(index * 5.0)
        painter.setOpacity(1 - 0.12 * index)
        _draw_one(painter, images[index], QPointF(index * 35, 0), room.size())
        painter.restore()


def _draw_one(painter: QPainter, image: QImage, center: QPointF, room: QSizeF) -> None:
    """Draw one image with round corners, a shadow and a thin edge, cropped to 2:1 where it is longer."""
    width, height = image.width(), image.height()
    source = QRectF(0, 0, min(width, 2 * height), min(height, 2 * width))
    source.moveCenter(QRectF(image.rect()).center())
    target = QRectF(QPointF(), source.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    target.moveCenter(center)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 14))
    for spread in (0, 1.4, 2.8, 4.2, 5.6):
        grown = target.adjusted(-spread, 8 - spread, spread, 8 + spread)
        painter.drawRoundedRect(grown, 22 + spread, 22 + spread)
    edge = QPainterPath()
    edge.addRoundedRect(target, 22, 22)
    painter.setClipPath(edge)
    painter.drawImage(target, image, source)
    painter.setClipping(False)
    painter.strokePath(edge, QPen(QColor(255, 255, 255, 110), 2))
