"""A drop-down list of choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.parts import plain_tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.choice import Choice
    from seedance_gui.ui.kit.theme import Theme


class Select(QComboBox):
    """For more choices than fit side by side; used like the segmented control and the chips."""

    value_changed = Signal(str)

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[Choice] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Qt's own delegate for combo boxes takes no notice of the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.activated.connect(self._activated)
        self._value = ""
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these choices; the value stays if it is among them, else nothing is chosen. Emits nothing."""
        self._choices = tuple(choices)
        model = QStandardItemModel(self)
        for choice in choices:
            item = QStandardItem(choice.label)
            item.setEnabled(not choice.off)
            item.setToolTip(plain_tooltip(choice.off))
            item.setAccessibleDescription(choice.off)
            model.appendRow(item)
        with QSignalBlocker(self):
            self.setModel(model)
        self.set_value(self._value)

    def choices(self) -> tuple[Choice, ...]:
        """Return what is offered."""
        return self._choices

    def value(self) -> str:
        """Return the chosen value, or an empty string."""
        return self._value

    def set_value(self, value: str) -> None:
        """Choose a value; one that is not offered chooses nothing. Emits nothing."""
        index = next((n for n, choice in enumerate(self._choices) if choice.value == value), -1)
        self._value = value if index >= 0 else ""
        with QSignalBlocker(self):
            self.setCurrentIndex(index)

    @override
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        # Scrolling the form past it must not change it.
        event.ignore()

    def _activated(self, index: int) -> None:
        if 0 <= index < len(self._choices) and self._choices[index].value != self._value:
            self._value = self._choices[index].value
            self.value_changed.emit(self._value)
