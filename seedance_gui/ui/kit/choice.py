"""What the exclusive choices share: a choice, its button, and the group that keeps one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.icons import icon, ratio_icon
from seedance_gui.ui.kit.parts import plain_tooltip
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from seedance_gui.ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: its value, what it is called, and why it can't be chosen now (empty = it can)."""

    value: str
    label: str
    icon: str = ""
    off: str = ""
    note: str = ""  # what it is good for or does, where a row has room for it


class ButtonShape(NamedTuple):
    """How the buttons of one kind are cut, in pixels at 100 %. The style sheet has the rest, by `variant`."""

    variant: str
    height: int
    edges: int  # beside the words, both sides together
    least: int = 0  # the least width
    shrinks: bool = False  # to `least`, where there is no room for the words
    icons: tuple[str, str] = ("text", "accent_text")  # their colours: else, and of the chosen one


class ChoiceButton(QPushButton):
    """One choice. Keyboard, exclusiveness and accessibility are Qt's; the look is the style sheet's."""

    def __init__(self, theme: Theme, shape: ButtonShape, choice: Choice, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._shape = theme, shape
        self._compact = False
        # The icon brings the distance to the words, which a style sheet can not set.
        self.setIconSize(QSize(theme.px(16) + theme.px(4), theme.px(16)))
        self.setCheckable(True)
        # Makes assistive software see a radio button; the group does the excluding.
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_look(self, variant=shape.variant)
        self.set_choice(choice)

    def set_choice(self, choice: Choice) -> None:
        """Show another label, icon or reason."""
        self.choice = choice
        self.setAccessibleName(choice.label)
        self.setAccessibleDescription(choice.off or choice.note)
        self.setToolTip(plain_tooltip(choice.off))
        self.setEnabled(not choice.off)
        self._icon = ratio_icon(choice.value) or choice.icon
        self._show_icon()
        self.updateGeometry()

    def set_compact(self, compact: bool) -> None:
        """Leave out the icon, or show it."""
        if compact != self._compact:
            self._compact = compact
            self._show_icon()

    @override
    def sizeHint(self) -> QSize:
        px, shape = self._theme.px, self._shape
        # In the weight of the chosen one: choosing must move nothing.
        width = self._metrics().horizontalAdvance(self.choice.label) + px(shape.edges) + self._beside()
        return QSize(max(width, px(shape.least)), px(shape.height))

    @override
    def minimumSizeHint(self) -> QSize:
        px, shape = self._theme.px, self._shape
        return QSize(px(shape.least), px(shape.height)) if shape.shrinks else self.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _show_icon(self) -> None:
        shown = self._icon and not self._compact
        self.setIcon(icon(self._theme, self._icon, *self._shape.icons) if shown else QIcon())
        self._shorten()

    def _shorten(self) -> None:
        """Show as much of the words as there is room for."""
        shown = self.choice.label
        if self._shape.shrinks:
            room = self.width() - self._theme.px(12) - (0 if self._compact else self._beside())
            shown = self._metrics().elidedText(shown, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))

    def _beside(self) -> int:
        return self._theme.px(16 + 6) if self._icon else 0

    def _metrics(self) -> QFontMetrics:
        self.ensurePolished()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font)


class Choices(QWidget):
    """Keeps one of several choices. `value` may be empty (none chosen) or an "off" choice that was kept."""

    value_changed = Signal(str)
    shape: ClassVar[ButtonShape]
    button_type: ClassVar[type[ChoiceButton]] = ChoiceButton

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: list[ChoiceButton] = []
        self._spare: list[ChoiceButton] = []  # hidden, for when there are more choices again
        self._group.buttonClicked.connect(self._clicked)
        self._value = ""

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
                button = self.button_type(self.theme, self.shape, choice, self)
                self.place(button)
            self._buttons.append(button)
            self._group.addButton(button)
            button.show()
        self.set_value(value)
        self.updateGeometry()

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

    def place(self, button: ChoiceButton) -> None:
        """Put a new button behind the others."""
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
