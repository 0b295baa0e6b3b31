"""One field of a form: its label, its control, and what there is to say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.ui.kit.elided import ElidedLabel
from seedance_gui.ui.kit.note import NoteList
from seedance_gui.ui.kit.parts import label as label_of
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.note import NoteLine
    from seedance_gui.ui.kit.theme import Theme


class FieldBlock(QWidget):
    """A label with a hint at its right, the control, and notes below. Only the control is ever greyed."""

    remedy_clicked = Signal(object)  # the key of the note's line

    def __init__(self, theme: Theme, label: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = label_of(role="strong")
        self._label.setBuddy(content)
        self._label.setMinimumWidth(1)  # a long name in large type must not widen the form
        self._hint = ElidedLabel("", self)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        set_look(self._hint, role="faint")
        self._hint.hide()
        self.content = content
        self.said = NoteList(theme, self)
        self.said.fix.connect(self.remedy_clicked)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        set_spacing(theme, head, 8)
        head.addWidget(self._label)
        head.addWidget(self._hint, 1)
        set_spacing(theme, column, 6, 0)
        column.addLayout(head)
        column.addWidget(content)
        column.addWidget(self.said)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_label(label)

    def set_label(self, label: str) -> None:
        """Name the field; the control gets it as its accessible name if it has none."""
        self._label.setText(label)
        self._label.setVisible(bool(label))
        if not self.content.accessibleName():
            self.content.setAccessibleName(label)

    def set_hint(self, hint: str) -> None:
        """Show a short secondary text at the label's right."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))  # an empty one would take room from the label

    def set_on(self, on: bool) -> None:
        """Switch the control on or off; label and notes stay readable."""
        self.content.setEnabled(on)

    def set_notes(self, lines: Sequence[NoteLine]) -> None:
        """Show these notes below the control. A note that stays keeps its focus.

        What is wrong or why it is off also becomes the control's accessible description.
        """
        self.said.say([(line, line.key) for line in lines])
        self.content.setAccessibleDescription(" ".join(line.text for line in lines))

    def notes(self) -> tuple[NoteLine, ...]:
        """Return what it says."""
        return self.said.lines()
