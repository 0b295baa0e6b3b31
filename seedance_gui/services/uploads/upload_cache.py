"""What was uploaded: which content has which link, and for how long, so that nothing goes up twice."""

from __future__ import annotations

import asyncio
import hashlib
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedance_gui.domain.errors import PersonError
from seedance_gui.domain.links import origin_of
from seedance_gui.services.store.migrations import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from seedance_gui.services.platform.clock import Clock
    from seedance_gui.services.store.store import Store

LINK_LIFE = 2.5 * 86_400
"""Seconds for which an uploaded link is used again; the service keeps it for about 3 days [P]."""

_MOST = 2000
_KEEP_LINK = """
    INSERT INTO upload VALUES (?, ?, ?) ON CONFLICT (link) DO UPDATE SET made = excluded.made,
    digest = CASE excluded.digest WHEN '' THEN digest ELSE excluded.digest END
    """
_PIECE = 1024 * 1024

State = tuple[int, int]
"""A file's bytes and the time of its last change, in nanoseconds."""


class UploadCache:
    """Remembers uploads in the store, and alone knows how long a link may be used.

    ``own_origin`` tells the address of a service on this computer or network, else an empty text.
    """

    def __init__(self, store: Store, clock: Clock, own_origin: Callable[[], str]) -> None:
        self._store = store
        self._clock = clock
        self._own_origin = own_origin
        self._made: dict[str, float] = {}
        self._links: dict[str, str] = {}
        for link, made, digest in store.read("SELECT link, made, digest FROM upload ORDER BY made, rowid"):
            self._made[link] = made
            if digest:
                self._links[digest] = link
        files = store.read("SELECT path, size, changed_ns, digest FROM uploaded_file ORDER BY rowid")
        self._files: dict[str, tuple[int, int, str]] = {from_text(path): (*state,) for path, *state in files}
        self._seen: dict[str, State | None] = {}

    def lives(self, link: str) -> bool:
        """Tell whether a link that was made here still works: it is young and of this service."""
        if not 0 <= self._clock.wall() - self._made.get(link, 0.0) < LINK_LIFE:
            return False
        # What was brought to a service of this computer or network, as in practice, is there only.
        return not link.startswith("http://") or origin_of(link) == self._own_origin()

    def link_of(self, digest: str) -> str:
        """Return the link that this content was last given, an empty text where none still works."""
        link = self._links.get(digest, "")
        return link if self.lives(link) else ""

    def digest_of(self, file: str) -> str:
        """Return the digest of what was uploaded from a file, an empty text where that is not known."""
        return self._files[file][2] if file in self._files else ""

    async def look(self, files: Collection[str]) -> None:
        """Look at files, in a thread: a share may take seconds. `changed` and `gone` go by what was seen."""
        if files:
            states = await asyncio.to_thread(lambda: [state_of(Path(file)) for file in files])
            self._seen.update(zip(files, states, strict=True))

    def gone(self, file: str) -> bool:
        """Tell whether a file was not there, or not readable, when it was looked at."""
        return self._seen.get(file, ()) is None

    def changed(self, file: str, link: str) -> bool:
        """Tell whether a file is no longer what was uploaded from it as ``link``, as far as seen."""
        known, state = self._files.get(file), self._seen.get(file)
        return (
            known is not None
            and state is not None
            and state != known[:2]
            and self._links.get(known[2]) == link
        )

    def remember(
        self, file: Path, state: State | None, digest: str, link: str, *, fresh: bool = True
    ) -> None:
        """Keep that a file with this content has this link, made just now where it is ``fresh``.

        ``state``: the file's before and after it went up; None where it changed meanwhile.
        """
        at = self._clock.wall() if fresh else self._made[link]
        whole = bool(digest) and state is not None
        forgotten = _put(self._made, link, at)
        with suppress(PersonError):  # at worst it is uploaded once more
            self._store.write(_KEEP_LINK, link, at, digest if whole else "")
            if forgotten:
                self._store.write("DELETE FROM upload WHERE link = ?", forgotten)
        if not whole or state is None:
            return
        self._seen[str(file)] = state
        _put(self._links, digest, link)
        forgotten = _put(self._files, str(file), (*state, digest))
        with suppress(PersonError):
            self._store.write(
                "REPLACE INTO uploaded_file VALUES (?, ?, ?, ?)", to_text(str(file)), *state, digest
            )
            if forgotten:
                self._store.write("DELETE FROM uploaded_file WHERE path = ?", to_text(forgotten))


def state_of(path: Path) -> State | None:
    """Return what tells one state of a file from another, None where it is none or can't be read."""
    try:
        about = path.stat()
    except (OSError, ValueError):
        return None
    return (about.st_size, about.st_mtime_ns) if stat.S_ISREG(about.st_mode) else None


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


def _put(memory: dict[str, Any], key: str, value: object) -> str:
    """Put the newest last, and let go of the oldest where there are too many; return that one's key."""
    memory.pop(key, None)
    memory[key] = value
    if len(memory) <= _MOST:
        return ""
    memory.pop(oldest := next(iter(memory)))
    return oldest
