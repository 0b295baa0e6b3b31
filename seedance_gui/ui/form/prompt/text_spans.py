"""Where mentions stand in a text document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedance_gui.domain.mentions import mentions_in
from seedance_gui.ui.kit.text_change import utf16_length

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument

    from seedance_gui.domain.mentions import Mention


@dataclass(frozen=True, slots=True)
class Place:
    """A mention, from ``start`` to ``end`` in Qt's positions of the document (or of the block)."""

    mention: Mention
    start: int
    end: int


def places_in(text: str, offset: int = 0) -> list[Place]:
    """Return the mentions of one block's text; ``offset`` is added to their positions."""
    found = mentions_in(text)
    return [
        Place(m, offset + utf16_length(text[: m.start]), offset + utf16_length(text[: m.end])) for m in found
    ]


def places_of_block(block: QTextBlock) -> list[Place]:
    """Return the mentions of a block, in positions of the document."""
    return places_in(block.text(), block.position())


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
