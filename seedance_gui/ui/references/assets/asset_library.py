"""Brings the asset library to the reference fields: save a reference there, take one from there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_gui.domain.draft import FRAME_FIELDS, Field, Kind, Reference
from seedance_gui.domain.errors import PersonError, SeedanceError
from seedance_gui.domain.links import ASSET
from seedance_gui.services.uploads.asset_store import Library
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.references.assets.asset_picker import AssetPicker
from seedance_gui.ui.references.field.describing import display_name
from seedance_gui.ui.references.status.asset_status import AssetStatus, library_of
from seedance_gui.ui.references.status.reference_status import reference_fields
from seedance_gui.ui.session.scope import Scope

if TYPE_CHECKING:
    import asyncio

    from PySide6.QtWidgets import QMenu

    from seedance_gui.domain.draft import Draft
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.form.form_pane import FormPane
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.toast import ToastHost
    from seedance_gui.ui.kit.translator import Words
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
        self._saving: set[Reference] = set()
        self._work: set[asyncio.Task[None]] = set()
        self._picker: AssetPicker | None = None
        self._listing = (Library.SP, Kind.IMAGE)  # what the picker lists
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
            self._scope.connect(field.menu_opening, partial(self._fill_tile_menu, field))
            self._scope.connect(field.add_menu_opening, partial(self._fill_add_menu, field))
        self._scope.connect(self._assets.changed, self._list)

    def close(self) -> None:
        """Let go of the form and the service."""
        self._scope.close()
        self._status.close()
        for work in tuple(self._work):
            work.cancel()
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
        return library_of(self._form.form)

    # Saving

    def save(self, item: Reference, kind: Kind) -> None:
        """Save a reference in the library, and use it from there once it is accepted."""
        if item not in self._saving:
            self._saving.add(item)
            work = self._spawn(self._save(item, kind))
            self._work.add(work)
            work.add_done_callback(self._work.discard)

    async def _save(self, item: Reference, kind: Kind) -> None:
        name = display_name(item)
        toast = self._toasts.show_message(
            self.tr("{name} is being saved to the asset library. The service checks it first.").format(
                name=name
            )
        )
        try:
            link = item.link
            if item.file and self._task_service.uploads.needs(item):
                link = (await self._task_service.upload(Path(item.file))).link
            asset = await self._assets.save(name, kind, link)
        except SeedanceError as fault:
            self._toasts.show_message(self._words.text(fault.message), "danger", milliseconds=12_000)
        else:
            self._status.keep_picture(asset.id, self._thumbnails.image(item))
            self._form.learn(lambda draft: _exchanged(draft, item, asset.link))
            said = self.tr("{name} is in the asset library, and used from there.").format(name=name)
            if toast in self._toasts.toasts():
                toast.close_now()
            self._toasts.show_message(said, "success")
        finally:
            self._saving.discard(item)

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
        picker.forget_requested.connect(self._forget)
        picker.finished.connect(self._picker_closed)
        self._listing = (library, field.kind)
        self._list()
        if library is Library.SP:
            self._spawn(self._refresh())
        picker.open()
        return picker

    async def _refresh(self) -> None:
        try:
            await self._status.refresh()
        except SeedanceError as fault:
            # The list is of use all the same.
            self._toasts.show_message(self._words.text(fault.message), "warning")

    def _list(self, _: None = None) -> None:
        if self._picker is not None:
            library, kind = self._listing
            self._picker.set_assets([asset for asset in self._assets.known(library) if asset.kind is kind])

    def _picker_closed(self) -> None:
        self._picker = None

    def _use(self, name: Field, links: list[str]) -> None:
        items = tuple(Reference(link=link) for link in links)
        self._form.enter(self._form.draft.adding(name, *items), self.tr("Add reference"))

    def _forget(self, asset_id: str) -> None:
        try:
            self._assets.forget(asset_id)
        except PersonError as fault:
            self._toasts.show_message(self._words.text(fault.message), "danger")


def _exchanged(draft: Draft, item: Reference, link: str) -> Draft:
    """Return the draft with a reference used by another link; it is found by file where its link changed."""
    return draft.with_each(
        lambda each: (
            replace(each, link=link)
            if each == item or (item.file and each.file == item.file and not each.link.startswith(ASSET))
            else each
        )
    )
