"""Mentions of references in the prompt, as the service's own web client writes them: ``@图1``, ``@视频1``.

They are plain text that the model reads [service.md]; sounds are written ``@音频1`` in the same way. A number
is the place of the reference in its list, from 1, so mentions follow when a list is reordered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedance_gui.domain.draft import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def follow(before: Draft, after: Draft) -> Draft:
    """Return ``after`` with its mentions pointing at what they pointed at in ``before``.

    The mention of a removed reference is taken out. A prompt that was itself changed is left alone.
    """
    if before.prompt != after.prompt:
        return after
    prompt = after.prompt
    for kind, name in LISTS.items():
        old, new = before.items(name), after.items(name)
        if old != new:
            prompt = _renumbered(prompt, kind, _places(old, new))
    return replace(after, prompt=prompt)


def _places(old: Sequence[Reference], new: Sequence[Reference]) -> dict[int, int | None]:
    """Return for each old place (from 1) the new one, None for what was removed.

    What is the same is found wherever it went; what was exchanged in its place (a file that now has its link)
    stays the same reference.
    """
    free = list(range(len(new)))
    places: dict[int, int | None] = {}
    for index, item in enumerate(old):
        found = next((at for at in free if new[at] == item), None)
        if found is not None:
            free.remove(found)
        places[index + 1] = None if found is None else found + 1
    exchanged: dict[int, int | None] = {
        n: n for n, place in places.items() if place is None and n - 1 in free
    }
    return places | exchanged if len(old) == len(new) else places


def _renumbered(prompt: str, kind: Kind, places: Mapping[int, int | None]) -> str:
    parts: list[str] = []
    end = 0
    for mention in mentions_in(prompt):
        if mention.kind is not kind:
            continue
        # A number that pointed at nothing keeps pointing at nothing.
        place = places.get(mention.number, mention.number)
        parts.append(prompt[end : mention.start])
        parts.append("" if place is None else mention_text(kind, place))
        end = mention.end
    return "".join((*parts, prompt[end:]))
