"""Asks which column of a table holds the prompts, where its first line names none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from seedance_gui.domain.order_rows import LINES
from seedance_gui.ui.kit.parts import button, label


class ColumnChoice(QWidget):
    """Hidden until it is asked. ``chosen``: the column's number from 0 or ``LINES``, and ``headed``."""

    chosen = Signal(int, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = QComboBox(self)
        self.columns.setAccessibleName(self.tr("Column of the prompt"))
        self.headed = QCheckBox(self.tr("The first line holds names"))
        self.take_button = button(self.tr("Take the rows"), self._choose, "take_rows")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label(self.tr("The prompt is"), "secondary"))
        line.addWidget(self.columns, 1)
        line.addWidget(self.headed)
        line.addWidget(self.take_button)
        self.hide()

    def ask(self, columns: tuple[str, ...]) -> None:
        """Offer the columns by the cells of the first line; none: there is nothing to ask."""
        self.columns.clear()
        for number, name in enumerate(columns):
            text = self.tr("column {n}: {name}").format(n=number + 1, name=name.strip()[:40] or "–")
            self.columns.addItem(text, number)
        self.columns.addItem(self.tr("each line, whole"), LINES)
        self.headed.setChecked(not any(name.strip().isdecimal() for name in columns))
        self.setVisible(bool(columns))

    def _choose(self) -> None:
        self.chosen.emit(self.columns.currentData(), self.headed.isChecked())
