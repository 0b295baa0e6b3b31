"""How many seconds: a slider and a number that agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpinBox, QWidget

from seedance_gui.ui.kit.slider import Slider
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme


class DurationSlider(QWidget):
    """Whole seconds between two bounds, by slider or number field. `value_changed`: what a person set."""

    value_changed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        name: str,
        parent: QWidget | None = None,
        *,
        minimum: int = 4,
        maximum: int = 15,
        value: int = 5,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.slider = Slider(theme, name, self, ticks=True, unit=self.tr(" s"))
        self.field = QSpinBox(self)
        self.field.setAccessibleName(name)
        self.field.setSuffix(self.tr(" s"))
        # Not NoButtons: under a style sheet Qt 6.11 then leaves the text one pixel. The sheet hides them.
        set_look(self.field, plain=True)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setKeyboardTracking(False)
        self.slider.setPageStep(1)
        self.field.setFixedWidth(theme.px(64))
        row = QHBoxLayout(self)
        set_spacing(theme, row, 8, 0)
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.slider)
        self.slider.valueChanged.connect(self._moved)
        self.field.valueChanged.connect(self._typed)
        self.set_bounds(minimum, maximum)
        self.set_value(value)

    def value(self) -> int:
        """Return the seconds."""
        return self.field.value()

    def set_value(self, seconds: int) -> None:
        """Set the seconds, kept within the bounds. Emits nothing."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.field):
            self.slider.setValue(seconds)
            self.field.setValue(seconds)

    def set_bounds(self, minimum: int, maximum: int) -> None:
        """Set the least and the most seconds; the value is kept within them. Emits nothing."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.field):
            self.slider.setRange(minimum, maximum)
            self.field.setRange(minimum, maximum)

    def bounds(self) -> tuple[int, int]:
        """Return the least and the most seconds."""
        return self.field.minimum(), self.field.maximum()

    def _moved(self, seconds: int) -> None:
        with QSignalBlocker(self.field):
            self.field.setValue(seconds)
        self.value_changed.emit(seconds)

    def _typed(self, seconds: int) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(seconds)
        self.value_changed.emit(seconds)
