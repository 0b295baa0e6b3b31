"""Brings the asset library to the reference fields: save there, take from there, and how it stands there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from seedance_gui.compat import override
from seedance_gui.domain.draft import (
    FIELD_OF_KIND,
    FRAME_FIELDS,
    KIND_OF_FIELD,
    REFERENCE_FIELDS,
    Kind,
    Reference,
)
from seedance_gui.domain.errors import SeedanceError
from seedance_gui.domain.links import ASSET
from seedance_gui.domain.rules import LinkScheme
from seedance_gui.services.uploads.asset_library import with_asset
from seedance_gui.services.uploads.asset_poller import AssetPoller
from seedance_gui.services.uploads.asset_store import AssetState, Library
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.references.field.describing import ItemState, display_name, why_not
from seedance_gui.ui.references.status.reference_status import (
    ASSETS,
    ReferenceStatus,
    StatusSource,
    reference_fields,
)

if TYPE_CHECKING:
    import asyncio

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QMenu

    from seedance_gui.domain.form_state import Form
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.kit.design_tokens import Tone
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.toast import ToastHost
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.references.assets.asset_picker import AssetPicker
    from seedance_gui.ui.references.field.field import ReferenceField
    from seedance_gui.ui.references.field.thumbnails import Thumbnails


class AssetLibrary(StatusSource):
    """The library of one service at one form, on the routes that take ``asset://``."""

    def __init__(
        self,
        status: ReferenceStatus,
        task_service: TaskService,
        thumbnails: Thumbnails,
        *,
        words: Words,
        theme: Theme,
        toasts: ToastHost,
        spawn: Spawn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(ASSETS, status, parent)
        self._task_service = task_service
        self._assets = task_service.accounts.current.assets
        self._thumbnails = thumbnails
        self._words = words
        self._theme = theme
        self._toasts = toasts
        self._spawn = spawn
        self._saving: dict[Reference, asyncio.Task[None]] = {}
        self._picker: AssetPicker | None = None
        self._seen: object = None
        self._poller = AssetPoller(self._assets, task_service.links.check, self._keep_fetched, spawn)
        self._poller.notice.connect(lambda message: toasts.show_message(words.text(message), "warning"))
        for field in reference_fields(self._form):
            self._scope.connect(field.menu_opening, partial(self._fill_tile_menu, field.kind))
            self._scope.connect(field.add_menu.filled, partial(self._fill_add_menu, field))
        self._scope.connect(self._assets.changed, self._show)
        self._begin()

    @override
    def close(self) -> None:
        super().close()
        self._poller.close()
        for work in self._saving.values():
            work.cancel()
        if self._picker is not None:
            self._picker.reject()

    def _fill_tile_menu(self, kind: Kind, item: Reference, menu: QMenu) -> None:
        """Offer to save what has a link or a file; on the SP routes only: there the library takes them."""
        if library_of(self._form.form) is not Library.SP or item.link.startswith(ASSET):
            return
        action = menu.addAction(self.tr("Save to the asset library"))
        if item in self._saving:
            action.setText(self.tr("Being saved to the asset library…"))
            action.setEnabled(False)
        action.triggered.connect(lambda: self.save(item, kind))

    def _fill_add_menu(self, field: ReferenceField, menu: QMenu) -> None:
        library = library_of(self._form.form)
        if library is not None:
            sp = library is Library.SP
            words = self.tr("From the asset library…") if sp else self.tr("Reviewed material…")
            action = menu.addAction(words)
            set_icon(self._theme, action, "bookmark")
            action.triggered.connect(lambda: self.pick(field))

    # Saving

    def save(self, item: Reference, kind: Kind) -> None:
        """Save a reference in the library, and use it from there once it is accepted."""
        if item not in self._saving:
            work = self._saving[item] = self._spawn(self._save(item, kind))
            work.add_done_callback(lambda _: self._saving.pop(item))

    async def _save(self, item: Reference, kind: Kind) -> None:
        name = display_name(item)
        said = self.tr("{name} is being saved to the asset library. The service checks it first.")
        toast = self._toasts.show_message(said.format(name=name))
        try:
            link = item.link
            if self._task_service.uploads.needs(item):
                link = (await self._task_service.upload(Path(item.file))).link
            asset = await self._assets.save(name, kind, link)
        except SeedanceError as fault:
            self._say(fault, "danger", milliseconds=12_000)
            return
        self._keep_picture(asset.id, self._thumbnails.image(item))
        self._form.learn(lambda draft: with_asset(draft, item, asset.link))
        if toast in self._toasts.toasts():
            toast.close_now()
        said = self.tr("{name} is in the asset library, and used from there.")
        self._toasts.show_message(said.format(name=name), "success")

    # Picking

    def pick(self, field: ReferenceField) -> AssetPicker | None:
        """Open the library for a field."""
        # Few need it, and none at the start.
        from seedance_gui.ui.references.assets.asset_picker import AssetPicker  # noqa: PLC0415

        library = library_of(self._form.form)
        if library is None:
            return None
        several = field.field not in FRAME_FIELDS
        picker = AssetPicker(self._theme, library, self._thumbnails, self._form.window(), several=several)

        def show(_: None = None) -> None:
            picker.set_assets(
                [each for each in self._assets.known(library) if each.kind in field.add_menu.kinds]
            )

        def use(links: list[str]) -> None:
            draft = self._form.draft
            for link in links:
                asset = self._assets.find(link)
                elsewhere = asset is not None and asset.kind is not field.kind
                to = FIELD_OF_KIND[asset.kind] if asset is not None and elsewhere else field.field
                draft = draft.adding(to, Reference(link=link))
            self._form.enter(draft, self.tr("Add reference"))

        def closed() -> None:
            self._assets.changed.disconnect(show)
            self._picker = None

        show()
        self._assets.changed.connect(show)
        picker.chosen.connect(use)
        picker.forget_requested.connect(self._forget)
        picker.finished.connect(closed)
        self._picker = picker
        if library is Library.SP:
            self._spawn(self._refresh())
        picker.open()
        return picker

    async def _refresh(self) -> None:
        try:
            await self._poller.refresh()
        except SeedanceError as fault:
            self._say(fault, "warning")  # the list is of use all the same

    def _forget(self, asset_id: str) -> None:
        try:
            self._assets.forget(asset_id)
        except SeedanceError as fault:
            self._say(fault, "danger")

    def _say(self, fault: SeedanceError, tone: Tone, milliseconds: int = 6000) -> None:
        self._toasts.show_message(self._words.text(fault.message), tone, milliseconds=milliseconds)

    # How those that are used stand

    def _keep_picture(self, asset_id: str, image: QImage | None) -> None:
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

    async def _keep_fetched(self, asset_id: str, picture: bytes) -> None:
        self._keep_picture(asset_id, QImage.fromData(picture))

    @override
    def _look(self, form: Form) -> None:
        used = [
            (item.link, KIND_OF_FIELD[name], form[name].on)
            for name in REFERENCE_FIELDS
            for item in form.draft.items(name)
            if item.link.startswith(ASSET)
        ]
        seen = (library_of(form), used)
        if seen != self._seen:
            self._seen = seen
            self._show()
            self._poller.follow(seen[0], {link: kind for link, kind, on in used if on and link != ASSET})

    def _show(self, _: None = None) -> None:
        """Give the tiles the kept thumbnails; say which assets the service would not take now."""
        states: dict[Reference, ItemState] = {}
        for _name, item in self._references():
            asset = self._assets.find(item.link) if item.link.startswith(ASSET) else None
            if asset is None:
                continue
            if asset.thumbnail and self._thumbnails.image(Reference(link=asset.link)) is None:
                image = QImage(asset.thumbnail)
                if not image.isNull():
                    self._thumbnails.set_image(asset.link, image)
            if note := why_not(asset):
                failed = asset.state is AssetState.FAILED
                text = self.tr("Not accepted") if failed else self.tr("Being checked")
                states[item] = ItemState(text, None, "warning", note)
        self._tell(states, self._cautions(states))


def library_of(form: Form) -> Library | None:
    """Return the library that the chosen model's references may come from."""
    route = form.route
    if route is None or LinkScheme.ASSET not in route.links:
        return None
    return Library.FULL if route.takes_assets_only else Library.SP
