"""Ask what videos are called and filed under: a name and a note for one, tags for any number."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from seedance_gui.compat import override
from seedance_gui.services.tasks.filing import MOST_OF_A_NAME, MOST_OF_A_TAG, one_line
from seedance_gui.ui.kit.parts import button, label
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.tasks.words import prompt_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from seedance_gui.domain.task import Task

_COMMAS = re.compile("[,，、]")
_SHOWN = 80  # characters of a prompt


class DescribeDialog(QDialog):
    """Accepted, ``name`` and ``note`` hold what the person wrote."""

    def __init__(self, window: QWidget, task: Task) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Name and note"))
        self.name, self.note = QLineEdit(task.name), QPlainTextEdit(task.note)
        self.name.setMaxLength(MOST_OF_A_NAME)
        self.name.setPlaceholderText(prompt_line(task)[:_SHOWN])
        self.name.selectAll()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * 5)
        column = _column(self)
        for words, field in ((self.tr("Name"), self.name), (self.tr("Note"), self.note)):
            field.setAccessibleName(words)
            title = label(words)
            title.setBuddy(field)
            column.addWidget(title)
            column.addWidget(field)
            if field is self.name:
                column.addWidget(label(self.tr("The file keeps its name."), "caption", wraps=True))
        column.addLayout(_answers(self, self.tr("Save")))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)


class TagsDialog(QDialog):
    """A tick: all of the videos have it; a dash: some have. ``known`` are the tags that there are.

    Accepted, ``added`` and ``removed`` hold what is to become of the videos' tags.
    """

    def __init__(self, window: QWidget, tasks: Sequence[Task], known: Collection[str]) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Tags"))
        self.boxes: dict[str, QCheckBox] = {}
        self._before: dict[str, Qt.CheckState] = {}
        self.field = QLineEdit()
        self.field.setMaxLength(8 * MOST_OF_A_TAG)  # several at once
        self.field.setPlaceholderText(self.tr("New tag"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.add = button(self.tr("Add"), self.add_typed)
        self.field.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        self.add.setEnabled(False)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.add)
        room = QWidget()
        self._rows = QVBoxLayout(room)
        self._rows.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(room)
        column = _column(self)
        column.addWidget(label(self.tr("For %n videos", None, len(tasks)), "caption"))
        column.addLayout(row)
        column.addWidget(area, 1)
        column.addLayout(_answers(self, self.tr("Save")))
        used = Counter(tag for task in tasks for tag in task.tags)
        for tag in sorted({*used, *known}, key=str.casefold):
            some = Qt.CheckState.PartiallyChecked if used[tag] else Qt.CheckState.Unchecked
            self._offer(tag, Qt.CheckState.Checked if used[tag] == len(tasks) else some)
        metrics = self.fontMetrics()
        self.setMinimumSize(metrics.averageCharWidth() * 46, metrics.lineSpacing() * 20)

    @property
    def added(self) -> list[str]:
        """The tags that all of the videos are to have, and had not."""
        return self._changed(Qt.CheckState.Checked)

    @property
    def removed(self) -> list[str]:
        """The tags that none is to have any more."""
        return self._changed(Qt.CheckState.Unchecked)

    @override
    def accept(self) -> None:
        if self.field.text().strip():  # Return adds first what was typed
            self.add_typed()
        else:
            super().accept()

    def add_typed(self) -> None:
        """Tick the tags that were typed with commas between them, new ones or those that are there."""
        for typed in _COMMAS.split(self.field.text()):
            tag = one_line(typed, MOST_OF_A_TAG)
            there = next((each for each in self.boxes if each.casefold() == tag.casefold()), "")
            if not there and tag:
                self._offer(there := tag, Qt.CheckState.Unchecked)
            if there:
                self.boxes[there].setCheckState(Qt.CheckState.Checked)
        self.field.clear()
        self.field.setFocus()

    def _offer(self, tag: str, state: Qt.CheckState) -> None:
        box = QCheckBox(tag.replace("&", "&&"))
        box.setTristate(state is Qt.CheckState.PartiallyChecked)
        box.setCheckState(state)
        self.boxes[tag], self._before[tag] = box, state
        self._rows.insertWidget(self._rows.count() - 1, box)

    def _changed(self, to: Qt.CheckState) -> list[str]:
        return [tag for tag, box in self.boxes.items() if box.checkState() is to is not self._before[tag]]


def _column(dialog: QDialog) -> QVBoxLayout:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 20, 20)
    column.setSpacing(10)
    return column


def _answers(dialog: QDialog, words: str) -> QHBoxLayout:
    accept, cancel = QPushButton(words), QPushButton(QCoreApplication.translate("Dialog", "Cancel"))
    set_look(accept, variant="primary")
    accept.setDefault(True)
    accept.clicked.connect(dialog.accept)
    cancel.clicked.connect(dialog.reject)
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(cancel)
    line.addWidget(accept)
    return line
