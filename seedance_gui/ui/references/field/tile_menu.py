"""What can be done with one reference: its menu, copying it, and opening it outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from seedance_gui.ui.kit.in_thread import in_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.draft import Field, Reference
    from seedance_gui.domain.rules import UploadRule
    from seedance_gui.ui.references.field.edits import TileOwner


class TileMenu(QMenu):
    """The menu of the reference at place `index` of `count`. It deletes itself when it closes.

    `acts`: what its state calls for, offered first. `more` adds what others offer, `replace` the ways to put
    something else in its place. `destinations`: the fields that it may go to, by name.
    """

    def __init__(
        self,
        owner: TileOwner,
        reference: Reference,
        index: int,
        count: int,
        parent: QWidget,
        *,
        acts: Sequence[tuple[str, Callable[[], object]]],
        more: Callable[[QMenu], object],
        replace: Callable[[QMenu], object] | None,
        destinations: Sequence[tuple[Field, str]],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in acts:
            action = self.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, act=act: act())
        self.addSeparator()
        self._add(self.tr("Open"), "Return", lambda: owner.open_item(index))
        # One that is here has a link, too, once it was uploaded: it is the program's own.
        words = self.tr("Copy path") if reference.file else self.tr("Copy link")
        self._add(words, "Ctrl+C", lambda: copy_reference(reference))
        more(self)
        if replace:
            replace(self.addMenu(self.tr("Replace")))
        self.addSeparator()
        if count > 1:
            left = self._add(self.tr("Move left"), "Alt+Left", lambda: owner.move_item(index, index - 1))
            left.setEnabled(index > 0)
            right = self._add(self.tr("Move right"), "Alt+Right", lambda: owner.move_item(index, index + 1))
            right.setEnabled(index < count - 1)
        if destinations:
            away = self.addMenu(self.tr("Move to"))
            for field, name in destinations:
                action = away.addAction(name.replace("&", "&&"))
                action.triggered.connect(lambda _=False, to=field: owner.send_item(index, to))
        self.addSeparator()
        self._add(self.tr("Remove"), "Del", lambda: owner.remove(index))
        self._give_letters()

    def _give_letters(self) -> None:
        """Let each entry be chosen by a letter of its own, where it is written in such letters."""
        taken: set[str] = set()
        for action in self.actions():
            text = action.text()
            free = (at for at, each in enumerate(text) if each.isascii() and each.isalpha())
            at = next((at for at in free if text[at].lower() not in taken), None)
            if at is not None:
                taken.add(text[at].lower())
                action.setText(f"{text[:at]}&{text[at:]}")

    def _add(self, text: str, keys: str, act: Callable[[], object]) -> QAction:
        action = self.addAction(text)
        # Shown, not bound: the tile itself listens for the key.
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(act)
        return action


def copy_reference(reference: Reference) -> None:
    """Put a reference's path, or its link, into the clipboard."""
    QGuiApplication.clipboard().setText(reference.file or reference.link)


def open_reference(
    owner: QObject, reference: Reference, upload: UploadRule, refused: Callable[[str], object]
) -> None:
    """Open a reference; ``refused`` is told why it can't be opened."""

    def open_file(is_there: bool) -> None:
        if is_there:
            _open(QUrl.fromLocalFile(reference.file), refused)
        else:
            refused(QCoreApplication.translate("Opening", "The file is not there any more."))

    if reference.file and upload.kind_of(reference.file) is not None:
        in_thread(owner, Path(reference.file).is_file, open_file)  # its share may sleep
    elif reference.link.startswith("https://"):
        _open(QUrl(reference.link), refused)
    else:
        refused(QCoreApplication.translate("Opening", "Only links that begin with https:// can be opened."))


def _open(url: QUrl, refused: Callable[[str], object]) -> None:
    if not (url.isValid() and QDesktopServices.openUrl(url)):
        refused(QCoreApplication.translate("Opening", "No program on this computer could open it."))
