"""One reference field with its name and notes: whole while it is on, a pill while it is off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
    from seedance_gui.domain.draft import Reference
    from seedance_gui.domain.form_state import FieldState
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.references.field.field import ReferenceField

_ICONS: Final = {
    Field.IMAGES: "image",
    Field.FIRST_IMAGE: "step-back",
    Field.LAST_IMAGE: "step-forward",
    Field.REFERENCE_VIDEOS: "video",
    Field.REFERENCE_AUDIOS: "music",
}


class ReferenceBlock(QWidget):
    """One reference field: a whole field while it is on, a pill with its name while it is off."""

    def __init__(self, theme: Theme, words: Words, field: ReferenceField, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._look: object = None  # whether it is on, and whether it holds something
        self._seen: object = None
        self.field = field
        self._icon = QLabel(self)
        set_icon(theme, self._icon, _ICONS[field.field], "text_secondary", 14)
        self._label = ElidedLabel("", self)
        set_look(self._label, role="caption")
        self.block = StateBlock(theme, words, field, parent=self)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(theme.px(6))
        self._row.addWidget(self._icon)
        self._row.addWidget(self._label)
        self._row.addWidget(self.block, 1)
        self._show_look(on=False, kept=False)

    def show_state(self, items: tuple[Reference, ...], state: FieldState) -> None:
        """Show the references and how the field stands."""
        seen = (items, looks(state))
        if seen == self._seen:
            self.block.keep_remedies(state)
            return
        self._seen = seen
        self.field.set_state(items, state)
        name = self._words.text(state.name)
        self._label.setText(name)
        self._show_look(on=state.on, kept=bool(items))
        if state.on:
            # What there is to say of the frames stands below both: a column of its own is too narrow.
            self.block.show_state(state, below=self.field.field not in FRAME_FIELDS)
            self.block.set_hint(self.field.count_text())
        else:
            self.block.clear()
            self.field.setAccessibleName(name)
            self.field.setAccessibleDescription(self._words.text(state.reason) if state.reason else "")

    def _show_look(self, *, on: bool, kept: bool) -> None:
        if (on, kept) == self._look:
            return
        self._look = (on, kept)
        self._icon.setVisible(not on)
        self._label.setVisible(not on)
        px = self._theme.px
        margins = (0, 0, 0, 0) if on else (px(9), px(4), px(10) if kept else px(10) - px(6), px(4))
        self._row.setContentsMargins(*margins)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        if self._label.isHidden():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("border_strong"), 1, Qt.PenStyle.DashLine))
        radius = self._theme.px(7)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
