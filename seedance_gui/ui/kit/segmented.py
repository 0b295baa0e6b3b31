"""A row of exclusive choices in one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.choice import ButtonShape, Choice, ChoiceButton, Choices
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from seedance_gui.ui.kit.theme import Theme


class SegmentedControl(Choices):
    """Two to five exclusive choices in a row; arrow keys; one may be off, its reason in the tooltip."""

    shape: ClassVar = ButtonShape(
        "segment", height=28, edges=20, least=36, shrinks=True, icons=("text_secondary", "accent_text")
    )

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[Choice] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, parent)
        set_look(self, segmented=True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        set_spacing(theme, self._row, 2, 3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_choices(choices)

    @override
    def place(self, button: ChoiceButton) -> None:
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row.addWidget(button)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        # Where not all words have room, the icons give way first.
        wanted = sum(button.sizeHint().width() + 2 for button in self.buttons()) - 2
        compact = wanted + 2 * self.theme.px(3) > self.width()
        for button in self.buttons():
            button.set_compact(compact)
