"""Brings the asset library to the reference fields: save a reference there, take one from there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.domain.draft import FRAME_FIELDS, Kind, Reference
from seedance_gui.domain.errors import SeedanceError
from seedance_gui.domain.links import ASSET
from seedance_gui.services.uploads.asset_library import with_asset
from seedance_gui.services.uploads.asset_store import Library
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.references.field.describing import display_name
from seedance_gui.ui.references.status.asset_status import AssetStatus, library_of
from seedance_gui.ui.references.status.reference_status import reference_fields
from seedance_gui.ui.session.scope import Scope

if TYPE_CHECKING:
    import asyncio

    from PySide6.QtWidgets import QMenu

    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.form.form_pane import FormPane
    from seedance_gui.ui.kit.design_tokens import Tone
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.toast import ToastHost
    from seedance_gui.ui.kit.translator import Words
    from seedance_gui.ui.references.assets.asset_picker import AssetPicker
    from seedance_gui.ui.references.field.field import ReferenceField
    from seedance_gui.ui.references.field.thumbnails import Thumbnails
    from seedance_gui.ui.references.field.tile_menu import TileMenu
    from seedance_gui.ui.references.status.reference_status import ReferenceStatus


class AssetLibrary(QObject):
    """The library of one service at one form, on the routes that take ``asset://``."""

    def __init__(
        self,
        form: FormPane,
        task_service: TaskService,
        thumbnails: Thumbnails,
        *,
        words: Words,
        theme: Theme,
        toasts: ToastHost,
        spawn: Spawn,
        status: ReferenceStatus,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._task_service = task_service
        self._assets = task_service.accounts.current.assets
        self._thumbnails = thumbnails
        self._words = words
        self._theme = theme
        self._toasts = toasts
        self._spawn = spawn
        self._saving: dict[Reference, asyncio.Task[None]] = {}
        self._picker: AssetPicker | None = None
        self._status = AssetStatus(
            form,
            task_service,
            thumbnails,
            status=status,
            spawn=spawn,
            notice=lambda message: toasts.show_message(words.text(message), "warning"),
            parent=self,
        )
        self._scope = Scope()
        for field in reference_fields(form):
            self._scope.connect(field.menu_opening, partial(self._fill_tile_menu, field.kind))
            self._scope.connect(field.add_menu.filled, partial(self._fill_add_menu, field))

    def close(self) -> None:
        """Let go of the form and the service."""
        self._scope.close()
        self._status.close()
        for work in self._saving.values():
            work.cancel()
        if self._picker is not None:
            self._picker.reject()

    def _fill_tile_menu(self, kind: Kind, item: Reference, menu: TileMenu) -> None:
        """Offer to save what has a link or a file; on the SP routes only: there the library takes them."""
        if library_of(self._form.form) is not Library.SP or item.link.startswith(ASSET):
            return
        action = menu.add_act(self.tr("Save to the asset library"))
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
        self._status.keep_picture(asset.id, self._thumbnails.image(item))
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
            picker.set_assets([each for each in self._assets.known(library) if each.kind is field.kind])

        def use(links: list[str]) -> None:
            items = (Reference(link=link) for link in links)
            self._form.enter(self._form.draft.adding(field.field, *items), self.tr("Add reference"))

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
            await self._status.refresh()
        except SeedanceError as fault:
            self._say(fault, "warning")  # the list is of use all the same

    def _forget(self, asset_id: str) -> None:
        try:
            self._assets.forget(asset_id)
        except SeedanceError as fault:
            self._say(fault, "danger")

    def _say(self, fault: SeedanceError, tone: Tone, milliseconds: int = 6000) -> None:
        self._toasts.show_message(self._words.text(fault.message), tone, milliseconds=milliseconds)
