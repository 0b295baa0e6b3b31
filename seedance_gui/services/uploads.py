"""Bring the files of a draft to the service before it is sent."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.domain import fault_sentences as s
from seedance_gui.domain.draft import REFERENCE_FIELDS, Draft, Reference
from seedance_gui.domain.errors import FileProblemError, PersonError, RefusedError
from seedance_gui.domain.words import say
from seedance_gui.services.addresses import origin_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from seedance_gui.services.accounts import Uploaded
    from seedance_gui.services.api import Api
    from seedance_gui.services.clock import Clock
    from seedance_gui.services.store import Store

GOOD_FOR = 2.5 * 86_400
"""Seconds for which an uploaded link is used again; the service keeps it for about 3 days [P]."""

_KEY = "uploads"
_MOST = 2000


class Uploads:
    """Uploads files, and remembers when each link was made, so that no dead one is sent."""

    def __init__(self, store: Store, clock: Clock, own_origin: str) -> None:
        self._store = store
        self._clock = clock
        self._own_origin = own_origin
        kept = store.kept(_KEY, {})
        self._made: dict[str, float] = {
            str(link): float(at) for link, at in kept.items() if isinstance(at, int | float)
        }

    async def upload(
        self,
        api: Api,
        path: Path,
        progress: Callable[[int, int], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> Uploaded:
        """Upload one file and remember its link. Raises what ``Api.upload`` raises."""
        uploaded = await api.upload(path, progress, stopped)
        self._made[uploaded.link] = self._clock.wall()
        self._made = dict(sorted(self._made.items(), key=lambda item: item[1])[-_MOST:])
        with suppress(PersonError):  # at worst it is uploaded once more
            self._store.keep(_KEY, self._made)
        return uploaded

    def pending(self, draft: Draft) -> list[str]:
        """Return the files (paths, each once) of what a draft sends that have no link which still works."""
        return list(dict.fromkeys(item.file for item in references(draft) if self._needs(item)))

    def ready(self, draft: Draft) -> Draft:
        """Return the draft without links that no longer work and can be made anew."""
        return _mapped(draft, lambda item: replace(item, link="") if self._needs(item) else item)

    async def bring(
        self, api: Api, draft: Draft, progress: Callable[[int], None], stopped: Callable[[], bool]
    ) -> Draft:
        """Upload what a draft still needs and return it with the links.

        ``progress`` is told percents (0-99) of all bytes. Raises what ``Api.upload`` raises: then not
        everything has a link, and nothing may be sent.
        """
        files = self.pending(draft)
        sizes = {file: _size(file) for file in files}
        whole, before = sum(sizes.values()) or 1, 0
        for file in files:
            done = before

            def told(sent: int, _: int, done: int = done) -> None:
                progress(min(99, 100 * (done + sent) // whole))

            try:
                uploaded = await self.upload(api, Path(file), told, stopped)
            except RefusedError as fault:
                name = Path(file).name
                raise FileProblemError(say(s.UPLOAD_FAILED, name=name), fault.message) from None
            before += sizes[file]
            link = uploaded.link
            draft = _mapped(
                draft,
                lambda item, file=file, link=link: (  # type: ignore[misc]
                    replace(item, link=link) if item.file == file and self._needs(item) else item
                ),
            )
        return draft

    def _needs(self, item: Reference) -> bool:
        if not item.file:
            return False
        if not item.link:
            return True
        if item.link.startswith("asset://"):
            return False
        made = self._made.get(item.link, 0.0)
        stale = not 0 <= self._clock.wall() - made < GOOD_FOR
        if self._own_origin and item.link.startswith("http://"):
            stale = stale or origin_of(item.link) != self._own_origin
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
