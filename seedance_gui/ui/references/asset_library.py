"""Brings the asset library to the reference fields: save a reference there, take one from there."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from seedance_gui.domain.draft import FRAME_FIELDS, KIND_OF_FIELD, REFERENCE_FIELDS, Field, Kind, Reference
from seedance_gui.domain.errors import PersonError, SeedanceError
from seedance_gui.domain.links import ASSET
from seedance_gui.domain.rules import LinkScheme
from seedance_gui.services.asset_shelf import AssetState, Library
from seedance_gui.ui.icons import set_icon
from seedance_gui.ui.references.asset_picker import AssetPicker, why_not
from seedance_gui.ui.references.describing import ItemState, display_name
from seedance_gui.ui.references.field import ReferenceField
from seedance_gui.ui.references.standing import ASSETS, Standing
from seedance_gui.ui.references.thumbnails import thumbnail_of
from seedance_gui.ui.widgets.note import NoteLine

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence

    from PySide6.QtWidgets import QMenu

    from seedance_gui.domain.draft import Draft
    from seedance_gui.domain.form_state import Form
    from seedance_gui.services.asset_shelf import KnownAsset
    from seedance_gui.services.studio import Studio
    from seedance_gui.ui.form_pane import FormPane
    from seedance_gui.ui.references.thumbnails import Thumbnails
    from seedance_gui.ui.references.tile_menu import TileMenu
    from seedance_gui.ui.state_block import Extra
    from seedance_gui.ui.theme import Theme
    from seedance_gui.ui.widgets.toast import ToastHost
    from seedance_gui.ui.words import Words

    Spawn = Callable[[Coroutine[object, object, None]], object]

PAUSES: Final = (5.0, 10.0, *(20.0,) * 30)
"""Seconds between two questions about assets in the form that the service is still checking."""


class AssetLibrary(QObject):
    """The library of one studio at one form, on the routes that take ``asset://``."""

    def __init__(
        self,
        form: FormPane,
        studio: Studio,
        thumbnails: Thumbnails,
        *,
        words: Words,
        theme: Theme,
        toasts: ToastHost,
        spawn: Spawn,
        standing: Standing,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._studio = studio
        self._assets = studio.assets
        self._thumbnails = thumbnails
        self._words = words
        self._theme = theme
        self._toasts = toasts
        self._spawn = spawn
        self._standing = standing
        self._refreshing = False
        self.pauses: Sequence[float] = PAUSES
        self._saving: set[Reference] = set()
        self._work: set[asyncio.Task[object]] = set()
        self._picker: AssetPicker | None = None
        self._listing = (Library.SP, Kind.IMAGE)  # what the picker lists
        self._seen: tuple[Library | None, frozenset[str]] = (None, frozenset())
        self._links = [
            link
            for field in self._fields()
            for link in (
                field.menu_opening.connect(partial(self._fill_tile_menu, field)),
                field.add_menu_opening.connect(partial(self._fill_add_menu, field)),
            )
        ]
        form.form_changed.connect(self._look)
        self._assets.changed.append(self._changed)
        self._look(form.form)

    def close(self) -> None:
        """Let go of the form and the studio."""
        self._form.form_changed.disconnect(self._look)
        for link in self._links:
            QObject.disconnect(link)
        self._assets.changed.remove(self._changed)
        for work in tuple(self._work):
            work.cancel()
        self._standing.say(ASSETS, {}, {})
        if self._picker is not None:
            self._picker.reject()

    # Menus

    def _fill_tile_menu(self, field: ReferenceField, item: Reference, menu: TileMenu) -> None:
        """Offer to save what has a link or a file; on the SP routes only: there the library takes them."""
        if self._library() is not Library.SP or item.link.startswith(ASSET):
            return
        action = menu.add_act(self.tr("Save to the asset library"))
        if item in self._saving:
            action.setText(self.tr("Being saved to the asset library…"))
            action.setEnabled(False)
        action.triggered.connect(lambda: self.save(item, field.kind))

    def _fill_add_menu(self, field: ReferenceField, menu: QMenu) -> None:
        library = self._library()
        if library is None:
            return
        sp = library is Library.SP
        action = menu.addAction(self.tr("From the asset library…") if sp else self.tr("Reviewed material…"))
        set_icon(self._theme, action, "bookmark")
        action.triggered.connect(lambda: self.pick(field))

    def _library(self) -> Library | None:
        """Return the library that the chosen model's references may come from."""
        route = self._form.form.route
        if route is None or LinkScheme.ASSET not in route.links:
            return None
        return Library.FULL if route.takes_assets_only else Library.SP

    # Saving

    def save(self, item: Reference, kind: Kind) -> None:
        """Save a reference in the library, and use it from there once it is accepted."""
        if item not in self._saving:
            self._saving.add(item)
            self._spawn(self._save(item, kind))

    async def _save(self, item: Reference, kind: Kind) -> None:
        work = asyncio.current_task()
        if work is not None:
            self._work.add(work)
        name = display_name(item)
        toast = self._toasts.show_message(
            self.tr("{name} is being saved to the asset library. The service checks it first.").format(
                name=name
            )
        )
        try:
            link = item.link
            if item.file and self._studio.needs_upload(item):
                link = (await self._studio.upload(Path(item.file))).link
            asset = await self._assets.save(name, kind, link)
        except SeedanceError as fault:
            self._toasts.show_message(self._words.text(fault.sentence), "danger", milliseconds=12_000)
        else:
            self._keep_picture(asset.id, self._thumbnails.image(item))
            self._form.enter(_exchanged(self._form.draft, item, asset.link))
            said = self.tr("{name} is in the asset library, and used from there.").format(name=name)
            if toast in self._toasts.toasts():
                toast.close_now()
            self._toasts.show_message(said, "success")
        finally:
            self._saving.discard(item)
            if work is not None:
                self._work.discard(work)

    def _keep_picture(self, asset_id: str, image: QImage | None) -> None:
        """Keep the thumbnail: the asset is recognised by it later, when the file may be gone."""
        if image is None or image.isNull():
            return
        file = self._assets.thumbnail_file(asset_id)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        if image.save(str(file)):
            self._assets.set_thumbnail(asset_id, str(file))

    # Picking

    def pick(self, field: ReferenceField) -> AssetPicker | None:
        """Open the library for a field."""
        library = self._library()
        if library is None:
            return None
        name = field.field
        picker = AssetPicker(
            self._theme, library, self._thumbnails, self._form.window(), several=name not in FRAME_FIELDS
        )
        self._picker = picker
        picker.chosen.connect(lambda links: self._use(name, links))
        picker.forget_wanted.connect(self._forget)
        picker.finished.connect(self._picker_closed)
        self._listing = (library, field.kind)
        self._list()
        if library is Library.SP:
            self._spawn(self._refresh())
        picker.open()
        return picker

    def _list(self) -> None:
        if self._picker is not None:
            library, kind = self._listing
            self._picker.set_assets([asset for asset in self._assets.known(library) if asset.kind is kind])

    def _picker_closed(self) -> None:
        self._picker = None

    def _use(self, name: Field, links: list[str]) -> None:
        items = tuple(Reference(link=link) for link in links)
        self._form.enter(self._form.draft.adding(name, *items))

    def _forget(self, asset_id: str) -> None:
        try:
            self._assets.forget(asset_id)
        except PersonError as fault:
            self._toasts.show_message(self._words.text(fault.sentence), "danger")

    async def _refresh(self) -> None:
        """Ask how the assets stand, on and on while one in the form is being checked; get their pictures."""
        if self._refreshing:
            return
        self._refreshing = True
        work = asyncio.current_task()
        assert work is not None
        self._work.add(work)
        try:
            for pause in (*self.pauses, None):
                for asset_id, link in (await self._assets.refresh()).items():
                    answer = await self._studio.check_link(link)
                    if answer.found.picture:
                        image = await asyncio.to_thread(thumbnail_of, answer.found.picture)
                        self._keep_picture(asset_id, image)
                if pause is None or not any(a.state is AssetState.PROCESSING for a in self._used()):
                    return
                await asyncio.sleep(pause)
        except SeedanceError as fault:
            # What is known is of use all the same; that the service is out of reach is said above the form.
            if self._picker is not None:
                self._toasts.show_message(self._words.text(fault.sentence), "warning")
        finally:
            self._refreshing = False
            self._work.discard(work)

    def _used(self) -> list[KnownAsset]:
        found = map(self._assets.find, self._seen[1])
        return [asset for asset in found if asset is not None]

    # Remembering

    def _look(self, form: Form) -> None:
        """Remember the ids that the person uses, wherever they come from."""
        library = self._library()
        used = {item.link for name in REFERENCE_FIELDS for item in form.draft.items(name)}
        seen = (library, frozenset(link for link in used if link.startswith(ASSET)))
        if seen == self._seen:
            return
        self._seen = seen
        self._show_pictures()
        self._show_states()
        if library is None:
            return
        for name in REFERENCE_FIELDS:
            if not form[name].on:
                continue
            for item in form.draft.items(name):
                if item.link.startswith(ASSET) and len(item.link) > len(ASSET):
                    self._remember(item.link, KIND_OF_FIELD[name], library)
        if library is Library.SP and any(asset.is_open for asset in self._used()):
            self._spawn(self._refresh())

    def _remember(self, link: str, kind: Kind, library: Library) -> None:
        try:
            self._assets.remember(link, kind, library)
        except PersonError as fault:
            self._toasts.show_message(self._words.text(fault.sentence), "warning")

    def _changed(self, _: None = None) -> None:
        self._show_pictures()
        self._show_states()
        self._list()

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
        for link in self._seen[1]:
            asset = self._assets.find(link)
            if asset is None or not asset.thumbnail:
                continue
            if self._thumbnails.image(Reference(link=link)) is None:
                image = QImage(asset.thumbnail)
                if not image.isNull():
                    self._thumbnails.set_image(link, image)

    def _fields(self) -> Iterator[ReferenceField]:
        widgets = (self._form.field(name) for name in REFERENCE_FIELDS)
        return (widget for widget in widgets if isinstance(widget, ReferenceField))


def _exchanged(draft: Draft, item: Reference, link: str) -> Draft:
    """Return the draft with a reference used by another link; it is found by file where its link changed."""
    for name in REFERENCE_FIELDS:
        items = draft.items(name)
        changed = tuple(
            replace(each, link=link)
            if each == item or (item.file and each.file == item.file and not each.link.startswith(ASSET))
            else each
            for each in items
        )
        if changed != items:
            draft = draft.with_items(name, changed)
    return draft
