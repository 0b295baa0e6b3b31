"""The moving part of a practice video: drifting colours and ribbons, and the line which tells the time."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QRadialGradient,
)

from seedance_gui.practice.overlay import SOFT, WHITE, Layer, Layout, blank, font

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALL = 240
"""Pixels of the longer side at which the colours are drawn; the encoder's scaler makes them large."""

# Ground, then glows: chosen by eye so that no mixture turns to mud and white letters stay readable.
_PALETTES = (
    ("#170b3b", "#ff4d8d", "#7b3ff2", "#2f6bff", "#ff8a5c", "#b026ff"),  # dusk
    ("#04243a", "#12c2a9", "#1677ff", "#5b5bff", "#0fa3d8", "#7af0c8"),  # lagoon
    ("#2a0a2e", "#ff5f6d", "#ff9a5a", "#c2339a", "#6a2bd9", "#ff3d71"),  # ember
    ("#0a1438", "#3a7bff", "#8f5bff", "#21c8e6", "#ff6fb5", "#4a4dff"),  # aurora
    ("#06281f", "#19b87a", "#0f8fb3", "#8bd450", "#127a6b", "#2a6fdb"),  # forest
    ("#1b0f3f", "#a259ff", "#ff6ec7", "#4361ee", "#f15bb5", "#3ec5f0"),  # orchid
    ("#0d1b2e", "#f2784b", "#2f7bd9", "#f7b267", "#7a4de0", "#1fa2a6"),  # harbour
    ("#240b24", "#f72585", "#7209b7", "#4361ee", "#f77f6b", "#b5179e"),  # neon
)


@dataclass(frozen=True, slots=True)
class _Glow:
    colour: QColor
    x: float
    y: float
    swing: float
    radius: float
    turns: int
    phase: float


class Backdrop:
    """Colours that drift so that the end meets the beginning: the video can be looped."""

    def __init__(self, width: int, height: int, seed: int, picture: QImage | None = None) -> None:
        """Choose colours by `seed`, or by the picture's own, for a video of `width` x `height` pixels."""
        chance = random.Random(seed)  # noqa: S311 - colours, not secrets
        scale = SMALL / max(width, height)
        self.width = max(16, round(width * scale))
        self.height = max(16, round(height * scale))
        own = _hue(picture) if picture is not None else None
        palette = [QColor(name) for name in (chance.choice(_PALETTES) if own is None else _nearest(own))]
        self._ground = palette[0]
        self._glows = [
            _Glow(
                colour,
                # The glows start apart from each other: left to right, alternating high and low.
                0.1 + 0.2 * place + chance.uniform(-0.08, 0.08),
                (0.22, 0.80)[place % 2] + chance.uniform(-0.15, 0.15),
                chance.uniform(0.10, 0.2),
                chance.uniform(0.36, 0.56),
                chance.choice((-1, 1)),
                chance.random(),
            )
            for place, colour in enumerate(chance.sample(palette[1:], 5))
        ]
        self._ribbons = [
            (chance.random(), chance.uniform(0.55, 0.9), chance.choice((1, 2))) for _ in range(3)
        ]

    def paint(self, image: QImage, moment: float) -> None:
        """Paint the colours at `moment`, 0 (start) to 1 (end), on an image of `width` x `height`."""
        wide, high = float(self.width), float(self.height)
        painter = QPainter(image)
        painter.fillRect(image.rect(), self._ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for glow in self._glows:
            angle = math.tau * (glow.turns * moment + glow.phase)
            middle = QPointF(
                wide * (glow.x + glow.swing * math.cos(angle)),
                high * (glow.y + glow.swing * math.sin(angle)),
            )
            gradient = QRadialGradient(middle, max(wide, high) * glow.radius)
            # Several stops follow a soft curve; two would leave a visible cone.
            for stop, strength in ((0, 0.92), (0.25, 0.74), (0.5, 0.40), (0.75, 0.11), (1, 0)):
                shade = QColor(glow.colour)
                shade.setAlphaF(strength)
                gradient.setColorAt(stop, shade)
            painter.fillRect(image.rect(), QBrush(gradient))
        self._paint_ribbons(painter, moment)
        shadow = QLinearGradient(0, 0, 0, high)
        for stop, darkness in ((0, 55), (0.3, 28), (0.7, 36), (1, 110)):
            shadow.setColorAt(stop, QColor(0, 0, 0, darkness))
        painter.fillRect(image.rect(), QBrush(shadow))
        painter.end()

    def _paint_ribbons(self, painter: QPainter, moment: float) -> None:
        wide, high = float(self.width), float(self.height)
        swing = min(wide, high)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
        painter.setPen(Qt.PenStyle.NoPen)
        for phase, level, turns in self._ribbons:
            upper, lower = [], []
            for step in range(17):
                share = step / 16
                angle = math.tau * (share * 1.1 + phase + turns * moment)
                y = high * level + swing * (0.10 * math.sin(angle) + 0.04 * math.sin(2 * angle + phase * 9))
                thickness = swing * (0.03 + 0.07 * (0.5 + 0.5 * math.sin(angle * 0.7 + math.tau * moment)))
                upper.append(QPointF(wide * share, y - thickness))
                lower.append(QPointF(wide * share, y + thickness))
            gradient = QLinearGradient(0, 0, wide, 0)
            gradient.setColorAt(0, QColor(255, 255, 255, 0))
            gradient.setColorAt(0.5 + 0.3 * math.sin(math.tau * (moment + phase)), QColor(255, 255, 255, 46))
            gradient.setColorAt(1, QColor(255, 255, 255, 0))
            painter.setBrush(QBrush(gradient))
            painter.drawPath(_smooth([*upper, *reversed(lower)]))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


class Clock:
    """The line at the bottom that fills as the video runs, with the time beside it."""

    def __init__(self, layout: Layout, seconds: float, rate: int) -> None:
        """Prepare for a video of `seconds` at `rate` frames a second."""
        self._layout = layout
        self._seconds = seconds
        self._rate = rate
        self._font = font(layout.unit * 0.026, QFont.Weight.Medium)
        # Figures of one width, so that the time does not tremble.
        self._font.setFeature(QFont.Tag("tnum"), 1)

    def paint(self, frame: int) -> Layer:
        """Return the line at the frame with this number."""
        unit, area = self._layout.unit, QRectF(self._layout.footer)
        margin = unit * 0.075
        piece, painter = blank(area.adjusted(margin - unit * 0.02, 0, -margin + unit * 0.02, 0))
        seconds = frame / self._rate
        line = QRectF(margin, area.top() + unit * 0.022, area.width() - 2 * margin, unit * 0.007)
        half = line.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 60))
        painter.drawRoundedRect(line, half, half)
        done = QRectF(line)
        done.setWidth(max(line.height(), line.width() * min(1.0, (frame + 1) / (self._seconds * self._rate))))
        painter.setBrush(WHITE)
        painter.drawRoundedRect(done, half, half)
        head = QPointF(done.right() - half, done.center().y())
        painter.setBrush(QColor(255, 255, 255, 60))
        painter.drawEllipse(head, unit * 0.016, unit * 0.016)
        painter.setBrush(WHITE)
        painter.drawEllipse(head, unit * 0.0095, unit * 0.0095)
        painter.setFont(self._font)
        below = QRectF(line.left(), line.bottom() + unit * 0.014, line.width(), unit * 0.045)
        top = Qt.AlignmentFlag.AlignTop
        painter.setPen(WHITE)
        now = f"{int(seconds) // 60:02d}:{int(seconds) % 60:02d}.{frame % self._rate:02d}"
        painter.drawText(below, top | Qt.AlignmentFlag.AlignLeft, now)
        painter.setPen(SOFT)
        whole = f"{int(self._seconds) // 60:02d}:{int(self._seconds) % 60:02d}"
        painter.drawText(below, top | Qt.AlignmentFlag.AlignRight, whole)
        painter.end()
        return piece


def _smooth(points: Sequence[QPointF]) -> QPainterPath:
    """Return a closed outline which runs between the points in curves."""
    path = QPainterPath((points[0] + points[-1]) / 2)
    for index, point in enumerate(points):
        path.quadTo(point, (point + points[(index + 1) % len(points)]) / 2)
    path.closeSubpath()
    return path


def _hue(picture: QImage) -> float | None:
    """Return the picture's own hue, 0 to 1, or None for a grey one."""
    tiny = picture.scaled(
        8, 8, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    strongest = max(
        (tiny.pixelColor(x, y) for x in range(8) for y in range(8)),
        key=lambda colour: colour.hslSaturationF() * (0.5 - abs(colour.lightnessF() - 0.5)),
    )
    return strongest.hslHueF() if strongest.hslSaturationF() > 0.2 and strongest.hslHueF() >= 0 else None


def _nearest(hue: float) -> tuple[str, ...]:
    """Return the palette that goes with a picture of this hue."""

    def distance(palette: tuple[str, ...]) -> float:
        apart = (abs(QColor(name).hslHueF() - hue) for name in palette[1:4])
        return sorted(min(away, 1 - away) for away in apart)[1]

    return min(_PALETTES, key=distance)
