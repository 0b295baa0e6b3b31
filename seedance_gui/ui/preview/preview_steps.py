"""The steps of the way to a video, before and after the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import label
from seedance_gui.ui.kit.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.ui.kit.theme import Theme


class Steps(QWidget):
    """Rows of an icon, a word and a time, made anew only where they say something else."""

    def __init__(self, theme: Theme, icon: str, color: str) -> None:
        super().__init__()
        self._theme, self._look = theme, (icon, color)
        self._rows: Sequence[tuple[str, str]] = ()
        self._parts: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(3))
        self._grid.setVerticalSpacing(theme.space(1))
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these, or nothing."""
        self.setVisible(bool(rows))
        if rows == self._rows:
            return
        self._rows = rows
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        for row, texts in enumerate(rows):
            sign, done = QLabel(), self._look[0] == "check"
            sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
            sign.setFixedSize(2 * self._theme.px(10), 2 * self._theme.px(10))
            set_icon(self._theme, sign, *self._look, 12 if done else 20)
            set_look(sign, role="disc" if done else "")
            role = "" if done else "secondary"
            parts = (sign, label(texts[0], role, wraps=True), label(texts[1], "secondary", wraps=True))
            for place, part in enumerate(parts):
                self._grid.addWidget(part, row, place)
            self._parts.extend(parts)
