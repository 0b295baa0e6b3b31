"""What is known of the references, put together and shown: on the tiles and below the fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seedance_gui.domain.draft import REFERENCE_FIELDS, Field, Reference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from seedance_gui.ui.form.form_pane import FormPane
    from seedance_gui.ui.form.state_block import Extra
    from seedance_gui.ui.references.field.describing import ItemState
    from seedance_gui.ui.references.field.field import ReferenceField

    States = Mapping[Reference, ItemState]
    Notes = Mapping[Field, Sequence[Extra]]

PROBES: Final = "probes"
UPLOADS: Final = "uploads"
CONVERSIONS: Final = "conversions"
ASSETS: Final = "assets"
_ORDER: Final = (CONVERSIONS, ASSETS, PROBES, UPLOADS)  # of a tile, the later one has the word


class ReferenceStatus:
    """Shows how the references of a form stand."""

    def __init__(self, form: FormPane) -> None:
        self._form = form
        self._states: dict[str, States] = {}
        self._notes: dict[str, Notes] = {}
        self._refused: dict[str, AbstractSet[Field]] = {}

    def show(
        self, source: str, states: States, notes: Notes, refused: AbstractSet[Field] = frozenset()
    ) -> None:
        """Show what one of them tells now, beside what the others tell.

        ``refused``: the fields with something of which no order could come.
        """
        self._refused[source] = refused
        self._form.set_refused(frozenset().union(*self._refused.values()))
        if states != self._states.get(source, {}):
            self._states[source] = states
            whole: dict[Reference, ItemState] = {}
            for name in _ORDER:
                whole |= self._states.get(name, {})
            for field in reference_fields(self._form):
                field.set_progress(whole)
        self._notes[source] = notes
        self._form.references.set_extra(
            {
                field: [extra for name in _ORDER for extra in self._notes.get(name, {}).get(field, ())]
                for field in REFERENCE_FIELDS
            }
        )


def reference_fields(form: FormPane) -> list[ReferenceField]:
    """Return the widgets of a form's reference fields."""
    return [form.field(name) for name in REFERENCE_FIELDS]
