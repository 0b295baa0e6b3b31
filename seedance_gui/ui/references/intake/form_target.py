"""Drops and pastes anywhere on the form: each reference is sorted to the field it belongs to."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import FIELD_OF_KIND, FRAME_FIELDS, Field, InputMode, Kind, Reference
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.settings_text import read_settings
from seedance_gui.services.files import sidecar
from seedance_gui.ui.kit.in_thread import in_thread
from seedance_gui.ui.kit.translator import in_a_row
from seedance_gui.ui.references.field.tile import TILE_MIME
from seedance_gui.ui.references.intake.dropping import Given, file_paths, is_material, references_from_mime
from seedance_gui.ui.references.intake.path_reader import PathReader

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.form_state import Form
    from seedance_gui.domain.rules import Rules, UploadRule
    from seedance_gui.ui.form.prompt.prompt_box import PromptBox
    from seedance_gui.ui.references.field.thumbnails import Thumbnails


class FormDropTarget(QObject):
    """Takes what falls beside the fields. A reference field under the pointer takes it before this does."""

    given = Signal(list)  # of (Field, Reference), in the order given
    settings_given = Signal(object, str, str, tuple)
    """A Draft with its file's name, our id of its task, and the names of what can't be read of it."""
    words_taken = Signal(str)  # links and no more, meant for a field for words, of which references were made
    refused = Signal(str)
    taking_in = Signal(bool)  # whether something given here or to a field is still being read
    hovering = Signal(bool)  # whether something that is taken is over it now

    def __init__(
        self,
        widget: QWidget,
        *,
        upload: UploadRule,
        paste_folder: Path,
        thumbnails: Thumbnails | None = None,
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._upload = upload
        self._form: Form | None = None
        self._reader = PathReader(upload, paste_folder, thumbnails, self)
        self._reader.given.connect(self._take)
        self._readers = [self._reader, *widget.findChildren(PathReader)]
        for reader in self._readers:
            reader.busy_changed.connect(self._busy_changed)
        self._grounds = [widget]
        self._texts: list[QWidget] = []
        self._words = ""  # of what is being taken from a field for words
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def set_form(self, form: Form) -> None:
        """Sort by this form from now on."""
        self._form = form

    def take_drops_on(self, widget: QWidget) -> None:
        """Take what falls on another widget, too, as if it had fallen on the form. A paste stays its own."""
        self._grounds.append(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def watch_text(self, prompt: PromptBox) -> None:
        """Take things (files, web pictures, pixels) out of what is dropped or pasted on a field for words."""
        prompt.set_taker(partial(self._take_from, prompt))
        for each in (prompt, prompt.viewport()):
            each.installEventFilter(self)
            self._texts.append(each)

    def _busy_changed(self) -> None:
        self.taking_in.emit(any(reader.busy for reader in self._readers))

    def _take(self, given: Given) -> None:
        words, self._words = self._words, ""
        free = self._free_frames()
        found: list[tuple[Field, Reference]] = []
        messages = dict.fromkeys(given.messages)
        for item in given.items:
            kind = item.kind or Kind.IMAGE
            if kind is not Kind.IMAGE or free is None:
                found.append((FIELD_OF_KIND[kind], item.reference))
            elif free:
                found.append((free.pop(0), item.reference))
            else:
                said = self.tr("Both frames are set already. Drop a picture on the one it should replace.")
                messages[said] = None
        if found:
            self.given.emit(found)
            if words and all(item.reference.link for item in given.items):
                self.words_taken.emit(words)
        if messages:
            self.refused.emit(in_a_row(messages))

    def _free_frames(self) -> list[Field] | None:
        """Return the frames that are empty, or None where pictures are no frames now."""
        form = self._form
        if form is None or form.route is None or form.model is None:
            return None
        takes = {name: form.route.takes(name, form.model) for name in (Field.IMAGES, *FRAME_FIELDS)}
        frames = [name for name in FRAME_FIELDS if takes[name]]
        wanted = form.draft.start is InputMode.FRAMES or not takes[Field.IMAGES]
        if not frames or not wanted:
            return None
        return [name for name in frames if not form.draft.items(name)]

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QDropEvent):  # to Qt, entering and moving are drops, too
            return self._dragged(watched, event)
        if event.type() is QEvent.Type.DragLeave:
            self.hovering.emit(False)
            return False
        key = event if watched is self._widget and isinstance(event, QKeyEvent) else None
        if key is None or not key.matches(QKeySequence.StandardKey.Paste):
            return False
        # Asked for first as a shortcut: accepted, it comes back as a key.
        key.accept()
        if key.type() is QEvent.Type.KeyPress:
            self._take_from(watched, QGuiApplication.clipboard().mimeData())
        return key.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}

    def _dragged(self, watched: QObject, event: QDropEvent) -> bool:
        source, kind = event.source(), event.type()
        back = isinstance(source, QWidget) and cast("QWidget", watched).isAncestorOf(source)
        taken = not back and self._is_taken(watched, event.mimeData())
        if kind is QEvent.Type.Drop or (kind is QEvent.Type.DragEnter and taken):
            self.hovering.emit(kind is QEvent.Type.DragEnter)
        if not taken:
            event.ignore()
            return watched in self._grounds
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if kind is QEvent.Type.Drop:
            self._take_from(watched, event.mimeData(), holders=sidecar.SUFFIXES)
        return True

    def _take_from(self, watched: QObject, mime: QMimeData, holders: tuple[str, ...] = ()) -> None:
        """Take references; settings out of one file of ours, or of ``holders``, which may hold some."""
        files = file_paths(mime, self._upload)
        if len(files) == 1 and Path(files[0]).suffix.lower() in {".json", *holders}:
            self.read_settings(Path(files[0]))
            return
        self._words = mime.text().strip() if watched in self._texts and not mime.hasUrls() else ""
        self._reader.read_mime(mime)

    def read_settings(self, file: Path) -> None:
        """Give the settings that a file holds. A video without any is a reference, as any other."""

        def done(found: tuple[str, Draft] | None) -> None:
            if found is not None:
                self.settings_given.emit(found[1], file.name, found[0], ())
            elif file.suffix.lower() == ".json":
                said = QCoreApplication.translate("domain", FaultMessage.NO_SETTINGS.value)
                self.refused.emit(said.format(name=file.name))
            else:
                self._reader.read_paths([str(file)])

        in_thread(self, lambda: sidecar.task_in(file), done)

    def paste_settings(self, rules: Rules) -> None:
        """Give the settings on the clipboard. Without any, a field for words gets the words, as elsewhere."""
        mime = QGuiApplication.clipboard().mimeData()
        files, focus = file_paths(mime, self._upload), self._widget.window().focusWidget()
        model = self._form.draft.model if self._form is not None else rules.first_model
        if len(files) == 1:
            self.read_settings(Path(files[0]))
        elif (found := read_settings(mime.text(), rules, model)) is not None:
            self.settings_given.emit(found[0], "", "", found[1])
        elif isinstance(focus, QLineEdit | QPlainTextEdit):
            focus.paste()
        else:
            self.refused.emit(self.tr("The clipboard holds no settings of a video."))

    def _is_taken(self, watched: QObject, mime: QMimeData) -> bool:
        """Tell whether this takes a drag: no tile of the form, and no words over what is for words."""
        if mime.hasFormat(TILE_MIME):
            return False
        if is_material(mime):
            return True
        if watched in self._texts:
            return False
        given = references_from_mime(mime, self._upload, look=False)
        return bool(given.items) or given.pixels is not None
