"""Offers a copy of what doesn't fit as it is: smaller, in another format or shape, or shorter."""

from __future__ import annotations

import asyncio
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from seedance_gui.compat import override
from seedance_gui.domain.cautions import ratio_of
from seedance_gui.domain.draft import KIND_OF_FIELD, REFERENCE_FIELDS, Field, Kind, Reference
from seedance_gui.domain.file_names import safe_name
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.media.media_info import MOST_COPIED, MOST_PIXELS
from seedance_gui.services.media.reference_probe import source_of
from seedance_gui.services.media.worker_client import UncheckedError
from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.kit.pictures import write_picture
from seedance_gui.ui.references.field.describing import display_name
from seedance_gui.ui.references.status.reference_status import CONVERSIONS, ReferenceStatus, StatusSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QObject

    from seedance_gui.domain.form_state import Form
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.form.state_block import Extra

_NEEDS_COPY: Final = {FormMessage.FILE_FORMAT, FormMessage.FILE_OVER_LIMIT, FormMessage.FORMAT_REFUSED}
_SHORTEST: Final = 1.0
"""Seconds of a clip that are worth keeping."""
_PHOTOGRAPHS: Final = {"heic", "heif", "avif"}


class ImageConversion(StatusSource):
    """Offers copies below the fields of one form; a copy takes the place of the reference."""

    def __init__(
        self,
        status: ReferenceStatus,
        task_service: TaskService,
        folder: Path,
        spawn: Spawn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(CONVERSIONS, status, parent)
        self._task_service = task_service
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
            if form[name].on:
                notes[name] = list(self._offers(form, name))
        self._tell({}, notes)

    def _offers(self, form: Form, name: Field) -> Iterator[Extra]:
        items, pictures = form.draft.items(name), KIND_OF_FIELD[name] is Kind.IMAGE
        for problem in form[name].problems:
            if problem.message.code is FormMessage.SECONDS_TOGETHER:
                yield from self._cut(form)
            elif problem.index is not None and problem.message.code in _NEEDS_COPY and pictures:
                item = items[problem.index]
                if item.kind in ({Kind.IMAGE} if item.link else {None, Kind.IMAGE}):
                    yield self._convert(item, smaller=problem.message.code is FormMessage.FILE_OVER_LIMIT)
        for item in items if pictures else ():
            if (
                item.file
                and item.format
                and MOST_PIXELS < (item.width or 0) * (item.height or 0) <= MOST_COPIED
            ):
                yield self._convert(item, smaller=True)
        for caution in form[name].cautions:
            if isinstance(caution, Message) and caution.code is FormMessage.NOT_OF_RATIO:
                yield from self._fit(items[0], str(form[Field.RATIO].value))

    def _convert(self, item: Reference, *, smaller: bool) -> Extra:
        label = self.tr("Make a smaller copy") if smaller else self.tr("Make a PNG copy")
        if not smaller and (item.format or item.name.rsplit(".", 1)[-1].lower()) in _PHOTOGRAPHS:
            label = self.tr("Make a JPEG copy")
        text = self.tr("A copy of the picture can be used instead. The file itself stays as it is.")
        return self._offer(item, label, text, smaller=smaller)

    def _fit(self, item: Reference, ratio: str) -> Iterator[Extra]:
        """Offer copies of a frame in the shape of the video."""
        shape = ratio_of(ratio)
        cropped = self.tr("Crop a copy to {ratio}").format(ratio=ratio)
        text = self.tr("What is too much can be cut off at both sides.")
        yield self._offer(item, cropped, text, smaller=False, shape=shape)
        if source_of(item) not in self._making:
            bordered = self.tr("Make a copy with borders")
            text = self.tr("With borders, nothing of it is lost.")
            yield self._offer(item, bordered, text, smaller=False, shape=shape, borders=True)

    def _cut(self, form: Form) -> Iterator[Extra]:
        """Offer the beginning of a clip, as long as there is room for it beside the others."""
        clips = form.draft.reference_videos
        rule = form.route.reference_videos if form.route else None
        whole = sum(clip.seconds or 0 for clip in clips)
        for clip in reversed(clips):
            room = ((rule.total_seconds if rule else None) or 0) - (whole - (clip.seconds or 0))
            if clip.file and room >= _SHORTEST:
                label = self.tr("Cut “{name}” to its first {seconds} s").format(
                    name=display_name(clip), seconds=f"{int(room * 10) / 10:g}"
                )
                text = self.tr("A shorter copy can be used instead. The file itself stays as it is.")
                yield self._offer(clip, label, text, seconds=room)
                return

    def _offer(self, item: Reference, label: str, text: str, **how: object) -> Extra:
        source = source_of(item)
        if source in self._making:
            return NoteLine("info", self.tr("A copy is being made…")), None

        def make() -> None:
            self._making.add(source)
            self._look(self._form.form)
            self._spawn(self._make(item, how))

        return NoteLine("info", text, label), make

    async def _make(self, item: Reference, how: dict[str, Any]) -> None:
        media = self._task_service.media
        try:
            source = Path(item.file) if item.file else await self._task_service.fetch_link(item.link)
            if isinstance(source, Path) and "seconds" in how:
                suffix, data = await media.cut(source, **how)
            else:
                suffix, data = await media.copy(source, **how)
            stem = f"{safe_name(Path(display_name(item)).stem)} copy"
            names = chain((stem + suffix,), (f"{stem} {number}{suffix}" for number in count(2)))
            made = await asyncio.to_thread(write_picture, data, self._folder, names)
            new = Reference(file=str(made), size=len(data), kind=item.kind)
        except (UncheckedError, OSError, ValueError):
            new = None
        finally:
            self._making.discard(source_of(item))
        if self._closed:
            return
        if new is None:
            said = self.tr("No copy could be made: it can't be read, or the disk is full.")
            self._form.notice.emit(said)
            self._look(self._form.form)
            return
        given = source_of(item)
        draft = self._form.draft.with_each(lambda one: new if source_of(one) == given else one)
        self._form.enter(draft, self.tr("Use the copy"))
