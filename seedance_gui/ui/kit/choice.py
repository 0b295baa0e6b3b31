"""What the exclusive choices share: a choice, its button, and the group that keeps one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.escape_html import plain_tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QEnterEvent

    from seedance_gui.ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: its value, what it is called, and why it can't be chosen now (empty = it can)."""

    value: str
    label: str
    icon: str = ""
    off: str = ""


class ChoiceButton(QAbstractButton):
    """One choice. Painted by its subclasses; keyboard, exclusiveness and accessibility are Qt's."""

    def __init__(self, theme: Theme, choice: Choice, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.choice = choice
        self.hovered = False
        self.setCheckable(True)
        # Makes assistive software see a radio button; the group does the excluding.
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_choice(choice)

    def set_choice(self, choice: Choice) -> None:
        """Show another label, icon or reason."""
        self.choice = choice
        self.setText(choice.label.replace("&", "&&"))
        self.setAccessibleName(choice.label)
        self.setAccessibleDescription(choice.off)
        self.setToolTip(plain_tooltip(choice.off))
        self.setEnabled(not choice.off)
        self.updateGeometry()
        self.update()

    @override
    def enterEvent(self, event: QEnterEvent, /) -> None:
        self.hovered = True
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent, /) -> None:
        self.hovered = False
        self.update()
        super().leaveEvent(event)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Choices(QWidget):
    """Keeps one of several choices. `value` may be empty (none chosen) or an "off" choice that was kept."""

    value_changed = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: list[ChoiceButton] = []
        self._spare: list[ChoiceButton] = []  # hidden, for when there are more choices again
        self._group.buttonClicked.connect(self._clicked)
        self._value = ""
        theme.changed.connect(self.relayout)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these choices; the value stays if it is among them, else nothing is chosen. Emits nothing."""
        value = self._value
        # A button that is there already is cheaper than a new one, which is styled and laid out first.
        spare = self._buttons[len(choices) :]
        for button in spare:
            self._group.removeButton(button)
            button.hide()
        self._spare = spare + self._spare
        del self._buttons[len(choices) :]
        for button, choice in zip(self._buttons, choices, strict=False):
            if button.choice != choice:
                button.set_choice(choice)
        for choice in choices[len(self._buttons) :]:
            if self._spare:
                button = self._spare.pop(0)
                button.set_choice(choice)
            else:
                button = self.make_button(choice)
            self._buttons.append(button)
            self._group.addButton(button)
            button.show()
        self.set_value(value)
        self.relayout()

    def choices(self) -> tuple[Choice, ...]:
        """Return what is offered."""
        return tuple(button.choice for button in self._buttons)

    def value(self) -> str:
        """Return the chosen value, or an empty string."""
        return self._value

    def set_value(self, value: str) -> None:
        """Choose a value; one that is not offered chooses nothing. Emits nothing."""
        chosen = next((button for button in self._buttons if button.choice.value == value), None)
        self._value = value if chosen else ""
        # An exclusive group refuses to have no choice.
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setAutoExclusive(False)
            button.setChecked(button is chosen)
            button.setAutoExclusive(True)
        self._group.setExclusive(True)
        self._set_tab_stop()

    def button(self, value: str) -> ChoiceButton:
        """Return the button of a value. Raises KeyError when it is not offered."""
        for button in self._buttons:
            if button.choice.value == value:
                return button
        raise KeyError(value)

    def buttons(self) -> tuple[ChoiceButton, ...]:
        """Return the buttons in their order."""
        return tuple(self._buttons)

    def make_button(self, choice: Choice) -> ChoiceButton:
        """Make one choice's button."""
        raise NotImplementedError

    def relayout(self) -> None:
        """Arrange the buttons, after a change of theme or choices."""
        raise NotImplementedError

    def _set_tab_stop(self) -> None:
        """Let Tab reach the chosen button, or the first that is on where the chosen one is off."""
        able = [button for button in self._buttons if button.isEnabled()]
        stop = next((button for button in able if button.isChecked()), able[0] if able else None)
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)  # type: ignore[arg-type] # None takes it away

    def _clicked(self, button: QObject) -> None:
        if isinstance(button, ChoiceButton) and button.choice.value != self._value:
            self._value = button.choice.value
            self._set_tab_stop()
            self.value_changed.emit(self._value)
