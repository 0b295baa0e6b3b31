"""Bring files to the service: each content once, two at a time, for whoever asks."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from seedance_gui.domain.errors import FileProblemError, RefusedError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.links import ASSET
from seedance_gui.domain.messages import Message
from seedance_gui.domain.practice_messages import said_by_service
from seedance_gui.services.api.models import Uploaded
from seedance_gui.services.uploads.shared_upload import SharedUpload
from seedance_gui.services.uploads.upload_cache import State, UploadCache, digest_of, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seedance_gui.domain.draft import Draft, Reference
    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.services.platform.clock import Clock
    from seedance_gui.services.store.store import Store
    from seedance_gui.services.uploads.shared_upload import Progress

AT_ONCE = 2
LARGEST = 100 * 1024 * 1024
"""Bytes [P]: what is larger is refused anyway, so its content is not read."""


class Uploads:
    """The uploads of one service."""

    def __init__(self, store: Store, clock: Clock, media: MediaWorker, own_origin: Callable[[], str]) -> None:
        self._media = media
        self._cache = UploadCache(store, clock, own_origin)
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._looking = asyncio.Lock()
        self._under_way: set[SharedUpload] = set()

    async def upload(self, api: ApiClient, path: Path, progress: Progress | None = None) -> Uploaded:
        """Bring one file to the service and remember its link; content that is there already stays there.

        Who asks for a file that is on its way up waits for that upload; it ends when nobody waits any more.
        Raises what ``ApiClient.upload`` raises; FileProblemError where the service refuses the file.
        """
        async with self._looking:  # one after the other, so that they go up in the order in which they came
            state = await asyncio.to_thread(state_of, path)
        key = (api, str(path), state)
        shared = next((one for one in self._under_way if one.key == key and not one.ended), None)
        if shared is None:
            shared = SharedUpload(key, partial(self._send, api, path, state))
            self._under_way.add(shared)
            shared.task.add_done_callback(lambda _, shared=shared: self._under_way.discard(shared))  # type: ignore[misc]
        return await shared.outcome(progress)

    async def aclose(self) -> None:
        """End what is under way."""
        for task in (tasks := [shared.task for shared in self._under_way]):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _send(self, api: ApiClient, path: Path, state: State | None, shared: SharedUpload) -> Uploaded:
        async with self._slots:
            digest = await asyncio.to_thread(digest_of, path, LARGEST)
            if await asyncio.to_thread(state_of, path) == state is not None and (
                link := self._cache.link_of(digest)
            ):
                self._cache.remember(path, state, digest, link, fresh=False)
                return Uploaded(link)
            try:
                uploaded = await api.upload(path, shared.progress, await self._media.kind_of(path))
            except RefusedError as fault:
                message = Message(FaultMessage.UPLOAD_FAILED, name=path.name)
                if fault.service_text:
                    reason = said_by_service(fault.service_text)
                    message = Message(FaultMessage.UPLOAD_REFUSED, name=path.name, reason=reason)
                raise FileProblemError(message) from None
        same = await asyncio.to_thread(state_of, path) == state
        self._cache.remember(path, state if same else None, digest, uploaded.link)
        return uploaded

    def gave(self, link: str) -> bool:
        """Tell whether the service gave this link to what was uploaded here, and it still works."""
        return self._cache.lives(link)

    def pending(self, sent: Iterable[Reference]) -> list[str]:
        """Return the files (paths, each once) of what is sent that have no link which still works."""
        return list(dict.fromkeys(item.file for item in sent if self.needs(item)))

    def ready(self, draft: Draft) -> Draft:
        """Return the draft without links that no longer work and can be made anew."""
        return draft.with_each(lambda item: replace(item, link="") if self.needs(item) else item)

    async def bring(
        self, api: ApiClient, draft: Draft, files: list[str], progress: Callable[[int], None]
    ) -> Draft:
        """Upload ``files`` of a draft and return it with the links.

        ``progress`` is told percents (0-99) of all bytes. Raises what ``ApiClient.upload`` raises: then not
        everything has a link, and nothing may be sent.
        """
        states = await asyncio.to_thread(lambda: [state_of(Path(file)) for file in files])
        sizes = {file: (state or (0, 0))[0] for file, state in zip(files, states, strict=True)}
        whole, before = sum(sizes.values()) or 1, 0
        for file, size in sizes.items():

            def told(sent: int, _: int, before: int = before) -> None:
                progress(min(99, 100 * (before + sent) // whole))

            uploaded = await self.upload(api, Path(file), told)
            before += size
            draft = with_link(draft, file, uploaded.link, self.needs)
        return draft

    async def look(self, references: Iterable[Reference]) -> None:
        """Look whether files that have a link are still what was uploaded: `needs` goes by what was seen."""
        await self._cache.look(
            {item.file for item in references if item.file and item.link and not item.link.startswith(ASSET)}
        )

    def lives(self, link: str) -> bool:
        """Tell whether a link was made here and works still, as far as known; an asset's always does."""
        return link.startswith(ASSET) or self._cache.lives(link)

    def digest_of(self, file: str) -> str:
        """Return the digest of what a file held when it was uploaded last; an empty text: not known."""
        return self._cache.digest_of(file)

    def needs(self, item: Reference) -> bool:
        """Tell whether a reference has a file that must go up before it can be used, as far as seen."""
        if not item.file:
            return False
        if not item.link:
            return True
        if item.link.startswith(ASSET):
            return False
        stale = not self._cache.lives(item.link) or self._cache.changed(item.file, item.link)
        # A dead link whose file is gone as well is left as it is: the service will say so.
        return stale and not self._cache.gone(item.file)


def with_file_links(draft: Draft) -> Draft:
    """Return a draft whose files stand in the place of what they were, or are to be, uploaded as."""

    def named(item: Reference) -> Reference:
        kept = not item.file or item.link.startswith(ASSET)
        return (
            item
            if kept
            else replace(item, link=f"https://file.invalid/{quote(item.file, errors='surrogateescape')}")
        )

    return draft.with_each(named)


def with_link(draft: Draft, file: str, link: str, needs: Callable[[Reference], bool]) -> Draft:
    """Return a draft in which every reference to a file that needs one has this link."""
    return draft.with_each(
        lambda item: replace(item, link=link) if item.file == file and needs(item) else item
    )
