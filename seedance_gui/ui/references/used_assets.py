"""Follows the saved assets that a form uses: remembers their ids, shows how they stand and how they look."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from seedance_gui.domain.draft import KIND_OF_FIELD, REFERENCE_FIELDS, Field, Kind, Reference
from seedance_gui.domain.errors import PersonError, SeedanceError
from seedance_gui.domain.links import ASSET
from seedance_gui.domain.rules import LinkScheme
from seedance_gui.services.uploads.asset_store import AssetState, Library
from seedance_gui.ui.references.asset_picker import why_not
from seedance_gui.ui.references.describing import ItemState
from seedance_gui.ui.references.standing import ASSETS, Standing
from seedance_gui.ui.widgets.note import NoteLine

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from seedance_gui.domain.form_state import Form
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.services.uploads.asset_store import KnownAsset
    from seedance_gui.ui.form_pane import FormPane
    from seedance_gui.ui.references.thumbnails import Thumbnails
    from seedance_gui.ui.state_block import Extra
    from seedance_gui.ui.words import Words

    Spawn = Callable[[Coroutine[object, object, None]], object]

PAUSES: Final = (5.0, 10.0, *(20.0,) * 30)
"""Seconds between two questions about assets in the form that the service is still checking."""


class UsedAssets(QObject):
    """The assets of one form. ``said`` is told what can't be written down."""

    def __init__(
        self,
        form: FormPane,
        task_service: TaskService,
        thumbnails: Thumbnails,
        *,
        words: Words,
        standing: Standing,
        spawn: Spawn,
        said: Callable[[str], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.pauses: Sequence[float] = PAUSES
        self._form = form
        self._task_service = task_service
        self._assets = task_service.assets
        self._thumbnails = thumbnails
        self._words = words
        self._standing = standing
        self._spawn = spawn
        self._said = said
        self._asking: asyncio.Task[object] | None = None
        self._seen: tuple[Library | None, frozenset[str]] = (None, frozenset())
        form.form_changed.connect(self._look)
        self._assets.changed.connect(self._show)
        self._look(form.form)

    def close(self) -> None:
        """Let go of the form and the studio."""
        self._form.form_changed.disconnect(self._look)
        self._assets.changed.disconnect(self._show)
        if self._asking is not None:
            self._asking.cancel()
        self._standing.say(ASSETS, {}, {})

    async def refresh(self) -> None:
        """Ask how the assets stand, again and again while one in the form is being checked; get pictures.

        Does nothing while it is at it already. Raises like every asking call.
        """
        if self._asking is not None:
            return
        self._asking = asyncio.current_task()
        try:
            for pause in (*self.pauses, None):
                for asset_id, link in (await self._assets.refresh()).items():
                    answer = await self._task_service.check_link(link)
                    if answer.found.picture:
                        self.keep_picture(asset_id, QImage.fromData(answer.found.picture))
                if pause is None or not any(a.state is AssetState.PROCESSING for a in self._used()):
                    return
                await asyncio.sleep(pause)
        finally:
            self._asking = None

    def keep_picture(self, asset_id: str, image: QImage | None) -> None:
        """Keep a thumbnail: the asset is recognised by it later, when its file may be gone."""
        if image is None or image.isNull():
            return
        file = self._assets.thumbnail_file(asset_id)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        if image.save(str(file)):
            self._assets.set_thumbnail(asset_id, str(file))

    def _look(self, form: Form) -> None:
        """Remember the ids that the person uses, wherever they come from."""
        library = library_of(form)
        used = {item.link for name in REFERENCE_FIELDS for item in form.draft.items(name)}
        seen = (library, frozenset(link for link in used if link.startswith(ASSET)))
        if seen == self._seen:
            return
        self._seen = seen
        self._show()
        if library is None:
            return
        for name in REFERENCE_FIELDS:
            if not form[name].on:
                continue
            for item in form.draft.items(name):
                if item.link.startswith(ASSET) and len(item.link) > len(ASSET):
                    self._remember(item.link, KIND_OF_FIELD[name], library)
        if library is Library.SP and any(asset.is_open for asset in self._used()):
            self._spawn(self._refresh_quietly())

    async def _refresh_quietly(self) -> None:
        try:
            await self.refresh()
        except SeedanceError:
            return  # what is known is shown; that the service is out of reach is said above the form

    def _remember(self, link: str, kind: Kind, library: Library) -> None:
        try:
            self._assets.remember(link, kind, library)
        except PersonError as fault:
            self._said(self._words.text(fault.message))

    def _used(self) -> list[KnownAsset]:
        found = map(self._assets.find, self._seen[1])
        return [asset for asset in found if asset is not None]

    def _show(self, _: None = None) -> None:
        self._show_pictures()
        self._show_states()

    def _show_states(self) -> None:
        """Say on the tiles, and below the fields, which assets the service would not take now."""
        states: dict[Reference, ItemState] = {}
        remarks: dict[Field, list[Extra]] = {}
        for name in REFERENCE_FIELDS:
            notes: dict[str, None] = {}
            for item in self._form.draft.items(name):
                asset = self._assets.find(item.link) if item.link.startswith(ASSET) else None
                if asset is not None and (note := why_not(asset)):
                    failed = asset.state is AssetState.FAILED
                    text = self.tr("Not accepted") if failed else self.tr("Being checked")
                    states[item] = ItemState(text, None, "warning", note)
                    notes[note] = None
            remarks[name] = [(NoteLine("caution", note), None) for note in notes]
        self._standing.say(ASSETS, states, remarks)

    def _show_pictures(self) -> None:
        """Give the tiles of saved assets the thumbnails that were kept."""
        for asset in self._used():
            if asset.thumbnail and self._thumbnails.image(Reference(link=asset.link)) is None:
                image = QImage(asset.thumbnail)
                if not image.isNull():
                    self._thumbnails.set_image(asset.link, image)


def library_of(form: Form) -> Library | None:
    """Return the library that the chosen model's references may come from."""
    route = form.route
    if route is None or LinkScheme.ASSET not in route.links:
        return None
    return Library.FULL if route.takes_assets_only else Library.SP
