"""Brings local files to the service as soon as they are given, and shows how far they are."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QObject, QTimer

from seedance_gui.domain.draft import REFERENCE_FIELDS, Draft, Field, Reference
from seedance_gui.domain.errors import BusyError, PassingError, SeedanceError
from seedance_gui.services.platform.backoff import asked_for, backoff, wait
from seedance_gui.ui.references.describing import ItemState
from seedance_gui.ui.references.reference_status import UPLOADS, ReferenceStatus, reference_fields, usable
from seedance_gui.ui.widgets.note import NoteLine

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from seedance_gui.domain.form_state import Form
    from seedance_gui.domain.messages import Message
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.form_pane import FormPane
    from seedance_gui.ui.state_block import Extra
    from seedance_gui.ui.words import Words

STOP: Final = "stop upload"
AGAIN: Final = "upload again"
_SHOW_MS: Final = 100
_FIRST_PAUSE, _LONGEST_PAUSE = 3.0, 60.0
_SPEED_OVER: Final = 3.0
"""Seconds over which the speed is measured."""


class _Job:
    """One file on its way."""

    def __init__(self) -> None:
        self.sent = 0
        self.whole = 0
        self.fault: Message | None = None
        self.passing = False  # the fault is tried again by itself
        self.stopped = False  # by the person, who may have it tried again
        self.again = asyncio.Event()
        self.work: asyncio.Task[None] | None = None
        self._seen: deque[tuple[float, int]] = deque()

    @property
    def busy(self) -> bool:
        return self.fault is None and not self.stopped

    def progress(self, sent: int, whole: int) -> None:
        now = time.monotonic()
        self.sent, self.whole, self.fault = sent, whole, None
        self._seen.append((now, sent))
        while self._seen[0][0] < now - _SPEED_OVER:
            self._seen.popleft()

    def speed(self) -> float | None:
        """Return bytes a second, None while that is not known."""
        if len(self._seen) < 2:
            return None
        (since, before), (now, sent) = self._seen[0], self._seen[-1]
        return (sent - before) / (now - since) if now - since > 0.2 else None

    def begin(self) -> None:
        self.sent = self.whole = 0
        self.fault, self.passing, self.stopped = None, False, False
        self._seen.clear()


class UploadStatus(QObject):
    """The uploads of one form to one studio. What is no longer in the form is no longer uploaded."""

    def __init__(
        self,
        form: FormPane,
        task_service: TaskService,
        words: Words,
        spawn: Callable[[Coroutine[object, object, None]], object],
        status: ReferenceStatus,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._task_service = task_service
        self._words = words
        self._spawn = spawn
        self._status = status
        self._jobs: dict[str, _Job] = {}
        self._seen: object = None
        self._fresh: set[str] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SHOW_MS)
        self._soon.timeout.connect(self._show)
        form.form_changed.connect(self._look)
        for field in reference_fields(form):
            field.action_requested.connect(self._act)
        task_service.connection_changed.connect(self._connection_changed)
        self._look(form.form)

    def close(self) -> None:
        """End what is under way and let go of the form and the studio."""
        self._task_service.connection_changed.disconnect(self._connection_changed)
        self._form.form_changed.disconnect(self._look)
        for field in reference_fields(self._form):
            field.action_requested.disconnect(self._act)
        for file in tuple(self._jobs):
            self._drop(file)
        self._soon.stop()
        self._status.show(UPLOADS, {}, {})
        self._form.set_refused(frozenset())

    # What is to go up

    def _look(self, form: Form) -> None:
        wanted = tuple(usable(form))
        if wanted == self._seen:
            return
        self._seen = wanted
        files = dict.fromkeys(
            item.file
            for item in wanted
            # A link just made is good; whatever is odd about it, making it again and again mends nothing.
            if item.link not in self._fresh and self._task_service.needs_upload(item)
        )
        for file in [file for file in self._jobs if file not in files]:
            self._drop(file)
        for file in files:
            if file not in self._jobs:
                self._start(file, _Job())
        self._show()

    def _start(self, file: str, job: _Job) -> None:
        self._jobs[file] = job
        job.begin()
        self._spawn(self._bring(file, job))

    def _drop(self, file: str) -> None:
        job = self._jobs.pop(file)
        if job.work is not None:
            job.work.cancel()

    async def _bring(self, file: str, job: _Job) -> None:
        job.work = asyncio.current_task()
        failures = 0
        while self._jobs.get(file) is job and not job.stopped:
            job.again.clear()
            try:
                uploaded = await self._task_service.upload(Path(file), lambda *far: self._progress(job, *far))
            except (PassingError, BusyError) as fault:
                failures += 1
                job.fault, job.passing = fault.message, True
                self._show()
                pause = backoff(failures, _FIRST_PAUSE, _LONGEST_PAUSE)
                if isinstance(fault, BusyError):
                    pause = asked_for(fault.retry_after, pause)
                await wait(job.again, pause)
                job.begin()
                self._show()
            except SeedanceError as fault:
                job.fault, job.passing = fault.message, False
                self._show()
                return
            else:
                del self._jobs[file]
                self._fresh.add(uploaded.link)
                self._form.enter(
                    with_link(self._form.draft, file, uploaded.link, self._task_service.needs_upload)
                )
                self._show()
                return

    def _progress(self, job: _Job, sent: int, whole: int) -> None:
        job.progress(sent, whole)
        if not self._soon.isActive():
            self._soon.start()

    def _connection_changed(self, message: Message | None) -> None:
        if message is None:
            for file, job in tuple(self._jobs.items()):
                if job.fault is not None:
                    self._again(file)

    # What the person does

    def _act(self, item: Reference, act: str) -> None:
        job = self._jobs.get(item.file)
        if job is None:
            return
        if act == AGAIN:
            self._again(item.file)
        elif act == STOP:
            job.stopped = True
            if job.work is not None:
                job.work.cancel()
            self._show()

    def _again(self, file: str) -> None:
        job = self._jobs.get(file)
        if job is None or job.busy:
            return
        if job.passing and not job.stopped:
            job.again.set()
        else:
            self._start(file, job)
            self._show()

    # What is shown

    def _show(self) -> None:
        states: dict[Reference, ItemState] = {}
        remarks: dict[Field, list[Extra]] = {}
        refused: set[Field] = set()
        for name in REFERENCE_FIELDS:
            faults: dict[str, list[str]] = {}
            for item in self._form.draft.items(name):
                job = self._jobs.get(item.file)
                if job is None:
                    continue
                states[item] = self._state(job)
                if job.fault is not None:
                    if not job.passing:
                        refused.add(name)
                    faults.setdefault(self._words.text(job.fault), []).append(item.file)
            remarks[name] = [self._status_message(text, files) for text, files in faults.items()]
            if stopped := [i.file for i in self._form.draft.items(name) if self._is_stopped(i.file)]:
                remarks[name].append(self._offer_to_go_on(stopped))
        self._status.show(UPLOADS, states, remarks)
        self._form.set_refused(frozenset(refused))

    def _is_stopped(self, file: str) -> bool:
        job = self._jobs.get(file)
        return job is not None and job.stopped

    def _offer_to_go_on(self, files: list[str]) -> Extra:
        def go_on() -> None:
            for file in files:
                self._again(file)

        text = self.tr("The upload is stopped. Create uploads it first.")
        return NoteLine("info", text, self.tr("Go on")), go_on

    def _status_message(self, text: str, files: list[str]) -> Extra:
        def again() -> None:
            for file in files:
                self._again(file)

        passing = all(self._jobs[file].passing for file in files)
        return NoteLine("caution" if passing else "problem", text, self.tr("Try again")), again

    def _state(self, job: _Job) -> ItemState:
        again = (AGAIN, self.tr("Try again"))
        stop = (STOP, self.tr("Stop the upload"))
        if job.stopped:
            return ItemState(self.tr("Stopped"), tone="warning", acts=(again,))
        if job.fault is not None:
            note = self._words.text(job.fault)
            if job.passing:
                return ItemState(self.tr("Waiting"), None, "warning", note, (again, stop))
            return ItemState(self.tr("Failed"), None, "danger", note, (again,))
        if not job.whole:
            return ItemState(self.tr("Waiting"), note=self.tr("Waiting to be uploaded"), acts=(stop,))
        percent = min(99, 100 * job.sent // job.whole)
        far = self.tr("Uploading: {percent} %").format(percent=percent)
        speed = job.speed()
        if speed is None:
            return ItemState(self.tr("Uploading"), percent, note=far, acts=(stop,))
        size = QLocale().formattedDataSize(round(speed), 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        rate = self.tr("{size}/s").format(size=size)
        return ItemState(rate, percent, note=f"{far} · {rate}", acts=(stop,))


def with_link(draft: Draft, file: str, link: str, needs: Callable[[Reference], bool]) -> Draft:
    """Return a draft in which every reference to a file that needs one has this link."""
    for name in REFERENCE_FIELDS:
        items = draft.items(name)
        changed = tuple(
            replace(item, link=link) if item.file == file and needs(item) else item for item in items
        )
        if changed != items:
            draft = draft.with_items(name, changed)
    return draft
