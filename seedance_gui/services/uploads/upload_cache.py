"""What was uploaded: which content has which link, and for how long, so that nothing goes up twice."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.links import origin_of

if TYPE_CHECKING:
    from seedance_gui.services.platform.clock import Clock
    from seedance_gui.services.store.store import Store

LINK_LIFE = 2.5 * 86_400
"""Seconds for which an uploaded link is used again; the service keeps it for about 3 days [P]."""

_LINKS = "uploads"  # link -> Unix seconds
_CONTENT = "uploads by content"  # digest -> link
_FILES = "uploaded files"  # path -> [size, changed in nanoseconds, digest]
_MOST = 2000
_PIECE = 1024 * 1024

State = tuple[int, int]
"""A file's bytes and the time of its last change, in nanoseconds."""


class UploadCache:
    """Remembers uploads in the store, and alone knows how long a link may be used.

    ``own_origin``: the practice service's own address while practising, else empty.
    """

    def __init__(self, store: Store, clock: Clock, own_origin: str) -> None:
        self._store = store
        self._clock = clock
        self._own_origin = own_origin
        self._made: dict[str, float] = {
            str(link): float(at) for link, at in _kept(store, _LINKS).items() if isinstance(at, int | float)
        }
        self._links: dict[str, str] = {
            str(digest): str(link) for digest, link in _kept(store, _CONTENT).items()
        }
        self._files: dict[str, list[Any]] = {
            str(path): known
            for path, known in _kept(store, _FILES).items()
            if isinstance(known, list) and len(known) == 3
        }

    def lives(self, link: str) -> bool:
        """Tell whether a link that was made here still works: it is young and of this service."""
        if not 0 <= self._clock.wall() - self._made.get(link, 0.0) < LINK_LIFE:
            return False
        # What was brought to the practice service is on this computer only.
        return not link.startswith("http://") or origin_of(link) == self._own_origin

    def link_of(self, digest: str) -> str:
        """Return the link that this content was last given, an empty text where none still works."""
        link = self._links.get(digest, "")
        return link if self.lives(link) else ""

    def changed(self, file: str, link: str) -> bool:
        """Tell whether a file is no longer what was uploaded from it as ``link``, as far as known."""
        known, state = self._files.get(file), state_of(Path(file))
        return (
            known is not None
            and state is not None
            and [*state] != known[:2]
            and self._links.get(known[2]) == link
        )

    def remember(
        self, file: Path, state: State | None, digest: str, link: str, *, fresh: bool = True
    ) -> None:
        """Keep that a file with this content has this link, made just now where it is ``fresh``."""
        at = self._clock.wall() if fresh else self._made[link]
        _put(self._made, link, at)
        if digest and state is not None and state_of(file) == state:
            _put(self._links, digest, link)
            _put(self._files, str(file), [*state, digest])
        with suppress(PersonError):  # at worst it is uploaded once more
            self._store.keep(_LINKS, self._made)
            self._store.keep(_CONTENT, self._links)
            self._store.keep(_FILES, self._files)


def state_of(path: Path) -> State | None:
    """Return what tells one state of a file from another, None where it can't be read."""
    try:
        about = path.stat()
    except (OSError, ValueError):
        return None
    return about.st_size, about.st_mtime_ns


def digest_of(path: Path, largest: int) -> str:
    """Return a digest of a file's content; an empty text where it is no file, too large or can't be read.

    To be called in a thread.
    """
    try:
        if not path.is_file() or path.stat().st_size > largest:
            return ""
        digest, left = hashlib.sha256(), largest
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                left -= len(piece)
                if left < 0:  # it grows while it is read
                    return ""
        return digest.hexdigest()
    except (OSError, ValueError):
        return ""


def _kept(store: Store, key: str) -> dict[str, Any]:
    kept = store.kept(key, {})
    return kept if isinstance(kept, dict) else {}


def _put(memory: dict[str, Any], key: str, value: object) -> None:
    """Put the newest last, and let go of the oldest where there are too many."""
    memory.pop(key, None)
    memory[key] = value
    while len(memory) > _MOST:
        del memory[next(iter(memory))]
