"""Looks at what is given before it is paid for: files and what links lead to, by their content."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from seedance_gui.domain.draft import KIND_OF_FIELD, REFERENCE_FIELDS, Field, Kind, Reference
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.links import ASSET
from seedance_gui.services.media.media_info import MOST_PIXELS
from seedance_gui.ui.references.describing import ItemState, display_name
from seedance_gui.ui.references.standing import CHECKS, Standing, reference_fields, usable
from seedance_gui.ui.widgets.note import NoteLine

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from seedance_gui.domain.form_state import Form
    from seedance_gui.services.api.models import LinkProbeResult
    from seedance_gui.services.media.media_info import MediaInfo
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.form_pane import FormPane
    from seedance_gui.ui.references.thumbnails import Thumbnails
    from seedance_gui.ui.state_block import Extra
    from seedance_gui.ui.words import Words

CHECK_AGAIN: Final = "check again"
_LINKS_AT_ONCE: Final = 2
_KEPT: Final = 500
_WAVE: Final = QColor("#8b6cf0")  # the accent's hue, seen on light and on dark


class ReferenceChecks(QObject):
    """The checks of one form's references. What is no longer in the form is no longer looked at."""

    def __init__(
        self,
        form: FormPane,
        task_service: TaskService,
        words: Words,
        thumbnails: Thumbnails,
        spawn: Callable[[Coroutine[object, object, None]], object],
        standing: Standing,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._task_service = task_service
        self._words = words
        self._thumbnails = thumbnails
        self._spawn = spawn
        self._standing = standing
        self._slots = asyncio.Semaphore(_LINKS_AT_ONCE)
        self._found: OrderedDict[str, MediaInfo] = OrderedDict()  # by file
        self._answers: OrderedDict[str, LinkProbeResult] = OrderedDict()  # by link
        self._works: dict[str, asyncio.Task[None] | None] = {}  # by file or link; None until it runs
        self._seen: object = None
        form.form_changed.connect(self._look)
        for field in reference_fields(form):
            field.act_wanted.connect(self._act)
        self._look(form.form)

    def close(self) -> None:
        """End what is under way and let go of the form."""
        self._form.form_changed.disconnect(self._look)
        for field in reference_fields(self._form):
            field.act_wanted.disconnect(self._act)
        for source in tuple(self._works):
            self._drop(source)
        self._standing.say(CHECKS, {}, {})

    # What is to be looked at

    def _look(self, form: Form) -> None:
        items = tuple(usable(form))
        if items == self._seen:
            return
        self._seen = items
        wanted = {source: item for item in items if (source := _source(item))}
        for source in [source for source in self._works if source not in wanted]:
            self._drop(source)
        for source, item in wanted.items():
            if source not in self._works and not all(
                self._told(one) for one in items if _source(one) == source
            ):
                self._works[source] = None
                self._spawn(self._check(source, is_link=not item.file))
        self._show()

    def _told(self, item: Reference) -> bool:
        """Tell whether a reference says all that is known of it."""
        source = _source(item)
        if source not in self._found and source not in self._answers:
            return False
        found = self._known(source)
        return found is None or with_found(item, found) == item

    def _drop(self, source: str) -> None:
        work = self._works.pop(source)
        if work is not None:
            work.cancel()

    async def _check(self, source: str, *, is_link: bool) -> None:
        if source not in self._works:
            return  # given up before it began
        self._works[source] = work = asyncio.current_task()
        try:
            if is_link and source not in self._answers:
                async with self._slots:
                    answer = await self._task_service.check_link(source)
                self._show_picture(source, answer.found)
                _keep(self._answers, source, replace(answer, found=replace(answer.found, picture=b"")))
            elif not is_link:
                found = await self._task_service.media.probe(Path(source))
                self._show_picture(source, found)
                _keep(self._found, source, found)
        finally:
            if self._works.get(source) is work:
                del self._works[source]
        if (known := self._known(source)) is not None:
            self._change(source, lambda item: with_found(item, known))
        self._show()

    def _known(self, source: str) -> MediaInfo | None:
        """Return what was found, None where nothing was: a link that doesn't answer tells nothing new."""
        answer = self._answers.get(source)
        if answer is None:
            return self._found.get(source)
        return answer.found if answer.ok else None

    def _show_picture(self, source: str, found: MediaInfo) -> None:
        if found.picture:
            self._thumbnails.set_picture(source, found.picture)
        elif found.loudness:
            self._thumbnails.set_image(source, sound_picture(found.loudness))

    def _change(self, source: str, change: Callable[[Reference], Reference]) -> None:
        draft = self._form.draft
        for name in REFERENCE_FIELDS:
            items = draft.items(name)
            changed = tuple(change(item) if _source(item) == source else item for item in items)
            if changed != items:
                draft = draft.with_items(name, changed)
        self._form.enter(draft)

    def _act(self, item: Reference, act: str) -> None:
        if act == CHECK_AGAIN:
            self._answers.pop(_source(item), None)
            self._seen = None
            self._look(self._form.form)

    # What is shown

    def _show(self) -> None:
        states: dict[Reference, ItemState] = {}
        remarks: dict[Field, list[Extra]] = {}
        for name in REFERENCE_FIELDS:
            texts: dict[str, None] = {}
            for item in self._form.draft.items(name):
                state = self._state(item, KIND_OF_FIELD[name])
                if state is not None:
                    states[item] = state
                    if state.tone == "warning" and state.note:
                        texts[state.note] = None
            remarks[name] = [(NoteLine("caution", text), None) for text in texts]
        self._standing.say(CHECKS, states, remarks)

    def _state(self, item: Reference, kind: Kind) -> ItemState | None:
        source = _source(item)
        if source in self._works:
            return ItemState(self.tr("Checking"))
        if (answer := self._answers.get(source)) is not None:
            again = ((CHECK_AGAIN, self.tr("Check again")),)
            if answer.ok:
                return self._doubt(display_name(item), kind, answer.found)
            said = self._words.text(answer.message) if answer.message else ""
            if not answer.known:
                return ItemState(self.tr("Not checked"), note=said)
            silent = answer.message is None or answer.message.code is FaultMessage.LINK_ANSWERS_NOT
            text = self.tr("No answer") if silent else self.tr("No file")  # short: a tile is narrow
            return ItemState(text, None, "warning", said, again)
        found = self._found.get(source)
        return None if found is None else self._doubt(display_name(item), kind, found)

    def _doubt(self, name: str, kind: Kind, found: MediaInfo) -> ItemState | None:
        """Say what can't be told of what is given, or that it is out of all proportion, if that is so."""
        if not found.format:
            note = self.tr("“{name}” can't be read here: it may be damaged, and the service may refuse it.")
            return ItemState(self.tr("Not read"), None, "warning", note.format(name=name))
        if kind is not Kind.IMAGE and found.seconds is None:
            note = self.tr("How long “{name}” is can't be told here. The service may take it or not.")
            return ItemState(self.tr("Not known"), None, "warning", note.format(name=name))
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


def _source(item: Reference) -> str:
    """Return what is looked at: the file, or the link where there is none; assets can't be looked at."""
    if item.file:
        return item.file
    return "" if item.link.startswith(ASSET) or "://" not in item.link else item.link


def _keep(
    memory: OrderedDict[str, MediaInfo] | OrderedDict[str, LinkProbeResult], key: str, value: object
) -> None:
    memory[key] = value  # type: ignore[assignment]
    while len(memory) > _KEPT:
        memory.popitem(last=False)


def with_found(item: Reference, found: MediaInfo) -> Reference:
    """Return a reference that says what was found in its file or behind its link."""
    return replace(
        item,
        kind=found.kind,
        size=found.size,
        seconds=found.seconds,
        width=found.width,
        height=found.height,
        fps=found.fps,
    )
