"""Quitting by the system closes the window instead of stopping the loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent

from seedance_gui.ui.shell.application import QuitByClosing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def test_the_wish_to_quit_closes_the_window(qapp: QApplication) -> None:
    closed: list[bool] = []
    quitting = QuitByClosing(qapp, lambda: closed.append(True))
    try:
        assert QCoreApplication.sendEvent(qapp, QEvent(QEvent.Type.Quit))
        assert closed == [True]
        QCoreApplication.sendEvent(qapp, QEvent(QEvent.Type.ApplicationActivate))
        assert closed == [True]
    finally:
        qapp.removeEventFilter(quitting)
        quitting.deleteLater()
