"""One field of a form: its label, its control, and what there is to say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from seedance_gui.ui.kit.elided import ElidedLabel
from seedance_gui.ui.kit.note import Note, NoteLine
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.theme import Theme


class FieldBlock(QWidget):
    """A label with a hint at its right, the control, and notes below. Only the control is ever greyed."""

    remedy_clicked = Signal(str)  # the key of the note's line

    def __init__(self, theme: Theme, label: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notes: list[Note] = []
        self._count = 0  # of those that are shown
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setBuddy(content)
        self._label.setMinimumWidth(1)  # a long name in large type must not widen the form
        set_look(self._label, role="strong")
        self._hint = ElidedLabel("", self)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        set_look(self._hint, role="faint")
        self._hint.hide()
        self.content = content
        self._head = QHBoxLayout()
        self._head.addWidget(self._label)
        self._head.addWidget(self._hint, 1)
        self._foot = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(content)
        self._column.addLayout(self._foot)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._fit)
        self.set_label(label)
        self._fit()

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
        self._count = len(lines)
        for note in self._notes[len(lines) :]:
            note.hide()  # kept: to style and lay out a new one takes longer than a frame
        for index, line in enumerate(lines):
            if index == len(self._notes):
                self._notes.append(self._make(line))
            elif self._notes[index].line != line:
                self._notes[index].set_line(line)
            self._notes[index].show()
        self.content.setAccessibleDescription(" ".join(line.text for line in lines))
        self._fit()

    def notes(self) -> tuple[NoteLine, ...]:
        """Return what it says."""
        return tuple(note.line for note in self._notes[: self._count])

    def _make(self, line: NoteLine) -> Note:
        note = Note(self._theme, line, self)
        note.remedy_clicked.connect(lambda: self.remedy_clicked.emit(note.line.key))
        self._foot.addWidget(note)
        return note

    def _fit(self) -> None:
        self._column.setSpacing(self._theme.px(6))
        self._foot.setSpacing(self._theme.px(4))
        self._head.setSpacing(self._theme.space(2))
        self.updateGeometry()
