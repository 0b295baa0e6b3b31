"""Offers a copy of a picture that can't be sent as it is: smaller, or in a format that every model takes."""

from __future__ import annotations

import asyncio
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from seedance_gui.domain.draft import KIND_OF_FIELD, REFERENCE_FIELDS, Field, Kind, Reference
from seedance_gui.domain.file_names import safe_name
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.services.media.media_info import MOST_COPIED, MOST_PIXELS
from seedance_gui.services.media.reference_probe import source_of
from seedance_gui.services.media.worker_client import UncheckedError
from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.kit.pictures import write_picture
from seedance_gui.ui.references.field.describing import display_name
from seedance_gui.ui.references.status.reference_status import CONVERSIONS, ReferenceStatus
from seedance_gui.ui.session.scope import Scope

if TYPE_CHECKING:
    from seedance_gui.domain.form_state import Form
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.form.form_pane import FormPane
    from seedance_gui.ui.form.state_block import Extra

_NEEDS_COPY: Final = {FormMessage.FILE_FORMAT, FormMessage.FILE_OVER_LIMIT, FormMessage.FORMAT_REFUSED}
_PHOTOGRAPHS: Final = {"heic", "heif", "avif"}


class ImageConversion(QObject):
    """Offers copies below the fields of one form; a copy takes the place of the reference."""

    def __init__(
        self,
        form: FormPane,
        task_service: TaskService,
        folder: Path,
        spawn: Spawn,
        status: ReferenceStatus,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._task_service = task_service
        self._folder = folder
        self._spawn = spawn
        self._status = status
        self._making: set[str] = set()
        self._closed = False
        self._scope = Scope()
        self._scope.connect(form.form_changed, self._look)
        self._look(form.form)

    def close(self) -> None:
        """Offer no more."""
        self._closed = True
        self._scope.close()
        self._status.show(CONVERSIONS, {}, {})

    def _look(self, form: Form) -> None:
        notes: dict[Field, list[Extra]] = {}
        for name in REFERENCE_FIELDS:
            items = form.draft.items(name)
            for problem in form[name].problems:
                if problem.index is None or problem.message.code not in _NEEDS_COPY:
                    continue
                item = items[problem.index]
                known = {Kind.IMAGE} if item.link else {None, Kind.IMAGE}
                if KIND_OF_FIELD[name] is Kind.IMAGE and item.kind in known:
                    smaller = problem.message.code is FormMessage.FILE_OVER_LIMIT
                    notes.setdefault(name, []).append(self._offer(item, smaller=smaller))
            for item in items:
                pixels = (item.width or 0) * (item.height or 0)
                if item.file and item.format and MOST_PIXELS < pixels <= MOST_COPIED:
                    notes.setdefault(name, []).append(self._offer(item, smaller=True))
        self._status.show(CONVERSIONS, {}, notes)

    def _offer(self, item: Reference, *, smaller: bool) -> Extra:
        source = source_of(item)
        if source in self._making:
            return NoteLine("info", self.tr("A copy is being made…")), None
        label = self.tr("Make a smaller copy") if smaller else self.tr("Make a PNG copy")
        if not smaller and (item.format or item.name.rsplit(".", 1)[-1].lower()) in _PHOTOGRAPHS:
            label = self.tr("Make a JPEG copy")
        text = self.tr("A copy of the picture can be used instead. The file itself stays as it is.")

        def make() -> None:
            self._making.add(source)
            self._look(self._form.form)
            self._spawn(self._make(item, smaller=smaller))

        return NoteLine("info", text, label), make

    async def _make(self, item: Reference, *, smaller: bool) -> None:
        try:
            source = Path(item.file) if item.file else await self._task_service.fetch_link(item.link)
            suffix, data = await self._task_service.media.copy(source, smaller=smaller)
            stem = f"{safe_name(Path(display_name(item)).stem)} copy"
            names = chain((stem + suffix,), (f"{stem} {number}{suffix}" for number in count(2)))
            made = await asyncio.to_thread(write_picture, data, self._folder, names)
            new = Reference(file=str(made), size=len(data), kind=Kind.IMAGE)
        except (UncheckedError, OSError, ValueError):
            new = None
        finally:
            self._making.discard(source_of(item))
        if self._closed:
            return
        if new is None:
            said = self.tr("No copy could be made: the picture can't be read, or the disk is full.")
            self._form.notice.emit(said)
            self._look(self._form.form)
            return
        self._form.enter(
            self._form.draft.with_each(lambda one: new if source_of(one) == source_of(item) else one)
        )
