"""Exclusive choices as chips that wrap."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.choice import ButtonShape, Choice, ChoiceButton, Choices
from seedance_gui.ui.kit.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.theme import Theme


class ChoiceChips(Choices):
    """Exclusive choices that wrap to the width; arrow keys; one may be off, its reason in the tooltip."""

    shape: ClassVar = ButtonShape("chip", height=30, edges=22, least=44)
    gap: ClassVar = 6  # between chips and between lines, in pixels at 100 %

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[Choice] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, parent)
        self._flow = FlowLayout(self, gap=theme.px(self.gap))
        # Not Fixed: that would cut the height to the one line of sizeHint().
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_choices(choices)

    @override
    def place(self, button: ChoiceButton) -> None:
        self._flow.addWidget(button)


class QuietChips(ChoiceChips):
    """Smaller and quieter, without frames."""

    shape: ClassVar = ButtonShape("quiet", height=26, edges=18)
    gap: ClassVar = 2
