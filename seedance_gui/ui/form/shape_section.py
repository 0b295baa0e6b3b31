"""The shape of the video: ratio, length, resolution, orientation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import Field
from seedance_gui.ui.form.draft_history import HISTORY_KEYS
from seedance_gui.ui.form.model.model_words import output_words
from seedance_gui.ui.form.state_block import StateBlock
from seedance_gui.ui.kit.chips import ChoiceChips
from seedance_gui.ui.kit.choice import Choice
from seedance_gui.ui.kit.duration import DurationSlider

if TYPE_CHECKING:
    from seedance_gui.domain.form_state import FieldState, Form
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

_ICONS = {"landscape": "rectangle-horizontal", "portrait": "rectangle-vertical"}


class ChoiceField(StateBlock):
    """A field with a few values, as chips. While it is off, its fixed value stands there as one chip."""

    def __init__(self, theme: Theme, words: Words, name: Field, *, quiet: bool = False) -> None:
        self.chips = ChoiceChips(theme, "")
        self.chips.setObjectName(name.value)
        super().__init__(theme, words, self.chips, quiet=quiet)

    def show_choices(self, state: FieldState, fixed: str = "") -> None:
        """Show the values on offer and the one in use. `fixed`: the value of a field that can't be chosen."""
        reason = self._words.text(state.reason) if state.reason else ""
        if state.on:
            choices = [
                Choice(choice.value, self._words.text(choice.label), _ICONS.get(choice.value, ""))
                for choice in state.choices
            ]
        elif fixed:
            choices = [Choice(fixed, output_words(fixed), off=reason)]
        else:
            choices = []
        if tuple(choices) != self.chips.choices():
            self.chips.set_choices(choices)
        value = str(state.value) if state.on else fixed
        if self.chips.value() != value or not value:
            self.chips.set_value(value)
        self.show_state(state)


class ShapeSection(QWidget):
    """Ratio, length, resolution and orientation."""

    fix = Signal(object)  # Draft

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ratio = ChoiceField(theme, words, Field.RATIO)
        self.slider = DurationSlider(theme, "")
        self.slider.setObjectName(Field.DURATION.value)
        self.duration = StateBlock(theme, words, self.slider)
        self.resolution = ChoiceField(theme, words, Field.RESOLUTION)
        self.orientation = ChoiceField(theme, words, Field.ORIENTATION, quiet=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        for block in (self.ratio, self.duration, self.resolution, self.orientation):
            column.addWidget(block)
            block.fix.connect(self.fix)
        # Scrolling over the length must not change what is paid.
        for part in (self.slider.slider, self.slider.field):
            part.installEventFilter(self)

    def show_form(self, form: Form) -> None:
        """Show the four fields as they stand."""
        self.ratio.show_choices(form[Field.RATIO])
        self._show_duration(form[Field.DURATION])
        self.resolution.show_choices(form[Field.RESOLUTION], form.model.output if form.model else "")
        self.orientation.show_choices(form[Field.ORIENTATION])

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        if event.type() is QEvent.Type.ShortcutOverride and watched is self.slider.field:
            # While no number is half typed, undo and redo are the form's.
            undoing = isinstance(event, QKeyEvent) and any(event.matches(keys) for keys in HISTORY_KEYS)
            typed = self.slider.field.cleanText() != str(self.slider.field.value())
            if undoing and not typed:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _show_duration(self, state: FieldState) -> None:
        if state.minimum is not None and state.maximum is not None:
            if self.slider.bounds() != (state.minimum, state.maximum):
                self.slider.set_bounds(state.minimum, state.maximum)
            if self.slider.value() != state.value:
                self.slider.set_value(int(state.value))
        self.duration.show_state(state)
        for part in (self.slider.slider, self.slider.field):
            if part.accessibleName() != self.slider.accessibleName():
                part.setAccessibleName(self.slider.accessibleName())
