"""The form of one session: Create, and what is known of references and price."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.domain.errors import SeedanceError
from seedance_gui.domain.request import NotReadyError
from seedance_gui.ui.form.price_estimate import PriceEstimate
from seedance_gui.ui.references.assets.asset_library import AssetLibrary
from seedance_gui.ui.references.status.image_conversion import ImageConversion
from seedance_gui.ui.references.status.probe_status import ProbeStatus
from seedance_gui.ui.references.status.reference_status import ReferenceStatus
from seedance_gui.ui.references.status.upload_status import UploadStatus
from seedance_gui.ui.session.same_order import SameOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.domain.draft import Draft
    from seedance_gui.ui.session.scope import SessionContext


class FormController(QObject):
    """Orders what the form holds, and keeps the form told of its references."""

    def __init__(self, context: SessionContext, look_at: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._page = page = context.page
        self._task_service = task_service = context.task_service
        self._words = words = context.words
        self._toasts = context.toasts
        self._spawn = spawn = context.spawn
        self._asking = False
        self._intent = uuid.uuid4().hex
        connect = context.scope.connect
        connect(page.form.create_requested, self._create)
        connect(page.form.notice, self._toasts.show_message)
        status = ReferenceStatus(page.form)
        self._same = SameOrder(page.form, task_service, self)
        self._same.look_wanted.connect(look_at)
        self._parts = (
            UploadStatus(status, task_service, words, spawn, self),
            ProbeStatus(status, task_service, words, page.thumbnails, spawn, self),
            ImageConversion(status, task_service, page.paste_folder, spawn, self),
            AssetLibrary(
                status,
                task_service,
                page.thumbnails,
                words=words,
                theme=context.theme,
                toasts=context.toasts,
                spawn=spawn,
                parent=self,
            ),
            PriceEstimate(page.form, task_service, words, self),
            self._same,
        )

    def close(self) -> None:
        """Let go of the form and the task service."""
        for part in self._parts:
            part.close()

    # Create

    def _create(self, draft: Draft) -> None:
        if not self._same.is_repeat(draft):
            self._submit(draft)
            return
        self._page.form.set_busy(False)  # nothing is sent while the person is asked
        if not self._asking:
            self._asking = True
            self._spawn(self._create_if_agreed(draft))

    async def _create_if_agreed(self, draft: Draft) -> None:
        try:
            if await self._same.agreed(draft):
                self._submit(draft)
        finally:
            self._asking = False

    def _submit(self, draft: Draft) -> None:
        page = self._page
        try:
            task = self._task_service.submit(draft, self._intent)
        except NotReadyError as error:
            self._toasts.show_message(" ".join(map(self._words.text, error.messages)), "danger")
        except SeedanceError as error:
            self._toasts.show_message(self._words.text(error.message), "danger", milliseconds=0)
        else:
            # The next press of Create means the next video.
            self._intent = uuid.uuid4().hex
            page.tasks.choose(task.id)
        finally:
            page.form.set_busy(False)
