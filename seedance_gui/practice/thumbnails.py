"""The uploaded pictures in a practice video, drawn as prints with round corners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPen

from seedance_gui.practice.overlay import Layer, Layout, blank

if TYPE_CHECKING:
    from pathlib import Path


def read_image(file: Path, longest: int) -> QImage | None:
    """Read an uploaded picture, at most `longest` pixels a side; None when it can't be read."""
    reader = QImageReader(str(file))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def piece(layout: Layout, pictures: list[QImage], over: QImage | None = None, blend: float = 0) -> Layer:
    """Draw up to three pictures as a fan of prints, the first on top.

    `over` is shown instead of the first by the share `blend`, 0 to 1.
    """
    unit = layout.unit
    drawn, painter = blank(layout.picture.adjusted(-unit * 0.03, -unit * 0.03, unit * 0.03, unit * 0.03))
    room = layout.picture
    if len(pictures) > 1:
        room = room.adjusted(unit * 0.02, unit * 0.02, -unit * 0.05, 0)
    for index in reversed(range(min(3, len(pictures)))):
        painter.save()
        painter.translate(room.center())
        painter.rotate(index * 5.0)
        painter.translate(index * unit * 0.035, 0)
        place = QRectF(-room.width() / 2, -room.height() / 2, room.width(), room.height())
        painter.setOpacity(1 - 0.12 * index if index or over is None else 1 - blend**2)
        _print(painter, pictures[index], place, unit)
        if index == 0 and over is not None and blend > 0:
            painter.setOpacity(blend)
            _print(painter, over, place, unit)
        painter.restore()
    painter.end()
    return drawn


def _print(painter: QPainter, picture: QImage, room: QRectF, unit: int) -> None:
    """Draw one picture into the middle of `room`, with round corners, a shadow and a thin edge."""
    # Very long pictures are cropped to at most 2:1, so that they don't become a line.
    source = QRectF(picture.rect())
    if source.width() > 2 * source.height():
        source = QRectF(source.center().x() - source.height(), 0, 2 * source.height(), source.height())
    elif source.height() > 2 * source.width():
        source = QRectF(0, source.center().y() - source.width(), source.width(), 2 * source.width())
    scale = min(room.width() / source.width(), room.height() / source.height())
    target = QRectF(0, 0, source.width() * scale, source.height() * scale)
    target.moveCenter(room.center())
    radius = unit * 0.022
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in range(5):
        painter.setBrush(QColor(0, 0, 0, 14))
        grown = target.adjusted(-spread, -spread, spread, spread).translated(0, unit * 0.008)
        painter.drawRoundedRect(grown, radius + spread, radius + spread)
    path = QPainterPath()
    path.addRoundedRect(target, radius, radius)
    painter.save()
    painter.setClipPath(path)
    painter.drawImage(target, picture, source)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(255, 255, 255, 110), max(1.0, unit / 500)))
    painter.drawPath(path)
