"""Icons: one family (Lucide, `resources/icons`), drawn sharp at any scale in the theme's colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from seedance_gui.services.platform import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from seedance_gui.ui.kit.theme import Theme


def pixmap(theme: Theme, name: str, color: str | QColor = "text", size: int = 16) -> QPixmap:
    """Return an icon in a token's colour (or a given one); `size` in pixels at 100 % text size."""
    return theme.drawer.pixmap(name, theme.color(color), theme.px(size))


def icon(theme: Theme, name: str, color: str | QColor = "text", size: int = 16, gap: int = 0) -> QIcon:
    """Return the icon for buttons and menus, with a faint version for when they are off.

    `gap` adds empty pixels at its right. It does not follow the theme by itself: use `set_icon`.
    """
    made = QIcon(_padded(pixmap(theme, name, color, size), gap))
    made.addPixmap(_padded(pixmap(theme, name, "text_off", size), gap), QIcon.Mode.Disabled)
    return made


def _padded(image: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return image
    ratio = image.devicePixelRatio()
    wide = QPixmap(image.width() + round(gap * ratio), image.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, image)
    painter.end()
    return wide


def app_icon() -> QIcon:
    """Return the program's own mark."""
    return QIcon(str(resources.path("icons", "app.svg")))


class _Tint(QObject):
    """Keeps one target's icon in the theme's colours for as long as the target lives."""

    def __init__(self, theme: Theme, target: QObject, name: str, color: str, size: int) -> None:
        super().__init__(target)
        self.setObjectName("icon-tint")
        self._theme = theme
        self._what = (name, color, size)
        theme.changed.connect(self.apply)
        self.apply()

    def change(self, name: str, color: str, size: int) -> None:
        if (name, color, size) != self._what:
            self._what = (name, color, size)
            self.apply()

    def apply(self) -> None:
        name, color, size = self._what
        target = self.parent()
        if isinstance(target, QLabel):
            target.setPixmap(pixmap(self._theme, name, color, size))
            return
        if not isinstance(target, QAbstractButton | QAction):
            return
        gap = 0
        if isinstance(target, QAbstractButton):
            side = self._theme.px(size)
            # A style sheet can't set the distance between a button's icon and its words: the icon brings it.
            gap = self._theme.px(4) if isinstance(target, QPushButton) else 0
            target.setIconSize(QSize(side + gap, side))
        target.setIcon(icon(self._theme, name, color, size, gap))


def set_icon(
    theme: Theme, target: QAbstractButton | QAction | QLabel, name: str, color: str = "text", size: int = 16
) -> None:
    """Give a button, action or label an icon that follows the theme; call again for another."""
    tint = target.findChild(_Tint, "icon-tint", Qt.FindChildOption.FindDirectChildrenOnly)
    if tint is None:
        _Tint(theme, target, name, color, size)
    else:
        tint.change(name, color, size)
