"""Shows how the saved assets that a form uses stand, and how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QImage

from seedance_gui.domain.draft import KIND_OF_FIELD, REFERENCE_FIELDS, Field, Reference
from seedance_gui.domain.links import ASSET
from seedance_gui.domain.rules import LinkScheme
from seedance_gui.services.uploads.asset_poller import AssetPoller
from seedance_gui.services.uploads.asset_store import AssetState, KnownAsset, Library
from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.references.field.describing import ItemState
from seedance_gui.ui.references.status.reference_status import ASSETS, ReferenceStatus
from seedance_gui.ui.session.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.domain.form_state import Form
    from seedance_gui.domain.messages import Message
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.tasks.service import TaskService
    from seedance_gui.ui.form.form_pane import FormPane
    from seedance_gui.ui.form.state_block import Extra
    from seedance_gui.ui.references.field.thumbnails import Thumbnails


class AssetStatus(QObject):
    """The assets of one form. ``notice`` is told what can't be written down."""

    def __init__(
        self,
        form: FormPane,
        task_service: TaskService,
        thumbnails: Thumbnails,
        *,
        status: ReferenceStatus,
        spawn: Spawn,
        notice: Callable[[Message], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._assets = task_service.accounts.current.assets
        self._thumbnails = thumbnails
        self._status = status
        self._poller = AssetPoller(self._assets, task_service.check_link, self._keep_fetched, spawn)
        self._poller.notice.connect(notice)
        self.refresh = self._poller.refresh
        self._seen: object = None
        self._scope = Scope()
        self._scope.connect(form.form_changed, self._look)
        self._scope.connect(self._assets.changed, self._show)
        self._look(form.form)

    def close(self) -> None:
        """Let go of the form and the service."""
        self._scope.close()
        self._poller.close()
        self._status.show(ASSETS, {}, {})

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

    async def _keep_fetched(self, asset_id: str, picture: bytes) -> None:
        self.keep_picture(asset_id, QImage.fromData(picture))

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
        notes: dict[Field, list[Extra]] = {}
        for name in REFERENCE_FIELDS:
            texts: dict[str, None] = {}
            for item in self._form.draft.items(name):
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
                    texts[note] = None
            notes[name] = [(NoteLine("caution", note), None) for note in texts]
        self._status.show(ASSETS, states, notes)


def library_of(form: Form) -> Library | None:
    """Return the library that the chosen model's references may come from."""
    route = form.route
    if route is None or LinkScheme.ASSET not in route.links:
        return None
    return Library.FULL if route.takes_assets_only else Library.SP


def why_not(asset: KnownAsset) -> str:
    """Return why an asset can't be used now; an empty text where nothing is known against it."""
    if asset.state is AssetState.FAILED:
        return QCoreApplication.translate("AssetPicker", "The service did not accept this one.")
    if asset.state is AssetState.PROCESSING:
        return QCoreApplication.translate(
            "AssetPicker",
            "The service is still checking this one. It can be used as soon as it is ready.",
        )
    return ""
