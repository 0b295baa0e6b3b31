"""The other ways to give something: paste, type a link, choose files. All of it by keyboard too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from seedance_gui.domain.draft import Kind
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.parts import answers, button, label
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.translator import in_a_row
from seedance_gui.ui.references.intake.dropping import references_from_text
from seedance_gui.ui.references.intake.local_files import COPIED

if TYPE_CHECKING:
    from seedance_gui.domain.rules import UploadRule
    from seedance_gui.ui.kit.theme import Theme


class AddMenu(QObject):
    """Offers the ways to add. What the person chose comes by signals; nothing here waits."""

    paste_wanted = Signal()
    links_given = Signal(object)  # Given
    files_chosen = Signal(list)  # of paths
    filled = Signal(object)  # the QMenu, with these ways in it: others may follow

    def __init__(
        self, theme: Theme, kinds: tuple[Kind, ...], upload: UploadRule, owner: QWidget, *, several: bool
    ) -> None:
        super().__init__(owner)
        self._theme = theme
        self.kinds = kinds
        self._upload = upload
        self._owner = owner
        self._several = several
        self._folder = ""

    def popup(self, at: QPoint) -> QMenu:
        """Show the menu at a point of the screen."""
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(at)
        return menu

    def fill(self, menu: QMenu) -> None:
        """Put the ways to add into a menu."""
        paste = menu.addAction(self.tr("Paste"))
        paste.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        paste.setShortcutVisibleInContextMenu(True)
        # Shown, not bound: the field itself listens for the key.
        paste.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        paste.triggered.connect(self.paste_wanted)
        set_icon(self._theme, paste, "clipboard")
        link = menu.addAction(self.tr("Type a link…"))
        link.triggered.connect(self.ask_for_links)
        set_icon(self._theme, link, "link")
        files = menu.addAction(self.tr("Choose files…") if self._several else self.tr("Choose a file…"))
        files.triggered.connect(self.ask_for_files)
        set_icon(self._theme, files, "folder-open")
        self.filled.emit(menu)

    def ask_for_links(self) -> LinkDialog:
        """Open the dialog for typed links."""
        dialog = LinkDialog(self._theme, self._upload, self._owner, several=self._several)
        dialog.given.connect(self.links_given)
        dialog.open()
        return dialog

    def ask_for_files(self) -> QFileDialog:
        """Open the system's dialog for files."""
        dialog = QFileDialog(
            self._owner, self.tr("Choose files") if self._several else self.tr("Choose a file")
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mode = QFileDialog.FileMode.ExistingFiles if self._several else QFileDialog.FileMode.ExistingFile
        dialog.setFileMode(mode)
        copied = COPIED if Kind.IMAGE in self.kinds else ()
        taken = [ending for kind in self.kinds for ending in self._upload.formats[kind]]
        endings = " ".join(f"*.{ending}" for ending in (*taken, *copied))
        # What a file is, its content tells: it may be called anything.
        named = self._kind_name(self.kinds[0]) if len(self.kinds) == 1 else self.tr("References")
        dialog.setNameFilters([f"{named} ({endings})", self.tr("All files (*)")])
        dialog.setDirectory(self._folder or self._usual_folder())
        dialog.filesSelected.connect(self._chosen)
        dialog.open()
        return dialog

    def _chosen(self, paths: list[str]) -> None:
        self._folder = str(Path(paths[0]).parent)  # the next ones are mostly there, too
        self.files_chosen.emit(paths)

    def _usual_folder(self) -> str:
        places = {
            Kind.IMAGE: QStandardPaths.StandardLocation.PicturesLocation,
            Kind.VIDEO: QStandardPaths.StandardLocation.MoviesLocation,
            Kind.AUDIO: QStandardPaths.StandardLocation.MusicLocation,
        }
        folder = QStandardPaths.writableLocation(places[self.kinds[0]])
        return folder if Path(folder).is_dir() else str(Path.home())

    def _kind_name(self, kind: Kind) -> str:
        names = {Kind.IMAGE: self.tr("Pictures"), Kind.VIDEO: self.tr("Videos"), Kind.AUDIO: self.tr("Sound")}
        return names[kind]


class LinkDialog(QDialog):
    """Asks for one link or several, and says at once when there is none in what was typed."""

    given = Signal(object)  # Given

    def __init__(self, theme: Theme, upload: UploadRule, parent: QWidget, *, several: bool) -> None:
        super().__init__(parent)
        self._upload = upload
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Add links") if several else self.tr("Add a link"))
        words = (
            self.tr("Links that everyone can open, one below the other:")
            if several
            else self.tr("A link that everyone can open:")
        )
        name = label(words, wraps=True)
        self.field = QPlainTextEdit(self)
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText("https://")
        self.field.setAccessibleName(words)
        self.field.setFixedHeight(theme.px(120 if several else 64))
        name.setBuddy(self.field)
        self._problem = label(role="problem", wraps=True)
        self.accept_button = button(self.tr("Add"), self._give)
        self.accept_button.setEnabled(False)
        self.field.textChanged.connect(self._typed)
        # Return alone begins a new line.
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.accept_button.click)
        column = QVBoxLayout(self)
        set_spacing(theme, column, 8, (20, 20, 20, 16))
        column.addWidget(name)
        column.addWidget(self.field)
        column.addWidget(self._problem)
        column.addSpacing(theme.space(1))
        column.addLayout(answers(theme, self, self.accept_button))
        self.setMinimumWidth(theme.px(440))

    def _typed(self) -> None:
        self.accept_button.setEnabled(bool(self.field.toPlainText().strip()))
        self._problem.clear()

    def _give(self) -> None:
        found = references_from_text(self.field.toPlainText(), self._upload)
        if found.items:
            self.given.emit(found)
            self.accept()
            return
        self._problem.setText(in_a_row(found.messages))
        self.field.setAccessibleDescription(self._problem.text())
        self.field.setFocus()
