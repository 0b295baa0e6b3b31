"""What is known of the references, put together and shown: on the tiles and below the fields."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from seedance_gui.domain.draft import REFERENCE_FIELDS, Field, Reference
from seedance_gui.ui.kit.note import NoteLine
from seedance_gui.ui.session.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from seedance_gui.domain.form_state import Form
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
        self.form = form
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
        self.form.set_refused(frozenset().union(*self._refused.values()))
        if states != self._states.get(source, {}):
            self._states[source] = states
            whole: dict[Reference, ItemState] = {}
            for name in _ORDER:
                whole |= self._states.get(name, {})
            for field in reference_fields(self.form):
                field.set_progress(whole)
        self._notes[source] = notes
        self.form.references.set_extra(
            {
                field: [extra for name in _ORDER for extra in self._notes.get(name, {}).get(field, ())]
                for field in REFERENCE_FIELDS
            }
        )


class StatusSource(QObject):
    """One of those that tell how the references of a form stand."""

    def __init__(self, source: str, status: ReferenceStatus, parent: QObject | None) -> None:
        super().__init__(parent)
        self._form = status.form
        self._tell = partial(status.show, source)
        self._scope = Scope()

    def _begin(self) -> None:
        """Follow the form and its fields from now on."""
        self._scope.connect(self._form.form_changed, self._look)
        for field in reference_fields(self._form):
            self._scope.connect(field.action_requested, self._act)
        self._look(self._form.form)

    def close(self) -> None:
        """Let go of the form; what was told of its references goes, too."""
        self._scope.close()
        self._tell({}, {})

    def _look(self, form: Form) -> None:
        """Look at what the form holds now."""
        raise NotImplementedError

    def _act(self, item: Reference, action: str) -> None:
        """Do what a state of this source offered; others' acts come here as well."""

    def _references(self) -> Iterator[tuple[Field, Reference]]:
        return ((name, item) for name in REFERENCE_FIELDS for item in self._form.draft.items(name))

    def _cautions(self, states: States) -> Notes:
        """Return what the warnings among the states say, each once for a field."""
        texts: dict[Field, dict[NoteLine, None]] = {}
        for name, item in self._references():
            if (state := states.get(item)) and state.tone == "warning" and state.note:
                texts.setdefault(name, {})[NoteLine("caution", state.note)] = None
        return {name: [(line, None) for line in lines] for name, lines in texts.items()}


def reference_fields(form: FormPane) -> list[ReferenceField]:
    """Return the widgets of a form's reference fields."""
    return [form.field(name) for name in REFERENCE_FIELDS]
