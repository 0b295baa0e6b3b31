"""The program's typeface: Inter from the resources, the system's own faces for Chinese."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtGui import QFontDatabase

from seedance_gui.services.platform import resources

_log = logging.getLogger(__name__)

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
