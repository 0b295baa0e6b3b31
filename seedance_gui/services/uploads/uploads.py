"""Bring the files of a draft to the service before it is sent."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import REFERENCE_FIELDS, Draft, Reference
from seedance_gui.domain.errors import FileProblemError, RefusedError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.links import origin_of
from seedance_gui.domain.messages import Message
from seedance_gui.services.api.models import Uploaded
from seedance_gui.services.uploads.shared_upload import SharedUpload
from seedance_gui.services.uploads.upload_cache import State, UploadCache, digest_of, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.platform.clock import Clock
    from seedance_gui.services.store.store import Store

GOOD_FOR = 2.5 * 86_400
"""Seconds for which an uploaded link is used again; the service keeps it for about 3 days [P]."""

AT_ONCE = 2
LARGEST = 100 * 1024 * 1024
"""Bytes [P]: what is larger is refused anyway, so its content is not read."""


class Uploads:
    """Uploads files, two at a time, each content once, and remembers when each link was made."""

    def __init__(self, store: Store, clock: Clock, own_origin: str) -> None:
        self._clock = clock
        self._own_origin = own_origin
        self._memory = UploadCache(store)
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._flights: dict[object, SharedUpload] = {}
        self._tasks: set[asyncio.Task[Uploaded | Exception]] = set()

    async def upload(
        self,
        api: ApiClient,
        path: Path,
        progress: Callable[[int, int], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> Uploaded:
        """Bring one file to the service and remember its link; content that is there already stays there.

        Who asks for a file that is on its way up waits for that upload; it ends when nobody waits any more.
        Raises what ``ApiClient.upload`` raises; FileProblemError where the service refuses the file.
        """
        state = state_of(path)
        key = (api, str(path), state)
        flight = self._flights.get(key)
        if flight is None or flight.ended:
            flight = self._flights[key] = SharedUpload(path.name)
            task = flight.start(self._fly(api, path, state, flight))
            self._tasks.add(task)
            task.add_done_callback(partial(self._landed, key, flight))
        return await flight.outcome(progress, stopped)

    async def aclose(self) -> None:
        """End what is under way."""
        for task in (tasks := tuple(self._tasks)):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _landed(self, key: object, flight: SharedUpload, task: asyncio.Task[Uploaded | Exception]) -> None:
        self._tasks.discard(task)
        if self._flights.get(key) is flight:
            del self._flights[key]

    async def _fly(self, api: ApiClient, path: Path, state: State | None, flight: SharedUpload) -> Uploaded:
        async with self._slots:
            digest = await asyncio.to_thread(digest_of, path, LARGEST)
            link = self._memory.link_of(digest)
            if digest and state is not None and self._lives(link):
                self._memory.remember(path, state, digest, link, self._memory.made(link))
                return Uploaded(link, path.name, state[0], "")
            try:
                uploaded = await api.upload(path, flight.progress, flight.stopped)
            except RefusedError as fault:
                message = Message(FaultMessage.UPLOAD_FAILED, name=path.name)
                if fault.service_text:
                    message = Message(FaultMessage.UPLOAD_REFUSED, name=path.name, reason=fault.service_text)
                raise FileProblemError(message) from None
        self._memory.remember(path, state, digest, uploaded.link, self._clock.wall())
        return uploaded

    def _lives(self, link: str) -> bool:
        """Tell whether a link that was made here still works: it is young and of this service."""
        if not 0 <= self._clock.wall() - self._memory.made(link) < GOOD_FOR:
            return False
        # What was brought to the practice service is on this computer only.
        return not link.startswith("http://") or origin_of(link) == self._own_origin

    def pending(self, draft: Draft) -> list[str]:
        """Return the files (paths, each once) of what a draft sends that have no link which still works."""
        return list(dict.fromkeys(item.file for item in references(draft) if self.needs(item)))

    def ready(self, draft: Draft) -> Draft:
        """Return the draft without links that no longer work and can be made anew."""
        return _mapped(draft, lambda item: replace(item, link="") if self.needs(item) else item)

    async def bring(
        self, api: ApiClient, draft: Draft, progress: Callable[[int], None], stopped: Callable[[], bool]
    ) -> Draft:
        """Upload what a draft still needs and return it with the links.

        ``progress`` is told percents (0-99) of all bytes. Raises what ``ApiClient.upload`` raises: then not
        everything has a link, and nothing may be sent.
        """
        files = self.pending(draft)
        sizes = {file: _size(file) for file in files}
        whole, before = sum(sizes.values()) or 1, 0
        for file in files:
            done = before

            def told(sent: int, _: int, done: int = done) -> None:
                progress(min(99, 100 * (done + sent) // whole))

            uploaded = await self.upload(api, Path(file), told, stopped)
            before += sizes[file]
            link = uploaded.link
            draft = _mapped(
                draft,
                lambda item, file=file, link=link: (  # type: ignore[misc]
                    replace(item, link=link) if item.file == file and self.needs(item) else item
                ),
            )
        return draft

    def needs(self, item: Reference) -> bool:
        """Tell whether a reference has a file that must go up before it can be used. Looks at the file."""
        if not item.file:
            return False
        if not item.link:
            return True
        if item.link.startswith("asset://"):
            return False
        stale = not self._lives(item.link) or self._memory.changed(item.file, item.link)
        # A dead link whose file is gone as well is left as it is: the service will say so.
        return stale and Path(item.file).is_file()


def references(draft: Draft) -> Iterator[Reference]:
    """Yield every reference of a draft."""
    for name in REFERENCE_FIELDS:
        yield from draft.items(name)


def _mapped(draft: Draft, change: Callable[[Reference], Reference]) -> Draft:
    for name in REFERENCE_FIELDS:
        items = draft.items(name)
        if items:
            draft = draft.with_items(name, tuple(map(change, items)))
    return draft


def _size(file: str) -> int:
    try:
        return Path(file).stat().st_size
    except (OSError, ValueError):
        return 0
