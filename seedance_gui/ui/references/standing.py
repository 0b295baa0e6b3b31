"""What several watchers say of the references, put together and shown: on the tiles and below the fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seedance_gui.domain.draft import REFERENCE_FIELDS, Field, Reference
from seedance_gui.ui.references.field import ReferenceField

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedance_gui.domain.form_state import Form
    from seedance_gui.ui.form_pane import FormPane
    from seedance_gui.ui.references.describing import ItemState
    from seedance_gui.ui.state_block import Extra

    States = Mapping[Reference, ItemState]
    Remarks = Mapping[Field, Sequence[Extra]]

CHECKS: Final = "checks"
UPLOADS: Final = "uploads"
COPIES: Final = "copies"
ASSETS: Final = "assets"
_MOST: Final = 20  # of a field that takes any number
_ORDER: Final = (COPIES, ASSETS, CHECKS, UPLOADS)  # of a tile, the later one has the word


class Standing:
    """Shows how the references of a form stand."""

    def __init__(self, form: FormPane) -> None:
        self._form = form
        self._states: dict[str, States] = {}
        self._remarks: dict[str, Remarks] = {}

    def say(self, who: str, states: States, remarks: Remarks) -> None:
        """Show what one watcher says now, beside what the others say."""
        if states != self._states.get(who, {}):
            self._states[who] = states
            whole: dict[Reference, ItemState] = {}
            for name in _ORDER:
                whole |= self._states.get(name, {})
            for field in reference_fields(self._form):
                field.set_progress(whole)
        self._remarks[who] = remarks
        self._form.references.set_extra(
            {
                field: [extra for name in _ORDER for extra in self._remarks.get(name, {}).get(field, ())]
                for field in REFERENCE_FIELDS
            }
        )


def reference_fields(form: FormPane) -> list[ReferenceField]:
    """Return the widgets of a form's reference fields."""
    widgets = (form.field(name) for name in REFERENCE_FIELDS)
    return [widget for widget in widgets if isinstance(widget, ReferenceField)]


def usable(form: Form) -> Iterator[Reference]:
    """Yield the references that would be sent and have no problem of their own, no more than are taken."""
    if form.request is None:
        return
    for name in REFERENCE_FIELDS:
        state = form[name]
        wrong = {problem.index for problem in state.problems}
        items = form.request.items(name)[: state.maximum or _MOST]
        yield from (item for index, item in enumerate(items) if index not in wrong)
