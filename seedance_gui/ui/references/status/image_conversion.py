"""Offers a copy of a picture that can't be sent as it is: smaller, or in a format that every model takes."""

from __future__ import annotations

import asyncio
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from seedance_gui.compat import override
from seedance_gui.domain.draft import KIND_OF_FIELD, REFERENCE_FIELDS, Field, Kind, Reference
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.services.media.worker_client import UncheckedError
from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.kit.pictures import write_picture
from seedance_gui.ui.references.status.reference_status import CONVERSIONS, ReferenceStatus, StatusSource

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from seedance_gui.domain.form_state import Form
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.ui.form.state_block import Extra

_NEEDS_COPY: Final = {FormMessage.FILE_FORMAT, FormMessage.FILE_OVER_LIMIT, FormMessage.FORMAT_REFUSED}
_PHOTOGRAPHS: Final = {"heic", "heif", "avif"}


class ImageConversion(StatusSource):
    """Offers copies below the fields of one form; a copy takes the place of the reference."""

    def __init__(
        self,
        status: ReferenceStatus,
        media: MediaWorker,
        folder: Path,
        spawn: Spawn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(CONVERSIONS, status, parent)
        self._media = media
        self._folder = folder
        self._spawn = spawn
        self._making: set[str] = set()
        self._closed = False
        self._begin()

    @override
    def close(self) -> None:
        self._closed = True
        super().close()

    @override
    def _look(self, form: Form) -> None:
        notes: dict[Field, list[Extra]] = {}
        for name in REFERENCE_FIELDS:
            items = form.draft.items(name)
            for problem in form[name].problems:
                if problem.index is None or problem.message.code not in _NEEDS_COPY:
                    continue
                item = items[problem.index]
                if item.file and KIND_OF_FIELD[name] is Kind.IMAGE and item.kind in {None, Kind.IMAGE}:
                    smaller = problem.message.code is FormMessage.FILE_OVER_LIMIT
                    notes.setdefault(name, []).append(self._offer(item, smaller=smaller))
        self._tell({}, notes)

    def _offer(self, item: Reference, *, smaller: bool) -> Extra:
        if item.file in self._making:
            return NoteLine("info", self.tr("A copy is being made…")), None
        label = self.tr("Make a smaller copy") if smaller else self.tr("Make a PNG copy")
        if not smaller and (item.format or item.file.rsplit(".", 1)[-1].lower()) in _PHOTOGRAPHS:
            label = self.tr("Make a JPEG copy")
        text = self.tr("A copy of the picture can be used instead. The file itself stays as it is.")

        def make() -> None:
            self._making.add(item.file)
            self._look(self._form.form)
            self._spawn(self._make(item, smaller=smaller))

        return NoteLine("info", text, label), make

    async def _make(self, item: Reference, *, smaller: bool) -> None:
        file = Path(item.file)
        try:
            suffix, data = await self._media.copy(file, smaller=smaller)
            stem = f"{file.stem[:80]} copy"
            names = chain((stem + suffix,), (f"{stem} {number}{suffix}" for number in count(2)))
            made = await asyncio.to_thread(write_picture, data, self._folder, names)
            new = Reference(file=str(made), size=len(data), kind=Kind.IMAGE)
        except (UncheckedError, OSError, ValueError):
            new = None
        finally:
            self._making.discard(item.file)
        if self._closed:
            return
        if new is None:
            said = self.tr("No copy could be made: the picture can't be read, or the disk is full.")
            self._form.notice.emit(said)
            self._look(self._form.form)
            return
        draft = self._form.draft.with_each(lambda one: new if one == item else one)
        self._form.enter(draft, self.tr("Use the copy"))
