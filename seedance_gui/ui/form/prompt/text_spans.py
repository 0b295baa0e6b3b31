"""Where mentions stand in a text document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from seedance_gui.ui.kit.mention_words import mentions_on_screen
from seedance_gui.ui.kit.text_change import utf16_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextBlock, QTextDocument

    from seedance_gui.domain.mentions import Mention


@dataclass(frozen=True, slots=True)
class Place:
    """A mention, from ``start`` to ``end`` in Qt's positions of the document (or of the block)."""

    mention: Mention
    start: int
    end: int


def places_in(text: str) -> tuple[Place, ...]:
    """Return the mentions of one block's text. Asked several times at each change of the form."""
    return _places(text, mentions_on_screen(text))


@lru_cache(maxsize=16)
def _places(text: str, mentions: tuple[Mention, ...]) -> tuple[Place, ...]:
    places: list[Place] = []
    counted = end = 0
    for mention in mentions:
        start = end + utf16_length(text[counted : mention.start])
        end = start + utf16_length(text[mention.start : mention.end])
        counted = mention.end
        places.append(Place(mention, start, end))
    return tuple(places)


def places_of_block(block: QTextBlock) -> Sequence[Place]:
    """Return the mentions of a block, in positions of the document."""
    places, offset = places_in(block.text()), block.position()
    if not offset:
        return places
    return [Place(place.mention, offset + place.start, offset + place.end) for place in places]


def place_ending_at(document: QTextDocument, position: int) -> Place | None:
    """Return the mention that ends at a position."""
    return next((p for p in places_of_block(document.findBlock(position)) if p.end == position), None)


def place_starting_at(document: QTextDocument, position: int) -> Place | None:
    """Return the mention that starts at a position."""
    return next((p for p in places_of_block(document.findBlock(position)) if p.start == position), None)


def place_around(document: QTextDocument, position: int) -> Place | None:
    """Return the mention that has a position inside, not at an edge."""
    return next(
        (p for p in places_of_block(document.findBlock(position)) if p.start < position < p.end), None
    )
