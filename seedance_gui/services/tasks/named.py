"""What a person keeps under a name: templates of the form, snippets of text, and a cast of references."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import msgspec

from seedance_gui.domain.draft import Reference, read_draft
from seedance_gui.domain.reading import read_parts
from seedance_gui.services.store.late_writer import LateWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_gui.domain.draft import Draft
    from seedance_gui.services.store.store import Store

LONGEST_TEXT: Final = 2000
"""Characters of a snippet."""

_DIGITS: Final = 32

T = TypeVar("T")


class Named(Generic[T]):
    """Things under names, in one row of the store's settings; names that differ by case alone are the same.

    ``read`` makes a thing of what was stored, or None where it can't be read: then it is left out. ``kept``
    writes a moment after a change, and tells faults.
    """

    def __init__(self, store: Store, key: str, read: Callable[[object], T | None], *, longest: int) -> None:
        self.longest = longest
        self.kept = LateWriter[dict[str, object]](lambda data: store.set_setting(key, data))
        self._store, self._key = store, key
        self._read = read
        self._all: dict[str, T] | None = None

    @property
    def all(self) -> dict[str, T]:
        """Every thing by its name, in the order of the names."""
        if self._all is None:  # not needed to start
            data: Any = self._store.get_setting(self._key, {})
            found = data.items() if isinstance(data, dict) else ()
            read = {name: self._read(thing) for name, thing in found}
            self._all = {name: thing for name, thing in read.items() if thing is not None}
        return dict(sorted(self._all.items(), key=lambda item: item[0].casefold()))

    def known(self, name: str) -> str:
        """Return how a name is written that is the same as this one; an empty text where there is none."""
        return next((each for each in self.all if each.casefold() == name.casefold()), "")

    def replace(self, things: Mapping[str, T]) -> None:
        """Keep these instead of all that there were."""
        self._all = dict(things)
        self.kept.put({name: msgspec.to_builtins(thing) for name, thing in self._all.items()})


def templates_of(store: Store) -> Named[Draft]:
    """Return the forms that are kept."""

    def read(data: object) -> Draft | None:
        draft = read_draft(data)[0]
        return draft if draft.model else None

    return Named(store, "templates", read, longest=80)


def snippets_of(store: Store) -> Named[str]:
    """Return the pieces of text that are kept, with mentions as they are sent."""
    return Named(
        store, "snippets", lambda it: it[:LONGEST_TEXT] if isinstance(it, str) and it else None, longest=40
    )


def cast_of(store: Store) -> Named[Reference]:
    """Return the references that are kept, each of a known kind; see `with_own_file`."""

    def read(data: object) -> Reference | None:
        item = read_parts(data, Reference())[0]
        return item if item.kind is not None and (item.file or item.link) else None

    return Named(store, "cast", read, longest=40)


def with_own_file(file: Path, folder: Path) -> Path:
    """Return where a file's copy below a folder is, made now if there is none. To be called in a thread.

    The copy keeps the name, in a folder named by the content: the file itself may change, move or go.
    Raises OSError: it can't be read, or the copy can't be written.
    """
    if file.is_relative_to(folder):
        return file
    with file.open("rb") as opened:
        place = folder / hashlib.file_digest(opened, "sha256").hexdigest()[:_DIGITS]
    part = place.with_suffix(".part")
    if not place.is_dir():
        # Whole or not at all: it is copied beside and then renamed.
        shutil.rmtree(part, ignore_errors=True)  # of a copy that was broken off
        part.mkdir(parents=True)
        shutil.copyfile(file, part / file.name)
        part.rename(place)
    return next(place.iterdir())


def kept_copy(cast: Named[Reference], digest: str) -> str:
    """Return the file of the cast with the content of this SHA-256 digest; an empty text: there is none."""
    files = (item.file for item in cast.all.values() if digest)
    return next((file for file in files if Path(file).parent.name == digest[:_DIGITS]), "")
