"""The one window: the first page, or the page for work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from seedance_gui.compat import override
from seedance_gui.ui.kit.icons import app_icon
from seedance_gui.ui.kit.toast import ToastHost
from seedance_gui.ui.shell.menu_bar import Menus
from seedance_gui.ui.shell.reading_order import move_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.shell.welcome import Welcome
    from seedance_gui.ui.shell.work_page import WorkPage


class MainWindow(QMainWindow):
    """Shows one page at a time. ``closing`` is emitted once, when the person closes it."""

    closing = Signal()

    def __init__(self, theme: Theme, welcome: Welcome, work: WorkPage) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowIcon(app_icon())
        self.setWindowTitle("Seedance")
        self.welcome = welcome
        self.work = work
        self._pages = QStackedWidget()
        for page in (welcome, work):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self.toasts = ToastHost(theme, self)
        self.setMinimumSize(QSize(960, 600))
        self.resize(1360, 840)
        self.menus = Menus(theme, self, work)

    def show_page(self, page: QWidget) -> None:
        """Show the first page or the page for work."""
        self._pages.setCurrentWidget(page)
        page.setFocus()

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    def come_forward(self) -> None:
        """Show and raise the window, out of the dock as well."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def save_layout(self) -> tuple[bytes, bytes]:
        """Return place and columns of the window, for ``restore_layout``."""
        return (bytes(self.saveGeometry().data()), bytes(self.work.columns.saveState().data()))

    def restore_layout(self, geometry: bytes, columns: bytes) -> None:
        """Put the window where it was. What can't be read is passed over."""
        self.restoreGeometry(QByteArray(geometry))
        self.work.columns.restoreState(QByteArray(columns))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        # Everything goes on at the next start, so there is nothing to ask. The last of the work (an answer
        # that is on its way) is waited for with the window already gone.
        event.accept()
        if self.isVisible():
            self.closing.emit()

    @override
    def focusNextPrevChild(self, forward: bool, /) -> bool:
        return move_focus(self, forward=forward)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.isMinimized():
            self.work.preview.player.pause()
