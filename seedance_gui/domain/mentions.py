"""Mentions of references in the prompt, as the service's own web client writes them: ``@图1``, ``@视频1``.

They are plain text that the model reads [service.md]; sounds are written ``@音频1`` in the same way. A number
is the place of the reference in its list, from 1, so mentions follow when a list is reordered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import FIELD_OF_KIND, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_gui.domain.draft import Draft, Reference

WORDS = {Kind.IMAGE: "图", Kind.VIDEO: "视频", Kind.AUDIO: "音频"}
_KINDS = {word: kind for kind, word in WORDS.items()}
# A picture's word in Chinese prompts written by hand may also be 图片.
_PATTERN = re.compile(r"@(图片|图|视频|音频)(\d{1,3})(?!\d)")
# In any language of the window: a person's own name must not be read as one.
_NUMBERED = re.compile(
    r"(图片?|照片|视频|音频|声音|picture|image|photo|video|clip|sound( clip)?|audio)? ?\d+", re.IGNORECASE
)


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


def reads_as_mention(name: str) -> bool:
    """Tell whether a name, typed after ``@``, means a reference by its number."""
    return _NUMBERED.fullmatch(name) is not None


@lru_cache(maxsize=8)
def mentions_in(prompt: str) -> tuple[Mention, ...]:
    """Return the mentions of a prompt in order. Asked for several times at each change of the form."""
    return tuple(
        Mention(_KINDS[found[1].removesuffix("片")], int(found[2]), *found.span())
        for found in _PATTERN.finditer(prompt)
    )


def dangling(draft: Draft) -> tuple[Mention, ...]:
    """Return the mentions that point at no reference of the draft."""
    return tuple(
        mention
        for mention in mentions_in(draft.prompt)
        if not 1 <= mention.number <= len(draft.items(FIELD_OF_KIND[mention.kind]))
    )


def respelled(written: Draft, lists: Draft) -> list[str]:
    """Return the prompt of one draft as it reads with the lists of another; every second piece is a mention.

    Each mention keeps meaning its reference, wherever that stands now; the mention of one that is gone is
    empty. Where its number is right, it stays as it was written (图片1). What points at nothing is words.
    """
    moved = {kind: _places(written.items(name), lists.items(name)) for kind, name in FIELD_OF_KIND.items()}
    pieces: list[str] = []
    end = 0
    for mention in mentions_in(written.prompt):
        places = moved[mention.kind]
        if not 1 <= mention.number <= len(places):
            continue
        text, place = written.prompt[mention.start : mention.end], places[mention.number - 1]
        if place is None:
            text = ""
        elif place != mention.number - 1:
            text = mention_text(mention.kind, place + 1)
        pieces += written.prompt[end : mention.start], text
        end = mention.end
    return [*pieces, written.prompt[end:]]


def same_places(one: Draft, other: Draft) -> bool:
    """Tell whether every reference that both drafts have stands in the same place of a list as long.

    Then what is new in a place is another form of what stood there, such as a copy of a file.
    """
    return all(_same_places(one.items(name), other.items(name)) for name in FIELD_OF_KIND.values())


def _same_places(old: Sequence[Reference], new: Sequence[Reference]) -> bool:
    return len(old) == len(new) and all(
        one == other or (one not in new and other not in old) for one, other in zip(old, new, strict=True)
    )


def _places(old: Sequence[Reference], new: Sequence[Reference]) -> list[int | None]:
    """Return where each reference of a list stands in another; of twins each has a place of its own."""
    free = dict(enumerate(new))
    places: list[int | None] = []
    for item in old:
        place = next((at for at, each in free.items() if each == item), None)
        places.append(place)
        if place is not None:
            del free[place]
    return places
