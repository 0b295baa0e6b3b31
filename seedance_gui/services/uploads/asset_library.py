"""The asset library: save links in it, wait until they may be used, remember them by account."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.address import KNOWN_ADDRESSES, account_of
from seedance_gui.domain.errors import BusyError, PassingError, PersonError, RefusedError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.links import ASSET
from seedance_gui.domain.messages import Message
from seedance_gui.services.platform.backoff import asked_for, backoff
from seedance_gui.services.platform.signal import Signal
from seedance_gui.services.uploads.asset_store import (
    AssetState,
    KnownAsset,
    Library,
    change_owner,
    delete_asset,
    read_assets,
    write_asset,
)

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.domain.draft import Draft, Kind, Reference
    from seedance_gui.services.api.connection_state import ConnectionState
    from seedance_gui.services.platform.clock import Clock
    from seedance_gui.services.store.store import Store


FIRST_PAUSE, LONGEST_PAUSE = 2.0, 20.0
PATIENCE = 600.0
"""Seconds: the pauses between two questions about one asset, and how long its check is waited for."""
MOST_AT_ONCE = 100
_LONGEST_NAME = 60


class Assets:
    """The assets of one account; ``changed`` is told of every change.

    ``folder`` is where their thumbnails are kept (made by whoever writes the first one). ``pace``: the first
    pause in seconds, for practice and tests; None for the service's own.
    """

    def __init__(
        self,
        store: Store,
        account: str,
        clock: Clock,
        link: ConnectionState,
        folder: Path,
        pace: float | None = None,
    ) -> None:
        self.folder = folder
        self.changed: Signal[None] = Signal()
        self._store = store
        self._account = account
        self._clock = clock
        self._link = link
        self._first_pause = FIRST_PAUSE if pace is None else min(pace, FIRST_PAUSE)
        self._assets = read_assets(store, account)

    def take_over(self, token: str) -> None:
        """Take in the lists that earlier versions kept for this token alone."""
        addresses = [a for a in (self._account, *KNOWN_ADDRESSES) if account_of(a) == self._account]
        with suppress(PersonError):  # they are still in their old place then
            for address in dict.fromkeys(addresses):
                change_owner(self._store, f"{address} {mark(token)}", self._account)
        self._assets = read_assets(self._store, self._account)
        self.changed.emit(None)

    def known(self, library: Library) -> tuple[KnownAsset, ...]:
        """Return the assets of a library, newest first."""
        return tuple(asset for asset in self._assets if asset.library is library)

    def find(self, link: str) -> KnownAsset | None:
        """Return the asset that a link (``asset://…``) or id names."""
        asset_id = link.removeprefix(ASSET)
        return next((asset for asset in self._assets if asset.id == asset_id), None)

    def thumbnail_file(self, asset_id: str) -> Path:
        """Return where an asset's thumbnail belongs: an id may hold anything, so its mark is the name."""
        return self.folder / f"{mark(asset_id)}.png"

    def remember(
        self, asset_id: str, kind: Kind, library: Library, name: str = "", **more: str
    ) -> KnownAsset:
        """Remember an id, for instance one the person typed; one that is known stays as it is.

        Raises:
            PersonError: it can't be written down; it is known until the program ends.
        """
        asset_id = asset_id.removeprefix(ASSET)
        if (known := self.find(asset_id)) is not None:
            return known
        told: dict[str, Any] = {"id": asset_id, "name": name or asset_id, **more}
        made = KnownAsset(**told, kind=kind, library=library, added=self._clock.wall())
        self._assets.insert(0, made)
        self._keep(made)
        return made

    def forget(self, asset_id: str) -> None:
        """Take an asset off the list; at the service it stays. Raises PersonError as `remember` does."""
        self._assets = [asset for asset in self._assets if asset.id != asset_id]
        try:
            delete_asset(self._store, self._account, asset_id)
        finally:
            self.changed.emit(None)

    def set_thumbnail(self, asset_id: str, path: str) -> None:
        """Note where an asset's thumbnail was written."""
        self._change(asset_id, thumbnail=path)

    async def save(self, name: str, kind: Kind, link: str) -> KnownAsset:
        """Save a link in the SP library and wait until it may be used. The same link is saved once.

        Raises:
            RefusedError: the service doesn't accept it. TokenError: there is no token, or it isn't taken.
            BusyError, PassingError: the service can't be asked now, or its check takes too long: the asset is
            remembered then.
        """
        name = " ".join(name.split())[:_LONGEST_NAME] or "reference"
        origin = mark(link)
        known = next(
            (a for a in self._assets if a.origin == origin and a.state is not AssetState.FAILED), None
        )
        if known is None:
            asset_id = (await self._link.client().add_asset(name, kind.value, link)).removeprefix(ASSET)
            if not asset_id:
                raise RefusedError(Message(FaultMessage.ASSET_WITHOUT_ID, name=name))
            # The disk may refuse; the asset is there all the same.
            with suppress(PersonError):
                self.remember(asset_id, kind, Library.SP, name, origin=origin)
            self._change(asset_id, state=AssetState.PROCESSING)
            known = self.find(asset_id)
            assert known is not None
        return known if known.state is AssetState.ACTIVE else await self._accepted(known)

    async def refresh(self) -> dict[str, str]:
        """Ask about the SP assets that may still change, or have no thumbnail here.

        Returns links to pictures (``image_url`` [P]) of those without one, by id. They are strangers' links.
        Raises like every asking call.
        """
        asked = [asset.id for asset in self.known(Library.SP) if asset.is_open]
        pictures = {}
        for told in await self._link.client().assets(asked[:MOST_AT_ONCE]) if asked else ():
            asset_id = told.id.removeprefix(ASSET)
            self._told(asset_id, told.status, told.name)
            known = self.find(asset_id)
            if told.image and known is not None and known.wants_picture:
                pictures[asset_id] = told.image
        return pictures

    async def _accepted(self, asset: KnownAsset) -> KnownAsset:
        until = self._clock.monotonic() + PATIENCE
        asked = failures = 0
        while self._clock.monotonic() < until:
            asked += 1
            pause = backoff(asked, self._first_pause, LONGEST_PAUSE)
            await asyncio.sleep(pause)
            try:
                told = await self._link.client().asset(asset.id)
            except (BusyError, PassingError) as fault:
                failures += 1
                if failures > 5:
                    raise
                retry = fault.retry_after if isinstance(fault, BusyError) else None
                await asyncio.sleep(asked_for(retry, pause))
                continue
            failures = 0
            state = self._told(asset.id, told.status)
            if state is AssetState.FAILED:
                raise RefusedError(Message(FaultMessage.ASSET_REFUSED, name=asset.name))
            if state is AssetState.ACTIVE:
                return self.find(asset.id) or replace(asset, state=state)
        raise PassingError(Message(FaultMessage.ASSET_SLOW, name=asset.name))

    def _told(self, asset_id: str, word: str, name: str = "") -> AssetState:
        """Note what the service said; a name it tells takes the place of a bare id."""
        state = AssetState.of(word)
        known = self.find(asset_id)
        if known is not None and state is not AssetState.UNKNOWN:
            better = name if name and known.name == known.id else known.name
            self._change(asset_id, state=state, name=better)
        return state

    def _change(self, asset_id: str, **changes: object) -> None:
        before = self.find(asset_id)
        if before is None or (after := replace(before, **changes)) == before:  # type: ignore[arg-type]
            return
        self._assets[self._assets.index(before)] = after
        with suppress(PersonError):  # what stands at the service can be asked again
            self._keep(after)

    def _keep(self, asset: KnownAsset) -> None:
        try:
            write_asset(self._store, self._account, asset)
        finally:
            self.changed.emit(None)


def with_asset(draft: Draft, item: Reference, link: str) -> Draft:
    """Return a draft that uses an asset in the place of what it was saved from.

    That is found by its file where its link has changed meanwhile.
    """
    return draft.with_each(
        lambda each: (
            replace(each, link=link)
            if each == item or (item.file and each.file == item.file and not each.link.startswith(ASSET))
            else each
        )
    )


def mark(text: str) -> str:
    """Return a short mark by which a token, link or id is known again, and can't be read back."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]
