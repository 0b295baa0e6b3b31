"""Draws the icons of `resources/icons` in any colour and size, sharp at any scale."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from seedance_gui.services.platform import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class IconDrawer:
    """Draws icons and remembers what it drew."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, color: QColor, size: int) -> QPixmap:
        """Return the icon `size` logical pixels wide and high, at the sharpest screen's pixel ratio.

        Raises FileNotFoundError for a name that is not in `resources/icons`.
        """
        ratio = QGuiApplication.primaryScreen().devicePixelRatio() if QGuiApplication.screens() else 1.0
        ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=ratio)
        key = (name, color.name(color.NameFormat.HexArgb), size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, color, size, ratio)
        return self._pixmaps[key]

    def _draw(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        svg = self._source(name).replace("currentColor", color.name())
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        side = round(size * ratio)
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setOpacity(color.alphaF())
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str) -> str:
        if name not in self._sources:
            if not _NAME.fullmatch(name):
                message = f"No icon can be called {name!r}"
                raise FileNotFoundError(message)
            self._sources[name] = resources.read_text("icons", f"{name}.svg")
        return self._sources[name]
