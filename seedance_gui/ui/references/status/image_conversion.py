"""Offers a copy of what doesn't fit as it is: smaller, in another format or shape, or a part of it."""

from __future__ import annotations

import asyncio
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt

from seedance_gui.compat import override
from seedance_gui.domain.cautions import ratio_of
from seedance_gui.domain.checks import spare_of
from seedance_gui.domain.draft import (
    FRAME_FIELDS,
    KIND_OF_FIELD,
    REFERENCE_FIELDS,
    Draft,
    Field,
    Kind,
    Reference,
)
from seedance_gui.domain.file_names import safe_name
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.media.media_info import MOST_COPIED, MOST_PIXELS
from seedance_gui.services.media.reference_probe import source_of
from seedance_gui.services.media.worker_client import UncheckedError
from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.kit.pictures import write_picture
from seedance_gui.ui.references.field.describing import display_name
from seedance_gui.ui.references.status.reference_status import (
    CONVERSIONS,
    ReferenceStatus,
    StatusSource,
    reference_fields,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QDialog, QMenu

    from seedance_gui.domain.form_state import Form
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.form.state_block import Extra
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.player.player import Player
    from seedance_gui.ui.references.cutting.trim_dialog import Room
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

_NEEDS_COPY: Final = {FormMessage.FILE_FORMAT, FormMessage.FILE_OVER_LIMIT, FormMessage.FORMAT_REFUSED}
_OTHER_SHAPE: Final = {FormMessage.NOT_OF_RATIO, FormMessage.FRAMES_DIFFER}
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
        *,
        thumbnails: Thumbnails,
        theme: Theme,
        make_player: Callable[[QObject], Player],
        spawn: Spawn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(CONVERSIONS, status, parent)
        self._task_service = task_service
        self._folder = folder
        self._thumbnails = thumbnails
        self._theme = theme
        self._make_player = make_player
        self._spawn = spawn
        self._making: set[str] = set()
        self._dialog: QDialog | None = None
        self._closed = False
        for field in reference_fields(self._form):
            self._scope.connect(field.menu_opening, partial(self._fill_tile_menu, field.field))
        self._begin()

    @override
    def close(self) -> None:
        self._closed = True
        super().close()
        if self._dialog is not None:
            self._dialog.reject()

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
                yield from self._shorten()
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
        said = {caution.code for caution in form[name].cautions if isinstance(caution, Message)}
        if said & _OTHER_SHAPE:
            yield from self._fit(name, items[0])
        if FormMessage.SEE_THROUGH in said:
            label, text = self.tr("Make a copy on white"), self.tr("White can be put behind it.")
            for item in dict.fromkeys(one for one in items if one.see_through):
                yield self._offer(
                    item, label, text, partial(self._copy, None, item, smaller=False, white=True)
                )

    def _convert(self, item: Reference, *, smaller: bool) -> Extra:
        label = self.tr("Make a smaller copy") if smaller else self.tr("Make a PNG copy")
        if not smaller and (item.format or item.name.rsplit(".", 1)[-1].lower()) in _PHOTOGRAPHS:
            label = self.tr("Make a JPEG copy")
        text = self.tr("A copy of the picture can be used instead. The file itself stays as it is.")
        return self._offer(item, label, text, partial(self._copy, None, item, smaller=smaller))

    def _fit(self, name: Field, item: Reference) -> Iterator[Extra]:
        """Offer copies of a frame in the shape of the video."""
        shape, cropped = self._shape(name)
        text = self.tr("Choose which part of it to keep.")
        yield self._offer(item, cropped, text, partial(self.crop, name, item))
        if source_of(item) not in self._making:
            bordered = self.tr("Make a copy with borders")
            text = self.tr("With borders, nothing of it is lost.")
            how = {"smaller": False, "shape": shape, "borders": True}
            yield self._offer(item, bordered, text, partial(self._copy, name, item, **how))

    def _shorten(self) -> Iterator[Extra]:
        """Offer to shorten the last clip that can be short enough."""
        for clip in reversed(self._form.draft.reference_videos):
            room = self._room(clip)
            if clip.file and room and room.left >= _SHORTEST:
                label = self.tr("Shorten “{name}”…").format(name=display_name(clip))
                text = self.tr("A shorter copy can be used instead. The file itself stays as it is.")
                yield self._offer(clip, label, text, partial(self.trim, Field.REFERENCE_VIDEOS, clip))
                return

    def _offer(self, item: Reference, label: str, text: str, act: Callable[[], object]) -> Extra:
        if source_of(item) in self._making:
            return NoteLine("info", self.tr("A copy is being made…")), None

        def do() -> None:
            act()

        return NoteLine("info", text, label), do

    def _fill_tile_menu(self, name: Field, item: Reference, menu: QMenu) -> None:
        """Offer to use a part of a clip, a sound or a frame."""
        if KIND_OF_FIELD[name] is not Kind.IMAGE:
            words = self.tr("Trim…") if item.file else self.tr("Trim… (only files on this computer)")
            action = menu.addAction(words)
            action.setEnabled(bool(item.file) and source_of(item) not in self._making)
            action.triggered.connect(lambda: self.trim(name, item))
        elif name in FRAME_FIELDS and self._shape(name)[0] and self._thumbnails.image(item):
            action = menu.addAction(self._shape(name)[1])
            action.setEnabled(source_of(item) not in self._making)
            action.triggered.connect(lambda: self.crop(name, item))

    # What is chosen in a window of its own

    def trim(self, name: Field, item: Reference) -> None:
        """Let the person choose the part of a clip or sound that is used."""
        # Few need it, and none at the start.
        from seedance_gui.ui.references.cutting.trim_dialog import TrimDialog  # noqa: PLC0415

        dialog = TrimDialog(
            self._theme,
            Path(item.file),
            display_name(item),
            KIND_OF_FIELD[name],
            room=self._room(item) if name is Field.REFERENCE_VIDEOS else None,
            media=self._task_service.media,
            make_player=self._make_player,
            spawn=self._spawn,
            parent=self._form.window(),
        )
        dialog.accepted.connect(lambda: self._copy(name, item, start=dialog.chosen[0], end=dialog.chosen[1]))
        self._open(dialog)

    def crop(self, name: Field, item: Reference) -> None:
        """Let the person choose the part of a frame that has the video's shape."""
        from seedance_gui.ui.references.cutting.crop_dialog import CropDialog  # noqa: PLC0415

        shape, picture = self._shape(name)[0], self._thumbnails.image(item)
        if picture is None:  # it can't be shown: the middle it is
            self._copy(name, item, smaller=False, shape=shape)
            return
        dialog = CropDialog(self._theme, picture, display_name(item), shape, self._form.window())
        dialog.accepted.connect(lambda: self._copy(name, item, smaller=False, shape=shape, at=dialog.at))
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        def closed() -> None:
            self._dialog = None

        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(closed)
        self._dialog = dialog
        dialog.open()

    def _shape(self, name: Field) -> tuple[float, str]:
        """Return the shape that a frame should have (0: any will do), and what offers to crop it so."""
        ratio, first = str(self._form.form[Field.RATIO].value), self._form.draft.first_image
        if shape := ratio_of(ratio):
            return shape, self.tr("Crop to {ratio}…").format(ratio=ratio)
        if name is Field.LAST_IMAGE and first and first.width and first.height:
            return first.width / first.height, self.tr("Crop to the first frame's shape…")
        return 0.0, ""

    def _room(self, item: Reference) -> Room | None:
        """Return how long a clip may be beside the others, None where no limit is known."""
        from seedance_gui.ui.references.cutting.trim_dialog import Room  # noqa: PLC0415

        route, clips = self._form.form.route, self._form.draft.reference_videos
        rule = route.reference_videos if route else None
        if rule is None or rule.total_seconds is None:
            return None
        others = sum(clip.seconds or 0 for clip in clips) - (item.seconds or 0)
        return Room(rule.total_seconds, max(0.0, rule.total_seconds - others), spare_of(clips))

    # The copy

    def _copy(self, name: Field | None, item: Reference, **how: object) -> None:
        """Make a copy and let it take the reference's place: in one field, or wherever it is."""
        self._making.add(source_of(item))
        self._look(self._form.form)
        self._spawn(self._make(name, item, how))

    async def _make(self, name: Field | None, item: Reference, how: dict[str, Any]) -> None:
        media = self._task_service.media
        try:
            source = Path(item.file) if item.file else await self._task_service.links.fetch(item.link)
            if isinstance(source, Path) and "end" in how:
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
        step = self.tr("Use the copy")
        if name is not None:
            step = self.tr("Trim") if "end" in how else self.tr("Fit the picture")
        self._form.enter(_with(self._form.draft, name, source_of(item), new), step)


def _with(draft: Draft, name: Field | None, source: str, new: Reference) -> Draft:
    """Put a copy where something was: where it comes first in a field, or wherever it is."""
    if name is None:
        return draft.with_each(lambda one: new if source_of(one) == source else one)
    places = [index for index, one in enumerate(draft.items(name)) if source_of(one) == source]
    return draft.with_one(name, places[0], new) if places else draft
