"""Shows how far the uploads of a form's files are, and puts their links into the draft."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QObject

from seedance_gui.domain.draft import REFERENCE_FIELDS, Field, Reference
from seedance_gui.services.uploads.upload_queue import UploadQueue, UploadState
from seedance_gui.services.uploads.uploads import with_link
from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.references.field.describing import ItemState
from seedance_gui.ui.references.status.reference_status import UPLOADS, ReferenceStatus, reference_fields
from seedance_gui.ui.session.scope import Scope

if TYPE_CHECKING:
    from seedance_gui.domain.form_state import Form
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.services.uploads.upload_queue import QueuedUpload
    from seedance_gui.ui.form.form_pane import FormPane
    from seedance_gui.ui.form.state_block import Extra
    from seedance_gui.ui.kit.note import NoteKind
    from seedance_gui.ui.kit.translator import Words

STOP: Final = "stop upload"
RETRY: Final = "upload again"


class UploadStatus(QObject):
    """The uploads of one form to one service. What is no longer in the form is no longer uploaded."""

    def __init__(
        self,
        form: FormPane,
        task_service: TaskService,
        words: Words,
        spawn: Spawn,
        status: ReferenceStatus,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._task_service = task_service
        self._words = words
        self._status = status
        self._queue = UploadQueue(
            task_service.upload, task_service.uploads.needs, task_service.uploads.look, spawn
        )
        self._queue.changed.connect(self._show)
        self._queue.uploaded.connect(self._uploaded)
        self._scope = Scope()
        self._scope.connect(task_service.connection_changed, self._queue.connection_changed)
        self._scope.connect(form.form_changed, self._look)
        for field in reference_fields(form):
            self._scope.connect(field.action_requested, self._act)
        self._look(form.form)

    def close(self) -> None:
        """End what is under way and let go of the form and the service."""
        self._queue.close()
        self._scope.close()
        self._status.show(UPLOADS, {}, {})

    def _look(self, form: Form) -> None:
        self._queue.want(form.usable())

    def _uploaded(self, file: str, link: str) -> None:
        needs = self._task_service.uploads.needs
        self._form.learn(lambda draft: with_link(draft, file, link, needs))

    def _act(self, item: Reference, action: str) -> None:
        if action == RETRY:
            self._queue.retry(item.file)
        elif action == STOP:
            self._queue.stop(item.file)

    def _show(self) -> None:
        states: dict[Reference, ItemState] = {}
        notes: dict[Field, list[Extra]] = {}
        refused: set[Field] = set()
        for name in REFERENCE_FIELDS:
            lines: dict[NoteLine, list[str]] = {}
            for item in self._form.draft.items(name):
                if (upload := self._queue.of(item.file)) is None:
                    continue
                states[item] = self._state(upload)
                if upload.state is UploadState.FAILED:
                    refused.add(name)
                if (note := self._note(upload)) is not None:
                    lines.setdefault(note, []).append(item.file)
            notes[name] = [(note, partial(self._queue.retry, *files)) for note, files in lines.items()]
        self._status.show(UPLOADS, states, notes, refused)

    def _note(self, upload: QueuedUpload) -> NoteLine | None:
        """Return what is said below the field, with the way to go on."""
        if upload.state is UploadState.STOPPED:
            text = self.tr("The upload is stopped. Create uploads it first.")
            return NoteLine("info", text, self.tr("Go on"))
        if upload.message is None:
            return None
        kind: NoteKind = "caution" if upload.state is UploadState.RETRYING else "problem"
        return NoteLine(kind, self._words.text(upload.message), self.tr("Try again"))

    def _state(self, upload: QueuedUpload) -> ItemState:
        retry = (RETRY, self.tr("Try again"))
        stop = (STOP, self.tr("Stop the upload"))
        if upload.state is UploadState.STOPPED:
            return ItemState(self.tr("Stopped"), tone="warning", acts=(retry,))
        if upload.message is not None:
            note = self._words.text(upload.message)
            if upload.state is UploadState.RETRYING:
                return ItemState(self.tr("Waiting"), None, "warning", note, (retry, stop))
            return ItemState(self.tr("Failed"), None, "danger", note, (retry,))
        if not upload.size:
            return ItemState(self.tr("Waiting"), note=self.tr("Waiting to be uploaded"), acts=(stop,))
        percent, speed = upload.percent, upload.speed
        far = self.tr("Uploading: {percent} %").format(percent=percent)
        if speed is None:
            return ItemState(self.tr("Uploading"), percent, note=far, acts=(stop,))
        size = QLocale().formattedDataSize(round(speed), 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        rate = self.tr("{size}/s").format(size=size)
        return ItemState(rate, percent, note=f"{far} · {rate}", acts=(stop,))
