"""Shows how far the uploads of a form's files are, and puts their links into the draft."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale

from seedance_gui.compat import override
from seedance_gui.services.uploads.upload_queue import UploadQueue, UploadState
from seedance_gui.services.uploads.uploads import with_link
from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.references.field.describing import ItemState
from seedance_gui.ui.references.status.reference_status import UPLOADS, ReferenceStatus, StatusSource

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from seedance_gui.domain.draft import Field, Reference
    from seedance_gui.domain.form_state import Form
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.services.uploads.upload_queue import QueuedUpload
    from seedance_gui.ui.form.state_block import Extra
    from seedance_gui.ui.kit.note import NoteKind
    from seedance_gui.ui.kit.translator import Words

STOP: Final = "stop upload"
RETRY: Final = "upload again"


class UploadStatus(StatusSource):
    """The uploads of one form to one service. What is no longer in the form is no longer uploaded."""

    def __init__(
        self,
        status: ReferenceStatus,
        task_service: TaskService,
        words: Words,
        spawn: Spawn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(UPLOADS, status, parent)
        self._task_service = task_service
        self._words = words
        self._queue = UploadQueue(
            task_service.upload, task_service.uploads.needs, task_service.uploads.look, spawn
        )
        self._queue.changed.connect(self._show)
        self._queue.uploaded.connect(self._uploaded)
        self._scope.connect(task_service.connection_changed, self._queue.connection_changed)
        self._begin()

    @override
    def close(self) -> None:
        self._queue.close()
        super().close()

    @override
    def _look(self, form: Form) -> None:
        self._queue.want(form.usable())

    def _uploaded(self, file: str, link: str) -> None:
        needs = self._task_service.uploads.needs
        self._form.learn(lambda draft: with_link(draft, file, link, needs))

    @override
    def _act(self, item: Reference, action: str) -> None:
        if action == RETRY:
            self._queue.retry(item.file)
        elif action == STOP:
            self._queue.stop(item.file)

    def _show(self) -> None:
        states: dict[Reference, ItemState] = {}
        lines: dict[tuple[Field, NoteLine], list[str]] = {}
        refused: set[Field] = set()
        for name, item in self._references():
            if (upload := self._queue.of(item.file)) is None:
                continue
            states[item] = self._state(upload)
            if upload.state is UploadState.FAILED:
                refused.add(name)
            if (note := self._note(upload)) is not None:
                lines.setdefault((name, note), []).append(item.file)
        notes: dict[Field, list[Extra]] = {}
        for (name, note), files in lines.items():
            notes.setdefault(name, []).append((note, partial(self._queue.retry, *files)))
        self._tell(states, notes, refused)

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
