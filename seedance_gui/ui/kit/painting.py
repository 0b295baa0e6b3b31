"""What rows, tiles and cards are painted with. All words are drawn literally."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTextLayout,
    QTextOption,
)

from seedance_gui.ui.kit.design_tokens import COLORS
from seedance_gui.ui.kit.icons import pixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPixmap

    from seedance_gui.ui.kit.design_tokens import Tone
    from seedance_gui.ui.kit.theme import Theme

SHADE: Final = QColor(16, 14, 22, 176)
"""The ground of what stands on a picture: dark enough for white on any picture."""
ONE_LINE: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
WRAPPED: Final = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)

_RIGHT = Qt.TextElideMode.ElideRight
_READ = 400  # characters: more than two lines of the widest column
_STAR = QColor("#ffc83d")
_VEIL = QColor(0, 0, 0, 150)
_DISC = QColor(16, 14, 22, 224)


# Shapes


def rounded(rect: QRect | QRectF, radius: float) -> QPainterPath:
    """Return a rectangle with round corners as a path."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), radius, radius)
    return path


def outline(painter: QPainter, rect: QRect | QRectF, radius: float, pen: QPen) -> None:
    """Draw a line along the inner edge of a rounded rectangle."""
    half = pen.widthF() / 2
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius - half, radius - half)


def focus_ring(painter: QPainter, theme: Theme, rect: QRect | QRectF, radius: float) -> None:
    """Draw the ring of what has the focus by keyboard, the same everywhere."""
    outline(painter, rect, radius, QPen(theme.color("focus"), 2))


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


def draw_badge(painter: QPainter, theme: Theme, place: QRectF, icon: str, tone: Tone) -> None:
    """Draw what a state looks like on a dark disc: the same on any picture, in light and dark."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_DISC)
    painter.drawEllipse(place)
    color = QColor(COLORS[tone][1]) if tone in ("warning", "danger") else QColor("white")
    draw_icon(painter, place, pixmap(theme, icon, color, 13))


def draw_ratio(painter: QPainter, place: QRectF, ratio: float, pen: QPen) -> None:
    """Outline a shape (width / height) in the middle of a place, of much the same area for each."""
    high = min(place.height() * 0.48, place.height() * 0.34 / ratio**0.5)
    shape = QRectF(0, 0, min(high * ratio, place.width() * 0.8), high)
    shape.moveCenter(place.center())
    outline(painter, shape, 2, pen)


def draw_bar(painter: QPainter, percent: int, place: QRectF, color: QColor, ground: QColor) -> None:
    """Draw how far something is, as a hair line with round ends."""
    done = QRectF(place)
    done.setWidth(max(place.height(), place.width() * percent / 100))
    for part, fill in ((place, ground), (done, color)):
        painter.fillPath(rounded(part, place.height() / 2), fill)


# Pictures


def cover(painter: QPainter, rect: QRect, image: QImage) -> None:
    """Draw the middle of a picture so that it fills the rectangle."""
    scale = max(rect.width() / image.width(), rect.height() / image.height())
    width, height = rect.width() / scale, rect.height() / scale
    part = QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
    painter.drawImage(QRectF(rect), image, part)


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


def draw_icon(painter: QPainter, place: QRect | QRectF, icon: QPixmap) -> None:
    """Draw an icon in the middle of a place, on whole pixels."""
    size = icon.deviceIndependentSize()
    corner = QRectF(place).center() - QPointF(size.width() / 2, size.height() / 2)
    painter.drawPixmap(QPoint(round(corner.x()), round(corner.y())), icon)


def draw_thumbnail(
    painter: QPainter, theme: Theme, rect: QRect, image: QImage | None, icon: str, size: int = 16
) -> None:
    """Draw a picture with round corners; where there is none, an icon `size` pixels large at 100 %."""
    radius = theme.px(6)
    painter.save()
    painter.setClipPath(rounded(rect, radius))
    painter.fillRect(rect, theme.color("tile"))
    if image is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        cover(painter, rect, image)
    else:
        draw_icon(painter, rect, pixmap(theme, icon, "text_secondary", size))
    painter.restore()
    outline(painter, rect, radius, QPen(theme.color("border"), 1))


# Words


def text_lines(text: str, font: QFont, width: float, most: int = 0) -> list[str]:
    """Return the lines that a text takes in so many pixels; with `most`, the last one holds all the rest."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le", "surrogatepass")  # Qt counts in these: an emoji is two
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        last = len(lines) + 1 == most
        end = len(units) // 2 if last else line.textStart() + line.textLength()
        lines.append(units[line.textStart() * 2 : end * 2].decode("utf-16-le", "replace"))
        if last:
            break
    layout.endLayout()
    return lines


def draw_lines(painter: QPainter, text: str, font: QFont, place: QRect) -> None:
    """Draw as many lines of plain text as there is room for, the last one elided."""
    metrics = QFontMetrics(font)
    # Leading is left out: two lines should read as one block.
    step = max(metrics.height(), metrics.lineSpacing())
    room = max(1, (place.height() + metrics.leading()) // step)
    painter.setFont(font)
    for number, line in enumerate(text_lines(text[:_READ], font, place.width(), room)):
        box = QRect(place.left(), place.top() + number * step, place.width(), step)
        painter.drawText(box, ONE_LINE, metrics.elidedText(line.strip(), _RIGHT, place.width()))


def draw_words(painter: QPainter, words: str, place: QRect) -> int:
    """Draw one line in the painter's font, elided; return the width it took."""
    metrics = painter.fontMetrics()
    said = metrics.elidedText(words, _RIGHT, place.width())
    painter.drawText(place, ONE_LINE, said)
    return metrics.horizontalAdvance(said)


def draw_label(painter: QPainter, words: str, font: QFont, corner: QPointF, pad: float) -> None:
    """Draw a few words on a dark plate whose lower right corner is `corner`."""
    metrics = QFontMetrics(font)
    width, height = metrics.horizontalAdvance(words) + 2 * pad, metrics.height() + 1.0
    plate = QRectF(corner.x() - width, corner.y() - height, width, height)
    painter.fillPath(rounded(plate, pad * 0.8), _VEIL)
    painter.setPen(QColor("white"))
    painter.setFont(font)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)


def chip(
    painter: QPainter,
    theme: Theme,
    corner: QPoint,
    text: str,
    icon: QPixmap | None = None,
    *,
    at_right: bool = False,
) -> None:
    """Draw a small dark pill with a word, an icon, or a word behind an icon, its top left at `corner`.

    ``at_right``: its top right.
    """
    font = theme.font("caption", tabular=True)
    font.setPixelSize(theme.px(11))
    font.setWeight(QFont.Weight.DemiBold)
    height, edge = theme.px(18), theme.px(5)
    words = QFontMetrics(font).horizontalAdvance(text) + edge if text else 0
    lead = edge if icon is None else height
    rect = QRect(corner.x(), corner.y(), max(height, lead + words), height)
    if at_right:
        rect.moveRight(corner.x())
    painter.fillPath(rounded(rect, edge), SHADE)
    if icon is not None:
        draw_icon(painter, QRect(corner.x(), corner.y(), height, height), icon)
        rect.setLeft(rect.left() + height)
        rect.setRight(rect.right() - edge)
    painter.setPen(QColor("white"))
    painter.setFont(font)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)


def blurred(picture: QImage) -> QImage:
    """Return a picture blurred, by making it small and large again. To be called in a thread."""
    smooth = Qt.TransformationMode.SmoothTransformation
    for width in (14, 42, 126, 378):
        picture = picture.scaledToWidth(width, smooth)
    return picture
