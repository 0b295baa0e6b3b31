"""The moving part of a practice video: drifting colours and ribbons."""

from __future__ import annotations

import math
import random

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QRadialGradient

_LONGER_SIDE = 320
"""Pixels at which the colours are drawn: scaling them up costs far less than drawing them large."""

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


class Backdrop:
    """Colours that drift so that the end meets the beginning: the video can be looped."""

    def __init__(self, width: int, height: int, seed: int, picture: QImage | None) -> None:
        """Choose colours by `seed`, or by the picture's own, for a video of `width` x `height` pixels."""
        chance = random.Random(seed)  # noqa: S311 - colours, not secrets
        scale = _LONGER_SIDE / max(width, height)
        self._image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
        hue = _hue(picture) if picture else None
        palette = chance.choice(_PALETTES) if hue is None else min(_PALETTES, key=lambda p: _distance(p, hue))
        self._ground = QColor(palette[0])
        self._glows = [
            (
                QColor(colour),
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

    def at(self, moment: float) -> QImage:
        """Return a small image of the colours at `moment`, 0 (start) to 1 (end); the next call changes it."""
        image, wide, high = self._image, self._image.width(), self._image.height()
        with QPainter(image) as painter:
            painter.fillRect(image.rect(), self._ground)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for colour, x, y, swing, radius, turns, phase in self._glows:
                angle = math.tau * (turns * moment + phase)
                middle = QPointF(wide * (x + swing * math.cos(angle)), high * (y + swing * math.sin(angle)))
                glow = QRadialGradient(middle, max(wide, high) * radius)
                # Several stops follow a soft curve; two would leave a visible cone.
                for stop, strength in ((0, 0.92), (0.25, 0.74), (0.5, 0.40), (0.75, 0.11), (1, 0)):
                    colour.setAlphaF(strength)
                    glow.setColorAt(stop, colour)
                painter.fillRect(image.rect(), QBrush(glow))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
            for phase, level, turns in self._ribbons:
                light = QLinearGradient(0, 0, wide, 0)
                middle_stop = 0.5 + 0.3 * math.sin(math.tau * (moment + phase))
                for stop, strength in ((0, 0), (middle_stop, 46), (1, 0)):
                    light.setColorAt(stop, QColor(255, 255, 255, strength))
                painter.fillPath(self._ribbon(phase, level, turns, moment), QBrush(light))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            shadow = QLinearGradient(0, 0, 0, high)
            for stop, darkness in ((0, 55), (0.3, 28), (0.7, 36), (1, 110)):
                shadow.setColorAt(stop, QColor(0, 0, 0, darkness))
            painter.fillRect(image.rect(), QBrush(shadow))
        return image

    def _ribbon(self, phase: float, level: float, turns: int, moment: float) -> QPainterPath:
        wide, high = self._image.width(), self._image.height()
        swing = min(wide, high)
        upper: list[QPointF] = []
        lower: list[QPointF] = []
        for share in (step / 16 for step in range(17)):
            angle = math.tau * (share * 1.1 + phase + turns * moment)
            y = high * level + swing * (0.10 * math.sin(angle) + 0.04 * math.sin(2 * angle + phase * 9))
            thickness = swing * (0.065 + 0.035 * math.sin(angle * 0.7 + math.tau * moment))
            upper.append(QPointF(wide * share, y - thickness))
            lower.insert(0, QPointF(wide * share, y + thickness))
        points = [*upper, *lower]
        path = QPainterPath((points[0] + points[-1]) / 2)
        for point, following in zip(points, [*points[1:], points[0]], strict=True):
            path.quadTo(point, (point + following) / 2)
        return path


def _hue(picture: QImage) -> float | None:
    """Return the picture's own hue, 0 to 1, or None for a grey one."""
    tiny = picture.scaled(8, 8, mode=Qt.TransformationMode.SmoothTransformation)
    strongest = max(
        (tiny.pixelColor(x, y) for x in range(8) for y in range(8)),
        key=lambda colour: colour.hslSaturationF() * (0.5 - abs(colour.lightnessF() - 0.5)),
    )
    return strongest.hslHueF() if strongest.hslSaturationF() > 0.2 else None


def _distance(palette: tuple[str, ...], hue: float) -> float:
    """Return how far a palette's second nearest of three glows is from a hue."""
    apart = (abs(QColor(name).hslHueF() - hue) for name in palette[1:4])
    return sorted(min(away, 1 - away) for away in apart)[1]
