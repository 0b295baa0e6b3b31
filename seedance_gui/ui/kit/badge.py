"""A pill with a word in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from seedance_gui.ui.kit.design_tokens import Tone


class Badge(QLabel):
    """A short state or mark ("Practice", "Off", "720p") in a tone."""

    def __init__(self, text: str = "", tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_look(self, badge=True)
        self.set(text, tone)

    def set(self, text: str, tone: Tone = "neutral") -> None:
        """Show another word in another tone."""
        self.setText(text)
        set_look(self, tone=tone)
