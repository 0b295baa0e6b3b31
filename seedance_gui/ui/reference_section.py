"""The five reference fields: those in use as full fields, those that are off as pills with one reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol, cast

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import FRAME_FIELDS, KIND_OF_FIELD, REFERENCE_FIELDS, Field
from seedance_gui.ui.icons import set_icon
from seedance_gui.ui.state_block import Links, StateBlock
from seedance_gui.ui.theme import set_look
from seedance_gui.ui.widgets.elided import ElidedLabel
from seedance_gui.ui.widgets.flow import FlowLayout
from seedance_gui.ui.widgets.note import Note, NoteLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import SignalInstance

    from seedance_gui.domain.draft import Draft, Reference
    from seedance_gui.domain.form import FieldState, Form
    from seedance_gui.ui.theme import Theme
    from seedance_gui.ui.words import Words

ICONS: Final = {
    Field.IMAGES: "image",
    Field.FIRST_IMAGE: "step-back",
    Field.LAST_IMAGE: "step-forward",
    Field.REFERENCE_VIDEOS: "video",
    Field.REFERENCE_AUDIOS: "music",
}
"""The icon of each reference field."""

_PILL_ORDER = (Field.IMAGES, Field.REFERENCE_VIDEOS, Field.REFERENCE_AUDIOS, *FRAME_FIELDS)


class ReferenceWidget(Protocol):
    """What the form asks of the widget that holds one field's references (``ui.references.field``)."""

    changed: SignalInstance  # tuple[Reference, ...]
    misplaced: SignalInstance  # tuple[Reference, ...], Kind
    refused: SignalInstance  # str
    move_wanted: SignalInstance  # index, Field

    def set_state(self, items: tuple[Reference, ...], state: FieldState) -> None:
        """Show these references. Emits nothing."""

    def set_destinations(self, places: Sequence[tuple[Field, str]]) -> None:
        """Offer these fields to move a reference to."""

    def count_text(self) -> str:
        """Return how many there are, of how many."""


class ReferenceBlock(QWidget):
    """One reference field: a whole field while it is on, a pill with its name while it is off."""

    def __init__(self, theme: Theme, words: Words, name: Field, widget: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._on = True
        self._kept = False
        self._name = name
        self.field = cast("ReferenceWidget", widget)
        self.widget = widget
        widget.setObjectName(name.value)
        self._pill = QWidget(self)
        self._icon = QLabel(self._pill)
        set_icon(theme, self._icon, ICONS[name], "text_secondary", 14)
        self._label = ElidedLabel("", self._pill)
        set_look(self._label, role="caption")
        self._pill_row = QHBoxLayout(self._pill)
        self._pill_row.setContentsMargins(0, 0, 0, 0)
        self._pill_row.addWidget(self._icon)
        self._pill_row.addWidget(self._label)
        self.block = StateBlock(theme, words, widget, parent=self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._pill)
        self._row.addWidget(self.block, 1)
        theme.changed.connect(self._fit)
        self._show_on(on=False, kept=False)

    def show_state(self, items: tuple[Reference, ...], state: FieldState) -> None:
        """Show the references and how the field stands."""
        self.field.set_state(items, state)
        self._label.setText(self._words.text(state.name))
        if state.on != self._on or bool(items) != self._kept:
            self._show_on(on=state.on, kept=bool(items))
        if state.on:
            self.block.show_state(state)
            self.block.set_hint(self.field.count_text())
        else:
            self.block.set_label("")
            self.block.set_hint("")
            self.block.set_notes(())
            self.block.links.set_labels(())
            self.widget.setAccessibleName(self._words.text(state.name))
            self.widget.setAccessibleDescription(self._words.text(state.reason) if state.reason else "")

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        if self._on:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("border_strong"), 1, Qt.PenStyle.DashLine))
        radius = self._theme.px(7)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _show_on(self, *, on: bool, kept: bool) -> None:
        self._on, self._kept = on, kept
        self._pill.setVisible(not on)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        if self._on:
            self._row.setContentsMargins(0, 0, 0, 0)
        else:
            self._row.setContentsMargins(px(9), px(4), px(10), px(4))
        self._row.setSpacing(px(6) if self._kept and not self._on else 0)
        self._pill_row.setSpacing(px(6))


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
        theme.changed.connect(self._fit)
        self._fit()

    def block(self, name: Field) -> ReferenceBlock:
        """Return the block of a reference field."""
        return self._blocks[name]

    def show_form(self, form: Form) -> None:
        """Show the five fields as they stand."""
        for name, block in self._blocks.items():
            block.show_state(form.draft.items(name), form[name])
        groups = self._off_groups(form)
        on = tuple(name for name in REFERENCE_FIELDS if form[name].on)
        arrangement = (on, tuple(tuple(group.names) for group in groups))
        if arrangement != self._placed:
            self._placed = arrangement
            self._place(on, groups)
        for place, group in zip(self._groups, groups, strict=False):
            place.show(group)

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
