"""Offers the report of an unexpected error, to be looked at and copied. It holds no secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from seedance_gui.ui.kit.parts import button, label, reading_field
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.shell.dialogs import finished

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from seedance_gui.services.platform.reports import Report
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.shell.main_window import MainWindow


class ReportDialog(QDialog):
    """A message, the report and a button that copies it."""

    def __init__(self, theme: Theme, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.resize(theme.px(640), theme.px(440))
        message = self.tr(
            "The program met an error of its own. Your videos are safe. This report helps whoever "
            "mends it; it holds no token and no links."
        )
        report = reading_field(theme, self.tr("Report"))
        report.setPlainText(text)
        copy = button(self.tr("Copy the report"), lambda: QGuiApplication.clipboard().setText(text))
        close = button(self.tr("Close"), self.accept, variant="primary")
        close.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        set_spacing(theme, column, 12, 20)
        column.addWidget(label(message, wraps=True))
        column.addWidget(report, 1)
        column.addLayout(buttons)


class ReportOffers(QObject):
    """Says that something went wrong and offers the report. ``made`` may be emitted in any thread."""

    made = Signal(object)  # Report

    def __init__(
        self,
        theme: Theme,
        window: Callable[[], MainWindow],
        spawn: Callable[[Coroutine[object, object, None], str], object],
    ) -> None:
        super().__init__()
        self._theme = theme
        self._window = window
        self._spawn = spawn
        self.made.connect(self._offer_error)

    def offer_crash(self, report: Report) -> None:
        """Say that the last run ended in a crash."""
        said = self.tr("The program ended unexpectedly last time. Everything goes on from where it was.")
        self._offer(said, report)

    def _offer_error(self, report: Report) -> None:
        self._offer(self.tr("Something went wrong in the program. It keeps running."), report)

    def _offer(self, said: str, report: Report) -> None:
        action = self.tr("Look at the report")
        toast = self._window().toasts.show_message(said, "warning", action=action, milliseconds=15_000)
        toast.action_clicked.connect(lambda: self._spawn(self._show(report), "report"))

    async def _show(self, report: Report) -> None:
        await finished(ReportDialog(self._theme, report.text, self._window()))
