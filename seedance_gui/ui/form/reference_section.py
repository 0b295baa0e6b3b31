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
from seedance_gui.ui.kit.note import Note, NoteLine
from seedance_gui.ui.kit.note_list import NoteList
from seedance_gui.ui.kit.translator import in_a_row, named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.form_state import Form
    from seedance_gui.ui.form.state_block import Extra
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

_PILL_ORDER = (Field.IMAGES, Field.REFERENCE_VIDEOS, Field.REFERENCE_AUDIOS, *FRAME_FIELDS)


@dataclass
class _Group:
    """Fields that are off for one reason."""

    reason: str
    note: NoteLine
    drafts: list[Draft]
    labels: list[str]
    names: list[Field] = field(default_factory=list)


class _OffGroup:
    """What is said of a group: the reason once, and its remedies."""

    def __init__(self, theme: Theme, parent: ReferenceSection) -> None:
        self.names: tuple[Field, ...] = ()
        self.note = Note(theme, NoteLine("off", ""), parent)
        self.links = Links(theme, parent)
        self.drafts: list[Draft] = []
        self.note.remedy_clicked.connect(lambda: parent.fix.emit(self.drafts[0]))
        self.links.clicked.connect(lambda index: parent.fix.emit(self.drafts[index]))

    def show(self, group: _Group) -> None:
        """Say the group's reason and remedies."""
        self.names, self.drafts = tuple(group.names), group.drafts
        if self.note.line != group.note:
            self.note.set_line(group.note)
        labels = tuple(group.labels) if len(group.labels) > 1 else ()
        if labels != self.links.labels():
            self.links.set_labels(labels, group.reason)
        self.note.show()

    def hide(self) -> None:
        """Say nothing, of no field."""
        self.names = ()
        self.note.hide()
        self.links.set_labels(())


class ReferenceSection(QWidget):
    """Places the reference fields as they stand. They keep their parent, so that the focus stays."""

    fix = Signal(object)  # Draft
    items_changed = Signal(object, object)  # Field, tuple[Reference, ...]
    misplaced = Signal(object, object)  # tuple[Reference, ...], Kind
    move_wanted = Signal(object, int, object)  # Field, index, Field
    refused = Signal(str)

    def __init__(
        self,
        theme: Theme,
        words: Words,
        make_field: Callable[[Field], QWidget],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._on: tuple[Field, ...] = ()
        self._groups: list[_OffGroup] = []
        self._blocks = {
            name: ReferenceBlock(theme, words, name, make_field(name), self) for name in REFERENCE_FIELDS
        }
        for name, block in self._blocks.items():
            self._connect(name, block)
        self.frame_notes = NoteList(theme, self)
        self.frame_notes.fix.connect(self._frame_remedy)
        self._form: Form | None = None
        self._extra: Mapping[Field, Sequence[Extra]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._refit)

    def block(self, name: Field) -> ReferenceBlock:
        """Return the block of a reference field."""
        return self._blocks[name]

    def show_form(self, form: Form) -> None:
        """Show the five fields as they stand."""
        self._form = form
        for name, block in self._blocks.items():
            block.show_state(form.draft.items(name), form[name])
        self._remark_on_frames(form)
        groups = self._off_groups(form)
        while len(self._groups) < len(groups):
            self._groups.append(_OffGroup(self._theme, self))
        before = self._arrangement()
        self._on = tuple(name for name in REFERENCE_FIELDS if form[name].on)
        for place, group in zip(self._groups, groups, strict=False):
            place.show(group)
        for place in self._groups[len(groups) :]:
            place.hide()
        if self._arrangement() != before:
            self._refit()

    def set_extra(self, extra: Mapping[Field, Sequence[Extra]]) -> None:
        """Say these of the fields, beside what the form says of them."""
        if extra == self._extra:
            return
        self._extra = extra
        for name, block in self._blocks.items():
            if name not in FRAME_FIELDS:
                block.block.set_extra(extra.get(name, ()))
        if self._form is not None:
            self._remark_on_frames(self._form)

    def _remark_on_frames(self, form: Form) -> None:
        """Say what there is to say of both frames below them, where a message has room."""
        self.frame_notes.say(
            [
                (replace(line, text=named(self._words.text(form[name].name), line.text)), fix)
                for name in FRAME_FIELDS
                if form[name].on
                for line, fix in (*note_lines(self._words, form[name]), *self._extra.get(name, ()))
            ]
        )

    def _frame_remedy(self, fix: Draft | Callable[[], None]) -> None:
        if callable(fix):
            fix()
        else:
            self.fix.emit(fix)

    def name_destinations(self, form: Form) -> None:
        """Tell each field where its references may go: fields of their kind that the model takes."""
        for name, block in self._blocks.items():
            others = [other for other in REFERENCE_FIELDS if other is not name]
            block.field.set_destinations(
                [
                    (other, self._words.text(form[other].name))
                    for other in others
                    if KIND_OF_FIELD[other] is KIND_OF_FIELD[name]
                    and form.route is not None
                    and form.model is not None
                    and form.route.takes(other, form.model)
                ]
            )

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
        return self._arrange(width, move=False)

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(280)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        width = max((block.minimumSizeHint().width() for block in self._blocks.values()), default=0)
        return QSize(width, 0)

    def _off_groups(self, form: Form) -> list[_Group]:
        groups: dict[str, _Group] = {}
        for name in _PILL_ORDER:
            state = form[name]
            if state.on:
                continue
            reason = self._words.text(state.reason) if state.reason else ""
            group = groups.setdefault(reason, _Group(reason, NoteLine("off", reason), [], []))
            group.names.append(name)
            for fix in state.fixes:
                label = self._words.text(fix.label)
                if label not in group.labels:
                    group.labels.append(label)
                    group.drafts.append(fix.draft)
        for group in groups.values():
            kept = [note for name in group.names for note in form[name].notes]
            text = in_a_row([group.reason, *dict.fromkeys(self._words.text(note) for note in kept)])
            group.note = NoteLine("off", text, group.labels[0] if len(group.labels) == 1 else "")
        return list(groups.values())

    # Places. Not by Qt's layouts: their items remember sizes, and a widget that goes from one to another
    # leaves the new one with what it remembered.

    def _arrangement(self) -> object:
        return self._on, tuple(place.names for place in self._groups)

    def _refit(self) -> None:
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

    def _connect(self, name: Field, block: ReferenceBlock) -> None:
        block.block.fix.connect(self.fix)
        block.field.changed.connect(lambda items: self.items_changed.emit(name, items))
        block.field.misplaced.connect(self.misplaced)
        block.field.move_wanted.connect(lambda index, to: self.move_wanted.emit(name, index, to))
        block.field.refused.connect(self.refused)
