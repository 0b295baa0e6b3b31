"""Plain text where Qt would guess rich text."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QToolTip

from seedance_gui.ui.kit.painting import text_lines

_WIDEST: Final = 60  # letters
_MARKUP: Final = re.compile(r"(?<=<)|(?<=&)(?=lt;)")  # what Qt looks for
_NO_WIDTH: Final = "\u2060"


def plain_tooltip(text: str) -> str:
    """Return `text` in lines that a tooltip shows literally; an empty text gives no tooltip.

    Qt renders a tooltip which looks like HTML, and reads the files it names. No mark-up is put around it:
    screen readers are told the tooltip of what has no other description.
    """
    font = QToolTip.font()
    width = QFontMetrics(font).averageCharWidth() * _WIDEST
    paragraphs = text.replace("\0", "\ufffd").splitlines()
    plain = "\n".join(line.rstrip() for part in paragraphs for line in text_lines(part, font, width) or [""])
    return _MARKUP.sub(_NO_WIDTH, plain)
