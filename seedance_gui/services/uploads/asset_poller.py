"""Follows the saved assets that a form uses: their ids, how they stand, their pictures."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from seedance_gui.domain.errors import PersonError, SeedanceError
from seedance_gui.services.platform.signal import Signal
from seedance_gui.services.uploads.asset_store import AssetState, KnownAsset, Library

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from seedance_gui.domain.draft import Kind
    from seedance_gui.domain.messages import Message
    from seedance_gui.services.api.models import LinkProbeResult
    from seedance_gui.services.platform.background_tasks import Spawn
    from seedance_gui.services.uploads.asset_library import Assets

PAUSES: Final = (5.0, 10.0, *(20.0,) * 30)
"""Seconds between two questions about assets in the form that the service is still checking."""


class AssetPoller:
    """Polls the assets of one form; what is learned is told by ``Assets.changed``.

    ``probe_link`` is ``Links.check``; ``keep_picture`` is given an id and a
    picture file's content. ``notice`` tells that an id can't be written down.
    """

    def __init__(
        self,
        assets: Assets,
        probe_link: Callable[[str], Awaitable[LinkProbeResult]],
        keep_picture: Callable[[str, bytes], Awaitable[None]],
        spawn: Spawn,
    ) -> None:
        self.notice: Signal[Message] = Signal()
        self._assets = assets
        self._probe_link = probe_link
        self._keep_picture = keep_picture
        self._spawn = spawn
        self._polling: asyncio.Task[object] | None = None
        self._links: Mapping[str, Kind] = {}

    def follow(self, library: Library | None, links: Mapping[str, Kind]) -> None:
        """Remember the assets that a form uses now (``asset://…``) for the library they may come from."""
        self._links = links
        if library is None:
            return
        for link, kind in links.items():
            try:
                self._assets.remember(link, kind, library)
            except PersonError as fault:
                self.notice.emit(fault.message)
        if library is Library.SP and any(asset.is_open for asset in self._used()):
            self._spawn(self._refresh_quietly())

    def close(self) -> None:
        """Ask no more."""
        if self._polling is not None:
            self._polling.cancel()

    async def refresh(self) -> None:
        """Ask how the assets stand, again and again while one in the form is being checked; get pictures.

        Does nothing while it is at it already. Raises like every asking call.
        """
        if self._polling is not None:
            return
        self._polling = asyncio.current_task()
        try:
            for pause in (*PAUSES, None):
                for asset_id, link in (await self._assets.refresh()).items():
                    if picture := (await self._probe_link(link)).found.picture:
                        await self._keep_picture(asset_id, picture)
                if pause is None or not any(a.state is AssetState.PROCESSING for a in self._used()):
                    return
                await asyncio.sleep(pause)
        finally:
            self._polling = None

    async def _refresh_quietly(self) -> None:
        with suppress(SeedanceError):  # above the form it is said that the service is out of reach
            await self.refresh()

    def _used(self) -> list[KnownAsset]:
        found = map(self._assets.find, self._links)
        return [asset for asset in found if asset is not None]
