"""The words of a decoder or a service, one click away and easy to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import button
from seedance_gui.ui.kit.spacing import set_spacing

if TYPE_CHECKING:
    from seedance_gui.ui.kit.theme import Theme


class TechnicalDetail(QWidget):
    """A quiet "Technical detail" that unfolds a text to read and copy; hidden while there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, centred: bool = True) -> None:
        super().__init__(parent)
        self._theme = theme
        self.fold = button(self.tr("Technical detail"), self._show_text, variant="ghost", size="small")
        self.fold.setCheckable(True)
        self.copy = button(self.tr("Copy"), self._copy_text, variant="ghost", size="small")
        set_icon(theme, self.copy, "copy", "text_secondary", 14)
        self.copy.setAccessibleName(self.tr("Copy the technical detail"))
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Technical detail"))
        self.text.setFixedHeight(theme.px(92))
        row = QHBoxLayout()
        set_spacing(theme, row, 4)
        if centred:
            row.addStretch(1)
        row.addWidget(self.fold)
        row.addWidget(self.copy)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.text)
        self.set_text("")

    def set_text(self, text: str) -> None:
        """Offer another text, folded; nothing for an empty one."""
        self.text.setPlainText(text)
        self.fold.setChecked(False)
        self._show_text(unfolded=False)
        self.setVisible(bool(text))

    def _show_text(self, unfolded: bool) -> None:
        self.text.setVisible(unfolded)
        self.copy.setVisible(unfolded)
        set_icon(
            self._theme, self.fold, "chevron-down" if unfolded else "chevron-right", "text_secondary", 14
        )

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
