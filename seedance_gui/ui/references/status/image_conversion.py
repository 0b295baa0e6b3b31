"""Offers a copy of a picture that can't be sent as it is: smaller, or in a format that every model takes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSaveFile, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from seedance_gui.domain.draft import KIND_OF_FIELD, REFERENCE_FIELDS, Field, Kind, Reference
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.references.status.reference_status import CONVERSIONS, ReferenceStatus
from seedance_gui.ui.session.scope import Scope

if TYPE_CHECKING:
    from seedance_gui.domain.form_state import Form
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.ui.form.form_pane import FormPane
    from seedance_gui.ui.form.state_block import Extra

LONGEST_SIDE: Final = 4096
MOST_PIXELS: Final = 100_000_000
_NEEDS_COPY: Final = {FormMessage.FILE_FORMAT, FormMessage.FILE_OVER_LIMIT, FormMessage.FORMAT_REFUSED}
_QUALITY: Final = {"JPEG": 90, "PNG": 50}


class ImageConversion(QObject):
    """Offers copies below the fields of one form; a copy takes the place of the reference."""

    def __init__(
        self,
        form: FormPane,
        folder: Path,
        spawn: Spawn,
        status: ReferenceStatus,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._form = form
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
                if item.file and KIND_OF_FIELD[name] is Kind.IMAGE and item.kind in {None, Kind.IMAGE}:
                    smaller = problem.message.code is FormMessage.FILE_OVER_LIMIT
                    notes.setdefault(name, []).append(self._offer(item, smaller=smaller))
        self._status.show(CONVERSIONS, {}, notes)

    def _offer(self, item: Reference, *, smaller: bool) -> Extra:
        if item.file in self._making:
            return NoteLine("info", self.tr("A copy is being made…")), None
        label = self.tr("Make a smaller copy") if smaller else self.tr("Make a PNG copy")
        text = self.tr("A copy of the picture can be used instead. The file itself stays as it is.")

        def make() -> None:
            self._making.add(item.file)
            self._look(self._form.form)
            self._spawn(self._make(item, smaller=smaller))

        return NoteLine("info", text, label), make

    async def _make(self, item: Reference, *, smaller: bool) -> None:
        try:
            made = await asyncio.to_thread(converted, Path(item.file), self._folder, smaller=smaller)
        finally:
            self._making.discard(item.file)
        if self._closed:
            return
        if made is None:
            said = self.tr("No copy could be made: the picture can't be read, or the disk is full.")
            self._form.notice.emit(said)
            self._look(self._form.form)
            return
        new = Reference(file=str(made), size=made.stat().st_size, kind=Kind.IMAGE)
        draft = self._form.draft.with_each(lambda one: new if one == item else one)
        self._form.enter(draft, self.tr("Use the copy"))


def converted(file: Path, folder: Path, *, smaller: bool) -> Path | None:
    """Write a copy of a picture (of an animation, its first picture) to ``folder``; None where that fails.

    ``smaller``: a JPEG, or a PNG where it can be seen through; else a PNG. At most ``LONGEST_SIDE`` pixels.
    To be called in a thread.
    """
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if not reader.canRead() or bytes(reader.format().data()) in {b"svg", b"svgz", b"pdf"}:
        return None
    size = reader.size()
    if size.isValid() and size.width() * size.height() > MOST_PIXELS:
        return None
    if size.isValid() and max(size.width(), size.height()) > LONGEST_SIDE:
        bound = QSize(LONGEST_SIDE, LONGEST_SIDE)
        reader.setScaledSize(size.scaled(bound, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    form = "JPEG" if smaller and not image.hasAlphaChannel() else "PNG"
    return _written(image, folder, file.stem, form)


def _written(image: QImage, folder: Path, stem: str, form: str) -> Path | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {entry.name for entry in folder.iterdir()}
    except OSError:
        return None
    stem, ending, number = stem[:80], {"JPEG": "jpg", "PNG": "png"}[form], 1
    while (name := f"{stem} copy{'' if number == 1 else f' {number}'}.{ending}") in taken:
        number += 1
    path = folder / name
    # Written beside and then renamed: a full disk leaves no half picture.
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        return None
    saved = image.save(file, form, _QUALITY[form])  # type: ignore[call-overload]
    return path if saved and file.commit() else None
