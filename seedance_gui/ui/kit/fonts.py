"""The program's typeface: Inter from the resources, the system's own faces for Chinese."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFontDatabase, QGuiApplication

from seedance_gui.services.platform import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

_log = logging.getLogger(__name__)

# Points at which systems come. KDE has its own size; where it is not known, the largest that is usual.
_POINTS: Final = {"windows": 9.0, "cocoa": 13.0}
_POINTS_KDE: Final = 10.0
_POINTS_LINUX: Final = 11.0

FILES: Final = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
FAMILIES: Final = (
    "Inter",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Segoe UI",
    "sans-serif",
)


def load() -> tuple[str, ...]:
    """Give Qt the bundled faces and return the families to ask for, best first.

    Needs a QGuiApplication. A face that does not load is logged; the next family stands in for it.
    """
    for name in FILES:
        file = resources.path("fonts", name)
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            _log.warning("The typeface %s could not be loaded", name)
    return FAMILIES


def system_text_size(font: QFont) -> float:
    """Return the text size that the system asks for, 1.0 being that with which it comes; never less.

    `font` is the application's as the platform gave it. A scaling of the whole screen is not in it: Qt has
    that in the pixel ratio.
    """
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":")
    usual = _POINTS.get(QGuiApplication.platformName(), _POINTS_KDE if "KDE" in desktop else _POINTS_LINUX)
    return max(1.0, font.pointSizeF() / usual)  # a font in pixels, one of our own, has -1 points
