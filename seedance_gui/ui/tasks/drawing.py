"""How a row's parts are drawn: lines of words, pictures, small marks. All words are drawn literally."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTextLayout,
    QTextOption,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPixmap

RIGHT = Qt.TextElideMode.ElideRight
_READ = 400  # characters: more than two lines of the widest column
_STAR = QColor("#ffc83d")
_VEIL = QColor(0, 0, 0, 150)


def draw_lines(painter: QPainter, text: str, font: QFont, place: QRect) -> int:
    """Draw as many lines of plain text as there is room for, the last one elided; return their height."""
    text = text[:_READ]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    metrics = QFontMetrics(font)
    # Leading is left out: two lines should read as one block.
    step = max(metrics.height(), metrics.lineSpacing())
    room = max(1, (place.height() + metrics.leading()) // step)
    painter.setFont(font)
    layout.beginLayout()
    drawn = 0
    while drawn < room:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(place.width())
        start = line.textStart()
        part = text[start:] if drawn == room - 1 else text[start : start + line.textLength()]
        box = QRect(place.left(), place.top() + drawn * step, place.width(), step)
        painter.drawText(box, _FLAGS, metrics.elidedText(part.strip(), RIGHT, place.width()))
        drawn += 1
    layout.endLayout()
    return drawn * step


def lines_of(text: str, font: QFont, width: int) -> int:
    """Return how many lines ``draw_lines`` needs for a whole text."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines += 1
    layout.endLayout()
    return lines


_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


def draw_words(painter: QPainter, words: str, place: QRect) -> int:
    """Draw one line in the painter's font, elided; return the width it took."""
    metrics = painter.fontMetrics()
    said = metrics.elidedText(words, RIGHT, place.width())
    painter.drawText(place, _FLAGS, said)
    return metrics.horizontalAdvance(said)


def draw_picture(painter: QPainter, picture: QPixmap, place: QRect, ground: QColor) -> None:
    """Draw a picture filling the place where that loses little, else whole: a tall video looks tall."""
    size = picture.deviceIndependentSize()
    ratio = (size.width() / max(1.0, size.height())) / (place.width() / max(1, place.height()))
    fills = 0.6 < ratio < 1.5
    mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding if fills else Qt.AspectRatioMode.KeepAspectRatio
    target = QRectF(QPointF(), QSizeF(size.scaled(QSizeF(place.size()), mode)))
    target.moveCenter(QRectF(place).center())
    painter.fillRect(place, ground)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(target, picture, QRectF(picture.rect()))


def draw_star(painter: QPainter, place: QRectF, *, filled: bool) -> None:
    """Draw the favourites star on a dark disc: full where it is set, else its outline."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_VEIL)
    painter.drawEllipse(place)
    centre, outer = place.center(), place.width() * 0.32
    points = []
    for number in range(10):
        angle = math.radians(-90 + 36 * number)
        radius = outer if number % 2 == 0 else outer * 0.46
        points.append(centre + QPointF(math.cos(angle) * radius, math.sin(angle) * radius))
    pen = QPen(_STAR if filled else QColor("white"), max(1.0, place.width() / 16))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(_STAR if filled else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF(points))


def draw_label(painter: QPainter, words: str, font: QFont, corner: QPointF, pad: float) -> None:
    """Draw a few words on a dark plate whose lower right corner is ``corner``."""
    metrics = QFontMetrics(font)
    width, height = metrics.horizontalAdvance(words) + 2 * pad, metrics.height() + 1.0
    plate = QRectF(corner.x() - width, corner.y() - height, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_VEIL)
    painter.drawRoundedRect(plate, pad * 0.8, pad * 0.8)
    painter.setPen(QColor("white"))
    painter.setFont(font)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)


def draw_bar(painter: QPainter, percent: int, place: QRectF, color: QColor, ground: QColor) -> None:
    """Draw how far something is, as a hair line with round ends."""
    radius = place.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(place, radius, radius)
    done = QRectF(place)
    done.setWidth(max(place.height(), place.width() * percent / 100))
    painter.setBrush(color)
    painter.drawRoundedRect(done, radius, radius)


def rounded(place: QRectF, radius: float) -> QPainterPath:
    """Return the outline of a plate with round corners."""
    path = QPainterPath()
    path.addRoundedRect(place, radius, radius)
    return path
