"""One reference field with its name and notes while it is on; off, small pictures of what it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from seedance_gui.domain.draft import FRAME_FIELDS
from seedance_gui.ui.form.state_block import StateBlock, looks

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Reference
    from seedance_gui.domain.form_state import FieldState
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.references.field.field import ReferenceField


class ReferenceBlock(QWidget):
    """One reference field: whole while it is on, the small pictures alone while it is off."""

    def __init__(self, theme: Theme, words: Words, field: ReferenceField, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._seen: object = None
        self.field = field
        self.block = StateBlock(theme, words, field, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.block)

    def show_state(self, items: tuple[Reference, ...], state: FieldState) -> None:
        """Show the references and how the field stands."""
        seen = (items, looks(state))
        if seen == self._seen:
            self.block.keep_remedies(state)
            return
        self._seen = seen
        self.field.set_state(items, state)
        if state.on:
            # What there is to say of the frames stands below both: a column of its own is too narrow.
            self.block.show_state(state, below=self.field.field not in FRAME_FIELDS)
            self.block.set_hint(self.field.count_text())
        else:
            self.block.clear()
            self.field.setAccessibleName(self._words.text(state.name))
            self.field.setAccessibleDescription(self._words.text(state.reason) if state.reason else "")
        self.setVisible(state.on or bool(items))
