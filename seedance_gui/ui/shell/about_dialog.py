"""About: the version, where things are kept, a report for support, and the licences of all parts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from seedance_gui import __version__
from seedance_gui.compat import override
from seedance_gui.services.platform import log
from seedance_gui.services.platform.licences import licences
from seedance_gui.services.platform.reports import support_report
from seedance_gui.ui.kit.elided import ElidedLabel
from seedance_gui.ui.kit.icons import app_icon
from seedance_gui.ui.kit.in_thread import in_thread
from seedance_gui.ui.kit.parts import button, label, reading_field
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.translator import named
from seedance_gui.ui.shell import desktop
from seedance_gui.ui.shell.reading_order import move_focus

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPlainTextEdit

    from seedance_gui.services.files.app_paths import AppPaths
    from seedance_gui.ui.kit.theme import Theme


class AboutDialog(QDialog):
    """Nothing here is changed. ``videos``: where they are saved now."""

    def __init__(self, theme: Theme, paths: AppPaths, videos: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._log = paths.logs / log.NAME
        self.setObjectName("about_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Seedance"))
        folders = {
            self.tr("Videos"): videos,
            self.tr("List and settings"): paths.data,
            self.tr("Log"): paths.logs,
            self.tr("Small pictures"): paths.thumbnails,
        }
        page = QWidget()
        column = QVBoxLayout(page)
        set_spacing(theme, column, 12, 20)
        column.addLayout(self._head())
        column.addWidget(label(self.tr("Where things are kept"), "strong"))
        column.addWidget(self._folders(folders))
        self._trouble = label(role="problem", wraps=True)
        self._trouble.hide()
        column.addWidget(self._trouble)
        column.addWidget(label(self.tr("What it is made of, and the licences"), "strong"))
        column.addWidget(self._licences(), 1)
        scroll = QScrollArea()  # a low window at a large text size shows less than all of it at once
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        whole = QVBoxLayout(self)
        set_spacing(theme, whole, 0, 0)
        whole.addWidget(scroll, 1)
        whole.addLayout(self._foot())
        self.resize(QSize(theme.px(720), theme.px(640)).boundedTo((parent.parentWidget() or parent).size()))

    @override
    def focusNextPrevChild(self, forward: bool, /) -> bool:
        return move_focus(self, forward=forward)

    def _head(self) -> QHBoxLayout:
        icon = QLabel()
        side = self._theme.px(48)
        icon.setPixmap(app_icon().pixmap(QSize(side, side), self.devicePixelRatioF()))
        words = QVBoxLayout()
        set_spacing(self._theme, words, 0)
        words.addWidget(label("Seedance", "title"))
        words.addWidget(label(self.tr("Version {version}").format(version=__version__), "secondary"))
        head = QHBoxLayout()
        set_spacing(self._theme, head, 12)
        head.addWidget(icon)
        head.addLayout(words, 1)
        return head

    def _folders(self, folders: dict[str, Path]) -> QFrame:
        card = QFrame()
        set_look(card, card=True)
        grid = QGridLayout(card)
        set_spacing(self._theme, grid, 8, (16, 12, 16, 12))
        grid.setHorizontalSpacing(self._theme.space(4))
        grid.setColumnStretch(1, 1)
        for row, (name, folder) in enumerate(folders.items()):
            opens = button(self.tr("Open"), partial(self._open, folder))
            opens.setAccessibleName(self.tr("Open {folder}").format(folder=name))
            grid.addWidget(label(name, "secondary"), row, 0)
            grid.addWidget(ElidedLabel(str(folder), mode=Qt.TextElideMode.ElideMiddle), row, 1)
            grid.addWidget(opens, row, 2)
        return card

    def _open(self, folder: Path) -> None:
        opened = desktop.open_folder(folder)
        told = QCoreApplication.translate("Opening", "No program on this computer could open it.")
        self._trouble.setText("" if opened else named(str(folder), told))
        self._trouble.setVisible(not opened)

    def _licences(self) -> QPlainTextEdit:
        shown = reading_field(self._theme, self.tr("Licences"))
        shown.setObjectName("licences")
        shown.setMinimumHeight(self._theme.px(200))
        in_thread(shown, licences, shown.setPlainText)
        return shown

    def _foot(self) -> QHBoxLayout:
        self._copy = button(self.tr("Copy report"), self._copy_report)
        self._copy.setToolTip(
            self.tr("For support: versions, system and the end of the log. No token and no links.")
        )
        close = button(self.tr("Close"), self.accept, variant="primary")
        close.setDefault(True)
        foot = QHBoxLayout()
        set_spacing(self._theme, foot, 8, (20, 12, 20, 16))
        foot.addWidget(self._copy)
        foot.addStretch(1)
        foot.addWidget(close)
        return foot

    def _copy_report(self) -> None:
        drawn, file = f"Qt {qVersion()} on {QGuiApplication.platformName()}", self._log
        in_thread(self, lambda: support_report(file, drawn), self._copied)

    def _copied(self, report: str) -> None:
        QGuiApplication.clipboard().setText(report)
        self._copy.setText(self.tr("Copied"))
