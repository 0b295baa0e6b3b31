"""Notes below each other, each with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seedance_gui.ui.kit.note import Note
from seedance_gui.ui.kit.spacing import set_spacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.note import NoteLine
    from seedance_gui.ui.kit.theme import Theme


class NoteList(QWidget):
    """A column of notes. A note that stays keeps its focus; without notes it takes no room."""

    fix = Signal(object)  # what was given for the line whose remedy was clicked

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notes: list[Note] = []
        self._count = 0  # of those that are shown
        self._fixes: list[object] = []
        self._column = QVBoxLayout(self)
        set_spacing(theme, self._column, 4, 0)
        self.hide()

    def say(self, lines: Sequence[tuple[NoteLine, object]]) -> None:
        """Show these, each with what `fix` is to carry: the draft that its remedy leads to, say."""
        self._fixes = [fix for _, fix in lines]
        self._count = len(lines)
        for note in self._notes[len(lines) :]:
            note.hide()  # kept: to style and lay out a new one takes longer than a frame
        for index, (line, _) in enumerate(lines):
            if index == len(self._notes):
                self._notes.append(self._make(line, index))
            elif self._notes[index].line != line:
                self._notes[index].set_line(line)
            self._notes[index].show()
        self.setVisible(bool(lines))

    def lines(self) -> tuple[NoteLine, ...]:
        """Return what is said."""
        return tuple(note.line for note in self._notes[: self._count])

    def _make(self, line: NoteLine, index: int) -> Note:
        note = Note(self._theme, line, self)
        note.remedy_clicked.connect(lambda: self.fix.emit(self._fixes[index]))
        self._column.addWidget(note)
        return note
