"""One field of the form with what the domain says of it: reason, problems, notes, cautions, remedies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from seedance_gui.ui.kit.elided import Link
from seedance_gui.ui.kit.field_block import FieldBlock
from seedance_gui.ui.kit.flow import FlowLayout
from seedance_gui.ui.kit.mention_words import spelled
from seedance_gui.ui.kit.note import NoteLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.form_state import FieldProblem, FieldState, OfferedFix
    from seedance_gui.ui.kit.note import NoteKind
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

    Extra = tuple[NoteLine, Callable[[], None] | None]
    """One line that does not come from the domain, with what its remedy does."""


def looks(state: FieldState) -> object:
    """Return all of a state that can be seen: two that look alike differ only in the drafts of remedies.

    While a person types, that is every field but one.
    """
    return (
        state.on,
        state.reason,
        state.choices,
        (state.minimum, state.maximum, state.value),
        [fix.label for fix in state.fixes],
        [
            (problem.message, problem.index, problem.missing, problem.fix and problem.fix.label)
            for problem in state.problems
        ],
        state.notes,
        state.cautions,
    )


def note_lines(words: Words, state: FieldState) -> list[tuple[NoteLine, Draft | None]]:
    """Return what there is to say of a field, each line with the draft that its remedy leads to.

    What is only missing is not said here: Create lists it.
    """
    lines: list[tuple[NoteLine, Draft | None]] = []
    if state.reason is not None:
        fix = state.fixes[0] if len(state.fixes) == 1 else None
        lines.append(_line(words, "off", words.text(state.reason), fix))
    lines += _problem_lines(words, state)
    lines += [(NoteLine("info", spelled(words.text(note))), None) for note in state.notes]
    lines += [(NoteLine("caution", words.text(caution)), None) for caution in state.cautions]
    return lines


def _problem_lines(words: Words, state: FieldState) -> list[tuple[NoteLine, Draft | None]]:
    """Say each problem once, with what mends all that are alike."""
    alike: dict[str, FieldProblem] = {}
    for problem in state.problems:
        if not problem.missing:
            alike.setdefault(words.text(problem.message), problem)
    return [_line(words, "problem", text, problem.together or problem.fix) for text, problem in alike.items()]


def _line(words: Words, kind: NoteKind, text: str, fix: OfferedFix | None) -> tuple[NoteLine, Draft | None]:
    if fix is None:
        return NoteLine(kind, text), None
    return NoteLine(kind, text, words.text(fix.label)), fix.draft


class Links(QWidget):
    """Several remedies side by side, each a click."""

    clicked = Signal(int)  # which of them

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[Link] = []
        self._flow = FlowLayout(self, gap=theme.px(8), line_gap=theme.px(2))
        self._flow.setContentsMargins(theme.px(20), 0, 0, 0)
        self.hide()

    def set_labels(self, labels: Sequence[str], description: str = "") -> None:
        """Show these; none hides the row. `description` is what a screen reader adds to each."""
        while len(self._buttons) < len(labels):
            self._buttons.append(self._make(len(self._buttons)))
        for index, button in enumerate(self._buttons):
            label = labels[index] if index < len(labels) else ""
            if button.accessibleName() != label:
                button.say(label)
            button.setAccessibleDescription(description)
            button.setVisible(bool(label))
        self.setVisible(bool(labels))

    def labels(self) -> tuple[str, ...]:
        """Return what is shown."""
        return tuple(button.accessibleName() for button in self._buttons if button.accessibleName())

    def button(self, index: int) -> Link:
        """Return the button of one of them."""
        return self._buttons[index]

    def _make(self, index: int) -> Link:
        button = Link(parent=self)
        button.clicked.connect(lambda: self.clicked.emit(index))
        self._flow.addWidget(button)
        return button


class StateBlock(FieldBlock):
    """A field block that shows a `FieldState`. Only what changed is touched."""

    fix = Signal(object)  # the draft after the click

    def __init__(
        self,
        theme: Theme,
        words: Words,
        content: QWidget,
        *,
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", content, parent)
        self._words = words
        self._bare = bare
        self._state: FieldState | None = None
        self._seen: object = None
        self.links = Links(theme, self)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.links)
        self.remedy_clicked.connect(self._remedy_clicked)
        self.links.clicked.connect(self._link_clicked)

    def show_state(self, state: FieldState) -> None:
        """Show label, notes and remedies. A `bare` block has no label: its content says what it is."""
        self._state = state  # its remedies' drafts are new, also where it looks the same
        seen = looks(state)
        if seen == self._seen:
            return
        self._seen = seen
        name = self._words.text(state.name)
        self.set_label("" if self._bare else name)
        self.content.setAccessibleName(name)
        self.set_on(state.on)
        lines = [line for line, _ in note_lines(self._words, state)]
        keyed = [replace(line, key=str(index)) for index, line in enumerate(lines)]
        if tuple(keyed) != self.notes():
            self.set_notes(keyed)
        several = state.fixes if len(state.fixes) > 1 else ()
        labels = tuple(self._words.text(fix.label) for fix in several)
        if labels != self.links.labels():
            self.links.set_labels(labels, lines[0].text if lines else "")

    def remedies(self) -> list[QPushButton]:
        """Return the buttons of all remedies, those that are hidden too."""
        return [
            *cast("list[QPushButton]", self.said.findChildren(QPushButton)),
            *cast("list[QPushButton]", self.links.findChildren(QPushButton)),
        ]

    def _remedy_clicked(self, key: str) -> None:
        if self._state is not None:
            self.fix.emit(note_lines(self._words, self._state)[int(key)][1])

    def _link_clicked(self, index: int) -> None:
        if self._state is not None:
            self.fix.emit(self._state.fixes[index].draft)
