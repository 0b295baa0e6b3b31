"""Asks for the service's id of a video that was created after all, and whether the service knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from seedance_gui.domain.address import PRACTICE
from seedance_gui.domain.remote_id import find_id
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.translator import in_a_row
from seedance_gui.ui.tasks.words import prompt_line, state_words

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from seedance_gui.domain.task import Task
    from seedance_gui.services.api.models import IdAnswer
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.kit.translator import Words

_SHOWN = 60  # characters of another video's prompt


class IdDialog(QDialog):
    """Takes what was pasted around the id as well. Accepted, ``found`` is the id to watch.

    An id that the service doesn't know, or that it could not be asked about, is taken at the second press:
    the service may know it a moment later, and the person can come back from it.
    """

    def __init__(
        self,
        window: QWidget,
        task: Task,
        task_service: TaskService,
        words: Words,
        spawn: Callable[[Coroutine[object, object, None]], object],
    ) -> None:
        super().__init__(window)
        self._task = task
        self._task_service = task_service
        self._words = words
        self._spawn = spawn
        self._asking = False
        self._doubtful = ""
        self.setWindowTitle(self.tr("It was created"))
        shown = self.tr("Its id, as the service's website shows it:")
        if task.service == PRACTICE:
            shown = self.tr("Its id, as the real service's website would show it:")
        label = _line("", shown)
        self.field = QLineEdit(self)
        self.field.setObjectName("remote_id")
        self.field.setAccessibleName(label.text())
        self.field.setPlaceholderText(self.tr("Paste the id, or the whole line or address with the id in it"))
        self.field.setMaxLength(20_000)
        self.field.textChanged.connect(self._typed)
        label.setBuddy(self.field)
        self.read = _line("caption")
        self.problem = _line("problem")
        note = _line("caption", self.tr("Asking about an id orders nothing and costs nothing."))
        self.watch = QPushButton(self)
        self.watch.clicked.connect(self._pressed)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.watch)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        for widget in (label, self.field, self.read, self.problem, note):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 68)
        # The one that was tried before is likely to be nearly right.
        self.field.setText(task.entered_id)
        self.field.selectAll()
        self._typed()

    @property
    def found(self) -> str:
        """The id in what was entered, empty while there is none."""
        return find_id(self.field.text()).id

    def _typed(self) -> None:
        self._doubtful = ""
        entered, found = self.field.text().strip(), find_id(self.field.text())
        self._say(self.read, self.tr("The id in it: {id}").format(id=found.id) if found.id != entered else "")
        problem = ""
        if found.several:
            self._say(self.read, "")
            problem = self.tr("More than one part of this may be the id. Paste the id alone.")
        elif entered and not found.id:
            self._say(self.read, "")
            problem = self.tr("There is no id in this. Copy it once more from the service's website.")
        elif other := self._task_service.task_with(found.id) if found.id else None:
            problem = self.tr(
                "This id belongs to another video in your list already: “{prompt}” ({state}). "
                "So it is not the one you look for."
            ).format(prompt=prompt_line(other)[:_SHOWN], state=state_words(other))
        self._say(self.problem, problem)
        self._show_button(possible=bool(found.id) and not problem)

    def _pressed(self) -> None:
        if not self.watch.isEnabled() or not (found := self.found):
            return
        if self._doubtful == found:
            self.accept()
            return
        self._asking = True
        self.field.setReadOnly(True)
        self._say(self.problem, "")
        self._show_button(possible=False)
        self._spawn(self._check(found))

    async def _check(self, found: str) -> None:
        answer = await self._task_service.accounts.of(self._task).look_up(found)
        if not isValid(self) or not self.isVisible():
            return
        self._asking = False
        self.field.setReadOnly(False)
        problem = self._problem_of(answer)
        if not problem:
            self.accept()
            return
        self._doubtful = found
        self._say(self.problem, problem)
        self._show_button(possible=True)
        self.field.setFocus()

    def _problem_of(self, answer: IdAnswer) -> str:
        back = self.tr("You can watch it anyway, and come back and decide again.")
        ours = str(self._task.body.get("model", ""))
        if answer.known is None:
            reason = self._words.text(answer.message) if answer.message is not None else ""
            told = self.tr("It could not be checked whether the service knows this id.")
            return in_a_row((told, reason, back))
        if not answer.known:
            told = self.tr(
                "The service knows no video with this id. Compare it with the website, letter by letter. "
                "A video that was ordered a moment ago may not be known yet."
            )
            return in_a_row((told, back))
        if answer.model and ours and answer.model != ours:
            told = self.tr(
                "The service has a video with this id, but it was made with another model ({model}), "
                "so it is hardly the one you look for."
            ).format(model=answer.model)
            return in_a_row((told, back))
        return ""

    def _show_button(self, *, possible: bool) -> None:
        self.watch.setEnabled(possible)
        text = self.tr("Watch it")
        if self._asking:
            text = self.tr("Asking the service…")
        elif self._doubtful:
            text = self.tr("Watch it anyway")
        self.watch.setText(text)
        # Against what the service says, it takes a deliberate click: neither Return nor the brightest button.
        set_look(self.watch, variant="" if self._doubtful else "primary")
        self.watch.setDefault(not self._doubtful)
        self.watch.setAutoDefault(not self._doubtful)
        reason = "" if possible or self._asking else self.tr("Enter the id first.")
        self.watch.setAccessibleDescription(self.problem.text() or reason)
        self.watch.setToolTip(reason)

    def _say(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))
        if self.isVisible():
            self.adjustSize()


def _line(role: str, text: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_look(label, role=role)
    return label
