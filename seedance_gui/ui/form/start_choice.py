"""What the video starts from: text, references, or first and last frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from seedance_gui.domain.draft import InputMode
from seedance_gui.ui.kit.choice import Choice
from seedance_gui.ui.kit.segmented import SegmentedControl

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from seedance_gui.ui.kit.theme import Theme


class StartChoice(SegmentedControl):
    """The three start modes."""

    chosen = Signal(object)  # StartMode

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", (), parent)
        self.setObjectName("start")
        self.setAccessibleName(self.tr("Start from"))
        self.set_choices(
            (
                Choice(InputMode.TEXT.value, self.tr("Text"), "type"),
                Choice(InputMode.REFERENCES.value, self.tr("References"), "images"),
                Choice(InputMode.FRAMES.value, self.tr("Frames"), "columns-2"),
            )
        )
        self.value_changed.connect(lambda value: self.chosen.emit(InputMode(value)))

    def show_start(self, start: InputMode) -> None:
        """Show which is chosen."""
        if self.value() != start.value:
            self.set_value(start.value)
