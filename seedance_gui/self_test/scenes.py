"""Pictures to give as references: landscapes, drawn here, as there is none to be had everywhere."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QRadialGradient

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEIGHT = 1280, 720

# Sky from top to horizon, the sun, then the hills from far to near.
DAWN = ("#2b2d6e", "#c86b98", "#ffc48a", "#fff1c9", "#8d6aa8", "#5b4a86", "#35305f", "#1a1a38")
NIGHT = ("#071126", "#123057", "#2f6f8f", "#dff6ff", "#2a5673", "#1b3d58", "#10283f", "#081523")


def draw_scene(file: Path, colours: tuple[str, ...], seed: int) -> Path:
    """Draw a landscape of 1280x720 pixels into ``file`` and return it. OSError where it can't be written."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sky = QLinearGradient(0, 0, 0, HEIGHT * 0.72)
    for place, colour in zip((0.0, 0.6, 1.0), colours, strict=False):
        sky.setColorAt(place, QColor(colour))
    painter.fillRect(image.rect(), sky)
    sun = QPointF(WIDTH * 0.68, HEIGHT * 0.46)
    glow = QRadialGradient(sun, HEIGHT * 0.5)
    for place, strength in ((0.0, 1.0), (0.11, 1.0), (0.125, 0.45), (0.45, 0.14), (1.0, 0.0)):
        light = QColor(colours[3])
        light.setAlphaF(strength)
        glow.setColorAt(place, light)
    painter.fillRect(image.rect(), glow)
    chance = random.Random(seed)  # noqa: S311 - hills, not secrets
    for layer, colour in enumerate(colours[4:]):
        painter.fillPath(_hills(chance, HEIGHT * (0.56 + 0.11 * layer), 60 - 8 * layer), QColor(colour))
    painter.end()
    if not image.save(str(file)):
        message = f"can't write {file}"
        raise OSError(message)
    return file


def _hills(chance: random.Random, level: float, swing: float) -> QPainterPath:
    """Return the land below a ridge around ``level``, in pixels from the top."""
    waves = [
        (chance.uniform(0.8, 1.6) * (2**n), chance.random() * math.tau, swing / (1.9**n)) for n in range(4)
    ]
    path = QPainterPath(QPointF(0, HEIGHT))
    for x in range(0, WIDTH + 8, 8):
        y = level + sum(high * math.sin(math.tau * often * x / WIDTH + start) for often, start, high in waves)
        path.lineTo(x, y)
    path.lineTo(WIDTH, HEIGHT)
    return path
