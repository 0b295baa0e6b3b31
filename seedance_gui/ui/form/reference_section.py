"""The five reference fields: those in use as full fields, of those that are off one quiet line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import FRAME_FIELDS, KIND_OF_FIELD, REFERENCE_FIELDS, Field
from seedance_gui.ui.form.reference_block import ReferenceBlock
from seedance_gui.ui.form.state_block import Links, note_lines
from seedance_gui.ui.kit.layout_pass import Stack
from seedance_gui.ui.kit.note import Note, NoteLine, NoteList
from seedance_gui.ui.kit.translator import in_a_row, named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.form_state import Form
    from seedance_gui.ui.form.state_block import Extra
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.references.field.field import ReferenceField

_OFF_ORDER = (Field.IMAGES, Field.REFERENCE_VIDEOS, Field.REFERENCE_AUDIOS, *FRAME_FIELDS)


class ReferenceSection(QWidget):
    """Places the reference fields as they stand. They keep their parent, so that the focus stays."""

    fix = Signal(object)  # Draft

    def __init__(
        self,
        theme: Theme,
        words: Words,
        make_field: Callable[[Field], ReferenceField],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._on: tuple[Field, ...] = ()
        self._blocks = {
            name: ReferenceBlock(theme, words, make_field(name), self) for name in REFERENCE_FIELDS
        }
        for block in self._blocks.values():
            block.block.fix.connect(self.fix)
        self.frame_notes = NoteList(theme, self)
        self.frame_notes.fix.connect(lambda fix: fix() if callable(fix) else self.fix.emit(fix))
        self.off = Note(theme, NoteLine("off", ""), self)  # why the others are off
        self.off_links = Links(theme, self)  # where that can be mended in several ways
        self._remedies: list[Draft] = []
        self.off.remedy_clicked.connect(lambda: self.fix.emit(self._remedies[0]))
        self.off_links.clicked.connect(lambda index: self.fix.emit(self._remedies[index]))
        self._kept: tuple[Field, ...] = ()  # those that are off and hold something
        self._form: Form | None = None
        self._extra: Mapping[Field, Sequence[Extra]] = {}
        self._heights: dict[int, int] = {}  # by width, until something in it changes its size
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def block(self, name: Field) -> ReferenceBlock:
        """Return the block of a reference field."""
        return self._blocks[name]

    def problem_note(self, name: Field) -> Note | None:
        """Return the note on what is wrong with a field."""
        notes = self.frame_notes if name in FRAME_FIELDS else self._blocks[name].block.said
        return notes.problem()

    def show_form(self, form: Form) -> None:
        """Show the five fields as they stand."""
        self._form = form
        for name, block in self._blocks.items():
            block.show_state(form.draft.items(name), form[name])
        self._say_of_frames(form)
        before = self._arrangement()
        self._on = tuple(name for name in REFERENCE_FIELDS if form[name].on)
        self._kept = tuple(n for n in _OFF_ORDER if not form[n].on and form.draft.items(n))
        self._say_of_off(form)
        if self._arrangement() != before:
            self._refit()

    def set_extra(self, extra: Mapping[Field, Sequence[Extra]]) -> None:
        """Say these of the fields, beside what the form says of them."""
        before, self._extra = self._extra, extra
        for name, block in self._blocks.items():
            if name not in FRAME_FIELDS and extra.get(name) != before.get(name):
                block.block.set_extra(extra.get(name, ()))
        if self._form is not None:
            self._say_of_frames(self._form)

    def _say_of_frames(self, form: Form) -> None:
        """Say what there is to say of both frames below them, where a message has room."""
        said = [
            (name, line, fix)
            for name in FRAME_FIELDS
            if form[name].on
            for line, fix in (*note_lines(self._words, form[name]), *self._extra.get(name, ()))
        ]
        of_both = [(line, fix) for name, line, fix in said if name is FRAME_FIELDS[0]]
        of_both = [each for each in of_both if (FRAME_FIELDS[1], *each) in said]
        lines: list[tuple[NoteLine, object]] = list(of_both)
        lines += [
            (replace(line, text=named(self._words.text(form[name].name), line.text)), fix)
            for name, line, fix in said
            if (line, fix) not in of_both
        ]
        self.frame_notes.say(lines)

    def _say_of_off(self, form: Form) -> None:
        """Say once each why fields are off and what else there is to say, what holds something first."""
        text, off = self._words.text, [name for name in _OFF_ORDER if not form[name].on]
        said: dict[str, None] = {}
        remedies: dict[str, Draft] = {}
        for name in sorted(off, key=lambda name: name not in self._kept):
            state = form[name]
            said |= dict.fromkeys(map(text, (*([state.reason] if state.reason else ()), *state.notes)))
            for fix in state.fixes:
                remedies.setdefault(text(fix.label), fix.draft)
        self._remedies = list(remedies.values())
        labels, whole = tuple(remedies), in_a_row(said)
        line = NoteLine("off", whole, labels[0] if len(labels) == 1 else "")
        if self.off.line != line:
            self.off.set_line(line)
        several = labels if len(labels) > 1 else ()
        if several != self.off_links.labels():
            self.off_links.set_labels(several, whole)
        self.off.setVisible(bool(off))

    # Places. Not by Qt's layouts: their items remember sizes, and a widget that goes from one to another
    # leaves the new one with what it remembered.

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._refit()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._arrange(self.width(), move=True)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(width, move=False)
        return self._heights[width]

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(280)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(max(block.minimumSizeHint().width() for block in self._blocks.values()), 0)

    def _arrangement(self) -> object:
        return self._on, self._kept

    def _refit(self) -> None:
        self._heights.clear()
        self.updateGeometry()
        self._arrange(self.width(), move=True)

    def _arrange(self, width: int, *, move: bool) -> int:
        """Work out, and with `move` set, where everything stands; return the height it takes."""
        px = self._theme.px
        stack = Stack(width, move=move)
        frames = [self._blocks[name] for name in self._on if name in FRAME_FIELDS]
        if width >= 2 * px(124):
            stack.beside(frames, gap=px(10))
        else:
            for frame in frames:
                stack.below(frame, gap=px(14))
        stack.below(self.frame_notes, gap=px(6))
        for name in self._on:
            if name not in FRAME_FIELDS:
                stack.below(self._blocks[name], gap=px(14))
        stack.led([self._blocks[name] for name in self._kept], self.off, gap=px(14), between=px(6))
        stack.below(self.off_links, gap=px(2))
        return stack.height


def destinations(words: Words, form: Form, name: Field) -> list[tuple[Field, str]]:
    """Return where a field's references may go, by name: fields of its kind that the model takes."""
    if form.route is None or form.model is None:
        return []
    return [
        (other, words.text(form[other].name))
        for other in REFERENCE_FIELDS
        if other is not name
        and KIND_OF_FIELD[other] is KIND_OF_FIELD[name]
        and form.route.takes(other, form.model)
    ]
