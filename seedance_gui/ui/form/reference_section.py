"""The five reference fields: those in use as full fields, those that are off as pills with one reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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

_PILL_ORDER = (Field.IMAGES, Field.REFERENCE_VIDEOS, Field.REFERENCE_AUDIOS, *FRAME_FIELDS)


@dataclass
class _Off:
    """Fields that are off for one reason, what else is said of them, and the drafts of remedies by label."""

    names: list[Field] = field(default_factory=list)
    said: dict[str, None] = field(default_factory=dict)  # each once, in order
    remedies: dict[str, Draft] = field(default_factory=dict)


class _OffGroup:
    """Says what there is to say of fields that are off for one reason: the reason once, and its remedies."""

    def __init__(self, theme: Theme, parent: ReferenceSection) -> None:
        self.names: tuple[Field, ...] = ()
        self.note = Note(theme, NoteLine("off", ""), parent)
        self.links = Links(theme, parent)
        self._drafts: list[Draft] = []
        self.note.remedy_clicked.connect(lambda: parent.fix.emit(self._drafts[0]))
        self.links.clicked.connect(lambda index: parent.fix.emit(self._drafts[index]))

    def show(self, reason: str, off: _Off) -> None:
        """Say this; of no fields, nothing."""
        self.names, self._drafts = tuple(off.names), list(off.remedies.values())
        labels = tuple(off.remedies)
        line = NoteLine("off", in_a_row([reason, *off.said]), labels[0] if len(labels) == 1 else "")
        if self.note.line != line:
            self.note.set_line(line)
        several = labels if len(labels) > 1 else ()
        if several != self.links.labels():
            self.links.set_labels(several, reason)
        self.note.setVisible(bool(self.names))


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
        self._groups: list[_OffGroup] = []
        self._blocks = {
            name: ReferenceBlock(theme, words, make_field(name), self) for name in REFERENCE_FIELDS
        }
        for block in self._blocks.values():
            block.block.fix.connect(self.fix)
        self.frame_notes = NoteList(theme, self)
        self.frame_notes.fix.connect(lambda fix: fix() if callable(fix) else self.fix.emit(fix))
        self._form: Form | None = None
        self._extra: Mapping[Field, Sequence[Extra]] = {}
        self._heights: dict[int, int] = {}  # by width, until something in it changes its size
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def block(self, name: Field) -> ReferenceBlock:
        """Return the block of a reference field."""
        return self._blocks[name]

    def show_form(self, form: Form) -> None:
        """Show the five fields as they stand."""
        self._form = form
        for name, block in self._blocks.items():
            block.show_state(form.draft.items(name), form[name])
        self._say_of_frames(form)
        before = self._arrangement()
        self._on = tuple(name for name in REFERENCE_FIELDS if form[name].on)
        groups = list(self._off_groups(form).items())
        while len(self._groups) < len(groups):
            self._groups.append(_OffGroup(self._theme, self))
        groups += [("", _Off())] * (len(self._groups) - len(groups))
        for place, (reason, off) in zip(self._groups, groups, strict=True):
            place.show(reason, off)
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
        self.frame_notes.say(
            [
                (replace(line, text=named(self._words.text(form[name].name), line.text)), fix)
                for name in FRAME_FIELDS
                if form[name].on
                for line, fix in (*note_lines(self._words, form[name]), *self._extra.get(name, ()))
            ]
        )

    def _off_groups(self, form: Form) -> dict[str, _Off]:
        """Return the fields that are off by the reason why."""
        text = self._words.text
        groups: dict[str, _Off] = {}
        for name in _PILL_ORDER:
            state = form[name]
            if state.on:
                continue
            group = groups.setdefault(text(state.reason) if state.reason else "", _Off())
            group.names.append(name)
            group.said |= dict.fromkeys(map(text, state.notes))
            for fix in state.fixes:
                group.remedies.setdefault(text(fix.label), fix.draft)
        return groups

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
        return self._on, [place.names for place in self._groups if place.names]

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
        for place in self._groups:
            stack.flow([self._blocks[name] for name in place.names], gap=px(14), between=px(6))
            stack.below(place.note, gap=px(6))
            stack.below(place.links, gap=px(6))
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
