"""Mentions of references in the prompt, as the service's own web client writes them: ``@图1``, ``@视频1``.

They are plain text that the model reads [service.md]; sounds are written ``@音频1`` in the same way. A number
is the place of the reference in its list, from 1, so mentions follow when a list is reordered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seedance_gui.domain.draft import Draft, Reference

WORDS = {Kind.IMAGE: "图", Kind.VIDEO: "视频", Kind.AUDIO: "音频"}
LISTS = {
    Kind.IMAGE: Field.IMAGES,
    Kind.VIDEO: Field.REFERENCE_VIDEOS,
    Kind.AUDIO: Field.REFERENCE_AUDIOS,
}
_KINDS = {word: kind for kind, word in WORDS.items()}
# A picture's word in Chinese prompts written by hand may also be 图片.
_PATTERN = re.compile(r"@(图片|图|视频|音频)(\d{1,3})(?!\d)")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: what it points at (``number`` from 1) and where it stands in the prompt."""

    kind: Kind
    number: int
    start: int
    end: int


def mention_text(kind: Kind, number: int) -> str:
    """Return the mention of the reference at place ``number``, from 1."""
    return f"@{WORDS[kind]}{number}"


def mentions_in(prompt: str) -> tuple[Mention, ...]:
    """Return the mentions of a prompt in order."""
    return tuple(
        Mention(_KINDS[found[1].removesuffix("片")], int(found[2]), *found.span())
        for found in _PATTERN.finditer(prompt)
    )


def dangling(draft: Draft) -> tuple[Mention, ...]:
    """Return the mentions that point at no reference of the draft."""
    return tuple(
        mention
        for mention in mentions_in(draft.prompt)
        if not 1 <= mention.number <= len(draft.items(LISTS[mention.kind]))
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a prompt: words, or the mention of the reference that has this ``key``."""

    text: str
    key: int | None = None


class Ties:
    """Which reference each mention means, through all that happens to the lists and so to the numbers.

    Each reference has a key of its own here. A removed one keeps it: when the same comes back, what mentioned
    it does so again.
    """

    def __init__(self) -> None:
        self._items: dict[int, tuple[Kind, Reference]] = {}
        self._lists: dict[Kind, tuple[int, ...]] = dict.fromkeys(LISTS, ())
        self._fresh = count()

    def move_to(self, draft: Draft, *, exchanged: bool) -> bool:
        """Take over the lists of a draft; tell whether they are others.

        ``exchanged``: one thing that stands in the place of one other is the same reference (a file that now
        has its link). Without it, as for a draft that was made elsewhere, only what is equal is the same.
        """
        before = [self._items_of(kind) for kind in LISTS]
        for kind, name in LISTS.items():
            if draft.items(name) != self._items_of(kind):
                self._move(kind, draft.items(name), exchanged=exchanged)
        return before != [self._items_of(kind) for kind in LISTS]

    def tied(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        """Return the parts with what their words mention tied to it; what points at nothing stays words."""
        found: list[Part] = []
        for part in parts:
            found.extend(self._tie(part.text) if part.key is None else (part,))
        return tuple(found)

    def followed(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        """Return the parts with the numbers that now are right; the mention of what is gone is empty."""
        return tuple(part if part.key is None else self._spelled(part, part.key) for part in parts)

    def _tie(self, words: str) -> Iterator[Part]:
        end = 0
        for mention in mentions_in(words):
            keys = self._lists[mention.kind]
            if 1 <= mention.number <= len(keys):
                yield Part(words[end : mention.start])
                yield Part(words[mention.start : mention.end], keys[mention.number - 1])
                end = mention.end
        yield Part(words[end:])

    def _spelled(self, part: Part, key: int) -> Part:
        kind, _ = self._items[key]
        keys = self._lists[kind]
        if key not in keys:
            return replace(part, text="")
        number = keys.index(key) + 1
        said = [mention.number for mention in mentions_in(part.text)]
        # Where the number is right, it stays as the person wrote it (图片1).
        return part if said == [number] else replace(part, text=mention_text(kind, number))

    def _move(self, kind: Kind, new: Sequence[Reference], *, exchanged: bool) -> None:
        old = self._lists[kind]
        keys: list[int | None] = [None] * len(new)
        gone: list[int] = []
        # What is the same is found wherever it went.
        for key in old:
            found = _index(new, self._items[key][1], free=keys)
            if found is None:
                gone.append(key)
            else:
                keys[found] = key
        if exchanged and len(old) == len(new):
            for key in gone:
                if keys[old.index(key)] is None:
                    keys[old.index(key)] = key
        # What was removed may be back; of several that are the same, the latest.
        for key, (its_kind, item) in reversed(self._items.items()):
            if its_kind is kind and key not in old:
                back = _index(new, item, free=keys)
                if back is not None:
                    keys[back] = key
        self._lists[kind] = tuple(next(self._fresh) if key is None else key for key in keys)
        self._items.update({key: (kind, item) for key, item in zip(self._lists[kind], new, strict=True)})

    def _items_of(self, kind: Kind) -> tuple[Reference, ...]:
        return tuple(self._items[key][1] for key in self._lists[kind])


def _index(items: Sequence[Reference], item: Reference, *, free: Sequence[int | None]) -> int | None:
    """Return where a reference stands in a list, among the places that have no key yet."""
    return next((at for at, each in enumerate(items) if free[at] is None and each == item), None)
