"""The five reference fields: those in use as full fields, those that are off as pills with one reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import FRAME_FIELDS, KIND_OF_FIELD, REFERENCE_FIELDS, Field
from seedance_gui.ui.reference_block import ReferenceBlock
from seedance_gui.ui.remarks import Remarks
from seedance_gui.ui.state_block import Links, note_lines
from seedance_gui.ui.widgets.flow import FlowLayout
from seedance_gui.ui.widgets.note import Note, NoteLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.form import Form
    from seedance_gui.ui.theme import Theme
    from seedance_gui.ui.words import Words

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
    """Where a group stands: a line of pills, the reason once, its remedies."""

    def __init__(self, theme: Theme, parent: ReferenceSection) -> None:
        self.layout = QVBoxLayout()
        self.pills = FlowLayout()
        self.note = Note(theme, NoteLine("off", ""), parent)
        self.links = Links(theme, parent)
        self.drafts: list[Draft] = []
        self.layout.addLayout(self.pills)
        self.layout.addWidget(self.note)
        self.layout.addWidget(self.links)
        self.note.remedy_clicked.connect(lambda: parent.remedy.emit(self.drafts[0]))
        self.links.clicked.connect(lambda index: parent.remedy.emit(self.drafts[index]))

    def show(self, group: _Group) -> None:
        """Say the group's reason and remedies."""
        self.drafts = group.drafts
        if self.note.line != group.note:
            self.note.set_line(group.note)
        labels = tuple(group.labels) if len(group.labels) > 1 else ()
        if labels != self.links.labels():
            self.links.set_labels(labels, group.reason)
        self.note.show()

    def hide(self) -> None:
        """Say nothing."""
        self.note.hide()
        self.links.set_labels(())


class ReferenceSection(QWidget):
    """Places the reference fields as they stand. They keep their parent, so that the focus stays."""

    remedy = Signal(object)  # Draft
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
        self._placed: object = None
        self._frames = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._groups: list[_OffGroup] = []
        self._blocks = {
            name: ReferenceBlock(theme, words, name, make_field(name), self) for name in REFERENCE_FIELDS
        }
        for name, block in self._blocks.items():
            self._connect(name, block)
        self.frame_remarks = Remarks(theme, self)
        self.frame_remarks.remedy.connect(self.remedy)
        theme.changed.connect(self._fit)
        self._fit()

    def block(self, name: Field) -> ReferenceBlock:
        """Return the block of a reference field."""
        return self._blocks[name]

    def show_form(self, form: Form) -> None:
        """Show the five fields as they stand."""
        for name, block in self._blocks.items():
            block.show_state(form.draft.items(name), form[name])
        self._remark_on_frames(form)
        groups = self._off_groups(form)
        on = tuple(name for name in REFERENCE_FIELDS if form[name].on)
        arrangement = (on, tuple(tuple(group.names) for group in groups))
        if arrangement != self._placed:
            self._placed = arrangement
            self._place(on, groups)
        for place, group in zip(self._groups, groups, strict=False):
            place.show(group)

    def _remark_on_frames(self, form: Form) -> None:
        """Say what there is to say of both frames below them, where a sentence has room."""
        self.frame_remarks.say(
            [
                (replace(line, text=f"{self._words.text(form[name].name)}: {line.text}"), draft)
                for name in FRAME_FIELDS
                if form[name].on
                for line, draft in note_lines(self._words, form[name])
            ]
        )

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
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        wide = self.width() >= 2 * self._theme.px(124)
        self._frames.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def _off_groups(self, form: Form) -> list[_Group]:
        groups: dict[str, _Group] = {}
        for name in _PILL_ORDER:
            state = form[name]
            if state.on:
                continue
            reason = self._words.text(state.reason) if state.reason else ""
            group = groups.setdefault(reason, _Group(reason, NoteLine("off", reason), [], []))
            group.names.append(name)
            for remedy in state.remedies:
                label = self._words.text(remedy.label)
                if label not in group.labels:
                    group.labels.append(label)
                    group.drafts.append(remedy.draft)
        for group in groups.values():
            kept = [note for name in group.names for note in form[name].notes]
            text = " ".join([group.reason, *dict.fromkeys(self._words.text(note) for note in kept)])
            group.note = NoteLine("off", text, group.labels[0] if len(group.labels) == 1 else "")
        return list(groups.values())

    def _place(self, on: tuple[Field, ...], groups: Sequence[_Group]) -> None:
        self._clear()
        while len(self._groups) < len(groups):
            self._groups.append(_OffGroup(self._theme, self))
            self._fit()
        frames = [name for name in on if name in FRAME_FIELDS]
        for name in frames:
            self._frames.addWidget(self._blocks[name], 1, Qt.AlignmentFlag.AlignTop)
        if frames:
            self._column.addLayout(self._frames)
            self._column.addWidget(self.frame_remarks)
        for name in on:
            if name not in FRAME_FIELDS:
                self._column.addWidget(self._blocks[name])
        for place, group in zip(self._groups, groups, strict=False):
            for name in group.names:
                place.pills.addWidget(self._blocks[name])
            self._column.addLayout(place.layout)

    def _clear(self) -> None:
        for layout in (self._column, self._frames, *(place.pills for place in self._groups)):
            while layout.count():
                layout.takeAt(0)
        for place in self._groups:
            place.hide()

    def _connect(self, name: Field, block: ReferenceBlock) -> None:
        block.block.remedy.connect(self.remedy)
        block.field.changed.connect(lambda items: self.items_changed.emit(name, items))
        block.field.misplaced.connect(self.misplaced)
        block.field.move_wanted.connect(lambda index, to: self.move_wanted.emit(name, index, to))
        block.field.refused.connect(self.refused)

    def _fit(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(14))
        self._frames.setSpacing(px(10))
        for place in self._groups:
            place.layout.setSpacing(px(6))
            place.pills.set_gaps(px(6), px(6))
