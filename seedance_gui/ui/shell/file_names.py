"""How files of videos are called: a pattern, the parts that it may have, and how a file would be called."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from seedance_gui.domain.file_names import video_stem
from seedance_gui.services.store.settings import FILE_NAME_PARTS, file_name_fault
from seedance_gui.ui.kit.note import Note, NoteLine
from seedance_gui.ui.kit.parts import button
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words


class FileNames(QWidget):
    """``changed`` carries a pattern that can be taken; of another one it says here what is wrong."""

    changed = Signal(str)

    def __init__(self, theme: Theme, words: Words, pattern: str, name: str) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self.line = QLineEdit(pattern)
        self.line.setObjectName("file_name")
        self.line.setAccessibleName(name)
        self.line.textEdited.connect(self._edited)
        self._note = Note(theme, self._example(pattern))
        column = QVBoxLayout(self)
        set_spacing(theme, column, 6, 0)
        column.addWidget(self.line)
        column.addLayout(self._parts())
        column.addWidget(self._note)

    def _parts(self) -> QGridLayout:
        """Return what puts a part into the pattern, by its name and as it stands there."""
        what = self.tr("Date"), self.tr("Time"), self.tr("Prompt")
        how = self.tr("Model"), self.tr("Ratio"), self.tr("Length")
        grid = QGridLayout()
        set_spacing(self._theme, grid, 4)
        for at, (name, part) in enumerate(zip((*what, *how), FILE_NAME_PARTS, strict=True)):
            text = f"{{{part}}}"
            made = button(f"{name} {text}", partial(self._put_in, text), f"part_{part}", size="small")
            grid.addWidget(made, at % 3, at // 3)
        return grid

    def _put_in(self, part: str) -> None:
        self.line.insert(part)
        self.line.setFocus()

    def _example(self, pattern: str) -> NoteLine:
        """Return how a video made now would be called."""
        prompt, now = self.tr("A red fox trots through fresh snow"), datetime.now().astimezone()
        name = video_stem(prompt, "seedance2.0-std", now, pattern, ratio="16:9", seconds=5)
        return NoteLine("info", self.tr("For example: {name}").format(name=f"{name}.mp4"))

    def _edited(self, pattern: str) -> None:
        fault = file_name_fault(pattern)
        if fault is None:
            self._note.set_line(self._example(pattern))
            self.changed.emit(pattern)
        else:
            self._note.set_line(NoteLine("problem", self._words.text(fault)))
        set_look(self.line, problem=fault is not None)
