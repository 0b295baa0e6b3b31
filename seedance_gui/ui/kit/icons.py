"""Icons: one family (Lucide, `resources/icons`), drawn sharp at any scale in the theme's present colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from seedance_gui.compat import override
from seedance_gui.services.platform import resources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QColor

_RATIO = re.compile(r"[1-9]\d*:[1-9]\d*")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ICON: Final = "what_icon"  # the property that tells it


class Look(Protocol):
    """What an icon needs of the theme."""

    drawer: IconDrawer

    def color(self, token: str | QColor) -> QColor:
        """Return a token's colour; a colour comes back as it is."""

    def px(self, length: float) -> int:
        """Scale a length (logical pixels at 100 %) by the text size."""


class IconDrawer:
    """Draws icons and remembers what it drew."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._clones: list[_Engine] = []

    def pixmap(self, name: str, color: QColor, size: int, ratio: float = 0) -> QPixmap:
        """Return the icon `size` logical pixels wide and high, at a pixel ratio (0: the sharpest screen's).

        Raises FileNotFoundError for a name that is not in `resources/icons`.
        """
        ratio = ratio or max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
        key = (name, color.name(color.NameFormat.HexArgb), size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, color, size, ratio)
        return self._pixmaps[key]

    def keep(self, clone: _Engine) -> _Engine:
        """Keep an engine for as long as the icon lives to which Qt gives it.

        WORKAROUND: PySide (6.11) hands on what `clone()` returns without giving up its own claim to it.
        """
        self._clones = [*filter(isValid, self._clones), clone]
        return clone

    def source(self, name: str) -> str:
        """Return the SVG. Raises FileNotFoundError for a name that is not in `resources/icons`."""
        if name not in self._sources and name.startswith("ratio-"):
            self._sources[name] = _ratio_svg(*map(int, name.split("-")[1:]))
        elif name not in self._sources:
            if not _NAME.fullmatch(name):
                message = f"No icon can be called {name!r}"
                raise FileNotFoundError(message)
            self._sources[name] = resources.read_text("icons", f"{name}.svg")
        return self._sources[name]

    def _draw(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        renderer = QSvgRenderer(QByteArray(self.source(name).replace("currentColor", color.name()).encode()))
        side = round(size * ratio)
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setOpacity(color.alphaF())
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


def _ratio_svg(width: int, height: int) -> str:
    """Draw a ratio as a frame, of much the same area for each, so that none looks bigger."""
    ratio = width / height
    wide = min(15.0, (16 * 0.72) * ratio**0.5)
    high = min(15.0, wide / ratio)
    wide = high * ratio
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
        '<g fill="none" stroke="currentColor" stroke-width="1.4">'
        f'<rect x="{8 - wide / 2}" y="{8 - high / 2}" width="{wide}" height="{high}" rx="1.8"/></g></svg>'
    )


class _Engine(QIconEngine):
    """Draws one icon in the colours that the theme has at that moment, faint where what has it is off.

    It stands at the left of a place that is wider than high: see `set_icon`. `chosen` is its colour where
    what has it is checked; `largest` is its side in pixels where a place could hold more (0: any).
    """

    def __init__(self, theme: Look, name: str, color: str, chosen: str, largest: int) -> None:
        super().__init__()
        theme.drawer.source(name)  # a name that does not exist is told where it is given
        self._theme = theme
        self._what = (name, color, chosen, largest)

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State, /) -> None:
        name, color, chosen, largest = self._what
        theme, room = self._theme, min(rect.width(), rect.height())
        side = min(room, largest or room)
        shown = "text_off" if mode is QIcon.Mode.Disabled else chosen if state is QIcon.State.On else color
        image = theme.drawer.pixmap(name, theme.color(shown), side, painter.device().devicePixelRatio())
        painter.drawPixmap(rect.left() + (room - side) // 2, rect.top() + (rect.height() - side) // 2, image)

    @override
    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float, /) -> QPixmap:
        image = QPixmap(size * scale)
        image.setDevicePixelRatio(scale)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return image

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, /) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    @override
    def clone(self) -> QIconEngine:
        return self._theme.drawer.keep(_Engine(self._theme, *self._what))


def pixmap(theme: Look, name: str, color: str | QColor = "text", size: int = 16) -> QPixmap:
    """Return an icon in a token's colour (or a given one); `size` in pixels at 100 % text size."""
    return theme.drawer.pixmap(name, theme.color(color), theme.px(size))


def icon(theme: Look, name: str, color: str = "text", chosen: str = "", largest: int = 0) -> QIcon:
    """Return an icon that is drawn in the theme's colours of the moment, faint where what has it is off.

    `chosen` is its colour where what has it is checked, if that is another; `largest` bounds its side, in
    pixels, where whatever shows it chooses the size.
    """
    return QIcon(_Engine(theme, name, color, chosen or color, largest))


def ratio_icon(value: str) -> str:
    """Return the name of the icon that shows a ratio such as "16:9"; nothing for anything else."""
    return f"ratio-{value.replace(':', '-')}" if _RATIO.fullmatch(value) else ""


def app_icon() -> QIcon:
    """Return the program's own mark."""
    return QIcon(str(resources.path("icons", "app.svg")))


def set_icon(
    theme: Look, target: QAbstractButton | QAction | QLabel, name: str, color: str = "text", size: int = 16
) -> None:
    """Give a button, action or label an icon in the theme's colours; call again for another."""
    side = theme.px(size)
    if target.property(_ICON) == (name, color, side):
        return  # Qt would lay everything out anew
    target.setProperty(_ICON, (name, color, side))
    if isinstance(target, QLabel):
        target.setPixmap(theme.drawer.pixmap(name, theme.color(color), side))
        return
    target.setIcon(icon(theme, name, color, largest=side))
    if isinstance(target, QAbstractButton):
        # A style sheet can't set the distance between a button's icon and its words: the icon brings it.
        gap = theme.px(4) if isinstance(target, QPushButton) else 0
        target.setIconSize(QSize(side + gap, side))


def recolor_labels(theme: Look, widgets: Iterable[QWidget]) -> None:
    """Draw the icons of labels anew, in other colours: unlike buttons, labels keep pixels."""
    for widget in widgets:
        if isinstance(widget, QLabel) and (what := widget.property(_ICON)):
            name, color, side = what
            widget.setPixmap(theme.drawer.pixmap(name, theme.color(color), side))
