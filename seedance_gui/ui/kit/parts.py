"""Labels and buttons as they are mostly wanted: plain text, a look, what a click does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton

from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from seedance_gui.ui.kit.theme import Theme


def label(text: str = "", role: str = "", *, wraps: bool = False, centred: bool = False) -> QLabel:
    """Make a label that shows its text literally."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if centred:
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    set_look(made, role=role)
    return made


def button(
    text: str, act: Callable[..., object] | SignalInstance, name: str = "", **look: str
) -> QPushButton:
    """Make a button that does something, or tells it by a signal; `name` is its object name."""
    made = QPushButton(text.replace("&", "&&"))
    made.setObjectName(name)
    made.clicked.connect(act)
    if look.get("variant") == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    set_look(made, **look)
    return made


def answers(theme: Theme, dialog: QDialog, accept: QPushButton) -> QHBoxLayout:
    """Return the last line of a dialog: Cancel, and the button that does it, which Return presses."""
    set_look(accept, variant="primary")
    accept.setDefault(True)
    line = QHBoxLayout()
    set_spacing(theme, line, 8)
    line.addStretch(1)
    line.addWidget(button(QCoreApplication.translate("Dialog", "Cancel"), dialog.reject))
    line.addWidget(accept)
    return line
