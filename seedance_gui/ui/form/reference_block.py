"""One reference field with its name and notes: whole while it is on, a pill while it is off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import FRAME_FIELDS, Field
from seedance_gui.ui.form.state_block import StateBlock, looks
from seedance_gui.ui.kit.elided import ElidedLabel
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from seedance_gui.domain.draft import Reference
    from seedance_gui.domain.form_state import FieldState
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

ICONS: Final = {
    Field.IMAGES: "image",
    Field.FIRST_IMAGE: "step-back",
    Field.LAST_IMAGE: "step-forward",
    Field.REFERENCE_VIDEOS: "video",
    Field.REFERENCE_AUDIOS: "music",
}
"""The icon of each reference field."""


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
        self._seen: object = None
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
        seen = (items, looks(state))
        if seen == self._seen:
            self.block.keep_remedies(state)
            return
        self._seen = seen
        self.field.set_state(items, state)
        self._label.setText(self._words.text(state.name))
        if state.on != self._on or bool(items) != self._kept:
            self._show_on(on=state.on, kept=bool(items))
        if state.on:
            # What there is to say of the frames stands below both: a column of its own is too narrow.
            self.block.show_state(state, below=self._name not in FRAME_FIELDS)
            self.block.set_hint(self.field.count_text())
        else:
            self.block.clear()
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
