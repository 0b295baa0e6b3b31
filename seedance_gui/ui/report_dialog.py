"""Shows the report of an unexpected error, to be looked at and copied. It holds no secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from seedance_gui.ui.theme import set_look

if TYPE_CHECKING:
    from seedance_gui.ui.theme import Theme


class ReportDialog(QDialog):
    """A sentence, the report and a button that copies it."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.resize(theme.px(640), theme.px(440))
        sentence = QLabel(
            self.tr(
                "The program met an error of its own. Your videos are safe. This report helps whoever "
                "mends it; it holds no token and no links."
            )
        )
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setWordWrap(True)
        report = QPlainTextEdit(text)
        report.setReadOnly(True)
        report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        report.setAccessibleName(self.tr("Report"))
        copy = QPushButton(self.tr("Copy the report"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        close = QPushButton(self.tr("Close"))
        set_look(close, variant="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([theme.space(5)] * 4))
        column.setSpacing(theme.space(3))
        column.addWidget(sentence)
        column.addWidget(report, 1)
        column.addLayout(buttons)
