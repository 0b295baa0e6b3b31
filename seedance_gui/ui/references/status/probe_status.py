"""Shows what the look at a form's references found, on their tiles and below the fields."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from seedance_gui.compat import override
from seedance_gui.domain.draft import FIELD_OF_KIND, KIND_OF_FIELD, REFERENCE_FIELDS, Field, Kind, Reference
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.services.media.link_probe import SECONDS
from seedance_gui.services.media.media_info import MOST_PIXELS, MediaInfo
from seedance_gui.services.media.reference_probe import ReferenceProbe, source_of, with_found
from seedance_gui.services.tasks.named import kept_copy
from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.references.field.describing import ItemState, display_name
from seedance_gui.ui.references.status.reference_status import PROBES, ReferenceStatus, StatusSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from seedance_gui.domain.form_state import Form
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.form.state_block import Extra
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.references.field.thumbnails import Thumbnails

CHECK_AGAIN: Final = "check again"
_WAVE: Final = QColor("#8b6cf0")  # the accent's hue, seen on light and on dark


class ProbeStatus(StatusSource):
    """The probes of one form's references, their pictures, and what they tell the draft."""

    def __init__(
        self,
        status: ReferenceStatus,
        task_service: TaskService,
        words: Words,
        thumbnails: Thumbnails,
        spawn: Spawn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(PROBES, status, parent)
        self._task_service = task_service
        self._words = words
        self._thumbnails = thumbnails
        self._probe = ReferenceProbe(task_service.media, task_service.links.check, spawn)
        self._probe.changed.connect(self._show)
        self._probe.probed.connect(self._probed)
        self._begin()

    @override
    def close(self) -> None:
        self._probe.close()
        super().close()
        self._form.bar.set_caution(None, PROBES)

    @property
    def looking(self) -> bool:
        """Whether something that would be sent is still being looked at."""
        return any(map(self._probe.is_busy, self._form.form.usable()))

    async def looked(self) -> bool:
        """Wait until all was looked at, no longer than one link may take; tell whether all is well."""
        return await self._probe.settled(SECONDS)

    @override
    def _look(self, form: Form) -> None:
        self._probe.want(dict.fromkeys((*form.usable(), *form.unread())))

    def _probed(self, source: str, found: MediaInfo) -> None:
        if found == MediaInfo() and any(item.file == source for item in self._form.draft.references()):
            self._mend(source)  # what was known of it stays: its link may work
            return
        if found.picture:
            self._thumbnails.set_image(source, QImage.fromData(found.picture))
        elif found.loudness:
            self._thumbnails.set_image(source, sound_picture(found.loudness))
        self._form.learn(
            lambda draft: draft.with_each(
                lambda item: with_found(item, found) if source_of(item) == source else item
            )
        )
        if found.kind is not None:
            self._sort(source, FIELD_OF_KIND[found.kind])

    def _mend(self, file: str) -> None:
        """Take the copy that the cast has of a file that is gone, if there is one."""
        service = self._task_service
        if copy := kept_copy(service.cast, service.uploads.digest_of(file)):
            name = display_name(Reference(file=file))
            self._form.learn(
                lambda draft: draft.with_each(
                    lambda item: replace(item, file=copy) if item.file == file else item
                )
            )
            said = self.tr("“{name}” is not on this computer any more. The copy in your cast is used.")
            self._form.notice.emit(said.format(name=name))

    def _sort(self, source: str, to: Field) -> None:
        """Put a file whose name deceived where it belongs, if that is used now."""
        form, moved = self._form.form, self._form.draft
        for name in REFERENCE_FIELDS:
            for index in reversed(range(len(moved.items(name)))):
                item = moved.items(name)[index]
                if item.file == source and form[to].on and KIND_OF_FIELD[name] is not KIND_OF_FIELD[to]:
                    moved = moved.moved(name, index, to)
        if moved != self._form.draft:
            self._form.enter(moved)
            place = self._words.text(form[to].name)
            self._form.notice.emit(self.tr("Added to {field}").format(field=place))

    @override
    def _act(self, item: Reference, action: str) -> None:
        if action == CHECK_AGAIN:
            self._probe.again(item)

    def _show(self) -> None:
        states: dict[Reference, ItemState] = {}
        notes: dict[Field, list[Extra]] = {}
        pages: set[Field] = set()
        damaged = ""
        used = set(self._form.form.usable())
        for name in REFERENCE_FIELDS:
            lines: dict[NoteLine, None] = {}
            for item in self._form.draft.items(name):
                state = self._state(item, KIND_OF_FIELD[name])
                if state is None:
                    continue
                states[item] = state
                page = self._is_page(item)
                if page and item in used:
                    pages.add(name)
                result = self._probe.result(item) if item in used else None
                if result and result.ok and (result.found.cut_short or not result.found.format):
                    damaged = damaged or state.note
                if state.tone == "warning" and state.note not in {"", damaged}:  # that is said at Create
                    lines[NoteLine("problem" if page else "caution", state.note)] = None
            notes[name] = [(line, None) for line in lines]
        self._tell(states, notes, pages)
        self._form.bar.set_caution(NoteLine("caution", damaged) if damaged else None, PROBES)

    def _is_page(self, item: Reference) -> bool:
        """Tell whether a link leads to a page: the service would be paid for it, and make what it likes."""
        result = self._probe.result(item)
        return bool(result and result.message and result.message.code is FaultMessage.LINK_IS_PAGE)

    def _state(self, item: Reference, kind: Kind) -> ItemState | None:
        if self._probe.is_busy(item):
            return ItemState(self.tr("Checking"))
        result = self._probe.result(item)
        if result is None:
            return None
        if result.ok:
            if item.file and result.found == MediaInfo():
                return self._gone(item)
            return self._caution(display_name(item), kind, result.found)
        said = self._words.text(result.message) if result.message else ""
        if not result.known:
            return ItemState(self.tr("Not checked"), note=said)
        silent = result.message is None or result.message.code is FaultMessage.LINK_ANSWERS_NOT
        text = self.tr("No answer") if silent else self.tr("No file")  # short: a tile is narrow
        return ItemState(text, None, "warning", said, ((CHECK_AGAIN, self.tr("Check again")),))

    def _gone(self, item: Reference) -> ItemState | None:
        """Say that a file is gone, where its link may be so too. Of one without a link its upload says it."""
        if not item.link or self._task_service.uploads.lives(item.link):
            return None
        note = self.tr(
            "“{name}” is not on this computer now, and its link may be too old. Add it again or remove it."
        )
        again = ((CHECK_AGAIN, self.tr("Check again")),)
        return ItemState(self.tr("Not here"), None, "warning", note.format(name=display_name(item)), again)

    def _caution(self, name: str, kind: Kind, found: MediaInfo) -> ItemState | None:
        """Say what can't be told of what is given, or that it is out of all proportion, if that is so."""
        if found.cut_short:
            note = self.tr(
                "The end of “{name}” is missing: it was not downloaded or copied whole. Get it again, or the "
                "service may refuse it."
            )
            return ItemState(self.tr("Not whole"), None, "warning", note.format(name=name))
        if not found.format:
            note = self.tr("“{name}” can't be read here: it may be damaged, and the service may refuse it.")
            return ItemState(self.tr("Not read"), None, "warning", note.format(name=name))
        if kind is not Kind.IMAGE and found.seconds is None:
            note = self.tr("How long “{name}” is can't be told here. The service may take it or not.")
            again = ((CHECK_AGAIN, self.tr("Check again")),)
            return ItemState(self.tr("Not known"), None, "warning", note.format(name=name), again)
        if kind is Kind.IMAGE and (found.width or 0) * (found.height or 0) > MOST_PIXELS:
            text = self.tr(
                "A picture has {width} × {height} pixels. That is too much to be opened here, and the "
                "service may not take it."
            )
            note = text.format(width=found.width, height=found.height)
            return ItemState(self.tr("Very large"), None, "warning", note)
        return None


def sound_picture(loudness: Sequence[float]) -> QImage:
    """Draw a sound: one bar for each part, as high as it is loud there."""
    side, step = 160, 160 / len(loudness)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    loudest = max(*loudness, 0.01)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_WAVE)
    for index, part in enumerate(loudness):
        height = max(4.0, 0.7 * side * part / loudest)
        painter.drawRoundedRect(QRectF(index * step + 1, (side - height) / 2, step - 2, height), 1.5, 1.5)
    painter.end()
    return image
