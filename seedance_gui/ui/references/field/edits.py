"""What the parts of a reference field ask for: tiles of their field, fields of the form. Called directly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint

    from seedance_gui.domain.draft import Field, Kind, Reference


@dataclass(frozen=True, slots=True)
class ReferenceEdits:
    """What a field asks of the form that holds the draft."""

    set_items: Callable[[Field, tuple[Reference, ...]], object]
    """Let a field hold these, in this order."""
    sort_in: Callable[[tuple[Reference, ...], Kind], object]
    """Put references where their kind belongs: they were given to a field of another kind."""
    move: Callable[[Field, int, Field], object]
    """Put the reference at a place of a field into another field."""
    refuse: Callable[[str], object]
    """Say why something could not be taken or done."""
    destinations: Callable[[Field], Sequence[tuple[Field, str]]]
    """Return the fields, by name, that a field's references may go to now."""


class TileOwner(Protocol):
    """What a tile, its menu or a drag asks of the field it is in; `index` is the tile's place, from 0."""

    def open_item(self, index: int) -> None:
        """Open the reference outside."""

    def remove(self, index: int) -> None:
        """Take the reference out."""

    def move_item(self, index: int, to: int) -> None:
        """Put the reference at another place; one beyond the ends means the end."""

    def send_item(self, index: int, to: Field) -> None:
        """Put the reference into another field."""

    def show_menu(self, index: int, at: QPoint) -> object:
        """Show, at a point of the screen, what can be done with the reference."""

    def focus_tile(self, index: int) -> None:
        """Give a tile the focus, the nearest where there is none at that place."""
