"""Whether the videos stand in a list or as tiles, and how large these are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seedance_gui.ui.kit.parts import IconButton
from seedance_gui.ui.kit.slider import Slider

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme

_WIDTHS: Final = (104, 256)


class TileSwitch(QWidget):
    """``changed`` carries how wide a tile is at least, in pixels at 100 % text, 0 for a list."""

    changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = Slider(theme, self.tr("Size of the tiles"))
        self.slider.setRange(*_WIDTHS)
        self.slider.setFixedWidth(min(theme.px(64), 80))
        self.slider.hide()
        self.tiles = IconButton(theme, "layout-grid", self.tr("Show as tiles"), size=28)
        self.tiles.setCheckable(True)
        self.slider.valueChanged.connect(self._tell)
        self.tiles.toggled.connect(self._tell)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(1))
        row.addWidget(self.slider)
        row.addWidget(self.tiles)

    @property
    def width_wanted(self) -> int:
        """What ``changed`` told last."""
        return self.slider.value() if self.tiles.isChecked() else 0

    def set_width(self, width: int) -> None:
        """Show it as the person left it."""
        self.slider.setValue(width or _WIDTHS[0])
        self.tiles.setChecked(width > 0)

    def _tell(self) -> None:
        on = self.tiles.isChecked()
        self.slider.setVisible(on)
        self.tiles.set_icon("layout-grid", "accent_text" if on else "text_secondary")
        self.changed.emit(self.width_wanted)
